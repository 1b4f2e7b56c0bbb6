"""What is judged and for what: rubrics, categories, rounds, declared rules, awards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.models.base import Base, Document, Protected
from judging.models.event import Event


class RubricVersion(Protected, Base):
    """A rubric as it stood; never edited, a change is a new version."""

    __tablename__ = "rubric_version"
    __table_args__ = (UniqueConstraint("event_id", "name", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    name: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    fingerprint: Mapped[str]
    body: Mapped[Any] = mapped_column(Document)  # Rubric.to_document()
    event: Mapped[Event] = relationship()


class RubricDraft(Protected, Base):
    """A rubric being written, in whatever state; frozen it becomes the next version of its name."""

    __tablename__ = "rubric_draft"
    __table_args__ = (UniqueConstraint("event_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    name: Mapped[str]
    revision: Mapped[int]  # counts the savings, so that nobody overwrites what they have not seen
    body: Mapped[Any] = mapped_column(Document)  # see rubrics/draft.py; may be wrong anywhere
    before: Mapped[Any] = mapped_column(Document, nullable=True)  # as it stood before the last removal
    changed_at: Mapped[datetime]
    event: Mapped[Event] = relationship()


class Category(Protected, Base):
    __tablename__ = "category"
    __table_args__ = (UniqueConstraint("event_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    position: Mapped[int]
    code: Mapped[str]
    name: Mapped[str]
    noun: Mapped[str]
    is_group: Mapped[bool]
    profile_form: Mapped[str]
    linked_category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    certificate_phrase: Mapped[str]
    method: Mapped[str]
    margin: Mapped[str | None]
    panel_rule: Mapped[str]
    state: Mapped[str]  # setup | judging | closed | sealed | announced | archived
    event: Mapped[Event] = relationship()
    linked_category: Mapped[Category | None] = relationship(remote_side="Category.id")
    rounds: Mapped[list[Round]] = relationship(back_populates="category", order_by="Round.position")
    awards: Mapped[list[Award]] = relationship(back_populates="category", order_by="Award.position")


class Round(Protected, Base):
    """One session of a category, with its own rubric and share of the total."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("category_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id"))
    position: Mapped[int]
    code: Mapped[str]
    name: Mapped[str]
    share: Mapped[int]  # whole per cent
    day: Mapped[date | None]
    category: Mapped[Category] = relationship(back_populates="rounds")
    rubric: Mapped[RubricVersion] = relationship()


class Ruleset(Protected, Base):
    """The rules as declared when judging opened; frozen by the first sheet sent."""

    __tablename__ = "ruleset"
    __table_args__ = (UniqueConstraint("category_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    version: Mapped[int]
    body: Mapped[Any] = mapped_column(Document)
    fingerprint: Mapped[str]
    declared_at: Mapped[datetime]
    declared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    frozen_at: Mapped[datetime | None]
    category: Mapped[Category] = relationship()


class Award(Protected, Base):
    """A line of the prize table; `place` is NULL for a special award, which has no rank."""

    __tablename__ = "award"
    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    position: Mapped[int]
    place: Mapped[int | None]
    label: Mapped[str]
    amount: Mapped[int | None] = mapped_column(BigInteger)
    trophy: Mapped[bool]
    certificate: Mapped[bool]
    goods: Mapped[str]
    to_confirm: Mapped[str]  # why the amount still needs the organiser's word; empty = settled
    basis: Mapped[str]
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", use_alter=True))  # special awards only
    category: Mapped[Category] = relationship(back_populates="awards")
