"""Everything that writes: one verb, one function, one journal event.

In:  an open session, who acts, ids and plain values, the time.   Out: ids and plain values; or Refused / NotAllowed.
An action flushes and never commits: the edge opened the transaction and closes it. Nothing here knows a page.
"""

from judging.actions.accounts import (
    WRONG_SETUP_TOKEN,
    first_account,
    new_setup_token,
    set_account_active,
    set_credentials,
)
from judging.actions.calls import answer_call, call_panitia
from judging.actions.common import Refused
from judging.actions.correcting import correct_name, correct_result
from judging.actions.documents import SCAN, PayoutEntry, keep_document, release_notes, set_payout
from judging.actions.event_settings import keep_picture, set_settings
from judging.actions.events import import_event
from judging.actions.late import admit_late
from judging.actions.papers import approve_printed_name, issue_certificates, record_printing, revoke_certificate
from judging.actions.people import (
    IssuedCard,
    approve_name,
    issue_card,
    keep_warning,
    mark_absent,
    release_pin,
    set_standing,
    substitute,
)
from judging.actions.photos import keep_photo, remove_photo
from judging.actions.pleno import decide, give_special, name_judges, revoke_decision
from judging.actions.prizes import enter_decree, set_amount
from judging.actions.proceedings import (
    answer_objection,
    archive,
    give_own_values,
    hand_over,
    receive_objection,
    sign_minutes,
)
from judging.actions.reopening import answer_reopening, ask_reopening, close_again
from judging.actions.retention import erase_personal
from judging.actions.reveal import press, start_reveal
from judging.actions.sealing import announce, seal
from judging.actions.sheets import Outcome, OwnVersion, SheetEntry, bring_in, declare_conflict, save_entry
from judging.actions.signing_in import (
    SEEN_AGAIN,
    SignedIn,
    TryLater,
    Witness,
    confirm,
    seen,
    sign_in_with_card,
    sign_in_with_password,
    sign_out,
    unlock,
)
from judging.actions.stages import close_category, open_judging

__all__ = [
    "SCAN",
    "SEEN_AGAIN",
    "WRONG_SETUP_TOKEN",
    "IssuedCard",
    "Outcome",
    "OwnVersion",
    "PayoutEntry",
    "Refused",
    "SheetEntry",
    "SignedIn",
    "TryLater",
    "Witness",
    "admit_late",
    "announce",
    "answer_call",
    "answer_objection",
    "answer_reopening",
    "approve_name",
    "approve_printed_name",
    "archive",
    "ask_reopening",
    "bring_in",
    "call_panitia",
    "close_again",
    "close_category",
    "confirm",
    "correct_name",
    "correct_result",
    "decide",
    "declare_conflict",
    "enter_decree",
    "erase_personal",
    "first_account",
    "give_own_values",
    "give_special",
    "hand_over",
    "import_event",
    "issue_card",
    "issue_certificates",
    "keep_document",
    "keep_photo",
    "keep_picture",
    "keep_warning",
    "mark_absent",
    "name_judges",
    "new_setup_token",
    "open_judging",
    "press",
    "receive_objection",
    "record_printing",
    "release_notes",
    "release_pin",
    "remove_photo",
    "revoke_certificate",
    "revoke_decision",
    "save_entry",
    "seal",
    "seen",
    "set_account_active",
    "set_amount",
    "set_credentials",
    "set_payout",
    "set_settings",
    "set_standing",
    "sign_in_with_card",
    "sign_in_with_password",
    "sign_minutes",
    "sign_out",
    "start_reveal",
    "substitute",
    "unlock",
]
