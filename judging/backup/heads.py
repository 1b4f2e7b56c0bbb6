"""The heads last seen, kept beside the key: they tell when an older database was put back without a word.

In:  the key's path and the database's heads.   Out: what is missing since, in Indonesian, or nothing.
Written at most once a second while serving. Only `restore`, which says so in the journal, starts afresh.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.backup import files
from judging.journal import Head
from judging.models import Event, JournalEvent

Heads = Mapping[str, Head]  # event code -> end of its chain
Missing = tuple[tuple[str, Head], ...]  # of one event there may be several: each ends another lost branch


@dataclass(frozen=True, slots=True)
class Seen:
    heads: Heads = field(default_factory=dict)
    missing: Missing = ()  # heads that an earlier start did not find any more


def current(session: Session) -> dict[str, Head]:
    events = session.execute(select(Event.id, Event.code).order_by(Event.id)).all()
    return {code: journal.chain_head(session, event_id) for event_id, code in events}


def place(key_path: Path) -> Path:
    return key_path.with_name("last_head.json")


def read(path: Path) -> Seen:
    """An unreadable file counts as none: it is a second witness, never the only one."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Seen(dict(_pairs(told["heads"])), tuple(_pairs(told["missing"])))
    except (OSError, ValueError, KeyError, TypeError):
        return Seen()


def write(path: Path, seen: Seen) -> None:
    told = {"heads": dict(_plain(seen.heads.items())), "missing": _plain(seen.missing)}
    files.write_text(path, json.dumps(told, indent=1, sort_keys=True))


def missing(session: Session, seen: Seen) -> Missing:
    """The heads seen before through which the chains of this database do not pass."""
    known = dict.fromkeys((*seen.missing, *seen.heads.items()))
    return tuple((code, head) for code, head in known if not _passes(session, code, head))


def _passes(session: Session, code: str, head: Head) -> bool:
    link = select(JournalEvent.hash).join(Event, Event.id == JournalEvent.event_id)
    return head.seq == 0 or session.scalar(link.where(Event.code == code, JournalEvent.seq == head.seq)) == head.hash


def _pairs(told: Any) -> list[tuple[str, Head]]:
    """By event, or one after another; an earlier Juara wrote what is missing by event too."""
    pairs = told.items() if isinstance(told, dict) else told
    return [(str(code), Head(int(seq), str(value))) for code, (seq, value) in pairs]


def _plain(pairs: Iterable[tuple[str, Head]]) -> list[tuple[str, tuple[int, str]]]:
    return [(code, (head.seq, head.hash)) for code, head in pairs]
