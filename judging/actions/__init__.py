"""Everything that writes: one verb, one function, one journal event.

In:  an open session, who acts, ids and plain values, the time.   Out: ids and plain values; or Refused / NotAllowed.
An action flushes and never commits: the edge opened the transaction and closes it. Nothing here knows a page.
"""

from judging.actions.accounts import secret_faults, set_account_active, set_credentials
from judging.actions.awards import AwardLine, set_awards
from judging.actions.backgrounds import BackgroundLine, set_backgrounds
from judging.actions.calibration import (
    bring_in_calibration,
    calibration_key,
    calibration_of,
    end_calibration,
    open_calibration,
    save_calibration,
)
from judging.actions.calls import answer_call, call_panitia
from judging.actions.categories import CategoryFacts, add_category, edit_category, move_category, remove_category
from judging.actions.common import Refused, refuse_any
from judging.actions.conflicts import record_conflict, remove_conflict, set_aside_conflict
from judging.actions.correcting import correct_name, correct_result
from judging.actions.documents import (
    SCAN,
    PayoutEntry,
    keep_document,
    keep_signed_rules,
    release_notes,
    set_payout,
)
from judging.actions.draws import draw_order
from judging.actions.event_facts import EventFacts, edit_event
from judging.actions.event_settings import keep_picture, number_faults, set_limits, set_settings
from judging.actions.events import import_event
from judging.actions.evidence import keep_evidence, remove_evidence
from judging.actions.judges import add_judge, edit_judge, remove_judge, set_seats
from judging.actions.late import admit_late
from judging.actions.members import set_members
from judging.actions.new_event import WRONG_SETUP_TOKEN, create_event, first_account, first_event, new_setup_token
from judging.actions.officials import set_officials
from judging.actions.organisers import add_account, login_faults, set_roles
from judging.actions.paper_checks import check_again, confirm_by_judge, settle
from judging.actions.paper_sheets import NOT_YOURS, attach_photo, key_in, score_on_paper, set_aside
from judging.actions.papers import (
    approve_printed_name,
    issue_certificates,
    record_printing,
    replace_certificate,
    revoke_certificate,
)
from judging.actions.participants import add_participant, edit_participant, remove_participant
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
from judging.actions.regions import RegionLine, set_regions
from judging.actions.reopening import answer_reopening, ask_reopening, close_again
from judging.actions.retention import erase_personal, set_retention
from judging.actions.returning import bring_back
from judging.actions.reveal import press, start_reveal
from judging.actions.rounds import RoundLine, set_rounds
from judging.actions.rubrics import (
    DraftChanged,
    discard_rubric_draft,
    freeze_rubric,
    restore_rubric_draft,
    save_rubric_draft,
    start_rubric,
)
from judging.actions.sealing import announce, seal
from judging.actions.sheets import Outcome, OwnVersion, SheetEntry, bring_in, declare_conflict, save_entry
from judging.actions.signing_in import (
    SEEN_AGAIN,
    CardNeeded,
    SignedIn,
    TryLater,
    Witness,
    confirm,
    confirm_with_card,
    seen,
    sign_in_with_card,
    sign_in_with_password,
    sign_out,
    unlock,
)
from judging.actions.stages import close_category, open_judging
from judging.actions.table_import import import_judges, import_members, import_participants

__all__ = [
    "NOT_YOURS",
    "SCAN",
    "SEEN_AGAIN",
    "WRONG_SETUP_TOKEN",
    "AwardLine",
    "BackgroundLine",
    "CardNeeded",
    "CategoryFacts",
    "DraftChanged",
    "EventFacts",
    "IssuedCard",
    "Outcome",
    "OwnVersion",
    "PayoutEntry",
    "Refused",
    "RegionLine",
    "RoundLine",
    "SheetEntry",
    "SignedIn",
    "TryLater",
    "Witness",
    "add_account",
    "add_category",
    "add_judge",
    "add_participant",
    "admit_late",
    "announce",
    "answer_call",
    "answer_objection",
    "answer_reopening",
    "approve_name",
    "approve_printed_name",
    "archive",
    "ask_reopening",
    "attach_photo",
    "bring_back",
    "bring_in",
    "bring_in_calibration",
    "calibration_key",
    "calibration_of",
    "call_panitia",
    "check_again",
    "close_again",
    "close_category",
    "confirm",
    "confirm_by_judge",
    "confirm_with_card",
    "correct_name",
    "correct_result",
    "create_event",
    "decide",
    "declare_conflict",
    "discard_rubric_draft",
    "draw_order",
    "edit_category",
    "edit_event",
    "edit_judge",
    "edit_participant",
    "end_calibration",
    "enter_decree",
    "erase_personal",
    "first_account",
    "first_event",
    "freeze_rubric",
    "give_own_values",
    "give_special",
    "hand_over",
    "import_event",
    "import_judges",
    "import_members",
    "import_participants",
    "issue_card",
    "issue_certificates",
    "keep_document",
    "keep_evidence",
    "keep_photo",
    "keep_picture",
    "keep_signed_rules",
    "keep_warning",
    "key_in",
    "login_faults",
    "mark_absent",
    "move_category",
    "name_judges",
    "new_setup_token",
    "number_faults",
    "open_calibration",
    "open_judging",
    "press",
    "receive_objection",
    "record_conflict",
    "record_printing",
    "refuse_any",
    "release_notes",
    "release_pin",
    "remove_category",
    "remove_conflict",
    "remove_evidence",
    "remove_judge",
    "remove_participant",
    "remove_photo",
    "replace_certificate",
    "restore_rubric_draft",
    "revoke_certificate",
    "revoke_decision",
    "save_calibration",
    "save_entry",
    "save_rubric_draft",
    "score_on_paper",
    "seal",
    "secret_faults",
    "seen",
    "set_account_active",
    "set_amount",
    "set_aside",
    "set_aside_conflict",
    "set_awards",
    "set_backgrounds",
    "set_credentials",
    "set_limits",
    "set_members",
    "set_officials",
    "set_payout",
    "set_regions",
    "set_retention",
    "set_roles",
    "set_rounds",
    "set_seats",
    "set_settings",
    "set_standing",
    "settle",
    "sign_in_with_card",
    "sign_in_with_password",
    "sign_minutes",
    "sign_out",
    "start_reveal",
    "start_rubric",
    "substitute",
    "unlock",
]
