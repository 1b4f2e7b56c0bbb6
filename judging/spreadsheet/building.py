"""Checked records -> an EventPlan.

In:  Tables without any problem.   Out: the plan; codes are canonical, dates of profiles ISO text, settings JSON values.
Does not know what could have been wrong: everything here was checked before.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from judging.event_rules import SINGLE_ROUND, SINGLE_ROUND_NAME, background_code
from judging.plan import (
    AssignmentPlan,
    AwardPlan,
    CategoryPlan,
    ConflictPlan,
    EventPlan,
    JudgePlan,
    MemberPlan,
    OfficialPlan,
    ParticipantPlan,
    PersonPlan,
    RoundPlan,
)
from judging.spreadsheet.category_checks import backgrounds_of, grouped_categories
from judging.spreadsheet.columns import Sheet, fold
from judging.spreadsheet.event_sheets import (
    ASSIGNMENT,
    AWARD,
    CATEGORY,
    CONFLICT,
    EVENT_FIELDS,
    JUDGE,
    LETTERHEAD_FIELDS,
    MEMBER,
    OFFICE_COLUMNS,
    OFFICIAL,
    PARTICIPANT,
    PERSON,
    PROFILE_COLUMNS,
    SETTINGS,
)
from judging.spreadsheet.panel_checks import rounds_of, seats
from judging.spreadsheet.references import Tables
from judging.spreadsheet.table import Record


def build_plan(tables: Tables) -> EventPlan:
    event = tables.event
    return EventPlan(
        **{column.key: event[column.key] for column in EVENT_FIELDS},
        settings=_settings(tables),
        backgrounds=backgrounds_of(event),
        categories=_categories(tables),
        participants=tuple(participant_plan(record) for record in tables.of(PARTICIPANT)),
        members=_members(tables),
        judges=tuple(judge_plan(record) for record in tables.of(JUDGE)),
        assignments=_assignments(tables),
        conflicts=tuple(ConflictPlan(**_fields(record, CONFLICT)) for record in tables.of(CONFLICT)),
        officials=tuple(OfficialPlan(**_fields(record, OFFICIAL)) for record in tables.of(OFFICIAL)),
        people=tuple(PersonPlan(**_fields(record, PERSON)) for record in tables.of(PERSON)),
    )


def _fields(record: Record, sheet: Sheet) -> dict[str, Any]:
    """A row whose columns are the plan's fields."""
    return {column.key: record[column.key] for column in sheet.columns}


def _settings(tables: Tables) -> dict[str, Any]:
    event = tables.event
    settings = {column.key: event[column.key] for column in SETTINGS}
    settings["letterhead"] = [event[column.key] for column in LETTERHEAD_FIELDS if event[column.key]]
    settings["tax"] = {rows[0]["code"]: rows[0]["tax"] for rows in grouped_categories(tables.of(CATEGORY)).values()}
    return settings


def _categories(tables: Tables) -> tuple[CategoryPlan, ...]:
    awards: dict[str, list[AwardPlan]] = {}
    for record in tables.of(AWARD):
        fields = _fields(record, AWARD)
        awards.setdefault(fields.pop("category"), []).append(AwardPlan(**fields))
    return tuple(
        _category(rows, tuple(awards.get(rows[0]["code"], ())))
        for rows in grouped_categories(tables.of(CATEGORY)).values()
    )


def _category(rows: list[Record], awards: tuple[AwardPlan, ...]) -> CategoryPlan:
    first = rows[0]
    keys = ("code", "name", "noun", "profile_form", "linked_to", "certificate_phrase", "method", "margin", "panel_rule")
    return CategoryPlan(
        **{key: first[key] for key in keys},
        is_group=first["shape"] == "group",
        rounds=tuple(_round(record) for record in rows),
        awards=awards,
    )


def _round(record: Record) -> RoundPlan:
    return RoundPlan(
        code=record["round"] or SINGLE_ROUND,
        name=record["round_name"] or SINGLE_ROUND_NAME,
        share=record["share"] or 100,
        rubric=record["rubric"],
        day=record["day"],
    )


def participant_plan(record: Record) -> ParticipantPlan:
    keys = ("code", "category", "number", "name", "region", "district", "subdistrict", "linked_to")
    return ParticipantPlan(**{key: record[key] for key in keys}, profile=_profile(record))


def _profile(record: Record) -> dict[str, Any]:
    """Only what was filled in."""
    return {column.key: _json_value(record[column.key]) for column in PROFILE_COLUMNS if column.key in record.given}


def _json_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _members(tables: Tables) -> tuple[MemberPlan, ...]:
    offices = {record["code"]: _offices(record) for record in tables.of(PARTICIPANT)}
    return tuple(
        MemberPlan(**_fields(record, MEMBER), office=offices[record["participant"]].get(fold(record["name"]), ""))
        for record in tables.of(MEMBER)
    )


def _offices(record: Record) -> Mapping[str, str]:
    """Folded member name -> office."""
    return {fold(record[column.key]): column.key for column in OFFICE_COLUMNS if record[column.key]}


def judge_plan(record: Record) -> JudgePlan:
    fields = _fields(record, JUDGE)
    return JudgePlan(**{**fields, "background": background_code(record["background"])})


def _assignments(tables: Tables) -> tuple[AssignmentPlan, ...]:
    rounds = rounds_of(tables)
    return tuple(AssignmentPlan(*seat) for record in tables.of(ASSIGNMENT) for seat in seats(record, rounds))
