"""Compares every protected row with what the journal says it should be, types included.

In:  a session, and optionally heads as printed on paper.   Out: a Report; empty findings mean nothing was altered.
Never repairs anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from judging.journal.bytes import kept_faults
from judging.journal.chain import Finding, Fold, RowKey, anchor_finding, walk
from judging.journal.links import Head
from judging.journal.record import KEY, shielded
from judging.models import Base, Event, JournalEvent, Protected

_ABSENT = "(tidak ada)"
_PRESENT = "baris ini ada"


@dataclass(frozen=True, slots=True)
class Report:
    events: int
    rows: int
    heads: Mapping[str, Head]  # event code -> end of its chain
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not self.findings


def verify(session: Session, anchors: Mapping[str, Head] | None = None) -> Report:
    """Everything that differs between the journal and the tables.

    `anchors`: event code -> head as printed; the chain must pass through it.
    """
    fold = Fold(session.info[KEY])
    heads: dict[str, Head] = {}
    rows = 0
    try:
        rows = _walk_all(session, anchors or {}, fold, heads)
    except DBAPIError as error:  # a page of the file that no longer reads
        fold.findings.append(Finding("row", "(berkas)", "", "", "dapat dibaca", str(error.orig), "tidak diketahui"))
    return Report(fold.events, rows, heads, tuple(fold.findings))


def protected_tables() -> list[type[Base]]:
    return [
        cast("type[Base]", mapper.class_) for mapper in Base.registry.mappers if issubclass(mapper.class_, Protected)
    ]


def _walk_all(session: Session, anchors: Mapping[str, Head], fold: Fold, heads: dict[str, Head]) -> int:
    known: dict[int, str] = dict(session.execute(select(Event.id, Event.code)).all())
    for event_id, code in known.items():
        heads[code] = walk(session, event_id, code, fold, anchors.get(code))
    for event_id in _lone_chains(session):
        walk(session, event_id, "", fold)
    gone = [(code, head) for code, head in anchors.items() if code not in heads]
    fold.findings += [anchor_finding(code, head, "acara ini tidak ada") for code, head in gone]
    rows = sum(_compare(session, table, fold) for table in protected_tables())
    fold.findings += kept_faults(session, fold.last)
    fold.findings += [
        Finding("row", table, key, "", _PRESENT, _ABSENT, fold.last[table, key]) for table, key in fold.rows
    ]
    return rows


def _lone_chains(session: Session) -> list[Any]:
    """Events with links but without a row of their own."""
    lone = select(JournalEvent.event_id).where(JournalEvent.event_id.not_in(select(Event.id))).distinct()
    return list(session.scalars(lone))


def _compare(session: Session, mapped: type[Base], fold: Fold) -> int:
    table = cast("Table", mapped.__table__)
    count = 0
    for place, found in _stored_rows(session, mapped, table):
        count += 1
        expected = fold.rows.pop(place, None)
        last = fold.last.get(place, "tidak pernah dicatat")
        if expected is None:
            fold.findings.append(Finding("row", *place, "", _ABSENT, _PRESENT, last))
        elif expected != found or any(type(value) is not type(expected[name]) for name, value in found.items()):
            fold.findings += _differences(place, expected, found, last)
    return count


def _differences(place: RowKey, expected: Mapping[str, Any], found: Mapping[str, Any], last: str) -> Iterator[Finding]:
    """A column that a later migration added was never recorded: there an empty value is lawful."""
    for name in found.keys() | expected.keys():
        wanted, value = expected.get(name), found.get(name)
        if type(value) is not type(wanted) or value != wanted:
            yield Finding("column", *place, name, _shown(wanted), _shown(value), last)


def _stored_rows(session: Session, mapped: type[Base], table: Table) -> Iterator[tuple[RowKey, dict[str, Any]]]:
    """Rows as the database holds them, no type conversion, personal values hashed as the journal hashes them."""
    key_columns = [column.name for column in table.primary_key.columns]
    for raw in session.execute(text(f'SELECT * FROM "{table.name}"')).mappings():  # noqa: S608 - our own table names
        stored = dict(raw)
        key = json.dumps([stored[name] for name in key_columns], default=repr)
        yield (table.name, key), shielded(mapped, stored)


def _shown(value: Any) -> str:
    return repr(value) if value is not None else "kosong"
