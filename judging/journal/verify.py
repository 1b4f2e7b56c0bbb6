"""Walk every chain, fold its after-images, and compare them with the tables, types included.

In:  a session, and optionally a head as printed on paper.   Out: a Report; empty findings mean nothing was altered.
Never repairs anything.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Table, select, text
from sqlalchemy.orm import Session

from judging.journal.record import GENESIS, KEY, Head, next_link, shielded
from judging.models import Base, Event, JournalEvent, Protected

_ABSENT = "(tidak ada)"
RowKey = tuple[str, str]  # table, canonical key


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as the journal says."""

    kind: str  # chain | row | column | anchor
    table: str
    key: str
    column: str
    expected: str
    found: str
    last: str  # the last lawful event that touched it

    def __str__(self) -> str:
        place = ".".join(
            part for part in (f"{self.table}[{self.key}]" if self.key else self.table, self.column) if part
        )
        return f"{place}: seharusnya {self.expected}, ditemukan {self.found}. Catatan sah terakhir: {self.last}"


@dataclass(frozen=True, slots=True)
class Report:
    events: int
    rows: int
    heads: Mapping[str, Head]  # event code -> end of its chain
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not self.findings


@dataclass(slots=True)
class _Fold:
    rows: dict[RowKey, dict[str, Any]] = field(default_factory=dict)
    last: dict[RowKey, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    events: int = 0


def verify(session: Session, anchors: Mapping[str, Head] | None = None) -> Report:
    """Everything that differs between the journal and the tables.

    `anchors`: event code -> head as printed; the chain must pass through it.
    """
    fold = _Fold()
    heads = {}
    for event_id, code in session.execute(select(Event.id, Event.code).order_by(Event.id)):
        heads[code] = _walk(session, event_id, code, fold, (anchors or {}).get(code))
    fold.findings += [
        _anchor_finding(code, head, "acara ini tidak ada")
        for code, head in (anchors or {}).items()
        if code not in heads
    ]
    rows = 0
    for table in protected_tables():
        rows += _compare(session, table, fold)
    fold.findings += [
        Finding("row", table, key, "", "baris ini ada", _ABSENT, fold.last[table, key]) for table, key in fold.rows
    ]
    return Report(fold.events, rows, heads, tuple(fold.findings))


def protected_tables() -> list[type[Base]]:
    return [
        cast("type[Base]", mapper.class_) for mapper in Base.registry.mappers if issubclass(mapper.class_, Protected)
    ]


def _walk(session: Session, event_id: int, code: str, fold: _Fold, anchor: Head | None) -> Head:
    head = GENESIS
    key = session.info[KEY]
    chain = select(JournalEvent.seq, JournalEvent.body, JournalEvent.hash, JournalEvent.mac)
    for seq, body, found_hash, mac in session.execute(
        chain.where(JournalEvent.event_id == event_id).order_by(JournalEvent.seq)
    ):
        link = next_link(head, body)
        where = f"peristiwa {seq}"
        if seq != link.seq:
            fold.findings.append(
                Finding("chain", "journal_event", code, "seq", str(link.seq), str(seq), f"peristiwa {head.seq}")
            )
            link = next_link(Head(seq - 1, head.hash), body)
        if found_hash != link.hash:
            fold.findings.append(
                Finding(
                    "chain",
                    "journal_event",
                    f"{code} {where}",
                    "hash",
                    link.hash[:16],
                    str(found_hash)[:16],
                    f"peristiwa {head.seq}",
                )
            )
        elif not hmac.compare_digest(hmac.new(key, link.hash.encode(), hashlib.sha256).hexdigest(), str(mac)):
            fold.findings.append(
                Finding(
                    "chain",
                    "journal_event",
                    f"{code} {where}",
                    "mac",
                    "tanda kunci yang sah",
                    "tanda lain",
                    f"peristiwa {head.seq}",
                )
            )
        head = Head(seq, str(found_hash))
        if anchor and anchor.seq == seq and anchor.hash != head.hash:
            fold.findings.append(_anchor_finding(code, anchor, head.hash))
        _apply(json.loads(body), seq, fold)
        fold.events += 1
    if anchor and anchor.seq > head.seq:
        fold.findings.append(_anchor_finding(code, anchor, f"catatan berhenti di peristiwa {head.seq}"))
    return head


def _anchor_finding(code: str, anchor: Head, found: str) -> Finding:
    return Finding(
        "anchor", "journal_event", f"{code} peristiwa {anchor.seq}", "hash", anchor.hash, found, "cetakan di kertas"
    )


def _apply(body: Mapping[str, Any], seq: int, fold: _Fold) -> None:
    for image in body["rows"]:
        place = (image["table"], json.dumps(image["key"]))
        fold.last[place] = f"peristiwa {seq} ({body['verb']}, {body['actor']['name']}, {body['at']})"
        if image["row"] is None:
            fold.rows.pop(place, None)
        else:
            fold.rows[place] = image["row"]


def _compare(session: Session, mapped: type[Base], fold: _Fold) -> int:
    table = cast("Table", mapped.__table__)
    count = 0
    for place, found in _stored_rows(session, mapped, table):
        count += 1
        expected = fold.rows.pop(place, None)
        last = fold.last.get(place, "tidak pernah dicatat")
        if expected is None:
            fold.findings.append(Finding("row", *place, "", _ABSENT, "baris ini ada", last))
            continue
        fold.findings += [
            Finding("column", *place, name, _shown(expected.get(name)), _shown(value), last)
            for name, value in found.items()
            if type(value) is not type(expected.get(name)) or value != expected.get(name)
        ]
    return count


def _stored_rows(session: Session, mapped: type[Base], table: Table) -> Iterator[tuple[RowKey, dict[str, Any]]]:
    """Rows as the database holds them, no type conversion, personal values hashed as the journal hashes them."""
    key_columns = [column.name for column in table.primary_key.columns]
    for raw in session.execute(text(f'SELECT * FROM "{table.name}"')).mappings():  # noqa: S608 - our own table names
        stored = dict(raw)
        yield (table.name, json.dumps([stored[name] for name in key_columns])), shielded(mapped, stored)


def _shown(value: Any) -> str:
    return repr(value) if value is not None else "kosong"
