"""Tables taken away: the same values in every format, blind until closing, no text that acts, one right for each."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from people import NOW
from sites import words
from sqlalchemy import event as sql_events

from judging import actions, queries
from judging.models import Participant
from judging.plan import JudgePlan, MemberPlan, ParticipantPlan
from judging.queries.exports import Column, Table
from judging.queries.results import newest_results
from judging.roles import SYSTEM
from judging.sheet import show_value
from judging.spreadsheet import read_workbook
from judging.spreadsheet.formatted import SAMPLE, Heading, table_csv, tables_xlsx
from judging.web.organiser.exports import EXPORTS

HOSTILE = '=HYPERLINK("http://x.example","A")<b>&\''


def taken(client, key, form="xlsx"):
    answer = client.get(f"/panitia/ekspor/{key}/{form}")
    assert answer.status_code == 200, (key, form)
    return answer.data


def records(data, sheet=None):
    """The rows of one worksheet by heading, below the title, the note and the mark."""
    book = read_workbook(data, "x.xlsx")
    rows = book[sheet or next(iter(book))]
    head = rows[3]
    return [dict(zip(head, [*row, *[""] * len(head)], strict=False)) for row in rows[4:]]


def csv_records(data):
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    assert "\r\n" in text
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_results_come_back_as_sealed_shown_and_exact(open_site):
    site = open_site("announced")
    panitia = site.organiser("panitia")
    with site.database.reading() as session:
        sealed = [(one.number, row) for one in newest_results(session, 1) for row in one.rows]
    ranked = [one for one in records(taken(panitia, "hasil")) if one["Peringkat"]]
    found = [
        (int(one["Versi hasil"]), int(one["Peringkat"]), one["Kode"], one["Nama"], one["Nilai tepat"]) for one in ranked
    ]
    assert found == [(number, row.rank, row.participant, row.name, row.total) for number, row in sealed]
    shown = [row.shown for _number, row in sealed]
    assert [Decimal(one["Nilai akhir"].replace(",", ".")) for one in ranked] == [
        Decimal(text.replace(",", ".")) for text in shown
    ]
    as_csv = [one for one in csv_records(taken(panitia, "hasil", "csv")) if one["Peringkat"]]
    assert [one["Nilai akhir"] for one in as_csv] == shown
    assert all(show_value(Fraction(one["Nilai tepat"].strip('="'))) == one["Nilai akhir"][:5] for one in as_csv)


def test_scores_and_recap_wait_for_the_closing(open_site):
    for stage, status in (("judging", 404), ("closed", 200)):
        panitia = open_site(stage).organiser("panitia")
        assert [panitia.get(f"/panitia/ekspor/{key}/xlsx").status_code for key in ("skor", "rekapitulasi")] == [
            status
        ] * 2
        states = records(taken(panitia, "lembar"))
        assert set(states[0]) == {
            "Kategori", "Sesi", "Juri", "Nama juri", "Peserta", "Nama peserta", "Keadaan", "Terisi", "Dikirim",
        }  # fmt: skip


def test_the_scores_are_those_of_the_sheets(open_site):
    site = open_site("closed")
    data = taken(site.organiser("ketua"), "skor")
    sheets = list(read_workbook(data, "x.xlsx"))
    assert sheets == ["Skor KUBE Berprestasi", "Skor Pendamping KUBE Berprestas"]
    first = records(data)[0]
    with site.database.reading() as session:
        papers = {one.code: one for one in queries.score_papers.judge_papers(session, 1)}
        sheet = next(one for one in papers[first["Juri"]].sheets if one.participant == first["Peserta"])
    assert {code: first[code] for code in sheet.scores} == dict(sheet.scores)
    assert (first["Nilai"].ljust(5, "0"), "Nama juri" in first) == (
        sheet.total.rstrip("0").rstrip(",").ljust(5, "0"),
        False,
    )


def test_a_recap_says_whether_it_is_sealed(open_site):
    for stage, note in (("closed", "Usulan, belum ditetapkan"), ("announced", "Hasil versi 1")):
        book = read_workbook(taken(open_site(stage).organiser("ketua"), "rekapitulasi"), "x.xlsx")
        assert [rows[1][0].split(" · ")[0] for rows in book.values()] == [note] * 2


def test_an_allocation_is_a_draft_until_the_decree(open_site):
    book = read_workbook(taken(open_site("sealed").organiser("bendahara"), "alokasi"), "x.xlsx")
    assert book["Alokasi"][1][0].split(" · ")[0] == "KONSEP"


def test_a_sample_says_so_on_every_sheet_and_in_the_name(open_site):
    answer = open_site("announced").organiser("panitia").get("/panitia/ekspor/semua")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=contoh-semua-")
    book = read_workbook(answer.data, "x.xlsx")
    assert len(book) >= len(EXPORTS)
    assert {rows[2][0] for rows in book.values()} == {SAMPLE}


def test_the_journal_is_told_without_what_is_personal(open_site):
    site = open_site("judging")
    with site.database.reading() as session:
        names = {one.name for one in session.query(Participant)}
    rows = records(taken(site.organiser("panitia"), "catatan"))
    assert [int(one["No"]) for one in rows] == list(range(1, len(rows) + 1))
    assert set(rows[0]) == {"No", "Waktu", "Tindakan", "Oleh", "Sebagai"}
    assert not names & {value for one in rows for value in one.values()}


def test_a_hostile_name_stays_text_in_both(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    panitia.post("/panitia/peserta/1/nama", data={"name": HOSTILE})
    data = taken(panitia, "peserta")
    assert records(data)[0]["Nama"] == HOSTILE
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert [mark for mark in ("<f>", "<hyperlink") if mark in page] == []
    assert csv_records(taken(panitia, "peserta", "csv"))[0]["Nama"] == f"'{HOSTILE}"


def test_what_excel_would_turn_into_a_number_or_a_date_is_kept(open_site):
    columns = (Column("Teks"), Column("Nilai", "value"), Column("Hari", "day"), Column("Saat", "moment"))
    rows = [("007", Decimal("75.440"), date(2026, 11, 19), datetime(2026, 11, 19, 10, 5))]  # noqa: DTZ001 - wall clock
    rows += [("3/4", None, None, None), ("197001011995031001", None, None, None), ("1e5", None, None, None)]
    told = table_csv(Table("T", columns, tuple(rows)))
    assert told.decode("utf-8-sig") == (
        "Teks;Nilai;Hari;Saat\r\n"
        '"=""007""";75,440;19/11/2026;19/11/2026 10.05\r\n'
        '"=""3/4""";;;\r\n"=""197001011995031001""";;;\r\n"=""1e5""";;;\r\n'
    )
    assert [row[0] for row in read_workbook(told, "T.csv")["T"][1:]] == ["007", "3/4", "197001011995031001", "1e5"]


