"""An event typed on screen: what the first page and the organisers' page ask alike.

In:  the posted form.   Out: a NewEvent; or Refused with everything that is wrong with single fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from flask import request

from judging import actions
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
    if problems:
        raise actions.Refused(*problems)
    return values


def typed_event() -> NewEvent:
    values, problems = read_form((*FIELDS, OWN_NAME, PERSON.column("login")), request.form)
    if request.form.get("start") not in STARTS:
        problems.append(_("Pilih isi awal acaranya dahulu."))
    if problems:
        raise actions.Refused(*problems)
    person = PersonPlan(login=values.pop("login"), name=values.pop("person_name"), roles=(Role.PANITIA.value,))
    return NewEvent(**values, start=request.form["start"], person=person)


def shown(this_year: int) -> dict[str, Any]:
    """The fields as typed, or as they begin; the starts to choose from."""
    typed = request.form.to_dict()
    starts = [(key, _(start.title), _(start.help)) for key, start in STARTS.items()]
    return {"values": typed or {"year": str(this_year)}, "starts": starts}
