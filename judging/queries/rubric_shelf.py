"""The rubrics of an event: their versions, where each is used, and the drafts being written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, Round, RubricDraft, RubricVersion
from judging.queries.rubric import rubric_of
from rubrics import Document, Rubric


@dataclass(frozen=True, slots=True)
class RubricUse:
    """A round that judges by one version."""

    round_id: int
    category: str
    round: str  # name; empty when the category has one round
    state: str  # of the category


@dataclass(frozen=True, slots=True)
class FrozenRubric:
    version: int
    title: str
    fingerprint: str
    uses: tuple[RubricUse, ...]


@dataclass(frozen=True, slots=True)
class DraftInfo:
    revision: int
    body: Document
    can_undo: bool
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ShelvedRubric:
    """One name: its versions, the newest first, and the draft of the next one."""

    name: str
    versions: tuple[FrozenRubric, ...]
    draft: DraftInfo | None

    @property
    def next_version(self) -> int:
        return self.versions[0].version + 1 if self.versions else 1

    @property
    def uses(self) -> tuple[RubricUse, ...]:
        """Of all versions."""
        return tuple(use for version in self.versions for use in version.uses)


def rubric_shelf(session: Session, event_id: int) -> list[ShelvedRubric]:
    """By name; three questions whatever there is."""
    uses, versions = _uses(session, event_id), defaultdict(list)
    columns = (RubricVersion.id, RubricVersion.name, RubricVersion.version, RubricVersion.title)
    query = select(*columns, RubricVersion.fingerprint).where(RubricVersion.event_id == event_id)
    for row in session.execute(query.order_by(RubricVersion.version.desc())):
        frozen = FrozenRubric(row.version, row.title, row.fingerprint, tuple(uses.get(row.id, ())))
        versions[row.name].append(frozen)
    drafts = {
        draft.name: DraftInfo(draft.revision, draft.body, draft.before is not None, draft.changed_at)
        for draft in session.scalars(select(RubricDraft).where(RubricDraft.event_id == event_id))
    }
    names = sorted({*versions, *drafts})
    return [ShelvedRubric(name, tuple(versions.get(name, ())), drafts.get(name)) for name in names]


def frozen_rubric(session: Session, event_id: int, name: str, version: int) -> Rubric | None:
    found = session.scalars(
        select(RubricVersion).where(
            RubricVersion.event_id == event_id, RubricVersion.name == name, RubricVersion.version == version
        )
    ).first()
    return rubric_of(found) if found else None


def _uses(session: Session, event_id: int) -> dict[int, list[RubricUse]]:
    """Version id -> its rounds, in the order of the categories."""
    query = (
        select(Round.rubric_id, Round.id, Round.name, Round.category_id, Category.state)
        .add_columns(Category.name.label("category"))
        .join(Category, Category.id == Round.category_id)
        .where(Category.event_id == event_id)
        .order_by(Category.position, Round.position)
    )
    rows = session.execute(query).all()
    many = {row.category_id for row in rows if sum(other.category_id == row.category_id for other in rows) > 1}
    uses: dict[int, list[RubricUse]] = defaultdict(list)
    for row in rows:
        round_ = row.name if row.category_id in many else ""
        uses[row.rubric_id].append(RubricUse(row.id, row.category, round_, row.state))
    return uses
