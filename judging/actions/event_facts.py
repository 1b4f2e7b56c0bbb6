"""The event's own facts: name, level, year, place, dates, organiser.

In:  the facts as typed.   Out: nothing; or Refused with everything that does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import get, need_line, refuse_any
from judging.actions.setting_up import before_sealing, same_as_shown
from judging.event_rules import date_faults, day_faults, printed_twice_faults, year_faults
from judging.language import N_, _
from judging.models import Category, Event, EventSetting, Round
from judging.roles import Actor, Permission, require

ORGANISER = "organiser"  # a setting
NAME, LEVEL, PLACE = N_("Nama penghargaan"), N_("Tingkat"), N_("Tempat")


@dataclass(frozen=True, slots=True)
class EventFacts:
    name: str  # "KUBE Berprestasi"
    level: str  # "Tingkat Provinsi Daerah Khusus Jakarta"
    year: int
    place: str  # printed before dates
    starts_on: date | None
    announced_on: date | None  # planned
    organiser: str


def edit_event(
    session: Session, actor: Actor, event_id: int, facts: EventFacts, *, based_on: str, now: datetime
) -> None:
    """Once a result is sealed, what is printed on it stays; place, dates and organiser may still change."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    same_as_shown([happening], based_on)
    name, level = need_line(facts.name, _(NAME)), need_line(facts.level, _(LEVEL))
    if (name, level, facts.year) != (happening.name, happening.level, happening.year):
        before_sealing(session, happening)
    refuse_any((*unfit_facts(facts, now.year), *_rounds_outside(session, happening, facts)))
    happening.name, happening.level, happening.year = name, level, facts.year
    happening.place = need_line(facts.place, _(PLACE))
    happening.starts_on, happening.announced_on = facts.starts_on, facts.announced_on
    _set_organiser(session, happening, need_line(facts.organiser, _("Penyelenggara")))
    journal.record(session, actor, "event.edit", happening, now=now, detail={"name": name, "year": facts.year})


def unfit_facts(facts: EventFacts, now_year: int) -> Iterator[tuple[str, str]]:
    """What a workbook's reader would say about these facts, each beside its field."""
    needed = (("name", facts.name, NAME), ("level", facts.level, LEVEL), ("place", facts.place, PLACE))
    for key, text, what in needed:
        if not text.strip():
            yield key, _("{what} belum diisi.", what=_(what))
    faults = (
        *printed_twice_faults(facts.name, facts.level, facts.year),
        *year_faults(facts.year, now_year),
        *date_faults(facts.year, facts.starts_on, facts.announced_on),
    )
    yield from ((fault.key, str(fault)) for fault in faults)


def _rounds_outside(session: Session, happening: Event, facts: EventFacts) -> Iterator[tuple[str, str]]:
    dated = select(Category.name, Round.day).join(Round).where(Category.event_id == happening.id)
    for name, day in session.execute(dated.order_by(Category.position, Round.position)):
        for fault in day_faults(day, facts.starts_on, facts.announced_on):
            yield "", _("{category}: {fault}", category=name, fault=fault.wrong)


def _set_organiser(session: Session, happening: Event, organiser: str) -> None:
    rows = select(EventSetting).where(EventSetting.event_id == happening.id, EventSetting.key == ORGANISER)
    row = session.scalars(rows).first() or EventSetting(event=happening, key=ORGANISER)
    row.value = organiser
    session.add(row)
