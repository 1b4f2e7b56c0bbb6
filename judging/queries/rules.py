"""The rules of every category as people read them: declared once judging opened, planned before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, Ruleset
from judging.queries.declared import rules_body


@dataclass(frozen=True, slots=True)
class RoundRules:
    code: str
    name: str
    share: int  # whole per cent
    rubric: str  # title
    fingerprint: str
    remark: str


@dataclass(frozen=True, slots=True)
class CategoryRules:
    category_id: int
    code: str
    name: str
    noun: str
    state: str
    method: str
    margin: str | None
    panel_rule: str
    tie_break: tuple[str, ...]
    aspects: Mapping[str, str]  # code -> title, of every round
    rounds: tuple[RoundRules, ...]
    declared_at: datetime | None  # None: still as planned
    frozen_at: datetime | None  # the first sheet was sent


def category_rules(session: Session, event_id: int) -> list[CategoryRules]:
    rows = session.scalars(select(Category).where(Category.event_id == event_id).order_by(Category.position))
    return [_rules(session, row) for row in rows]


def _rules(session: Session, row: Category) -> CategoryRules:
    declared = session.scalars(
        select(Ruleset).where(Ruleset.category_id == row.id).order_by(Ruleset.version.desc()).limit(1)
    ).first()
    body: Mapping[str, Any] = declared.body if declared else rules_body(row)
    titles = {aspect["code"]: aspect["title"] for one in row.rounds for aspect in one.rubric.body["aspects"]}
    return CategoryRules(
        row.id,
        row.code,
        row.name,
        row.noun,
        row.state,
        body["method"],
        body["margin"],
        body["panel_rule"],
        tuple(body["tie_break"]),
        titles,
        tuple(
            RoundRules(r.code, r.name, r.share, r.rubric.title, r.rubric.fingerprint, r.rubric.body.get("remark") or "")
            for r in row.rounds
        ),
        declared.declared_at if declared else None,
        declared.frozen_at if declared else None,
    )
