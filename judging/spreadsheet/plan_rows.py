"""An EventPlan -> the cells of its workbook: the inverse of building.py.

In:  a plan.   Out: the columns each sheet needs, and its rows of text, int, date or nothing.
Does not know files or formats.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from judging.event_rules import SINGLE_ROUND, SINGLE_ROUND_NAME
from judging.plan import CategoryPlan, EventPlan, ParticipantPlan
from judging.profiles import FORMS
from judging.spreadsheet.columns import Column, Kind, Sheet
from judging.spreadsheet.event_sheets import (
    ASSIGNMENT,
    AWARD,
    BACKGROUND_FIELDS,
    CATEGORY,
    CATEGORY_LEVEL,
    CONFLICT,
    EVENT,
    EVENT_FIELDS,
    JUDGE,
    LETTERHEAD_FIELDS,
    MEMBER,
    OFFICIAL,
    PARTICIPANT,
    PERSON,
    PROFILE_COLUMNS,
    SETTINGS,
)

Cell = str | int | date | None
Values = Mapping[str, Any]


def columns_for(sheet: Sheet, forms: Collection[str]) -> tuple[Column, ...]:
    """The sheet's columns without those of profile forms the event does not use."""
    used = {field.key for form in forms for field in FORMS[form]}
    unused = {column.key for column in PROFILE_COLUMNS} - used if sheet is PARTICIPANT else set()
    if not forms:
        unused |= {"profile_form", "linked_to"}
    return tuple(column for column in sheet.columns if column.key not in unused)


def forms_of(plan: EventPlan) -> tuple[str, ...]:
    return tuple(form for form in FORMS if any(category.profile_form == form for category in plan.categories))


def cells_of(plan: EventPlan, sheet: Sheet) -> list[list[Cell]]:
    """The rows below the headings, in the order of `columns_for`."""
    columns = columns_for(sheet, forms_of(plan))
    if sheet is EVENT:
        values = _event_values(plan)
        return [[column.title, _cell(column, values.get(column.key))] for column in columns]
    return [[_cell(column, values.get(column.key)) for column in columns] for values in _rows(plan, sheet)]


def _rows(plan: EventPlan, sheet: Sheet) -> Iterator[Values]:
    if sheet is CATEGORY:
        for category in plan.categories:
            yield from _category_rows(category, plan.settings.get("tax", {}).get(category.code))
    elif sheet is AWARD:
        for category in plan.categories:
            yield from ({"category": category.code, **asdict(award)} for award in category.awards)
    elif sheet is PARTICIPANT:
        yield from (_participant_row(participant, plan) for participant in plan.participants)
    elif sheet is JUDGE:
        yield from ({**asdict(judge), "background": plan.backgrounds[judge.background]} for judge in plan.judges)
    elif sheet is ASSIGNMENT:
        yield from _assignment_rows(plan)
    else:
        yield from map(asdict, _PLAIN[sheet.name](plan))


_PLAIN = {
    MEMBER.name: lambda plan: plan.members,
    CONFLICT.name: lambda plan: plan.conflicts,
    OFFICIAL.name: lambda plan: plan.officials,
    PERSON.name: lambda plan: plan.people,
}


def _event_values(plan: EventPlan) -> Values:
    own = {column.key: getattr(plan, column.key) for column in EVENT_FIELDS}
    settings = {column.key: plan.settings.get(column.key) for column in SETTINGS}
    lines = zip((column.key for column in LETTERHEAD_FIELDS), plan.settings.get("letterhead", ()), strict=False)
    backgrounds = zip((column.key for column in BACKGROUND_FIELDS), plan.backgrounds.values(), strict=False)
    return {**own, **settings, **dict(lines), **dict(backgrounds)}


def _category_rows(category: CategoryPlan, tax: str | None) -> Iterator[Values]:
    """One row a round; what belongs to the category stands on the first. A lone ordinary round is not named."""
    lone = [(r.code, r.name, r.share) for r in category.rounds] == [(SINGLE_ROUND, SINGLE_ROUND_NAME, 100)]
    level = {key: getattr(category, key, None) for key in CATEGORY_LEVEL}
    level |= {"shape": "group" if category.is_group else "person", "tax": tax}
    for one in category.rounds:
        named = {} if lone else {"round": one.code, "round_name": one.name, "share": one.share}
        yield {"code": category.code, **level, **named, "rubric": one.rubric, "day": one.day}
        level = {}


def _participant_row(participant: ParticipantPlan, plan: EventPlan) -> Values:
    offices = {m.office: m.name for m in plan.members if m.office and m.participant == participant.code}
    return {**participant.profile, **offices, **{key: getattr(participant, key) for key in _PARTICIPANT_KEYS}}


_PARTICIPANT_KEYS = ("code", "category", "number", "name", "region", "district", "subdistrict", "linked_to")


def _assignment_rows(plan: EventPlan) -> Iterator[Values]:
    """One row a round; the round of a category with a single one is not named."""
    judges: dict[tuple[str, str], list[str]] = {}
    for seat in plan.assignments:
        judges.setdefault((seat.category, seat.round), []).append(seat.judge)
    single = {category.code for category in plan.categories if len(category.rounds) == 1}
    for (category, code), names in judges.items():
        yield {"category": category, "round": "" if category in single else code, "judges": names}


def _cell(column: Column, value: Any) -> Cell:
    """A value as a person would type it into that column."""
    if value is None or value == "":
        return None
    typed: Cell = _TYPED[column.kind](column, value) if column.kind in _TYPED else value
    return typed


_TYPED: dict[Kind, Callable[[Column, Any], Cell]] = {
    Kind.YES_NO: lambda _column, value: "ya" if value else "tidak",
    Kind.CHOICE: lambda column, value: column.choices[value],
    Kind.CHOICES: lambda column, value: ", ".join(column.choices[code] for code in value),
    Kind.CODES: lambda _column, value: ", ".join(value),
    Kind.DATE: lambda _column, value: value if isinstance(value, date) else date.fromisoformat(value),
}
