"""Piagam: issued ones from their records, all others as KONSEP from the sealed result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from certificates.people import Signatory
from certificates.piagam import Piagam
from certificates.press import draw_piagam
from judging import codes, queries, words
from judging.paperwork.common import Paper, Source, letterhead, official
from judging.queries import Papers


@dataclass(frozen=True, slots=True)
class CertificateItem:
    """One piagam in the list of papers."""

    participant: str
    name: str
    label: str
    category: str
    serial: str  # "" while it is a draft
    issuance_id: int | None


def certificate_list(papers: Papers) -> list[CertificateItem]:
    """Who receives a piagam; issued ones carry their serial."""
    known = {(one.body["participant"], one.label): one for one in papers.issued}
    found = []
    for holder in papers.holders:
        one = known.get((holder["participant"], holder["label"]))
        found.append(
            CertificateItem(
                holder["participant"],
                holder["name"],
                holder["label"],
                holder["category"],
                one.serial if one else "",
                one.id if one else None,
            )
        )
    return found


def certificates_pdf(source: Source, event_id: int, only: str = "") -> Paper:
    """All piagam in one PDF, or those of one participant (by code): issued ones as issued, others as KONSEP."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
    known = {(one.body["participant"], one.label): one for one in papers.issued}
    drawn = []
    for holder in papers.holders:
        if only in ("", holder["participant"]):
            one = known.get((holder["participant"], holder["label"]))
            drawn.append(_issued(papers, one, source.settings.public_host) if one else _draft(papers, holder))
    suffix = f"-{only}" if only else ""
    return Paper(f"piagam-{papers.event.code}{suffix}.pdf", draw_piagam(drawn))


def _issued(papers: Papers, one: queries.Issued, host: str) -> Piagam:
    """Every word from the issuance record; only paper and ornament are the event's settings."""
    body = one.body
    return Piagam(
        **_common(papers, body),
        serial=one.serial,
        code=codes.in_groups(one.code),
        place_date=f"{papers.event.place}, {words.long_date(date.fromisoformat(body['day']))}",
        signatory=Signatory(**body["signatory"]),
        basis=_basis(body["basis"], body["signatory"]["position"]),
        qr_url=f"{host}/periksa/{one.code}" if host else None,
    )


def _draft(papers: Papers, holder: Mapping[str, Any]) -> Piagam:
    return Piagam(
        **_common(papers, holder),
        place_date=f"{papers.event.place}, ……………………",
        signatory=official(papers, "kepala"),
        draft=True,
    )


def _common(papers: Papers, holder: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "letterhead": letterhead(papers),
        "holder": holder["name"],
        "award": holder["label"],
        "achievement": f"{holder['category']} {holder['level']} Tahun {holder['year']}",
        "holder_role": holder_role(holder),
        "holder_place": holder_place(holder),
        "phrase": sentence(holder["phrase"]),
        "contact": str(papers.settings.get("organiser", "")),
        "sample": holder["is_sample"],
        "paper": str(papers.settings.get("paper", "A4")),
        "design": str(papers.settings.get("design", "klasik")),
    }


def holder_role(holder: Mapping[str, Any]) -> str:
    """ "Pendamping KUBE Melati Karya": what a person is, beside whom; the shared word is said once."""
    if holder["is_group"]:
        return ""
    noun, linked = str(holder["noun"]), str(holder["linked"])
    if not linked:
        return noun
    return f"{noun} {linked.removeprefix(noun.rsplit(maxsplit=1)[-1]).strip()}"


def sentence(phrase: str) -> str:
    return f"{phrase.rstrip('. ')}." if phrase.strip() else ""


def holder_place(holder: Mapping[str, Any]) -> str:
    parts = [(holder["subdistrict"], "Kelurahan "), (holder["district"], "Kecamatan "), (holder["region"], "")]
    return ", ".join(f"{before}{text}" for text, before in parts if text)


def _basis(basis: Mapping[str, str] | None, position: str) -> str:
    if basis is None:
        return ""
    return f"Keputusan {position}\nNomor {basis['number']} tanggal {words.long_date(date.fromisoformat(basis['day']))}"
