"""The two archives of an event, as files by name: one for everybody, one for the auditor.

In:  an event.   Out: names and bytes; the caller makes a ZIP of them. tools/recheck.py checks either, without the key.

Both carry the whole chain as (number, body hash, hash). The public one shows only the bodies of `result.public` of
announced results, which hold codes, scores and ranks; the sealed one shows every body and every filed document.
Why this is enough: docs/decisions/0010-two-archives.md.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, DocumentContent, Event, IssuedDocument, JournalEvent, ResultVersion
from judging.queries.public_result import VERB

FORMAT = "juara-archive-1"
Files = dict[str, bytes]


class NothingToShow(LookupError):
    """The event has no announced result yet."""


def public_archive(session: Session, event_id: int) -> Files:
    """Chain and announced results. Raises NothingToShow before the first announcement."""
    announced = select(Category.code, ResultVersion.number).join(Category, Category.id == ResultVersion.category_id)
    shown = set(session.execute(announced.where(ResultVersion.announced_at.is_not(None))).all())
    links = _links(session, event_id)
    bodies = {link.seq: link.body for link in links if _result_of(link.body) in shown}
    if not bodies:
        raise NothingToShow
    return _archive("public", session.get_one(Event, event_id), links, bodies, {})


def sealed_archive(session: Session, event_id: int) -> Files:
    """Every event's body and every filed document, byte for byte. Holds names and reasons: not for publishing."""
    links = _links(session, event_id)
    papers = session.execute(
        select(IssuedDocument.id, IssuedDocument.name, DocumentContent.content)
        .join(DocumentContent, DocumentContent.sha256 == IssuedDocument.sha256)
        .where(IssuedDocument.event_id == event_id)
        .order_by(IssuedDocument.id)
    )
    documents = {f"documents/{number:06d}-{name.replace('/', '_')}": content for number, name, content in papers}
    return _archive(
        "sealed", session.get_one(Event, event_id), links, {link.seq: link.body for link in links}, documents
    )


def _links(session: Session, event_id: int) -> list[JournalEvent]:
    links = select(JournalEvent).where(JournalEvent.event_id == event_id).order_by(JournalEvent.seq)
    return list(session.scalars(links))


def _result_of(body: str) -> tuple[str, int] | None:
    """(category, number) of a public result; None for any other event."""
    if f'"verb":"{VERB}"' not in body:
        return None
    told = json.loads(body)
    return (told["detail"]["category"]["code"], told["detail"]["number"]) if told["verb"] == VERB else None


def _archive(kind: str, event: Event, links: list[JournalEvent], bodies: dict[int, str], more: Files) -> Files:
    files = {f"bodies/{seq:06d}.json": body.encode() for seq, body in bodies.items()} | more
    files["chain.json"] = _json([[link.seq, _sha256(link.body.encode()), link.hash] for link in links])
    manifest = {
        "format": FORMAT,
        "kind": kind,
        "event": event.code,
        "is_sample": event.is_sample,
        "head": [links[-1].seq, links[-1].hash],
        "files": {name: _sha256(content) for name, content in sorted(files.items())},
    }
    return {"manifest.json": _json(manifest), **dict(sorted(files.items()))}


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1, sort_keys=True).encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
