"""What arrived after closing: the ketua lets it count, with a second person, or leaves it where it is.

In:  a held entry's id, who decides, why, and the witness.   Out: the sheet's new version; or Refused / NotAllowed.
Nothing of what the judge gave can be changed here: the entry is taken whole, or not at all.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from judging import journal
from judging import sheet as sheets
from judging.actions.common import Refused, event_of, get, in_state, need_reason
from judging.actions.sheets import SheetEntry, apply_entry, as_marks, freeze_rules
from judging.actions.signing_in import Witness
from judging.language import _
from judging.models import Entry
from judging.queries.rubric import rubric_of
from judging.roles import Actor, Permission, require


def admit_late(session: Session, actor: Actor, entry_id: str, reason: str, witness: Witness, *, now: datetime) -> int:
    """Let a sheet that was sent on the tablet in time, and came in after closing, count after all."""
    require(actor, Permission.CLOSE)
    held = get(session, Entry, entry_id, _("Kiriman"))
    row = held.sheet
    category = row.round.category
    if held.outcome == "saved":
        raise Refused(_("Kiriman ini sudah diputuskan: lembarnya ikut dihitung."))
    in_state(category, "closed")
    if witness.person_id == actor.person_id:
        raise Refused(_("Orang kedua harus orang lain."))
    if row.judge.person_id in (actor.person_id, witness.person_id):
        raise Refused(_("Lembar sendiri diputuskan orang lain: lembar ketua oleh wakil."))
    text = need_reason(reason)
    rubric = rubric_of(row.round.rubric)
    entry = _as_entry(held)
    if held.outcome != "late" or entry.kind != "submit" or sheets.problems(as_marks(entry.content), rubric):
        raise Refused(_("Hanya lembar lengkap yang dikirim juri dan datang terlambat yang dapat diterima."))
    if held.based_on != row.version or row.state == "submitted":
        raise Refused(_("Lembar ini sudah berubah sesudah kiriman itu dibuat. Kiriman tetap tersimpan."))
    apply_entry(row, entry, rubric, now)
    held.outcome, held.version = "saved", row.version
    freeze_rules(session, row, now)
    journal.record(
        session,
        actor,
        "sheet.admit_late",
        event_of(session, category),
        now=now,
        reason=text,
        detail={"sheet": row.id, "version": row.version, "entry": held.id, "witness": witness.name},
    )
    return row.version


def _as_entry(held: Entry) -> SheetEntry:
    return SheetEntry(held.id, held.based_on, held.kind, held.scores, held.ticks, held.notes or {}, device=held.device)
