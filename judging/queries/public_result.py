"""The part of a result that anyone may see, and enough to count it again: codes, scores, ranks, rubrics, rules.

In:  the full text of a result and the sheets it was counted from.   Out: a JSON-able dict without a single name, note,
reason or photo. Sealing writes it into the journal as the body of an event of its own, so that the public archive can
show that body whole, in its place in the chain, and withhold all others. There alone a version's sheets are kept as
they were: a judge may send one again later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, JournalEvent, Judge, Participant, ResultVersion, Round, Sheet

VERB = "result.public"
LINKS = 2  # that a version adds to the journal: itself, then this
_EVENT = ("code", "name", "level", "year", "is_sample")
_CATEGORY = ("code", "name", "noun")
_ROW = ("participant", "rank", "tied", "decided_by", "total", "shown", "award")
_DECISION = ("kind", "body", "at")


Sheets = list[dict[str, Any]]


def public_result(body: Mapping[str, Any], number: int, sheets: Sheets) -> dict[str, Any]:
    """`body`: the result as sealed. Scores are in whole units of the rubric's step."""
    return {
        "number": number,
        "event": _only(body["event"], _EVENT),
        "category": _only(body["category"], _CATEGORY),
        "rules": body["rules"],
        "applied": body["applied"],
        "rubrics": body["rubrics"],
        "backgrounds": {one["judge"]: one["background"] for one in body["panel"]},
        "sheets": sheets,
        "decisions": [_only(one, _DECISION) for one in body["decisions"]],
        "rows": [_only(row, _ROW) for row in body["rows"]],
        "places": body["places"],
        "special": [_only(one, ("label", "participant")) for one in body["special"]],
        "out": [one["participant"] for one in body["out"]],
    }


def _only(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values[name] for name in names}


def sheets_behind(session: Session, row: ResultVersion) -> Sheets:
    """The sheets that a version was counted from, as its own place in the chain shows them."""
    place = json.loads(row.body)["journal"]["seq"] + LINKS
    body: Sheets = json.loads(session.get_one(JournalEvent, (row.category.event_id, place)).body)["detail"]["sheets"]
    return body


def sheets_now(session: Session, category: Category) -> Sheets:
    """Every sheet of those who are ranked, as it stands; scores only of sheets that were sent."""
    rows = session.execute(
        select(Round.code, Participant.code, Judge.code, Sheet.state, Sheet.scores)
        .select_from(Sheet)
        .join(Round, Round.id == Sheet.round_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .join(Judge, Judge.id == Sheet.judge_id)
        .where(Round.category_id == category.id, Participant.status == "active")
        .order_by(Round.position, Participant.number, Judge.code)
    )
    return [
        {"round": r, "participant": p, "judge": j, "state": state, "scores": scores if state == "submitted" else {}}
        for r, p, j, state, scores in rows
    ]
