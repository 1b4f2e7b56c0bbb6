"""The text of a result: everything its readers may ever need, without the database.

In:  a category and its standing.   Out: a JSON-able dict; sealing adds number, predecessor, journal head and signers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging.models import Award, Category, Event, Judge, Participant, Person, Ruleset, Sheet
from judging.queries.paper_sheets import paper_marks
from judging.queries.reopenings import ReopeningInfo, category_reopenings
from judging.queries.standing import DecisionInfo, Standing, StandingRow
from judging.queries.work import place_of
from judging.sheet import show_value

_EVENT = ("code", "name", "level", "year", "place", "is_sample")
_CATEGORY = ("code", "name", "noun", "is_group", "certificate_phrase")
_ROW = ("participant", "number", "name", "region", "place", "district", "subdistrict", "linked", "rank", "tied",
        "decided_by", "shown", "award")  # fmt: skip
_SPECIAL = ("label", "amount", "trophy", "certificate", "goods", "basis")
LeftOut = dict[str, dict[str, list[tuple[str, str]]]]  # round -> judge -> (participant, status) of the sheets missing


def result_body(session: Session, happening: Event, category: Category, found: Standing) -> dict[str, Any]:
    names = dict(session.execute(select(Participant.code, Participant.name)).all())
    return {
        "event": _fields(happening, _EVENT),
        "category": _fields(category, _CATEGORY),
        "rules": _rules(session, category),
        "applied": {
            "method": found.rules.method,
            "panel_rule": found.rules.panel_rule,
            "margin": str(found.rules.margin),
        },
        "rubrics": {round_.code: round_.rubric.body for round_ in category.rounds},
        "aspects": [
            {"code": code, "title": title, "weight": found.aspect_weights[code]}
            for code, title in found.aspect_titles.items()
        ],
        "panel": _panel(session, category, found),
        "rows": [_row(found, row) for row in found.rows],
        "special": _specials(session, category),
        "places": [{"place": one.place, "label": one.label, "state": one.state} for one in found.awards.awards],
        "out": [
            *({"participant": code, "name": name, "reason": reason} for code, name, reason in found.out),
            *(
                {"participant": o.participant, "name": names[o.participant], "reason": o.reason}
                for o in found.outcome.excluded
            ),
        ],
        "decisions": [_decision(one) for one in found.decisions],
        "reopened": [_reopened(one) for one in category_reopenings(session, category.id) if one.state == "done"],
        "paper": _paper(session, category),
        "warnings": list(found.outcome.warnings),
    }


def _paper(session: Session, category: Category) -> list[dict[str, Any]]:
    """Sheets that came from paper: whose, how many, who keyed them in, who stands for them and how."""
    found: dict[tuple[str, ...], int] = {}
    for line in paper_marks(session, category.id):
        if line.paper is not None:
            of = (line.judge_code, line.judge, line.paper.keyed_by, line.paper.confirmed_by, line.paper.how)
            found[of] = found.get(of, 0) + 1
    names = ("judge", "name", "keyed_by", "confirmed_by", "how")
    return [{**dict(zip(names, of, strict=True)), "sheets": number} for of, number in found.items()]


def _fields(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _rules(session: Session, category: Category) -> dict[str, Any]:
    newest = select(Ruleset).where(Ruleset.category_id == category.id).order_by(Ruleset.version.desc()).limit(1)
    rules = session.scalars(newest).one()
    return {"version": rules.version, "fingerprint": rules.fingerprint, **rules.body}


def _row(found: Standing, row: StandingRow) -> dict[str, Any]:
    judges = found.judge_values(row.participant)
    return {
        **_fields(row, _ROW),
        "total": str(row.total),
        "aspects": _exact_and_shown(row.aspects),
        "judges": {round_: _exact_and_shown(values) for round_, values in judges.items()},
    }


def _exact_and_shown(values: Mapping[str, Fraction]) -> dict[str, dict[str, str]]:
    return {code: {"exact": str(value), "shown": show_value(value)} for code, value in values.items()}


def _specials(session: Session, category: Category) -> list[dict[str, Any]]:
    """Special awards with a holder who still takes part; the others read "tidak diberikan"."""
    given = (
        select(Award, Participant)
        .join(Participant, Participant.id == Award.holder_id)
        .where(Award.category_id == category.id, Award.place.is_(None), Participant.status == "active")
        .order_by(Award.position)
    )
    return [
        {
            **_fields(award, _SPECIAL),
            "participant": person.code,
            "name": person.name,
            "region": person.region.name,
            "place": place_of(person),
            "linked": person.linked.name if person.linked else "",
        }
        for award, person in session.execute(given)
    ]


def _decision(one: DecisionInfo) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "body": dict(one.body),
        "reason": one.reason,
        "present": list(one.present),
        "at": one.decided_at.isoformat(),
        "by": one.decided_by,
        "confirmed_by": one.confirmed_by,
    }


def _reopened(one: ReopeningInfo) -> dict[str, Any]:
    """A sheet opened again after closing: both values, every score that changed. The judge's own reason stays out."""
    return {
        "judge": one.judge_code,
        "participant": one.participant,
        "round": one.round,
        "asked_at": one.asked_at.isoformat(),
        "opened_by": one.answered_by,
        "reason": one.answer,
        "before": one.before.value if one.before else "",
        "after": one.after.value if one.after else "",
        "changes": [list(change) for change in one.changes],
    }


