"""What is awarded: categories added, edited, put in order, taken away.

In:  a category's facts as typed.   Out: the new category's code; or Refused.
Its rounds are in rounds.py, its awards in awards.py.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.calibration import drop_calibrations
from judging.actions.common import Refused, get
from judging.actions.rounds import RoundLine, new_round
from judging.actions.setting_up import (
    before_opening,
    before_sealing,
    free_code,
    need_text,
    refuse_repeated,
    same_as_shown,
)
from judging.event_rules import SINGLE_ROUND_NAME, WHOLE_SHARE, margin_faults
from judging.language import _
from judging.models import Assignment, Category, Event, OrderDraw, Participant, Round
from judging.profiles import FORM_NAMES
from judging.roles import Actor, Permission, require
from judging.rule_words import METHODS, PANEL_RULES


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    name: str
    noun: str  # what one participant is called
    is_group: bool
    certificate_phrase: str
    profile_form: str = ""
    linked_to: str = ""  # code of the category whose participants these stand beside
    method: str = "mean"
    margin: str | None = None  # points 0-100, decimal text; only for `clipped`
    panel_rule: str = "complete_judges"


DECLARED = ("is_group", "profile_form", "linked_to", "method", "margin", "panel_rule")  # fixed once judging opens


def add_category(
    session: Session, actor: Actor, event_id: int, facts: CategoryFacts, rubric: int | str, *, now: datetime
) -> str:
    """A new category with one round. `rubric`: id of a version of this event, or a name in the library."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    others = _of(session, event_id)
    row = Category(event=happening, position=max((one.position for one in others), default=0) + 1, state="setup")
    row.code = free_code(facts.name, [one.code for one in others], "kategori")
    with session.no_autoflush:
        _fill(row, facts, others)
        row.rounds = [new_round(session, happening, RoundLine(None, SINGLE_ROUND_NAME, WHOLE_SHARE, None, rubric), ())]
    session.add(row)
    journal.record(session, actor, "category.add", happening, now=now, detail={"category": row.code})
    return row.code


def edit_category(
    session: Session, actor: Actor, category_id: int, facts: CategoryFacts, *, based_on: str, now: datetime
) -> None:
    """Everything until judging opens; then only how it is called and the phrase on its piagam, until it is sealed."""
    require(actor, Permission.SET_UP)
    row = get(session, Category, category_id, _("Kategori"))
    same_as_shown([row], based_on)
    if any(getattr(facts, name) != value for name, value in declared_facts(row).items()):
        before_opening(row)
    before_sealing_of(row)
    _fill(row, facts, [one for one in _of(session, row.event_id) if one is not row])
    journal.record(session, actor, "category.edit", row.event, now=now, detail={"category": row.code, **asdict(facts)})


def declared_facts(row: Category) -> dict[str, Any]:
    """What is fixed once judging opens, under the names of CategoryFacts."""
    linked = row.linked_category.code if row.linked_category else ""
    return {name: linked if name == "linked_to" else getattr(row, name) for name in DECLARED}


def before_sealing_of(row: Category) -> None:
    if row.state not in ("setup", "judging", "closed"):
        raise Refused(_("Hasil {name} sudah ditetapkan, jadi ini tidak diubah lagi.", name=row.name))


def move_category(session: Session, actor: Actor, category_id: int, steps: int, *, now: datetime) -> None:
    """One place up (-1) or down (1) in the order in which pages and papers name the categories."""
    require(actor, Permission.SET_UP)
    row = get(session, Category, category_id, _("Kategori"))
    before_sealing(session, row.event)
    rows = _of(session, row.event_id)
    place = rows.index(row) + steps
    if not 0 <= place < len(rows):
        raise Refused(_("{name} sudah berada di ujung.", name=row.name))
    rows.remove(row)
    rows.insert(place, row)
    for position, one in enumerate(rows, start=1):
        one.position = position
    journal.record(session, actor, "category.move", row.event, now=now, detail={"order": [one.code for one in rows]})


def remove_category(session: Session, actor: Actor, category_id: int, *, now: datetime) -> None:
    """Only while nobody takes part in it; its rounds with their practice, its judges' seats and its awards go too."""
    require(actor, Permission.SET_UP)
    row = get(session, Category, category_id, _("Kategori"))
    before_opening(row)
    there = session.scalar(select(func.count()).select_from(Participant).where(Participant.category_id == row.id))
    if there:
        raise Refused(_("{name} masih punya {n} peserta. Hapus dahulu pesertanya.", name=row.name, n=there))
    beside = session.scalar(select(Category.name).where(Category.linked_category_id == row.id).limit(1))
    if beside:
        raise Refused(_("{other} mendampingi {name}. Lepaskan dahulu kaitannya.", other=beside, name=row.name))
    drop_calibrations(session, [one.id for one in row.rounds])
    seats = select(Assignment).join(Round).where(Round.category_id == row.id)
    draws = select(OrderDraw).where(OrderDraw.category_id == row.id)  # of participants who are gone by now
    for one in (*session.scalars(seats).all(), *session.scalars(draws).all(), *row.rounds, *row.awards, row):
        session.delete(one)
    journal.record(session, actor, "category.remove", row.event, now=now, detail={"category": row.code})


def _of(session: Session, event_id: int) -> list[Category]:
    ordered = select(Category).where(Category.event_id == event_id).order_by(Category.position, Category.id)
    return list(session.scalars(ordered))


def _fill(row: Category, facts: CategoryFacts, others: list[Category]) -> None:
    """The facts into the row, each as the workbook's reader would hold it."""
    row.name = need_text(facts.name, _("Nama kategori"))
    refuse_repeated([*(one.name for one in others), row.name], _("Nama kategori"))
    row.noun = need_text(facts.noun, _("Sebutan peserta"))
    row.certificate_phrase = need_text(facts.certificate_phrase, _("Frasa piagam"))
    row.is_group, row.margin = facts.is_group, facts.margin
    row.profile_form = _one_of(facts.profile_form, ["", *FORM_NAMES], _("Formulir profil"))
    row.method = _one_of(facts.method, METHODS, _("Cara menghitung"))
    row.panel_rule = _one_of(facts.panel_rule, PANEL_RULES, _("Juri yang dihitung"))
    for fault in margin_faults(row.method, row.margin):
        raise Refused(_("Batas (poin): {fault}", fault=fault))
    row.linked_category = next((one for one in others if one.code == facts.linked_to), None)
    if facts.linked_to and row.linked_category is None:
        raise Refused(_("Kategori yang didampingi tidak ditemukan. Pilih ulang."))


def _one_of(value: str, choices: Any, what: str) -> str:
    if value not in choices:
        raise Refused(_("{what}: pilih salah satu.", what=what))
    return value
