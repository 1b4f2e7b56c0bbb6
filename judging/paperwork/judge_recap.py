"""What each judge gave: one recap for each judge and category to sign, or single sheets when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from certificates.listing import Listing, ListTable, draw_listings
from certificates.people import Signatory
from certificates.signature_row import Signing
from certificates.table import Column, Row
from judging import queries, words
from judging.paperwork.common import Paper, Source, category_line, imprint, letterhead
from judging.queries import Papers
from judging.queries.score_papers import JudgePaper, PaperIndicator, ScoredSheet, judge_papers

FREE = "Nilai ini saya berikan tanpa benturan kepentingan."
STATES = {
    "recused": "tidak menilai (benturan kepentingan)",
    "absent": "tidak hadir",
    "substituted": "digantikan",
}
NOT_SENT = "lembar tidak terkirim"
PEOPLE = 8  # peserta beside each other in one table


def judge_recaps_pdf(source: Source, event_id: int, category_id: int) -> Paper | None:
    """One for each judge and round. None while totals of the category may not be seen."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        found = judge_papers(session, category_id)
        category = next(one for one in queries.categories(session, event_id) if one.id == category_id)
    if not found:
        return None
    listings = [_recap(papers, category.name, one) for one in found]
    name = f"rekap-juri-{category.code}-{papers.event.code}.pdf"
    return Paper(name, draw_listings(listings))


def _recap(papers: Papers, category: str, one: JudgePaper) -> Listing:
    sent = [sheet for sheet in one.sheets if sheet.scores]
    missing = [f"{sheet.name}: {STATES.get(sheet.state, NOT_SENT)}." for sheet in one.sheets if not sheet.scores]
    parts = [sent[start : start + PEOPLE] for start in range(0, len(sent), PEOPLE)]
    return Listing(
        letterhead=letterhead(papers),
        title="Rekap Penilaian Juri",
        subject=_subject(papers, category, one),
        facts=(
            ("Juri", f"{one.code}, {one.name}"),
            ("Unsur", ", ".join(part for part in (one.background, one.institution) if part)),
        ),
        tables=tuple(_recap_table(one, part) for part in parts),
        after=(*missing, FREE),
        signings=(_signing(papers, one),),
        imprint=imprint(papers, f"Juri {one.code}"),
    )


def _subject(papers: Papers, category: str, one: JudgePaper) -> str:
    line = category_line(papers, category)
    return f"{line}: {one.round.name}" if one.round.name else line


def _signing(papers: Papers, one: JudgePaper) -> Signing:
    dated = f"{papers.event.place}, ……………………………… {papers.event.year}"
    return Signing(Signatory(one.name, "Juri", institution=one.institution), dated)


def _recap_table(one: JudgePaper, sheets: Sequence[ScoredSheet]) -> ListTable:
    """Indicators down, peserta across; subtotals in weighted points, as the sheet showed them."""
    width = min(17.0, 100.0 / max(1, len(sheets)))
    size = 8.4
    columns = (
        Column("Kode", 12, size=size),
        Column("Indikator", 0, size=size),
        Column("Bobot", 12, "right", size=size),
        *(Column(str(sheet.number), width, "right", size=size) for sheet in sheets),
    )
    rows = []
    for aspect in one.round.aspects:
        rows += [
            Row((i.code, i.title, str(i.weight), *(sheet.scores[i.code] for sheet in sheets)))
            for i in aspect.indicators
        ]
        points = (sheet.aspects[aspect.code] for sheet in sheets)
        rows.append(Row((f"Nilai {aspect.title}", str(aspect.weight), *points), "subtotal", span=2))
    rows.append(Row(("Jumlah nilai", "100", *(sheet.total for sheet in sheets)), "total", span=2))
    legend = "; ".join(f"{sheet.number} = {sheet.name}" for sheet in sheets)
    return ListTable(columns, tuple(rows), note=f"Nomor urut: {legend}", least=4.6)


def single_sheets_pdf(source: Source, event_id: int, category_id: int, judge: str = "") -> Paper | None:
    """Lembar penilaian of every judge, or of one (code), one for each peserta; None when there is none."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        found = [one for one in judge_papers(session, category_id) if judge in ("", one.code)]
        category = next(one for one in queries.categories(session, event_id) if one.id == category_id)
        zone = source.settings.time_zone
    sheets = [_single(papers, category.name, one, sheet, zone) for one in found for sheet in one.sheets if sheet.scores]
    name = f"lembar-penilaian-{category.code}-{judge or papers.event.code}.pdf"
    return Paper(name, draw_listings(sheets)) if sheets else None


def _single(papers: Papers, category: str, one: JudgePaper, sheet: ScoredSheet, zone: str) -> Listing:
    columns = (
        Column("Kode", 12, size=8.8),
        Column("Indikator", 0, size=8.8),
        Column("Bobot", 13, "right", size=8.8),
        Column("Skor", 12, "right", size=8.8),
        Column("Nilai", 15, "right", size=8.8),
        Column("Catatan", 52, size=8.8),
    )
    sent = f"Dikirim {words.zone_moment(sheet.sent_at, zone)}." if sheet.sent_at else ""
    return Listing(
        letterhead=letterhead(papers),
        title="Lembar Penilaian",
        subject=_subject(papers, category, one),
        facts=(
            ("Peserta", f"Nomor {sheet.number}, {sheet.name}, {sheet.place}"),
            ("Juri", f"{one.code}, {one.name}, {one.background}"),
        ),
        tables=(ListTable(columns, tuple(_single_rows(one, sheet)), least=4.6),),
        after=tuple(text for text in (sent, FREE) if text),
        signings=(_signing(papers, one),),
        imprint=imprint(papers, f"Juri {one.code}", f"Peserta {sheet.participant}"),
    )


def _noted(sheet: ScoredSheet, indicator: PaperIndicator) -> str:
    """What the judge wrote, and the evidence that was ticked, which counts as the note a score asks for."""
    seen = [indicator.evidence[number] for number in sheet.ticks.get(indicator.code, ())]
    written = sheet.notes.get(indicator.code, "")
    return "\n".join(text for text in (written, f"~Bukti dilihat: {'; '.join(seen)}" if seen else "") if text)


def _single_rows(one: JudgePaper, sheet: ScoredSheet) -> list[Row]:
    """Score, value and note of every indicator; points of every aspect; the total."""
    rows = []
    for aspect in one.round.aspects:
        rows += [
            Row(
                (
                    i.code,
                    i.title,
                    str(i.weight),
                    sheet.scores[i.code],
                    sheet.values[i.code],
                    _noted(sheet, i),
                )
            )
            for i in aspect.indicators
        ]
        points = (str(aspect.weight), "", sheet.aspects[aspect.code], "")
        rows.append(Row((f"Nilai {aspect.title}", *points), "subtotal", span=2))
    rows.append(Row(("Jumlah nilai", "100", "", sheet.total, ""), "total", span=2))
    return rows
