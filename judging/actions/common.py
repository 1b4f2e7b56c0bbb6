"""What every action shares: how it says no."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from judging.event_rules import LONGEST_NAME, name_fault
from judging.language import N_, _
from judging.models import Base, Category, Event, canonical

Row = TypeVar("Row", bound=Base)


class Refused(Exception):
    """The action cannot be done; the message is for the user, in Indonesian, and nothing was changed."""

    def __init__(self, message: str, *problems: str, at: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.problems = problems
        # field -> which of these sentences are about it; the others are about the whole
        self.at = {name: list(texts) for name, texts in (at or {}).items()}


def refuse_any(found: Iterable[tuple[str, str]]) -> None:
    """Everything that is wrong at once: pairs of a field ("" for the whole) and a sentence."""
    told = list(dict.fromkeys(found))
    at: dict[str, list[str]] = {}
    for name, text in told:
        if name:
            at.setdefault(name, []).append(text)
    if told:
        raise Refused(*(text for _name, text in told), at=at)


def get(session: Session, table: type[Row], key: int | str, what: str) -> Row:
    row = session.get(table, key)
    if row is None:
        raise Refused(_("{what} tidak ditemukan.", what=what))
    return row


def in_state(category: Category, *states: str) -> None:
    """Steps come in order; a page left open since an earlier step is told so."""
    if category.state not in states:
        raise Refused(
            _(
                "Langkah ini tidak berlaku: {name} sedang pada tahap {stage}.",
                name=category.name,
                stage=_(STATE_NAMES[category.state]),
            )
        )


AFTER_CLOSING = ("closed", "sealed", "announced")  # the scoring is over, nothing is archived yet
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")  # as the workbook's reader has it
STATE_NAMES = {
    "setup": N_("persiapan"),
    "judging": N_("penilaian"),
    "closed": N_("pleno"),
    "sealed": N_("ditetapkan"),
    "announced": N_("diumumkan"),
    "archived": N_("diarsipkan"),
}


def need_reason(reason: str) -> str:
    text = reason.strip()
    if not text:
        refuse_any([("reason", _("Alasan belum ditulis. Tulis alasan singkat, lalu ulangi."))])
    return text


def need_name(name: str) -> str:
    """A name as it can be stored, shown and printed, by the rule that a workbook's names obey too."""
    text = name.strip()
    fault = name_fault(text)
    if fault:
        raise Refused(f"{fault.wrong} {fault.fix}".strip())
    return text


def need_line(text: str, what: str) -> str:
    """One line of text, possibly empty."""
    line = " ".join(text.split())
    if len(line) > LONGEST_NAME or any(unicodedata.category(letter) in ("Cc", "Cs") for letter in line):
        raise Refused(_("{what} paling panjang {most} huruf, dalam satu baris.", what=what, most=LONGEST_NAME))
    return line


def need_code(text: str) -> str:
    """A short code that joins rows of different sheets."""
    code = text.strip()
    if not CODE.fullmatch(code):
        raise Refused(
            _("“{code}” bukan kode yang dapat dipakai. Pakai huruf, angka, titik, atau tanda hubung tanpa spasi "
              "(paling banyak 32).", code=code)
        )  # fmt: skip
    return code


def text_and_hash(document: Mapping[str, Any]) -> dict[str, str]:
    """What sealing writes: the canonical text and its SHA-256, as the columns `body` and `sha256`."""
    text = canonical(document)
    return {"body": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}


def utc_now() -> datetime:
    return datetime.now(UTC)


def event_of(session: Session, category: Category) -> Event:
    return get(session, Event, category.event_id, _("Acara"))
