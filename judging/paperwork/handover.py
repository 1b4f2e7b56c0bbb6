"""Tanda terima trofi dan piagam: who carried what home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from certificates.listing import Listing, ListTable, draw_listings
from certificates.signature_row import Signing
from certificates.table import BOX, Column, Row
from judging import queries
from judging.paperwork.allocation import basis_of, receiver_of
from judging.paperwork.common import Paper, Source, event_line, imprint, letterhead, official, short, versions
from judging.queries import Papers

COLUMNS = (
    Column("No.", 8),
    Column("Peringkat", 32, strong=True),
    Column("Penerima", 0),
    Column("Wakil yang menerima", 48),
    Column("Trofi", 13, "centre"),
    Column("Piagam", 14, "centre"),
    Column("Nomor seri piagam", 34),
    Column("Tanggal", 22),
    Column("Tanda tangan", 36),
)


def handover_pdf(source: Source, event_id: int) -> Paper | None:
    """KONSEP before the keputusan; None before any result."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        body, sha256 = queries.allocation_or_draft(session, event_id)
    if not papers.results:
        return None
    listing = _listing(papers, body, sha256)
    return Paper(f"tanda-terima-{papers.event.code}.pdf", draw_listings([listing], landscape=True))


def _listing(papers: Papers, body: Mapping[str, Any], sha256: str) -> Listing:
    basis = basis_of(papers, body)
    return Listing(
        letterhead=letterhead(papers),
        title="Tanda Terima Trofi dan Piagam",
        subject=event_line(papers),
        before=(f"Dasar: {basis}",) if basis else (),
        tables=(ListTable(COLUMNS, tuple(_rows(papers, body)), least=11),),
        notes=("Yang diterima diberi tanda centang. Penerima yang diwakili melampirkan surat kuasa.",),
        signings=(
            Signing(official(papers, "kabid"), "Mengetahui,"),
            Signing(official(papers, "pptk"), f"{papers.event.place}, ………………………… {papers.event.year}"),
        ),
        imprint=imprint(papers, versions(body), f"Kode {short(sha256)}" if sha256 else "", draft=not sha256),
    )


def _rows(papers: Papers, body: Mapping[str, Any]) -> list[Row]:
    serials = {key: one.serial for key, one in papers.fitting.items()}
    rows, number = [], 0
    for one in body["categories"]:
        rows.append(Row((one["category"],), "group", span=len(COLUMNS)))
        for line in one["lines"]:
            number += 1
            key = (line["participant"], line["label"])
            name = f"{line['name']}\n~{line['region']}" + (f"\n~Barang: {line['goods']}" if line["goods"] else "")
            rows.append(
                Row(
                    (
                        f"{number}.",
                        line["label"],
                        name,
                        receiver_of(papers, line),
                        BOX if line["trophy"] else "–",
                        BOX if line["certificate"] else "–",
                        serials.get(key, ""),
                        "",
                        f"~{number}.",
                    )
                )
            )
    return rows
