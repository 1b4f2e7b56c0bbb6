"""Keputusan: its lampiran in full, and a draft of its body with the blanks that belong to the legal drafter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from certificates.decree import Decree, draw_decree
from certificates.listing import Listing, ListTable, draw_listings
from certificates.signature_row import Signing
from certificates.table import Column, Row
from judging import queries, words
from judging.paperwork.common import (
    Paper,
    Source,
    decree_signatory,
    ended,
    event_line,
    imprint,
    letterhead,
    money,
    short,
    versions,
)
from judging.queries import Papers

COLUMNS = (
    Column("No.", 9),
    Column("Peringkat", 31, strong=True),
    Column("Nama", 0),
    Column("Wilayah", 44),
    Column("Uang pembinaan", 33, "right"),
)
BLANK = "……………………"


def annex_pdf(source: Source, event_id: int) -> Paper | None:
    """Lampiran keputusan; a KONSEP until the keputusan's number and date fixed the money. None before any result."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        body, sha256 = queries.allocation_or_draft(session, event_id)
    if not papers.results:
        return None
    return Paper(f"lampiran-keputusan-{papers.event.code}.pdf", draw_listings([_annex(papers, body, sha256)]))


def _annex(papers: Papers, body: Mapping[str, Any], sha256: str) -> Listing:
    number, day = _number_and_day(body)
    head = decree_signatory(papers, body)
    gross = sum(one["subtotal"] for one in body["categories"])
    goods = [
        ended(f"{line['label']} {one['category']}, {line['name']}: {line['goods']}")
        for one in body["categories"]
        for line in one["lines"]
        if line["goods"]
    ]
    return Listing(
        letterhead=None,
        author=letterhead(papers).office,
        title="Lampiran Keputusan",
        subject=head.position,
        facts=(("Nomor", number), ("Tanggal", day), ("Tentang", _about(papers))),
        tables=tuple(_table(papers, one) for one in body["categories"]),
        after=(f"Jumlah seluruhnya {money(papers, gross)} ({words.terbilang_rupiah(gross)}).",),
        notes=tuple(goods),
        signings=(Signing(head),),
        imprint=imprint(papers, versions(body), f"Kode {short(sha256)}" if sha256 else "", draft=not sha256),
    )


def _table(papers: Papers, one: Mapping[str, Any]) -> ListTable:
    rows = [
        Row((f"{number}.", line["label"], line["name"], line["region"], _amount(papers, line)))
        for number, line in enumerate(one["lines"], start=1)
    ]
    rows += [Row(("–", label, "tidak diberikan", "", "–")) for label in one["not_given"]]
    rows.append(Row((f"Jumlah {one['category']}", money(papers, one["subtotal"])), "subtotal", span=4))
    return ListTable(COLUMNS, tuple(rows), heading=one["category"])


def _amount(papers: Papers, line: Mapping[str, Any]) -> str:
    if line["amount"] is None:
        return "~barang" if line["goods"] else "–"
    return money(papers, line["amount"])


def _number_and_day(body: Mapping[str, Any]) -> tuple[str, str]:
    decree = body["decree"]
    return (decree["number"], words.long_date(date.fromisoformat(decree["day"]))) if decree else (BLANK, BLANK)


def _about(papers: Papers) -> str:
    return f"Pemenang {event_line(papers)}"


def decree_pdf(source: Source, event_id: int) -> Paper | None:
    """Draft of the body: always a KONSEP, because its grounds are the drafter's."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        body, _ = queries.allocation_or_draft(session, event_id)
    if not papers.results:
        return None
    zone = source.settings.time_zone
    sealed = {words.local(one.sealed_at, zone).date() for one in papers.results}
    return Paper(f"rancangan-keputusan-{papers.event.code}.pdf", draw_decree(_decree(papers, body, sorted(sealed))))


def _decree(papers: Papers, body: Mapping[str, Any], sealed: Sequence[date]) -> Decree:
    head = decree_signatory(papers, body)
    number, day = _number_and_day(body)
    signing = Signing(head, f"Ditetapkan di {papers.event.place}\npada tanggal {day}")
    return Decree(
        letterhead=letterhead(papers),
        office=head.position or "Kepala Dinas",
        about=_about(papers),
        number=number,
        considering=tuple(_considering(papers, sealed)),
        rulings=tuple(_rulings(papers, body)),
        signing=signing,
        imprint=imprint(papers, "Rancangan untuk penyusun naskah hukum", versions(body), draft=True),
    )


def _considering(papers: Papers, sealed: Sequence[date]) -> list[str]:
    """Only what the records prove; the days are those of the berita acara."""
    when = words.listing([words.long_date(day) for day in sealed])
    return [f"bahwa Tim Penilai telah menyelesaikan penilaian {event_line(papers)} dengan Berita Acara tanggal {when};"]


def _rulings(papers: Papers, body: Mapping[str, Any]) -> list[str]:
    gross = sum(one["subtotal"] for one in body["categories"])
    goods = any(line["goods"] for one in body["categories"] for line in one["lines"])
    prize = f"uang pembinaan sejumlah {money(papers, gross)} ({words.terbilang_rupiah(gross)})"
    prize += " dan hadiah barang" if goods else ""
    return [
        f"Menetapkan pemenang {event_line(papers)} sebagaimana tercantum dalam Lampiran Keputusan ini.",
        f"Kepada pemenang diberikan {prize} sebagaimana tercantum dalam Lampiran Keputusan ini.",
        f"Biaya yang timbul dibebankan pada DPA ……………………………… Tahun Anggaran {papers.event.year}.",
        "Penetapan seorang pemenang dapat dicabut apabila kemudian terbukti ada pelanggaran dalam penilaian.",
        "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
    ]
