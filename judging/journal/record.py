"""One hash chain per event: every change of a protected row, as it was after the change.

In:  a session with changed rows, and who changed them why.   Out: one appended event.
Does not know any rule of judging. record() is the only way a protected row reaches the database.

The body is stored as the very text that was hashed. Personal values enter as SHA-256(salt, column, value), so they can
be erased later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, inspect, select
from sqlalchemy.orm import Session

from judging.journal.guarding import lawful
from judging.journal.links import GENESIS, Head, key_mark, next_link
from judging.models import Base, Event, JournalEvent, Personal, Protected, canonical
from judging.roles import Actor

KEY = "journal_key"
RECORDED = "journal_recorded"  # the verbs this session has recorded so far
_LINKS = cast("Table", JournalEvent.__table__)
_APPEND = insert(_LINKS)
_NEWEST = (  # built once: it is asked at every event
    select(_LINKS.c.seq, _LINKS.c.hash)
    .where(_LINKS.c.event_id == bindparam("event"))
    .order_by(_LINKS.c.seq.desc())
    .limit(1)
)


def record(
    session: Session,
    actor: Actor,
    verb: str,
    happening: Event,
    *,
    now: datetime,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Head:
    """Write the session's changed rows and append their after-images to the event's chain, in the same transaction."""
    with lawful(session.connection()):
        rows = _flushed_images(session)
        head = chain_head(session, happening.id)
        who = {
            "person": actor.person_id,
            "name": actor.name,
            "roles": sorted(actor.roles),
            "judge": actor.judge_id,
            "session": actor.session_id,
            "device": actor.device,
        }
        body = canonical(
            {
                "v": 1,
                "event": happening.code,
                "verb": verb,
                "at": now.isoformat(),
                "actor": who,
                "reason": reason,
                "detail": dict(detail or {}),
                "rows": rows,
            }
        )
        link = next_link(head, body)
        mac = key_mark(session.info[KEY], link.hash)
        values = {"event_id": happening.id, "seq": link.seq, "body": body, "hash": link.hash, "mac": mac}
        session.connection().execute(_APPEND, values)
    session.info.setdefault(RECORDED, []).append(verb)
    return link


def _flushed_images(session: Session) -> list[dict[str, Any]]:
    """Write the changed rows; what is gone and then what is there now, in the order of their keys."""
    gone = [_tombstone(row) for row in _protected(session.deleted)]
    changed = [*_protected(session.new), *(row for row in _protected(session.dirty) if session.is_modified(row))]
    session.flush()
    return [*gone, *sorted(map(after_image, changed), key=lambda image: (image["table"], str(image["key"])))]


def chain_head(session: Session, event_id: int) -> Head:
    row = session.execute(_NEWEST, {"event": event_id}).first()
    return Head(row.seq, row.hash) if row else GENESIS


def after_image(row: Base) -> dict[str, Any]:
    """A protected row as the journal keeps it: its table, its key, and every stored value."""
    shape = _shape(type(row))
    stored = {
        name: bind(getattr(row, attribute), None) if bind else getattr(row, attribute)
        for name, attribute, bind in shape.columns
    }
    return {"table": shape.table, "key": [stored[name] for name in shape.key], "row": shielded(type(row), stored)}


def shielded(table: type[Base], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Stored values with personal ones replaced by their salted hash; of the 128-bit salt only a hash enters too."""
    if not issubclass(table, Personal):
        return dict(stored)
    salt = stored["salt"]
    hidden = {name: personal_hash(salt, name, stored[name]) for name in table.__personal__}
    return {**stored, **hidden, "salt": personal_hash("", "salt", salt)}


def personal_hash(salt: object, column: str, value: object) -> str | None:
    """None stays None: an erased value needs no hash. What record() never stores gets a hash of its own."""
    if value is None:
        return None
    text = canonical(value) if isinstance(value, str | int) else repr(value)
    return "#" + hashlib.sha256(f"{salt}\n{column}\n{text}".encode()).hexdigest()


def _protected(rows: Iterable[object]) -> list[Base]:
    return [row for row in rows if isinstance(row, Protected) and isinstance(row, Base)]


def _tombstone(row: Base) -> dict[str, Any]:
    return after_image(row) | {"row": None}


@dataclass(frozen=True, slots=True)
class _Shape:
    """Of a table: (column, attribute, how its values are stored) for each column, and the columns of its key."""

    table: str
    columns: tuple[tuple[str, str, Any], ...]
    key: tuple[str, ...]


@cache
def _shape(table: type[Base]) -> _Shape:
    mapper = inspect(table)
    columns = tuple(
        (column.name, mapper.get_property_by_column(column).key, getattr(column.type, "process_bind_param", None))
        for column in mapper.columns
    )
    return _Shape(str(mapper.local_table), columns, tuple(column.name for column in mapper.primary_key))
