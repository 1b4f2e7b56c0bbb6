"""What people take away: no text acts as a formula, and every text comes back as it was."""

import csv
import io
import zipfile
from datetime import date

import pytest

from judging.spreadsheet import read_workbook, write_csv, write_xlsx
from judging.spreadsheet.export import guarded

NAMES = [
    "A<B>C", "=1+1", "'=1+1", "''=1+1", "+62 812", "-5", "@sum(A1)", "=cmd|' /C calc'!A0", 'Toko "Maju", Jaya; Abadi',
    "Siti Nur'aini", "'kutip", "N" * 120, "😀👩‍👩‍👧", "مثال", "ꦲꦏ꧀ꦱꦫ",
    "https://contoh.example", "0021", "1e5", "_x0041_", "&amp;",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_survives_csv_and_xlsx(name):
    rows = [["Nama", "No"], [name, 7]]
    expected = [["Nama", "No"], [name, "7"]]
    assert read_workbook(write_csv(rows), "Data.csv") == {"Data": expected}
    assert read_workbook(write_xlsx({"Data": rows}), "data.xlsx") == {"Data": expected}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\0=1"])
def test_text_a_spreadsheet_would_run_is_guarded(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "5", "'kutip", " =1", "Melati-Karya"])
def test_other_text_is_left_alone(text):
    assert guarded(text) == text


def test_csv_is_what_excel_opens_by_itself():
    data = write_csv([["Nama", "Nilai", "Tanggal", "Catatan"], ["Melati", -5, date(2026, 11, 19), None]])
    assert data == "\ufeffNama;Nilai;Tanggal;Catatan\r\nMelati;-5;2026-11-19;\r\n".encode()


def test_xlsx_holds_no_formula_and_no_link():
    data = write_xlsx({"Data": [["=1+1", "https://contoh.example", "=HYPERLINK(A1)"]]})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert [mark for mark in ("<f>", "<hyperlink") if mark in page] == []
    assert page.count(' t="s"') == 3


def test_sheet_names_are_made_fit_for_excel():
    data = write_xlsx({"Hasil: KUBE/Pendamping [akhir] 2026 tingkat provinsi": [["a"]], "'": [["b"]]})
    assert list(read_workbook(data, "x.xlsx")) == ["Hasil- KUBE-Pendamping -akhir-", "Lembar 2"]


def test_text_that_is_no_unicode_does_not_stop_the_file():
    assert read_workbook(write_xlsx({"Data": [["a\ud800b"]]}), "x.xlsx") == {"Data": [["a?b"]]}
    assert list(csv.reader(io.StringIO(write_csv([["a\ud800b"]]).decode("utf-8-sig")))) == [["a?b"]]
