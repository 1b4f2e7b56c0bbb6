"""Rubrics written on screen: begun, kept as they are typed, thrown away, frozen as the next version.

In:  plain documents (rubrics/draft.py), a rubric's name in the event.   Out: revision or version numbers; or Refused.
A version is never edited. Only categories that are still being set up can move to a new one.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get, need_code
from judging.language import _
from judging.models import Category, Event, Round, RubricDraft, RubricVersion
from judging.roles import Actor, Permission, require
from rubrics import Document, Rubric, RubricProblems, from_document


class DraftChanged(Refused):
    """Somebody else saved in between; nothing was overwritten. `revision` is theirs."""

    def __init__(self, revision: int) -> None:
        super().__init__(
            _(
                "Draf ini baru saja diubah dari halaman lain. Isian Bapak/Ibu tampil di bawah dan belum disimpan. "
                "Simpan sekali lagi bila memang ini yang benar."
            )
        )
        self.revision = revision


def start_rubric(session: Session, actor: Actor, event_id: int, name: str, body: Document, *, now: datetime) -> None:
    """A draft of a new rubric, or of the next version of one that is there."""
    require(actor, Permission.SET_UP)
    happening, code = get(session, Event, event_id, _("Acara")), need_code(name)
    if _find(session, event_id, code):
        raise Refused(_("Rubrik {name} sudah punya draf. Lanjutkan draf itu.", name=code))
    session.add(RubricDraft(event=happening, name=code, revision=1, body=body, changed_at=now))
    journal.record(session, actor, "rubric.start", happening, now=now, detail={"name": code})


def save_rubric_draft(
    session: Session,
    actor: Actor,
    event_id: int,
    name: str,
    body: Document,
    *,
    based_on: int,
    undoable: bool = False,
    now: datetime,
) -> int:
    """Keep what was typed, right or wrong; gives the new revision. `undoable`: what stood before can be put back."""
    require(actor, Permission.SET_UP)
    draft = _draft(session, event_id, name)
    _refuse_a_clash(draft, based_on)
    if draft.body == body:
        return draft.revision
    draft.before = draft.body if undoable else None
    draft.body, draft.revision, draft.changed_at = body, draft.revision + 1, now
    journal.record(session, actor, "rubric.save", draft.event, now=now, detail={"name": name})
    return draft.revision


def restore_rubric_draft(
    session: Session, actor: Actor, event_id: int, name: str, *, based_on: int, now: datetime
) -> None:
    """Put back what stood before the last removal."""
    require(actor, Permission.SET_UP)
    draft = _draft(session, event_id, name)
    _refuse_a_clash(draft, based_on)
    if draft.before is None:
        raise Refused(_("Tidak ada yang dapat dikembalikan."))
    draft.body, draft.before, draft.revision, draft.changed_at = draft.before, None, draft.revision + 1, now
    journal.record(session, actor, "rubric.restore", draft.event, now=now, detail={"name": name})


def discard_rubric_draft(session: Session, actor: Actor, event_id: int, name: str, *, now: datetime) -> None:
    """The draft goes; versions stay. What it held can still be read in the journal."""
    require(actor, Permission.SET_UP)
    draft = _draft(session, event_id, name)
    happening = draft.event
    session.delete(draft)
    journal.record(session, actor, "rubric.discard", happening, now=now, detail={"name": name})


def freeze_rubric(
    session: Session,
    actor: Actor,
    event_id: int,
    name: str,
    *,
    based_on: int,
    rounds: Collection[int] = (),
    now: datetime,
) -> int:
    """The draft becomes a version, whose number is given; these rounds of older versions move to it."""
    require(actor, Permission.SET_UP)
    draft = _draft(session, event_id, name)
    _refuse_a_clash(draft, based_on)
    rubric, happening = _whole(draft), draft.event
    older = select(RubricVersion).where(RubricVersion.event_id == event_id, RubricVersion.name == name)
    latest = session.scalars(older.order_by(RubricVersion.version.desc()).limit(1)).first()
    if latest and latest.fingerprint == rubric.fingerprint:
        raise Refused(_("Isi draf ini sama dengan versi {n}. Ubah dahulu, atau buang drafnya.", n=latest.version))
    version = RubricVersion(
        event=happening,
        name=name,
        version=latest.version + 1 if latest else 1,
        title=rubric.title,
        fingerprint=rubric.fingerprint,
        body=rubric.to_document(),
    )
    session.add(version)
    moved = _move(session, event_id, version, rounds)
    session.delete(draft)
    detail = {"name": name, "version": version.version, "fingerprint": version.fingerprint, "rounds": moved}
    journal.record(session, actor, "rubric.freeze", happening, now=now, detail=detail)
    return version.version


def _move(session: Session, event_id: int, version: RubricVersion, rounds: Collection[int]) -> list[str]:
    """Rounds still being set up that use an older version of the same name; anything else asked for stays."""
    query = (
        select(Round)
        .join(Category, Category.id == Round.category_id)
        .join(RubricVersion, RubricVersion.id == Round.rubric_id)
        .where(Category.event_id == event_id, Category.state == "setup", RubricVersion.name == version.name)
        .where(Round.id.in_(rounds))
        .order_by(Round.id)
    )
    moved = list(session.scalars(query))
    for round_ in moved:
        round_.rubric = version
    return [f"{round_.category.code}/{round_.code}" for round_ in moved]


def _whole(draft: RubricDraft) -> Rubric:
    try:
        return from_document(draft.body)
    except RubricProblems as found:
        raise Refused(
            _("Rubrik ini belum dapat dibekukan: masih ada {n} hal yang perlu diperbaiki.", n=len(found.problems))
        ) from None


def _refuse_a_clash(draft: RubricDraft, based_on: int) -> None:
    if draft.revision != based_on:
        raise DraftChanged(draft.revision)


def _draft(session: Session, event_id: int, name: str) -> RubricDraft:
    found = _find(session, event_id, name)
    if found is None:
        raise Refused(_("Draf rubrik {name} tidak ada lagi.", name=name))
    return found


def _find(session: Session, event_id: int, name: str) -> RubricDraft | None:
    query = select(RubricDraft).where(RubricDraft.event_id == event_id, RubricDraft.name == name)
    return session.scalars(query).first()
