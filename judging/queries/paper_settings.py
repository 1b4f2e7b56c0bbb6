"""The settings that papers follow, and a mark that changes with any of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import DocumentContent, Official, canonical
from judging.queries.people import settings

PICTURES = ("emblem", "logo", "background")  # settings that name a kept file by its SHA-256
NUMBER_SLOT = "{nomor}"  # in the pattern of a piagam's number


def settings_mark(session: Session, event_id: int) -> str:
    """Changes with every setting and every official of the event."""
    officials = session.scalars(select(Official).where(Official.event_id == event_id).order_by(Official.id))
    people = [[o.role, o.prefix, o.position, o.name, o.nip, o.institution] for o in officials]
    text = canonical({"settings": settings(session, event_id), "officials": people})
    return hashlib.sha256(text.encode()).hexdigest()


def kept_pictures(session: Session, set_to: Mapping[str, Any]) -> dict[str, Any]:
    """The pictures the settings name: bytes, or None."""
    return {name: content(session, str(set_to.get(name) or "")) for name in PICTURES}


def content(session: Session, sha256: str) -> bytes | None:
    """A kept file's bytes; None when they are not there, or no longer what their hash says."""
    row = session.get(DocumentContent, sha256)
    if row is None or hashlib.sha256(row.content).hexdigest() != sha256:
        return None
    return row.content
