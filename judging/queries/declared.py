"""The rules of one category in full, as its panel signs them: as they would be declared, or as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Assignment, Category, Judge, Person, RoleGrant, Round, Ruleset
from judging.queries.people import backgrounds
from judging.queries.rubric import rubric_of
from rubrics import Rubric

_AWARD = ("label", "place", "amount", "trophy", "certificate", "goods", "basis")


@dataclass(frozen=True, slots=True)
class Panelist:
    code: str
    name: str
    background: str  # as printed
    institution: str
    is_chair: bool


@dataclass(frozen=True, slots=True)
class RubricInfo:
    """A rubric as it is printed: aspects of (code, title, weight, indicators of code, title, weight)."""

    round: str
    title: str
    remark: str
    aspects: tuple[tuple[str, str, int, tuple[tuple[str, str, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class DeclaredRules:
    category: str
    body: Mapping[str, Any]  # see rules_body
    fingerprint: str  # "" while nothing is declared
    rubrics: tuple[RubricInfo, ...]  # one for each round
    panel: tuple[Panelist, ...]


def declared_rules(session: Session, category_id: int) -> DeclaredRules:
    category = session.get_one(Category, category_id)
    newest = select(Ruleset).where(Ruleset.category_id == category_id).order_by(Ruleset.version.desc()).limit(1)
    found = session.scalars(newest).first()
    return DeclaredRules(
        category=category.name,
        body=found.body if found else rules_body(category),
        fingerprint=found.fingerprint if found else "",
        rubrics=tuple(_rubric(round_.name, rubric_of(round_.rubric)) for round_ in category.rounds),
        panel=_panel(session, category),
    )


def _rubric(round_: str, rubric: Rubric) -> RubricInfo:
    aspects = tuple(
        (aspect.code, aspect.title, aspect.weight, tuple((i.code, i.title, i.weight) for i in aspect.indicators))
        for aspect in rubric.aspects
    )
    return RubricInfo(round_, rubric.title, rubric.remark, aspects)


def rules_body(category: Category) -> dict[str, Any]:
    """What the panel signs: rubrics by fingerprint, method, tie-break, panel rule, prizes, rule for twin winners."""
    return {
        "method": category.method,
        "margin": category.margin,
        "panel_rule": category.panel_rule,
        "tie_break": category.rounds[0].rubric.body["tie_break"],
        "twin_rule": "plenary",
        "rounds": [_round(round_) for round_ in category.rounds],
        "awards": [{name: getattr(award, name) for name in _AWARD} for award in category.awards],
    }


def _round(round_: Round) -> dict[str, Any]:
    return {
        "code": round_.code,
        "name": round_.name,
        "share": round_.share,
        "rubric": round_.rubric.name,
        "version": round_.rubric.version,
        "fingerprint": round_.rubric.fingerprint,
    }


def _panel(session: Session, category: Category) -> tuple[Panelist, ...]:
    """Everyone who sits on any round of the category, by code."""
    chairs = set(session.scalars(select(RoleGrant.person_id).where(RoleGrant.role == "ketua")))
    names = backgrounds(session, category.event_id)
    query = (
        select(Judge, Person)
        .select_from(Assignment)
        .join(Round, Round.id == Assignment.round_id)
        .join(Judge, Judge.id == Assignment.judge_id)
        .join(Person, Person.id == Judge.person_id)
        .where(Round.category_id == category.id)
        .distinct()
        .order_by(Judge.code)
    )
    return tuple(
        Panelist(j.code, p.name, names.get(j.background, j.background), p.institution, p.id in chairs)
        for j, p in session.execute(query)
    )