@pytest.mark.parametrize(("paper", "number"), [("A4", "9"), ("F4", "14")])
def test_an_xlsx_prints_as_it_opens(paper, number):
    table = Table("A/B [c]", (Column("Kode"), Column("Uang", "rupiah")), (("K1", 8_800_000),))
    data = tables_xlsx([table, table], Heading("Uji & coba", "Dibuat hari ini", paper, is_sample=True))
    assert list(read_workbook(data, "x.xlsx")) == ["A-B -c-", "A-B -c- (2)"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page, styles = (archive.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    for said in (
        f'paperSize="{number}"',
        'orientation="landscape"',
        'state="frozen"',
        "DATA CONTOH",
        "Uji &amp;&amp; coba",
        "<autoFilter",
    ):
        assert said in page
    assert 'formatCode="#,##0"' in styles


def statements(site, client, key):
    """How many statements one table takes."""
    seen = []

    def note(*_args):
        seen.append(1)

    sql_events.listen(site.database.engine, "before_cursor_execute", note)
    try:
        taken(client, key)
    finally:
        sql_events.remove(site.database.engine, "before_cursor_execute", note)
    return len(seen)


def test_forty_more_rows_take_no_more_queries(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    taken(panitia, "peserta")
    before = {key: statements(site, panitia, key) for key in ("peserta", "anggota", "juri")}
    plans = [ParticipantPlan(f"X{n}", "kube", 100 + n, f"KUBE {n}", f"Wilayah {n}") for n in range(40)]
    people = [MemberPlan(f"X{n}", 1, f"Anggota {n}", "ketua") for n in range(40)]
    jury = [JudgePlan(f"X{n}", f"Juri {n}", "akademisi", "Contoh") for n in range(40)]
    with site.database.writing() as session:
        actions.import_participants(session, SYSTEM, 1, plans, people, now=NOW)
        actions.import_judges(session, SYSTEM, 1, jury, now=NOW)
    assert {key: statements(site, panitia, key) for key in before} == before


def test_the_page_offers_what_is_there(open_site):
    site = open_site("judging")
    text = words(site.organiser("panitia").get("/panitia/ekspor"))
    assert "Skor Tersedia setelah penilaian ditutup." in text
    assert "Keadaan lembar Keadaan saja, tanpa skor." in text
    viewer = words(site.organiser("bendahara").get("/panitia/ekspor"))
    assert ("Hadiah" in viewer, "Anggota kelompok" in viewer) == (True, False)
    assert site.organiser("panitia").get("/panitia/ekspor/peserta/pdf").status_code == 404
