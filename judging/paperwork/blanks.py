"""Before the day: blank score sheets, attendance, the draw, names to approve, statements about conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from certificates.listing import Listing, ListTable, draw_listings
from certificates.people import Signatory
from certificates.score_sheet import BlankAspect, BlankIndicator, ScoreSheet, draw_score_sheets
from certificates.signature_row import Signing
from certificates.table import Column, Row
from judging import queries, words
from judging.paperwork.common import Paper, Source, category_line, ended, event_line, imprint, letterhead, official
from judging.queries import ConflictInfo, DrawInfo, Papers, ParticipantInfo
from judging.queries.lists import JudgeLine, judge_lines
from judging.queries.score_papers import PaperRound, paper_rounds

CHECK_NAMES = (
    "Periksa ejaan, gelar, dan huruf besar. Nama dicetak persis seperti di bawah ini, sesuai KTP atau surat keputusan "
    "kelompok."
)
KIN = "tidak memiliki hubungan keluarga, pekerjaan, usaha, atau pembiayaan dengan peserta yang saya nilai"
PROMISES = (
    f"1. {KIN}, kecuali yang saya sebut di bawah ini;",
    "2. tidak menilai peserta yang saya sebut itu;",
    "3. tidak menerima pemberian apa pun yang berkaitan dengan penilaian;",
    "4. merahasiakan nilai dan pembicaraan tim sampai hasil diumumkan; dan",
    "5. segera memberi tahu ketua bila ada hal yang berubah.",
)
TICKET_DIGITS = 16
NUMBER_BLANK = "………………"
DAY_LINE = "Hari, tanggal: ………………………………………    Tempat: ………………………………………"


@dataclass(frozen=True, slots=True)
class _Everyone:
    papers: Papers
    participants: Sequence[ParticipantInfo]
    judges: Sequence[JudgeLine]
    conflicts: Sequence[ConflictInfo]


def _read(source: Source, event_id: int) -> _Everyone:
    with source.reading() as session:
        return _Everyone(
            queries.papers(session, event_id),
            [one for one in queries.participants(session, event_id) if one.status == "active"],
            judge_lines(session, event_id),
            queries.conflicts(session, event_id),
        )


def score_sheets_pdf(source: Source, event_id: int, category_id: int) -> Paper:
    """One blank sheet for each round; the office copies as many as it has judges and peserta."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        rounds = paper_rounds(session, category_id)
        category = next(one for one in queries.categories(session, event_id) if one.id == category_id)
    sheets = [_score_sheet(papers, category.name, one) for one in rounds]
    return Paper(f"lembar-penilaian-kosong-{category.code}-{papers.event.code}.pdf", draw_score_sheets(sheets))


def _score_sheet(papers: Papers, category: str, one: PaperRound) -> ScoreSheet:
    subject = category_line(papers, category)
    note = f"Catatan wajib untuk skor {words.listing(one.note_for)}." if one.note_for else ""
    return ScoreSheet(
        letterhead=letterhead(papers),
        subject=f"{subject}: {one.name}" if one.name else subject,
        scores=one.scores,
        scale=f"Skala {one.lowest} sampai {one.highest}; beri satu skor pada setiap baris.",
        aspects=tuple(
            BlankAspect(
                aspect.title,
                str(aspect.weight),
                tuple(BlankIndicator(i.code, i.title, str(i.weight), i.question, i.levels) for i in aspect.indicators),
            )
            for aspect in one.aspects
        ),
        formula=f"Nilai = bobot × skor ÷ {one.highest}.",
        note_for=note,
        imprint=imprint(papers, one.title),
    )


def attendance_pdf(source: Source, event_id: int) -> Paper:
    """Daftar hadir: one list for the judges, one for each category's peserta."""
    found = _read(source, event_id)
    listings = [_attendance(found.papers, "Daftar Hadir Tim Penilai", "Nama", _judge_rows(found.judges))]
    for category in _categories(found.participants):
        rows = [(one.number, f"{one.name}\n~{one.place}", "") for one in found.participants if one.category == category]
        listings.append(_attendance(found.papers, f"Daftar Hadir Peserta {category}", "Peserta", rows))
    return Paper(f"daftar-hadir-{found.papers.event.code}.pdf", draw_listings(listings))


def _judge_rows(judges: Sequence[JudgeLine]) -> list[tuple[int, str, str]]:
    return [
        (number, f"{one.name}\n~{one.background} · {one.institution}", "cadangan" if one.is_reserve else "")
        for number, one in enumerate(judges, start=1)
    ]


def _attendance(papers: Papers, title: str, who: str, rows: Sequence[tuple[int, str, str]]) -> Listing:
    columns = (
        Column("No.", 10),
        Column(who, 0),
        Column("Yang hadir" if who == "Peserta" else "Keterangan", 44),
        Column("Tanda tangan", 46),
    )
    return Listing(
        letterhead=letterhead(papers),
        title=title,
        subject=event_line(papers),
        before=(DAY_LINE,),
        tables=(ListTable(columns, tuple(Row((f"{n}.", name, note, f"~{n}.")) for n, name, note in rows), least=12),),
        imprint=imprint(papers),
    )


