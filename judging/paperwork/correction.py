"""Berita acara koreksi: what differs between the newest sealed version and the one before it, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from certificates.listing import Listing, ListTable, draw_listings
from certificates.people import Signatory
from certificates.signature_row import Signing
from certificates.table import Column, Row
from judging import queries, words
from judging.paperwork.common import (
    Paper,
    Source,
    category_line,
    chair_of,
    ended,
    imprint,
    letterhead,
    official,
    registered,
    result_of,
    set_by,
    short,
)
from judging.queries import Papers, SealedResult
from judging.queries.score_papers import result_versions

COMPARED = (
    ("name", "Nama"),
    ("region", "Wilayah"),
    ("shown", "Nilai akhir"),
    ("rank", "Peringkat"),
    ("award", "Penghargaan"),
)
COLUMNS = (Column("Peserta", 50), Column("Yang berubah", 32), Column("Semula", 0), Column("Menjadi", 0, strong=True))


def correction_pdf(source: Source, event_id: int, category_id: int) -> Paper | None:
    """None while the result has one version."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        versions = result_versions(session, category_id)
        chair = chair_of(queries.declared_rules(session, category_id).panel)
    result = result_of(papers, category_id)
    if result is None or len(versions) < 2:
        return None
    sealed = words.local(result.sealed_at, source.settings.time_zone)
    listing = _listing(papers, result, versions[-2], sealed, chair)
    name = f"berita-acara-koreksi-{result.body['category']['code']}-{papers.event.code}.pdf"
    return Paper(name, draw_listings([listing]))


def _listing(
    papers: Papers, result: SealedResult, before: Mapping[str, Any], sealed: datetime, chair: Signatory
) -> Listing:
    after, day = result.body, sealed.date()
    rows = tuple(differences(before, after)) or (Row(("–", "tidak ada baris yang berubah", "", "")),)
    opening = (
        f"Pada hari ini, {words.day_name(day)} tanggal {words.date_in_words(day)} ({day:%d-%m-%Y}), bertempat di "
        f"{papers.event.place}, Tim Penilai menetapkan hasil versi {after['number']} sebagai pengganti hasil versi "
        f"{before['number']}. Kedua versi tetap tersimpan. {set_by(after, day)}"
    )
    return Listing(
        letterhead=letterhead(papers),
        title="Berita Acara Koreksi",
        subject=category_line(papers, result.category_name),
        number=registered(papers, f"koreksi:{after['category']['code']}"),
        before=(opening, f"Alasan: {ended(reason_of(after)) or '…' * 48}"),
        tables=(ListTable(COLUMNS, rows, heading="Perubahan"),),
        after=("Piagam, lampiran, dan kuitansi yang memuat isi lama diganti; yang lama tidak berlaku lagi.",),
        signings=(
            Signing(official(papers, "kabid"), "Mengetahui,"),
            Signing(chair, f"{papers.event.place}, {words.long_date(day)}"),
        ),
        imprint=imprint(
            papers, f"Versi hasil {after['number']}, pengganti versi {before['number']}", f"Kode {short(result.sha256)}"
        ),
    )


def reason_of(body: Mapping[str, Any]) -> str:
    """Why this version took another's place; "" for a first one."""
    return str(body.get("correction", {}).get("reason") or "")


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Row]:
    """Every compared field of every participant of either version; the name stands once, in its first row."""
    old = {row["participant"]: row for row in before["rows"]}
    new = {row["participant"]: row for row in after["rows"]}
    for code, row in new.items():
        name = row["name"]
        for field, title in COMPARED:
            was = str(old[code][field]) if code in old else "tidak ada"
            if was != str(row[field]):
                yield Row((name, title, was or "–", str(row[field]) or "–"))
                name = ""
    for code, row in old.items():
        if code not in new:
            yield Row((row["name"], "Peringkat", str(row["rank"]), "tidak diperingkat"))
