"""The prize table of a category: its places and its special awards.

In:  the whole table as it should be.   Out: nothing; or Refused, and the table stays as it was.
Until judging opens. Then the table is declared; prizes.py confirms amounts until the keputusan fixes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get, need_line
from judging.actions.setting_up import before_opening, known, need_text, refuse_repeated, same_as_shown
from judging.event_rules import basis_faults
from judging.language import _
from judging.models import Award, Category
from judging.roles import Actor, Permission, require
from judging.starting import NOT_YET

LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class AwardLine:
    id: int | None  # None: a new one
    label: str  # "Juara I", "Juara Favorit": any text
    ranked: bool  # False: a special award, which has no place
    amount: int | None  # whole rupiah; None: without money, or not yet known
    trophy: bool = True
    certificate: bool = True
    goods: str = ""
    to_confirm: str = ""  # why the amount still needs the organiser's word; empty: settled
    basis: str = ""  # a special award's written basis


def set_awards(
    session: Session, actor: Actor, category_id: int, lines: Sequence[AwardLine], *, based_on: str, now: datetime
) -> None:
    """The table becomes these lines; the first with a place is the first place, and so on without a gap."""
    require(actor, Permission.SET_UP)
    category = get(session, Category, category_id, _("Kategori"))
    before_opening(category)
    rows = {row.id: row for row in category.awards}
    same_as_shown(rows.values(), based_on)
    refuse_repeated([need_text(line.label, _("Sebutan juara")) for line in lines], _("Sebutan"))
    if faults := [*_faults(lines)]:
        raise Refused(faults[0], *faults[1:])
    kept = [known(rows, line.id) or Award(category=category) for line in lines]
    place = 0
    for position, (row, line) in enumerate(zip(kept, lines, strict=True), start=1):
        place += line.ranked
        _fill(row, line)
        row.position, row.place = position, place if line.ranked else None
        session.add(row)
    for row in rows.values():
        if row not in kept:
            session.delete(row)
    detail = {"category": category.code, "awards": [line.label.strip() for line in lines]}
    journal.record(session, actor, "award.set", category.event, now=now, detail=detail)


def _faults(lines: Sequence[AwardLine]) -> Iterator[str]:
    for line in lines:
        if line.amount is not None and line.amount < 0:
            yield _("{award}: jumlah uang tidak boleh kurang dari nol.", award=line.label)
        for fault in basis_faults(1 if line.ranked else None, line.basis.strip()):
            yield _("{award}: {fault}", award=line.label, fault=fault)
        if max(len(line.goods), len(line.to_confirm), len(line.basis)) > LONGEST_TEXT:
            yield _("{award}: ringkas keterangannya menjadi paling banyak {most} huruf.", award=line.label,
                    most=LONGEST_TEXT)  # fmt: skip


def _fill(row: Award, line: AwardLine) -> None:
    """An amount that is typed answers the question that stood only because there was none."""
    row.label, row.amount = need_line(line.label, _("Sebutan juara")), line.amount
    row.trophy, row.certificate = line.trophy, line.certificate
    row.goods, row.basis = line.goods.strip(), line.basis.strip()
    settled = line.amount is not None and line.to_confirm.strip() in (NOT_YET, _(NOT_YET))
    row.to_confirm = "" if settled else line.to_confirm.strip()
