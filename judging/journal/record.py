"""One hash chain per event: every change of a protected row, as it was after the change.

In:  a session with changed rows, and who changed them why.   Out: one appended event; or, from verify(), what is wrong.
Does not know any rule of judging. record() is the only way a protected row reaches the database.

hash = SHA-256(FORMAT, seq, previous hash, body); mac = HMAC-SHA-256(key outside the database, hash). The body is stored
as the very text that was hashed. Personal values enter as SHA-256(salt, column, value), so they can be erased later.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import event, func, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session

from judging.models import Base, Event, JournalEvent, Personal, Protected, canonical
from judging.roles import Actor

FORMAT = "juara-journal-1"
KEY = "journal_key"
MAY_WRITE = "may_write"
_RECORDING = "recording"


class UnrecordedChange(RuntimeError):
    """Something tried to write a protected row outside record()."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain, as printed on paper."""

    seq: int
    hash: str


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
    session.info[_RECORDING] = True
    try:
        gone = [_tombstone(row) for row in _protected(session.deleted)]
        changed = [*_protected(session.new), *(row for row in _protected(session.dirty) if session.is_modified(row))]
        session.flush()
        rows = [
            *gone,
            *sorted((after_image(row) for row in changed), key=lambda image: (image["table"], str(image["key"]))),
        ]
        head = chain_head(session, happening.id)
        body = canonical(
            {
                "v": 1,
                "event": happening.code,
                "verb": verb,
                "at": now.isoformat(),
                "actor": {
                    "person": actor.person_id,
                    "name": actor.name,
                    "roles": sorted(actor.roles),
                    "judge": actor.judge_id,
                    "session": actor.session_id,
                    "device": actor.device,
                },
                "reason": reason,
                "detail": dict(detail or {}),
                "rows": rows,
            }
        )
        link = next_link(head, body)
        mac = hmac.new(session.info[KEY], link.hash.encode(), hashlib.sha256).hexdigest()
        session.add(JournalEvent(event_id=happening.id, seq=link.seq, body=body, hash=link.hash, mac=mac))
        session.flush()
        return link
    finally:
        session.info[_RECORDING] = False


def next_link(head: Head, body: str) -> Head:
    text = f"{FORMAT}\n{head.seq + 1}\n{head.hash}\n{body}"
    return Head(head.seq + 1, hashlib.sha256(text.encode()).hexdigest())


GENESIS = Head(0, hashlib.sha256(FORMAT.encode()).hexdigest())


def chain_head(session: Session, event_id: int) -> Head:
    newest = select(func.max(JournalEvent.seq)).where(JournalEvent.event_id == event_id).scalar_subquery()
    row = session.execute(
        select(JournalEvent.seq, JournalEvent.hash).where(JournalEvent.event_id == event_id, JournalEvent.seq == newest)
    ).first()
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


def personal_hash(salt: str | None, column: str, value: Any) -> str | None:
    if value is None:
        return None
    return "#" + hashlib.sha256(f"{salt}\n{column}\n{canonical(value)}".encode()).hexdigest()


def guard(session: Session) -> None:
    """Make any other write to a protected table raise: flushes outside record(), bulk statements, reading sessions."""
    event.listen(session, "before_flush", _refuse_unrecorded)
    event.listen(session, "do_orm_execute", _refuse_bulk)


def _refuse_unrecorded(session: Session, _context: Any, _instances: Any) -> None:
    if not session.info[MAY_WRITE]:
        raise UnrecordedChange("a reading session does not write")
    if not session.info.get(_RECORDING) and any(_protected([*session.new, *session.dirty, *session.deleted])):
        raise UnrecordedChange("a protected row is written only by journal.record()")


def _refuse_bulk(state: ORMExecuteState) -> None:
    writes = state.is_insert or state.is_update or state.is_delete
    if writes and state.bind_mapper is not None and issubclass(state.bind_mapper.class_, Protected | JournalEvent):
        raise UnrecordedChange("protected tables take no bulk statements")


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


def read_body(body: str) -> dict[str, Any]:
    return dict(json.loads(body))