def _panel(session: Session, category: Category, found: Standing) -> list[dict[str, Any]]:
    """Everyone who had a sheet: how many in each state, and why a judge's sheets of a round do not count."""
    seats = {one.code: one.tally.judges for one in found.rounds if one.share}
    counts = (
        select(Judge, Person, Sheet.state, func.count())
        .select_from(Sheet)
        .join(Judge, Judge.id == Sheet.judge_id)
        .join(Person, Person.id == Judge.person_id)
        .where(Sheet.round_id.in_([round_.id for round_ in category.rounds]))
        .group_by(Judge.id, Person.id, Sheet.state)
        .order_by(Judge.code, Sheet.state)
    )
    panel: dict[str, dict[str, Any]] = {}
    for judge, person, state, number in session.execute(counts):
        entry = panel.setdefault(
            judge.code,
            {
                "judge": judge.code,
                "name": person.name,
                "institution": person.institution,
                "background": judge.background,
                "sheets": {},
                "counted": any(
                    judge.code in judges and judge.code not in found.left_out[code] for code, judges in seats.items()
                ),
                "left_out": {
                    code: [list(pair) for pair in out[judge.code]]
                    for code, out in found.left_out.items()
                    if judge.code in out
                },
            },
        )
        entry["sheets"][state] = number
    return list(panel.values())


def left_out(body: Mapping[str, Any]) -> LeftOut:
    """Whose sheets the rules leave out of each round of a sealed result, in the order of the panel."""
    own = {one["judge"]: one["left_out"] if "left_out" in one else _left_out_once(body, one) for one in body["panel"]}
    return {
        code: {judge: _pairs(rounds[code]) for judge, rounds in own.items() if code in rounds}
        for code in body["rubrics"]
    }


def _pairs(missing: Iterable[Iterable[str]]) -> list[tuple[str, str]]:
    return [(participant, status) for participant, status in missing]


def _left_out_once(body: Mapping[str, Any], one: Mapping[str, Any]) -> dict[str, Any]:
    """A result of before the rounds were told apart: left out of those in which the values show it."""
    if one["counted"]:
        return {}
    lacks = any if body["applied"]["panel_rule"] == "complete_judges" else all
    return {
        code: one["missing"]
        for code in body["rubrics"]
        if lacks(one["judge"] not in row["judges"].get(code, {}) for row in body["rows"])
    }
