"""The workbook command writes what import reads."""

from click.testing import CliRunner

from judging.cli.workbook import workbook
from judging.spreadsheet import load_event, read_workbook
from judging.spreadsheet.event_sheets import GUIDE, SHEET_NAMES
from judging.spreadsheet.samples import sample_plan


def test_a_sample_workbook_is_the_sample(tmp_path):
    file = tmp_path / "acara.xlsx"
    answer = CliRunner().invoke(workbook, ["--sample", "psm-lks", "-o", str(file)])
    assert (answer.exit_code, answer.output) == (0, f"Buku kerja ditulis: {file}\n")
    assert load_event(file) == sample_plan("psm-lks")


def test_a_blank_workbook_has_every_sheet(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(workbook, []).exit_code == 0
    assert tuple(read_workbook((tmp_path / "buku-kerja.xlsx").read_bytes(), "x.xlsx")) == (GUIDE, *SHEET_NAMES)


def test_wrong_input_ends_with_two(tmp_path):
    assert CliRunner().invoke(workbook, ["--sample", "lain"]).exit_code == 2
    answer = CliRunner().invoke(workbook, ["-o", str(tmp_path / "tidak" / "ada.xlsx")])
    assert answer.exit_code == 2
    assert answer.output == f"{tmp_path / 'tidak' / 'ada.xlsx'} tidak dapat ditulis. Pilih folder lain dengan -o.\n"
