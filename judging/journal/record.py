"""One hash chain per event: every change of a protected row, as it was after the change.

In:  a session with changed rows, and who changed them why.   Out: one appended event.
Does not know any rule of judging. record() is the only way a protected row reaches the database.

The body is stored as the very text that was hashed. Personal values enter as SHA-256(salt, column, value), so they can
be erased later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, insert, inspect, select
from sqlalchemy.orm import Session

from judging.journal.guarding import lawful
from judging.journal.links import GENESIS, Head, key_mark, next_link
from judging.models import Base, Event, JournalEvent, Personal, Protected, canonical
from judging.roles import Actor

KEY = "journal_key"
RECORDED = "journal_recorded"  # the verbs this session has recorded so far
_LINKS = cast("Table", JournalEvent.__table__)


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
        session.connection().execute(insert(_LINKS), values)
    session.info.setdefault(RECORDED, []).append(verb)
    return link


def _flushed_images(session: Session) -> list[dict[str, Any]]:
    """Write the changed rows; what is gone and then what is there now, in the order of their keys."""
    gone = [_tombstone(row) for row in _protected(session.deleted)]
    changed = [*_protected(session.new), *(row for row in _protected(session.dirty) if session.is_modified(row))]
    session.flush()
    return [*gone, *sorted(map(after_image, changed), key=lambda image: (image["table"], str(image["key"])))]


def chain_head(session: Session, event_id: int) -> Head:
    newest = select(JournalEvent.seq, JournalEvent.hash).where(JournalEvent.event_id == event_id)
    row = session.execute(newest.order_by(JournalEvent.seq.desc()).limit(1)).first()
    return Head(row.seq, row.hash) if row else GENESIS


def after_image(row: Base) -> dict[str, Any]:
    """A protected row as the journal keeps it: its table, its key, and every stored value."""
    mapper = inspect(type(row))
    stored = {column.name: _stored(row, column) for column in mapper.columns}
    return {"table": mapper.local_table.name, "key": _key(stored, mapper), "row": shielded(type(row), stored)}  # type: ignore[attr-defined]


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


def _stored(row: Base, column: Any) -> Any:
    value = getattr(row, inspect(type(row)).get_property_by_column(column).key)
    bind = getattr(column.type, "process_bind_param", None)
    return bind(value, None) if bind else value


def _key(stored: Mapping[str, Any], mapper: Any) -> list[Any]:
    return [stored[column.name] for column in mapper.local_table.primary_key.columns]
