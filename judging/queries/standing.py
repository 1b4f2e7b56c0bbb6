"""The proposed order of a closed category: what the sheets and the pleno's decisions give, under the declared rules.

In:  a category.   Out: a Standing, computed afresh; sealing makes it a result that no longer changes.
The rules are those of the ruleset (frozen by the first sheet sent), not of the category's row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.language import N_, _
from judging.models import Category, Decision, Participant, Person, Ruleset
from judging.queries.tally import RoundTally, round_tallies
from judging.queries.work import place_of
from judging.scoring import awards as awarding
from judging.scoring.category import Outcome, Round, Row, rank_category
from judging.scoring.methods import DEFAULT_MARGIN
from judging.scoring.panel import PanelRule
from judging.sheet import show_distinct, show_value


@dataclass(frozen=True, slots=True)
class Rules:
    """Declared rules, or those a pleno decision put in their place."""

    method: str
    margin: Fraction
    panel_rule: PanelRule
    tie_break: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandingRow:
    participant: str
    number: int
    name: str
    region: str
    place: str  # region and address as shown
    district: str
    subdistrict: str
    linked: str
    rank: int
    tied: bool
    decided_by: str | None
    total: Fraction
    shown: str
    aspects: Mapping[str, Fraction]
    award: str  # label; "" when the place is outside the table or still open


@dataclass(frozen=True, slots=True)
class DecisionInfo:
    id: int
    kind: str  # tie | rule | out
    body: Mapping[str, Any]
    reason: str
    present: tuple[str, ...]
    decided_at: datetime
    decided_by: str
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class Standing:
    category_id: int
    category: str
    declared: Rules
    rules: Rules  # as applied
    rows: tuple[StandingRow, ...]
    awards: awarding.Awarding
    outcome: Outcome
    rounds: tuple[RoundTally, ...]
    aspect_titles: Mapping[str, str]
    aspect_weights: Mapping[str, int]  # of the first round's rubric that has the aspect
    decisions: tuple[DecisionInfo, ...]
    out: tuple[tuple[str, str, str], ...]  # (code, name, reason) of the withdrawn and disqualified
    names: Mapping[str, str]  # code -> name of every participant of the category, ranked or not

    def judge_values(self, participant: str) -> dict[str, dict[str, Fraction]]:
        """Round code -> judge code -> value 0-100, of the sheets that were sent, counted or not."""
        return {one.code: _values(one, participant) for one in self.rounds}

    @property
    def left_out(self) -> dict[str, dict[str, tuple[tuple[str, str], ...]]]:
        """Counting round's code -> judge left out of it by the rules -> (participant, status) of the sheets missing."""
        counting = [one.code for one in self.rounds if one.share]
        pairs = zip(counting, self.outcome.left_out, strict=True)
        return {code: {one.judge: one.missing for one in out} for code, out in pairs}


def standing(
    session: Session, category_id: int, *, supposed: Rules | None = None, without: frozenset[str] = frozenset()
) -> Standing:
    """As it is; or, to show an effect before it is decided, under other rules or without some participants."""
    category = session.get_one(Category, category_id)
    rounds = round_tallies(session, category, without)
    decisions = _decisions(session, category_id)
    declared = declared_rules(session, category)
    rules = supposed or _as_decided(declared, decisions)
    outcome = rank_category(
        [Round(one.tally, one.share) for one in rounds],
        method=rules.method,
        margin=rules.margin,
        panel_rule=rules.panel_rule,
        tie_break=rules.tie_break,
    )
    ranked = awarding.decided(outcome.rows, _tie_decisions(outcome.rows, decisions))
    places = [awarding.Place(a.place, a.label, a.amount) for a in category.awards if a.place is not None]
    given = awarding.award(ranked, places)
    titles, weights = _aspects(category)
    return Standing(
        category.id,
        category.name,
        declared,
        rules,
        _rows(session, category_id, ranked, given),
        given,
        outcome,
        tuple(rounds),
        titles,
        weights,
        decisions,
        _out(session, category_id),
        _names(session, category_id),
    )


def open_ties(session: Session, category_id: int) -> list[tuple[str, ...]]:
    """Groups of participants that share a rank and have no pleno decision yet."""
    found = standing(session, category_id)
    groups: dict[int, list[str]] = {}
    for row in found.rows:
        if row.tied and row.decided_by != "plenary":
            groups.setdefault(row.rank, []).append(row.participant)
    return [tuple(group) for group in groups.values()]


