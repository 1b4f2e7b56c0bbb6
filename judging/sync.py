"""A tablet's batch in, one answer per sheet out.

In:  the JSON document a tablet posted, already parsed.   Out: one Answer for each of its entries, in their order.
Each entry has its own transaction and is answered after its commit, so an answer that never arrives loses nothing: the
same entry sent again gets the same answer. The version an entry was based on decides; no clock of a tablet does.
Does not know Flask, tables or rules: actions.save_entry holds them, for the form without script as for the tablet.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from judging import actions
from judging.actions import Outcome, SheetEntry
from judging.database import LARGEST, Database
from judging.language import N_, _
from judging.roles import Actor
from judging.sheet import Problem

MOST_ENTRIES = 50  # a tablet sends its first 20
NOTE_LENGTH, REASON_LENGTH, DEVICE_LENGTH = 4000, 500, 60
KINDS = ("draft", "submit", "take_back")
ENTRY_KEYS = frozenset({"id", "sheet", "based_on", "kind", "scores", "ticks", "notes", "reason"})
BATCH_KEYS = frozenset({"device", "event", "epoch", "entries", "unsent"})
MOST_UNSENT = 9999
RESCUE_FORMAT = "juara-penyelamat-1"
RESCUE_KEYS = frozenset({"format", "event", "judge", "device", "entries"})
UNREADABLE = N_("Isian ini tidak dapat dibaca server.")
SheetKey = int | str  # a sheet's number, or "latihan-3": the own sheet of calibration 3
SaveOne = Callable[[Session, SheetKey, SheetEntry], Outcome]


class BadBatch(ValueError):
    """The document is not a batch; nothing of it was looked at, and a tablet keeps all of it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry and its sheet; `entry` is None where it has an id but cannot be read."""

    id: str
    sheet: SheetKey
    entry: SheetEntry | None


@dataclass(frozen=True, slots=True)
class Batch:
    event: str  # the event's mark, see queries.event_mark
    device: str
    items: tuple[Item, ...]
    unsent: int = 0  # sheets that the tablet holds beyond these; told to the organisers, never to another judge


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    sheet: SheetKey
    outcome: Outcome

    def to_json(self) -> dict[str, Any]:
        told = self.outcome
        answer: dict[str, Any] = {"id": self.id, "sheet": self.sheet, "word": told.word, "version": told.version}
        if told.receipt:
            answer["receipt"] = told.receipt
        if told.problems:
            answer["problems"] = [{"code": one.code, "message": one.message} for one in told.problems]
        if told.own is not None:
            own = told.own
            answer["own"] = {"state": own.state, "scores": own.scores, "ticks": own.ticks, "notes": own.notes}
        return answer


def read_batch(document: Any) -> Batch:
    """Only the known keys, only the known types; anything else is refused whole."""
    known = _object(document, BATCH_KEYS)
    entries = known.get("entries")
    if not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
        raise BadBatch(f"entries: a list of at most {MOST_ENTRIES}")
    device = _text(known.get("device", ""), DEVICE_LENGTH)
    unsent = min(max(_whole(known.get("unsent", 0)), 0), MOST_UNSENT)
    return Batch(_text(known.get("event"), 100), device, tuple(read_item(one, device) for one in entries), unsent)


def read_item(document: Any, device: str) -> Item:
    known = _object(document, ENTRY_KEYS)
    id_, sheet = _text(known.get("id"), 64), _sheet_key(known.get("sheet"))
    try:
        if isinstance(sheet, int):
            _stored(sheet)
        entry = SheetEntry(
            id=id_,
            based_on=_stored(known.get("based_on")),
            kind=_one_of(KINDS, known.get("kind")),
            scores={code: _whole(score) for code, score in _named(known.get("scores"))},
            ticks={code: tuple(_whole(tick) for tick in _list(seen)) for code, seen in _named(known.get("ticks"))},
            notes={code: _text(note, NOTE_LENGTH) for code, note in _named(known.get("notes"))},
            reason=_text(known.get("reason", ""), REASON_LENGTH),
            device=device,
        )
    except BadBatch:
        return Item(id_, sheet, None)
    return Item(id_, sheet, entry)


def answer_batch(database: Database, actor: Actor, batch: Batch, *, now: datetime) -> list[Answer]:
    """Every entry on its own: one that is refused leaves the others alone."""

    def save(session: Session, sheet: SheetKey, entry: SheetEntry) -> Outcome:
        if isinstance(sheet, str):
            return actions.save_calibration(session, actor, sheet, entry, now=now)
        return actions.save_entry(session, actor, sheet, entry, now=now)

    return [answer_item(database, item, save) for item in batch.items]


def bring_in_batch(
    database: Database, actor: Actor, judge_id: int, batch: Batch, reason: str, *, now: datetime
) -> list[Answer]:
    """The entries of a rescue file, on behalf of the judge whose tablet wrote it."""

    def save(session: Session, sheet: SheetKey, entry: SheetEntry) -> Outcome:
        if isinstance(sheet, str):
            return actions.bring_in_calibration(session, actor, judge_id, sheet, entry, reason, now=now)
        return actions.bring_in(session, actor, judge_id, sheet, entry, reason, now=now)

    return [answer_item(database, item, save) for item in batch.items]


def answer_item(database: Database, item: Item, save: SaveOne) -> Answer:
    if item.entry is None:
        return Answer(item.id, item.sheet, _invalid(_(UNREADABLE)))
    try:
        with database.writing() as session:
            outcome = save(session, item.sheet, item.entry)
    except actions.Refused as refusal:
        outcome = _invalid(refusal.message)
    return Answer(item.id, item.sheet, outcome)


def _invalid(message: str) -> Outcome:
    return Outcome("invalid", problems=(Problem("", "invalid", message),))


def rescue_key(secret: str, event: str, judge_code: str) -> str:
    """What a judge's tablet seals its rescue file with: known to the server and to that judge's pages only."""
    return hmac.new(secret.encode(), f"rescue\n{event}\n{judge_code}".encode(), hashlib.sha256).hexdigest()


def seal(key: str, text: str) -> str:
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def read_rescue(content: bytes, key_of: Callable[[str, str], str | None]) -> tuple[str, Batch]:
    """A rescue file: each entry is the exact text its tablet sealed. Returns the judge's code and the entries.

    `key_of(event, judge code)`: that judge's key, None for an unknown judge. Raises BadBatch for a file that is not
    one, is of another event, or in which one letter was changed.
    """
    try:
        known = _object(json.loads(content), RESCUE_KEYS)
    except ValueError as problem:
        raise BadBatch("not a rescue file") from problem
    event, judge = _text(known.get("event"), 100), _text(known.get("judge"), 40)
    key = key_of(event, judge)
    if known.get("format") != RESCUE_FORMAT or key is None:
        raise BadBatch("another format, event or judge")
    items = [_sealed(one, key) for one in _list(known.get("entries"))]
    return judge, Batch(event, "berkas penyelamat", tuple(items))


def _sealed(document: Any, key: str) -> Item:
    known = _object(document, frozenset({"text", "seal"}))
    text = _text(known.get("text"), 200_000)
    if not hmac.compare_digest(seal(key, text), _text(known.get("seal"), 64)):
        raise BadBatch("a seal does not fit")
    try:
        return read_item(json.loads(text), "berkas penyelamat")
    except json.JSONDecodeError as problem:
        raise BadBatch("a sealed text is no entry") from problem


def _sheet_key(value: Any) -> SheetKey:
    is_practice = isinstance(value, str) and actions.calibration_of(value) is not None
    return str(value) if is_practice else _whole(value)


def _object(value: Any, keys: frozenset[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not keys.issuperset(value):
        raise BadBatch("an object with unknown keys, or none")
    return value


def _named(value: Any) -> list[tuple[str, Any]]:
    if not isinstance(value, dict) or len(value) > 1000:
        raise BadBatch("an object by indicator")
    return [(_text(name, 40), one) for name, one in value.items()]


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > 1000:
        raise BadBatch("a list")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or abs(value) >= 2**53:
        raise BadBatch("a whole number")
    return value


def _stored(value: Any) -> int:
    """A key or a version: one that no table can hold is no sheet's, and is refused with its entry alone."""
    number = _whole(value)
    if abs(number) > LARGEST:
        raise BadBatch("a number that a table can hold")
    return number


def _one_of(words: tuple[str, ...], value: Any) -> str:
    if value not in words:
        raise BadBatch("another word")
    return str(value)


def _text(value: Any, longest: int) -> str:
    """Text that any database can hold: no NUL, no half of a surrogate pair."""
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise BadBatch("a text")
    try:
        value.encode()
    except UnicodeEncodeError as problem:
        raise BadBatch("a text") from problem
    return value
