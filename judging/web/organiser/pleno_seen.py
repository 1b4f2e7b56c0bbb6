"""What the pleno's page reads of one category, and which of its forms was refused.

In:  a category.   Out: a Plenary, read in one go.   Shows nothing and decides nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from judging import queries
from judging.queries import Advice, CategoryInfo, ParticipantInfo, ReopeningInfo, Seal, SealedResult, SpecialAward
from judging.queries.paper_sheets import paper_lines
from judging.queries.results import newest_results
from judging.queries.standing import Standing
from judging.roles import Permission
from judging.web.access import actor, database
from judging.web.not_saved import lost
from judging.web.organiser.common import event_id
from judging.web.organiser.left_behind import left_behind
from judging.web.organiser.order import Order, from_sealed, from_standing

Form = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """The form of the page that was refused: which one, and why. What was typed is in the request."""

    form: str = ""
    problems: list[str] = field(default_factory=list)

    def of(self, form: str) -> Form:
        same = form == self.form
        return {"problems": self.problems if same else [], "typed": request.form if same else {}}

    def lost(self, drawn: Collection[str]) -> Form:
        """For the head of the page where the refused form is none of those it draws now."""
        return lost([] if self.form in drawn else self.problems, request.form)


@dataclass(frozen=True, slots=True)
class Plenary:
    """Everything the page reads of one category."""

    category: CategoryInfo
    categories: list[CategoryInfo]
    people: list[ParticipantInfo]
    special: list[SpecialAward]
    standing: Standing | None  # None while totals may not be seen
    result: SealedResult | None
    seal: Seal | None
    advice: Advice | None
    reopened: list[ReopeningInfo]
    left_behind: str  # the sheets that a seal would leave out for good; "" when nothing waits

    @property
    def order(self) -> Order | None:
        if self.result is not None:
            return from_sealed(self.result)
        return from_standing(self.standing) if self.standing else None

    @property
    def now(self) -> Order | None:
        """The order as the record now gives it, sealed or not."""
        return from_standing(self.standing) if self.standing else None

    @property
    def ranks_anyone(self) -> bool:
        """False once nobody is left to rank: everybody withdrew or was disqualified."""
        return bool(self.result.rows) if self.result else any(one.status == "active" for one in self.people)

    @property
    def may_decide(self) -> bool:
        return self.standing is not None and self.category.state != "archived" and actor().may(Permission.DECIDE)

    @property
    def prefix(self) -> str:
        return self.people[0].prefix if self.people else ""

    @property
    def is_moving(self) -> bool:
        """A sheet is open again, or somebody asks for one."""
        return any(one.state in ("waiting", "open") for one in self.reopened)


def read(category: CategoryInfo) -> Plenary:
    with database().reading() as session:
        results = newest_results(session, event_id())
        result = next((one for one in results if one.category_id == category.id), None)
        return Plenary(
            category=category,
            categories=queries.categories(session, event_id()),
            people=[one for one in queries.participants(session, event_id()) if one.category_id == category.id],
            special=[one for one in queries.special_awards(session, event_id()) if one.category_id == category.id],
            standing=queries.visible_standing(session, category.id),
            result=result,
            seal=queries.seals(session, event_id()).get(category.id),
            advice=None if result else queries.advice(session, category.id),
            reopened=queries.category_reopenings(session, category.id),
            left_behind="" if result else _left_behind(session, category.id),
        )


def _left_behind(session: Session, category_id: int) -> str:
    papers, late = paper_lines(session, event_id()), queries.late_entries(session, event_id())
    return left_behind(
        [one for one in papers if one.category_id == category_id],
        [one for one in late if one.category_id == category_id],
    )
