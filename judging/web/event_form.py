"""An event typed on screen: what the first page and the organisers' page ask alike.

In:  the posted form.   Out: a NewEvent; or Refused with everything that is wrong, each beside its field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from judging import actions, event_rules
from judging.language import _
from judging.plan import PersonPlan
from judging.roles import Role
from judging.spreadsheet.columns import Column
from judging.spreadsheet.event_sheets import EVENT_FIELDS, PERSON, SETTINGS
from judging.spreadsheet.forms import read_form
from judging.starting import STARTS, NewEvent

FIELDS = tuple(
    column for column in (*EVENT_FIELDS, *SETTINGS)
    if column.key in {"name", "level", "year", "place", "starts_on", "announced_on", "organiser"}
)  # fmt: skip
OWN_NAME = replace(PERSON.column("name"), key="person_name", title="Nama Bapak/Ibu")


def typed_values(columns: Iterable[Column], texts: Mapping[str, str]) -> dict[str, Any]:
    """Every field's value; or Refused with what is wrong with any of them."""
    values, problems = read_form(columns, texts)
    actions.refuse_any(problems.items())
    return values


def typed_facts(now_year: int) -> actions.EventFacts:
    """The event's own facts; what single fields lack and what does not fit between them is told together."""
    values, problems = read_form(FIELDS, request.form)
    actions.refuse_any(_fact_faults(values, problems, now_year))
    return actions.EventFacts(**values)


def typed_event(session: Session, now_year: int, first: Iterable[tuple[str, str]] = ()) -> NewEvent:
    """`first`: what else is wrong with the form, told before the fields."""
    values, problems = read_form((*FIELDS, OWN_NAME, PERSON.column("login")), request.form)
    found = [*first, *_fact_faults(values, problems, now_year)]
    if request.form.get("start") not in STARTS:
        found.append(("start", _("Pilih isi awal acaranya dahulu.")))
    found += [(key, text) for key, text in problems.items() if key in ("person_name", "login")]
    if "login" not in problems:
        found += actions.login_faults(session, values["login"])
    found += actions.secret_faults(request.form.get("password", ""), request.form.get("pin", "").strip(), strict=True)
    actions.refuse_any(found)
    person = PersonPlan(login=values.pop("login"), name=values.pop("person_name"), roles=(Role.PANITIA.value,))
    return NewEvent(**values, start=request.form["start"], person=person)


def _fact_faults(values: Mapping[str, Any], problems: Mapping[str, str], now_year: int) -> Iterator[tuple[str, str]]:
    """A field that cannot be read is told once: the rules between fields look at the others only."""
    yield from ((column.key, problems[column.key]) for column in FIELDS if column.key in problems)
    year = values["year"]
    if year is not None:
        faults = (*event_rules.printed_twice_faults(values["name"], values["level"], year),
                  *event_rules.year_faults(year, now_year))  # fmt: skip
        yield from ((fault.key, str(fault)) for fault in faults)
    for fault in event_rules.date_faults(year, values["starts_on"], values["announced_on"]):
        yield fault.key, str(fault)


def shown(this_year: int) -> dict[str, Any]:
    """The fields as typed, or as they begin; the starts to choose from."""
    typed = request.form.to_dict()
    starts = [(key, _(start.title), _(start.help)) for key, start in STARTS.items()]
    return {"values": typed or {"year": str(this_year)}, "starts": starts}
