"""What all papers share: where they read from, the kop, who signs, the imprint at the foot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from certificates.people import Letterhead, Signatory
from certificates.report import Imprint
from judging import words
from judging.queries import Panelist, Papers, SealedResult
from judging.settings import Settings


class Source(Protocol):
    """The database, as far as paper needs it."""

    settings: Settings

    def reading(self) -> AbstractContextManager[Any]: ...


@dataclass(frozen=True, slots=True)
class Paper:
    name: str  # of the file
    content: bytes
    skipped: tuple[str, ...] = ()  # what could not be drawn, and why; the others are in the file


OFFICES = {
    "kepala": "Kepala Dinas",
    "kabid": "Kepala Bidang",
    "bendahara": "Bendahara Pengeluaran",
    "pptk": "Pejabat Pelaksana Teknis Kegiatan",
    "kpa": "Kuasa Pengguna Anggaran",
}
STYLES = {"eyd": "Rp8.800.000,00", "space": "Rp 8.800.000,00", "dash": "Rp. 8.800.000,-"}  # setting -> example


def money(papers: Papers, amount: int) -> str:
    """In figures, in the office's own style; EYD unless the settings say otherwise."""
    figures = words.rupiah(amount)
    style = papers.settings.get("rupiah_style")
    if style == "space":
        return f"{figures.replace('Rp', 'Rp ')},00"
    return f"{figures.replace('Rp', 'Rp. ')},-" if style == "dash" else f"{figures},00"


def registered(papers: Papers, key: str) -> str:
    """The number that the office's registry gave this paper; "" prints dots."""
    numbers = papers.settings.get("document_numbers")
    return str(numbers.get(key, "")) if isinstance(numbers, dict) else ""


def letterhead(papers: Papers) -> Letterhead:
    """The kop's second line is the office; what stands above and below it is as set."""
    lines = [str(line) for line in papers.settings.get("letterhead", []) or [] if str(line).strip()]
    if len(lines) < 2:
        office = lines[0] if lines else str(papers.settings.get("organiser", ""))
        return Letterhead(office=office, emblem=papers.emblem)
    return Letterhead(office=lines[1], lines=(lines[0],), contact=tuple(lines[2:]), emblem=papers.emblem)


def official(papers: Papers, role: str) -> Signatory:
    """Who holds this office now; dots under the office's usual title where nobody was entered."""
    found = papers.officials.get(role)
    if found is None:
        return Signatory(name="", position=OFFICES.get(role, ""))
    return Signatory(found.name, found.position, found.prefix, found.nip, found.institution)


def decree_signatory(papers: Papers, body: Mapping[str, Any]) -> Signatory:
    """Who signed the keputusan of this allocation; before there is one, the head of the office."""
    signed = (body["decree"] or {}).get("signatory")
    return Signatory(**signed) if signed else official(papers, "kepala")


def imprint(papers: Papers, *parts: str, draft: bool = False, confidential: str = "", paper: str = "") -> Imprint:
    """The foot of an official paper. No clock: the same content gives the same bytes."""
    return Imprint(
        parts=tuple(part for part in parts if part),
        draft=draft,
        sample=papers.event.is_sample,
        confidential=confidential,
        paper=paper or str(papers.settings.get("paper", "A4")),
    )


def event_line(papers: Papers) -> str:
    return f"{papers.event.name} {papers.event.level} Tahun {papers.event.year}"


def category_line(papers: Papers, category: str) -> str:
    return f"{category} {papers.event.level} Tahun {papers.event.year}"


def result_of(papers: Papers, category_id: int) -> SealedResult | None:
    return next((one for one in papers.results if one.category_id == category_id), None)


def is_group(papers: Papers, participant: str) -> bool:
    """Whether this code is of a category of groups; a group never receives in person."""
    groups = (one for one in papers.results if one.body["category"]["is_group"])
    return any(row.participant == participant for one in groups for row in one.rows)


def chair_of(panel: Iterable[Panelist]) -> Signatory:
    """Who chairs this panel; dots where nobody was named."""
    chair = next((one for one in panel if one.is_chair), None)
    return Signatory(chair.name if chair else "", "Ketua Tim Penilai", institution=chair.institution if chair else "")


def set_by(body: Mapping[str, Any], day: date) -> str:
    by, confirmed = body["sealed"]["by"], body["sealed"]["confirmed_by"]
    return f"Hasil ditetapkan oleh {by} dan disahkan oleh {confirmed} pada {words.long_date(day)}."


def ended(sentence: str) -> str:
    """With one full stop, whoever typed it."""
    text = sentence.strip()
    return text if not text or text[-1] in ".?!" else f"{text}."


def dated(papers: Papers) -> str:
    """Above who signs last: the place, and dots for the day."""
    return f"{papers.event.place}, ……………………… {papers.event.year}"


def versions(body: Mapping[str, Any]) -> str:
    """Which result versions an allocation rests on."""
    return "Hasil: " + ", ".join(f"{one['category']} versi {one['result']}" for one in body["categories"])


def decree_line(number: str, day: date, position: str) -> str:
    return f"Keputusan {position} Nomor {number} tanggal {words.long_date(day)}"


def short(sha256: str) -> str:
    """The first 32 bits of a fingerprint, to compare two papers by eye."""
    return f"{sha256[:4]}-{sha256[4:8]}".upper()
