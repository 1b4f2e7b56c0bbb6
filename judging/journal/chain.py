"""Walks one event's chain from its first link, and folds the after-images into what every row should be.

In:  a session, the event, a head as printed on paper.   Out: the chain's end; rows and findings, gathered in a Fold.
Believes nothing it reads: a link that does not fit becomes a finding that names what was changed, never a crash.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.journal.links import GENESIS, Head, body_digest, key_mark, next_link
from judging.models import JournalEvent

TABLE = "journal_event"
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
        row = f"{self.table}[{self.key}]" if self.key else self.table
        place = f"{row}.{self.column}" if self.column else row
        return f"{place}: seharusnya {self.expected}, ditemukan {self.found}. Catatan sah terakhir: {self.last}"


@dataclass(slots=True)
class Fold:
    """What the chains say: each row as it should be, and the last event that touched it."""

    key: bytes
    rows: dict[RowKey, dict[str, Any]] = field(default_factory=dict)
    last: dict[RowKey, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    events: int = 0


def walk(session: Session, event_id: int, code: str, fold: Fold, anchor: Head | None = None) -> Head:
    """The end of the chain. A lost or altered link is reported once; the walk goes on from what is stored.

    `code` is empty for links that hang on no event.
    """
    head = GENESIS
    links = select(JournalEvent.seq, JournalEvent.body, JournalEvent.hash, JournalEvent.mac)
    for seq, body, stored, mac in session.execute(
        links.where(JournalEvent.event_id == event_id).order_by(JournalEvent.seq)
    ):
        fold.events += 1
        last = f"peristiwa {head.seq}"
        if type(seq) is not int or seq != head.seq + 1:
            fold.findings.append(_finding(code, head.seq + 1, "seq", str(head.seq + 1), repr(seq), last))
            head = Head(seq - 1 if type(seq) is int else head.seq, head.hash)
        link = next_link(head, str(body))
        if fault := _fault(fold.key, link, body, stored, mac):
            fold.findings.append(_finding(code, link.seq, *fault, last))
        head = link if fault and fault[0] == "hash" else Head(link.seq, str(stored))
        if anchor and anchor.seq == head.seq and anchor.hash != head.hash:
            fold.findings.append(anchor_finding(code, anchor, head.hash))
        _apply(code, head.seq, body, fold)
    if anchor and anchor.seq > head.seq:
        fold.findings.append(anchor_finding(code, anchor, f"catatan berhenti di peristiwa {head.seq}"))
    return head


def anchor_finding(code: str, anchor: Head, found: str) -> Finding:
    return Finding("anchor", TABLE, f"{code} peristiwa {anchor.seq}", "hash", anchor.hash, found, "cetakan di kertas")


def _finding(code: str, seq: int, column: str, expected: str, found: str, last: str) -> Finding:
    return Finding("chain", TABLE, f"{code} peristiwa {seq}", column, expected, found, last)


def _fault(key: bytes, link: Head, body: object, stored: object, mac: object) -> tuple[str, str, str] | None:
    """(column, expected, found) of the part of a link that does not fit. The key's mark tells body from hash."""
    for column, value in (("body", body), ("hash", stored), ("mac", mac)):
        if not isinstance(value, str):
            return column, "teks", repr(value)[:40]
    lawful = hmac.compare_digest(key_mark(key, link.hash).encode(), str(mac).encode())
    if stored == link.hash:
        return None if lawful else ("mac", "tanda kunci yang sah", "tanda lain")
    if lawful:
        return "hash", link.hash, str(stored)[:64]
    return "body", f"isi yang memberi sidik {str(stored)[:16]}", f"isi bersidik {body_digest(str(body))[:16]}"


def _apply(code: str, seq: int, body: object, fold: Fold) -> None:
    """Fold the rows in. A body that is no record was reported; one of another event is reported here."""
    try:
        told = json.loads(str(body))
        images = [((image["table"], json.dumps(image["key"])), image["row"]) for image in told["rows"]]
        last = f"peristiwa {seq} ({told['verb']}, {told['actor']['name']}, {told['at']})"
        own = str(told["event"])
    except (ValueError, KeyError, TypeError):
        return
    if own != code:
        here = f"acara {code}" if code else "acara yang tidak ada"
        fold.findings.append(_finding(own, seq, "event_id", f"acara {own}", here, last))
    for place, row in images:
        fold.last[place] = last
        if row is None:
            fold.rows.pop(place, None)
        else:
            fold.rows[place] = row
