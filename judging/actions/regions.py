"""The regions that participants come from: added, renamed, put in order, taken away while nobody comes from them.

In:  the whole list as it should be.   Out: nothing; or Refused, and the list stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get
from judging.actions.setting_up import before_sealing, known, need_text, refuse_repeated, same_as_shown
from judging.language import _
from judging.models import Event, Participant, Region
from judging.profiles.peers import alike
from judging.roles import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class RegionLine:
    id: int | None  # None: a new one
    name: str


def set_regions(
    session: Session, actor: Actor, event_id: int, lines: Sequence[RegionLine], *, based_on: str, now: datetime
) -> None:
    """The regions become these, in this order. `based_on`: the mark of what the page showed."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    before_sealing(session, happening)
    ordered = select(Region).where(Region.event_id == event_id).order_by(Region.position, Region.id)
    rows = {row.id: row for row in session.scalars(ordered)}
    same_as_shown(rows.values(), based_on)
    names = [need_text(line.name, _("Nama wilayah")) for line in lines]
    refuse_repeated(names, _("Wilayah"))
    kept = [known(rows, line.id) or Region(event=happening) for line in lines]
    _refuse_used(session, [row for row in rows.values() if row not in kept])
    for position, (row, name) in enumerate(zip(kept, names, strict=True), start=1):
        _refuse_name_of_another(rows, row, name)
        session.add(row)
        row.position = position
    for row, name in zip(kept, names, strict=True):
        row.name = name
    for row in rows.values():
        if row not in kept:
            session.delete(row)
    journal.record(session, actor, "region.set", happening, now=now, detail={"regions": names})


def _refuse_used(session: Session, gone: Sequence[Region]) -> None:
    for row in gone:
        used = session.scalar(select(func.count()).select_from(Participant).where(Participant.region_id == row.id))
        if used:
            raise Refused(
                _("{name} masih dipakai {n} peserta. Pindahkan dahulu pesertanya ke wilayah lain.", name=row.name,
                  n=used)
            )  # fmt: skip


def _refuse_name_of_another(rows: dict[int, Region], row: Region, name: str) -> None:
    """Two rows that exchange names would for a moment carry the same one, which the table refuses."""
    if any(alike(other.name) == alike(name) for other in rows.values() if other is not row):
        raise Refused(_("Nama {name} masih dipakai baris lain. Simpan satu per satu.", name=name))
