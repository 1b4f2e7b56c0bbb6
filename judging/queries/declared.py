"""The rules of one category in full, as its panel signs them: as they would be declared, or as they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import codes, words
from judging.language import _
from judging.models import Assignment, Category, Judge, Person, RoleGrant, Round, Ruleset, canonical
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
    fingerprint: str  # of the body; opening judging declares the very same
    lacks: tuple[str, ...]  # what the panel cannot sign without, in sentences; empty once it is declared
    rubrics: tuple[RubricInfo, ...]  # one for each round
    panel: tuple[Panelist, ...]

    @property
    def code(self) -> str:
        """What stands at the foot of the sheet; other rules have another code."""
        return codes.short(self.fingerprint)


def declared_rules(session: Session, category_id: int) -> DeclaredRules:
    category = session.get_one(Category, category_id)
    newest = select(Ruleset).where(Ruleset.category_id == category_id).order_by(Ruleset.version.desc()).limit(1)
    found = session.scalars(newest).first()
    body = found.body if found else rules_body(category)
    panel = _panel(session, category)
    return DeclaredRules(
        category=category.name,
        body=body,
        fingerprint=found.fingerprint if found else fingerprint_of(body),
        lacks=() if found else tuple(_lacks(category, panel)),
        rubrics=tuple(_rubric(round_.name, rubric_of(round_.rubric)) for round_ in category.rounds),
        panel=panel,
    )


def fingerprint_of(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def _lacks(category: Category, panel: tuple[Panelist, ...]) -> Iterator[str]:
    """A rubric in use is frozen already; what may still be open is who judges and what is given."""
    if not category.rounds:
        yield _("Rubrik belum dipilih.")
    if not panel:
        yield _("Juri belum ditugaskan.")
    if not category.awards:
        yield _("Hadiah belum diisi.")
    if waiting := [award.label for award in category.awards if award.to_confirm]:
        yield _("Jumlah hadiah perlu konfirmasi: {places}.", places=words.listing(waiting))


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
        "tie_break": category.rounds[0].rubric.body["tie_break"] if category.rounds else [],
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