def declared_rules(session: Session, category: Category) -> Rules:
    body = session.scalars(
        select(Ruleset.body).where(Ruleset.category_id == category.id).order_by(Ruleset.version.desc()).limit(1)
    ).one()
    return Rules(body["method"], margin_of(body["margin"]), body["panel_rule"], tuple(body["tie_break"]))


def margin_of(text: str | None) -> Fraction:
    return Fraction(text.replace(",", ".")) if text else DEFAULT_MARGIN


def _as_decided(declared: Rules, decisions: Sequence[DecisionInfo]) -> Rules:
    for decision in decisions:
        if decision.kind == "rule":
            body = decision.body
            declared = Rules(body["method"], margin_of(body["margin"]), body["panel_rule"], declared.tie_break)
    return declared


def _tie_decisions(rows: Sequence[Row], decisions: Sequence[DecisionInfo]) -> list[awarding.Decision]:
    """Those that still fit: a rule decided later may have dissolved the tie."""
    shared: dict[int, set[str]] = {}
    for row in rows:
        if row.tied:
            shared.setdefault(row.rank, set()).add(row.participant)
    named = [d.body["order"] for d in decisions if d.kind == "tie"]
    return [
        awarding.Decision(tuple(tuple(twins) for twins in order))
        for order in named
        if {name for twins in order for name in twins} in shared.values()
    ]


def _decisions(session: Session, category_id: int) -> tuple[DecisionInfo, ...]:
    names = dict(session.execute(select(Person.id, Person.name)).all())
    rows = session.scalars(
        select(Decision).where(Decision.category_id == category_id, Decision.revoked_at.is_(None)).order_by(Decision.id)
    )
    return tuple(
        DecisionInfo(
            d.id,
            d.kind,
            d.body,
            d.reason,
            tuple(d.present),
            d.decided_at,
            names[d.decided_by_id],
            names[d.confirmed_by_id],
        )
        for d in rows
    )


def _rows(
    session: Session, category_id: int, ranked: Sequence[Row], given: awarding.Awarding
) -> tuple[StandingRow, ...]:
    people = {p.code: p for p in session.scalars(select(Participant).where(Participant.category_id == category_id))}
    labels = {
        name: award.label for award in given.awards if award.state in ("given", "twin") for name in award.participants
    }
    shown = show_distinct([row.total for row in ranked])
    return tuple(
        _row(people[row.participant], row, text, labels.get(row.participant, ""))
        for row, text in zip(ranked, shown, strict=True)
    )


def _row(person: Participant, row: Row, shown: str, award: str) -> StandingRow:
    return StandingRow(
        person.code,
        person.number,
        person.name,
        person.region.name,
        place_of(person),
        person.district,
        person.subdistrict,
        person.linked.name if person.linked else "",
        row.rank,
        row.tied,
        row.decided_by,
        row.total,
        shown,
        row.aspects,
        award,
    )


def _aspects(category: Category) -> tuple[dict[str, str], dict[str, int]]:
    titles: dict[str, str] = {}
    weights: dict[str, int] = {}
    for round_ in category.rounds:
        for aspect in round_.rubric.body["aspects"]:
            titles.setdefault(aspect["code"], aspect["title"])
            weights.setdefault(aspect["code"], sum(item["weight"] for item in aspect["indicators"]))
    return titles, weights


def _values(one: RoundTally, participant: str) -> dict[str, Fraction]:
    tally = one.tally
    row = tally.participants.index(participant)
    return {
        judge: Fraction(int(tally.points[row, column]), tally.highest)
        for column, judge in enumerate(tally.judges)
        if tally.counted[row, column]
    }


def _out(session: Session, category_id: int) -> tuple[tuple[str, str, str], ...]:
    rows = session.scalars(
        select(Participant)
        .where(Participant.category_id == category_id, Participant.status != "active")
        .order_by(Participant.number)
    )
    return tuple((p.code, p.name, f"{_(STATUS[p.status])}: {p.status_reason}") for p in rows)


def _names(session: Session, category_id: int) -> dict[str, str]:
    query = select(Participant.code, Participant.name).where(Participant.category_id == category_id)
    return dict(session.execute(query).all())


STATUS = {"withdrawn": N_("mengundurkan diri"), "disqualified": N_("didiskualifikasi")}


def shown_aspects(row: StandingRow) -> dict[str, str]:
    return {code: show_value(points) for code, points in row.aspects.items()}