def draw_pdf(source: Source, event_id: int) -> Paper:
    """Undian nomor urut: drawn with a seed, the seed and what it gave; otherwise numbers are written in by hand."""
    found = _read(source, event_id)
    with source.reading() as session:
        newest = {one.category: one for one in reversed(queries.draws(session, event_id))}
    tables = tuple(
        _drawn(newest[category], found) if category in newest else _to_draw(category, found)
        for category in _categories(found.participants)
    )
    listing = Listing(
        letterhead=letterhead(found.papers),
        title="Undian Nomor Urut",
        subject=event_line(found.papers),
        before=(DAY_LINE, *(_seed_line(one) for one in newest.values())),
        tables=tables,
        signings=(Signing(Signatory("", "Saksi"), "Disaksikan oleh,"), Signing(Signatory("", "Petugas undian"))),
        imprint=imprint(found.papers),
    )
    return Paper(f"undian-nomor-urut-{found.papers.event.code}.pdf", draw_listings([listing], landscape=False))


def _to_draw(category: str, found: _Everyone) -> ListTable:
    """In the order of the regions, with room for each number."""
    columns = (
        Column("Peserta", 0),
        Column("Nomor urut", 22, "centre"),
        Column("Diambil oleh", 44),
        Column("Tanda tangan", 34),
    )
    ours = [one for one in found.participants if one.category == category]
    ours.sort(key=lambda one: (one.place, one.name))
    rows = (Row((f"{one.name}\n~{one.place}", NUMBER_BLANK, "", "")) for one in ours)
    return ListTable(columns, tuple(rows), heading=category, least=11)


def _drawn(draw: DrawInfo, found: _Everyone) -> ListTable:
    """As drawn: number, participant, code, and the ticket that anybody can compute again."""
    columns = (
        Column("Nomor urut", 22, "centre", strong=True),
        Column("Peserta", 0),
        Column("Kode", 30),
        Column("Tiket", 44),
    )
    tickets = dict(zip(draw.codes, draw.tickets, strict=True))
    ours = [one for one in found.participants if one.category == draw.category]
    rows = (
        Row((str(one.number), f"{one.name}\n~{one.place}", one.code, tickets.get(one.code, "")[:TICKET_DIGITS]))
        for one in sorted(ours, key=lambda one: one.number)
    )
    return ListTable(columns, tuple(rows), heading=draw.category, least=12)


def _seed_line(draw: DrawInfo) -> str:
    again = f" Undian ke-{draw.turn}, karena: {ended(draw.reason)}" if draw.reason else ""
    return (
        f"{draw.category}: benih “{draw.seed}”. Tiket = SHA-256 dari benih, kode kategori ({draw.category_code}), dan "
        f"kode peserta, masing-masing satu baris; yang terkecil nomor 1.{again}"
    )


def names_pdf(source: Source, event_id: int) -> Paper:
    """Lembar persetujuan nama: every name as it will stand on its piagam, for its owner to approve."""
    found = _read(source, event_id)
    columns = (
        Column("No.", 9),
        Column("Nama seperti akan dicetak", 0, strong=True),
        Column("Perbaikan, bila ada", 56),
        Column("Tanda tangan", 36),
    )
    tables = tuple(
        ListTable(columns, tuple(_name_rows(found, category)), heading=category, least=13)
        for category in _categories(found.participants)
    )
    listing = Listing(
        letterhead=letterhead(found.papers),
        title="Persetujuan Nama pada Piagam",
        subject=event_line(found.papers),
        before=(CHECK_NAMES,),
        tables=tables,
        imprint=imprint(found.papers),
    )
    return Paper(f"persetujuan-nama-{found.papers.event.code}.pdf", draw_listings([listing]))


def _name_rows(found: _Everyone, category: str) -> list[Row]:
    ours = [one for one in found.participants if one.category == category]
    return [
        Row((f"{one.number}.", f"{one.name}\n~{one.place}", "sudah disetujui" if one.name_approved_at else "", ""))
        for one in ours
    ]


def statements_pdf(source: Source, event_id: int) -> Paper:
    """Pernyataan bebas benturan kepentingan: one sheet for each judge, with what was already declared."""
    found = _read(source, event_id)
    return Paper(
        f"pernyataan-benturan-{found.papers.event.code}.pdf",
        draw_listings([_statement(found, judge) for judge in found.judges]),
    )


def _statement(found: _Everyone, judge: JudgeLine) -> Listing:
    declared = [one for one in found.conflicts if one.judge == judge.code]
    rows = [Row((f"{n}.", one.participant, one.reason)) for n, one in enumerate(declared, start=1)]
    rows += [Row((f"{n}.", "", "")) for n in range(len(rows) + 1, max(4, len(rows) + 2))]
    columns = (Column("No.", 10), Column("Peserta", 70), Column("Hubungan", 0))
    dated = f"{found.papers.event.place}, …………………………………… {found.papers.event.year}"
    return Listing(
        letterhead=letterhead(found.papers),
        title="Pernyataan Bebas Benturan Kepentingan",
        subject=event_line(found.papers),
        facts=(
            ("Nama", judge.name),
            ("Unsur", judge.background),
            ("Lembaga", judge.institution or "……………………………………"),
        ),
        facts_after=1,
        before=(
            "Yang bertanda tangan di bawah ini:",
            "menyatakan dengan sebenarnya bahwa dalam penilaian ini saya:",
            *PROMISES,
        ),
        tables=(ListTable(columns, tuple(rows), heading="Peserta yang tidak saya nilai", least=10),),
        signings=(
            Signing(official(found.papers, "kabid"), "Mengetahui,"),
            Signing(Signatory(judge.name, "Yang menyatakan", institution=judge.institution), dated),
        ),
        imprint=imprint(found.papers),
    )


def _categories(participants: Sequence[ParticipantInfo]) -> list[str]:
    return list(dict.fromkeys(one.category for one in participants))
