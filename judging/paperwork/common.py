"""What all papers share: where they read from, the kop, who signs, the imprint at the foot."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from certificates.people import Letterhead, Signatory
from certificates.report import Imprint
from judging import words
from judging.queries import Papers
from judging.settings import Settings


class Source(Protocol):
    """The database, as far as paper needs it."""

    settings: Settings

    def reading(self) -> AbstractContextManager[Any]: ...


@dataclass(frozen=True, slots=True)
class Paper:
    name: str  # of the file
    content: bytes


def letterhead(papers: Papers) -> Letterhead:
    """The kop's second line is the office; what stands above and below it is as set."""
    lines = [str(line) for line in papers.settings.get("letterhead", []) or [] if str(line).strip()]
    if len(lines) < 2:
        return Letterhead(office=lines[0] if lines else str(papers.settings.get("organiser", "")))
    return Letterhead(office=lines[1], lines=(lines[0],), contact=tuple(lines[2:]))


def official(papers: Papers, role: str) -> Signatory:
    """Who holds this office now; dots where nobody was entered."""
    found = papers.officials.get(role)
    if found is None:
        return Signatory(name="", position="")
    return Signatory(found.name, found.position, found.prefix, found.nip, found.institution)


def imprint(papers: Papers, *parts: str, draft: bool = False) -> Imprint:
    """The foot of an official paper. No clock: the same content gives the same bytes."""
    return Imprint(
        parts=tuple(part for part in parts if part),
        draft=draft,
        sample=papers.event.is_sample,
        paper=str(papers.settings.get("paper", "A4")),
    )


def event_line(papers: Papers) -> str:
    return f"{papers.event.name} {papers.event.level} Tahun {papers.event.year}"


def decree_line(number: str, day: date, position: str) -> str:
    return f"Keputusan {position} Nomor {number} tanggal {words.long_date(day)}"


def short(sha256: str) -> str:
    """The first 32 bits of a fingerprint, to compare two papers by eye."""
    return f"{sha256[:4]}-{sha256[4:8]}".upper()
