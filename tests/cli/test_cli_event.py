"""Commands over a database: all or nothing, clear lines, exit code 2, never a traceback."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from click.testing import Result

from app import create_app
from judging.database import Database
from judging.settings import Settings
from judging.spreadsheet import filled_workbook
from judging.spreadsheet.samples import FOLDER, sample_plan


def run(data: Path, *arguments: str) -> Result:
    app = create_app(Settings.from_environment({"JUARA_DATA": str(data)}))
    return app.test_cli_runner().invoke(args=list(arguments))


def test_an_event_comes_from_a_workbook_and_verify_agrees(tmp_path):
    book = tmp_path / "acara.xlsx"
    book.write_bytes(filled_workbook(sample_plan("psm-lks")))
    done = run(tmp_path / "data", "import-event", str(book))
    assert done.exit_code == 0
    assert done.output.endswith("(psm-lks-2026) masuk: 2 kategori, 13 peserta, 5 juri.\n")
    checked = run(tmp_path / "data", "verify")
    assert checked.exit_code == 0
    assert "cocok." in checked.output


def test_a_broken_workbook_lists_every_problem_and_stores_nothing(tmp_path):
    folder = tmp_path / "buku"
    folder.mkdir()
    for sheet in (FOLDER / "kube-dki").glob("*.csv"):
        text = sheet.read_text(encoding="utf-8")
        (folder / sheet.name).write_text(
            text.replace("Rp8.800.000", "delapan juta").replace("J3", "J9"), encoding="utf-8"
        )
    done = run(tmp_path / "data", "import-event", str(folder))
    assert done.exit_code == 2
    assert "Tidak ada yang disimpan." in done.output
    assert "1. Lembar" in done.output
    assert "2. Lembar" in done.output
    assert "Belum ada acara." in run(tmp_path / "data", "print").output


def test_the_same_event_twice_is_refused(tmp_path):
    folder = str(FOLDER / "kube-dki")
    assert run(tmp_path, "import-event", folder).exit_code == 0
    again = run(tmp_path, "import-event", folder)
    assert (again.exit_code, again.output) == (
        2,
        "Acara dengan kode kube-dki-2026 sudah ada. Ganti kode pada lembar Acara.\n",
    )


def test_an_own_rubric_is_used_by_its_name_and_a_broken_one_is_named(tmp_path):
    folder = tmp_path / "buku"
    folder.mkdir()
    for sheet in (FOLDER / "kube-dki").glob("*.csv"):
        text = sheet.read_text(encoding="utf-8").replace(";kube;19/11/2026", ";kube-baru;19/11/2026")
        (folder / sheet.name).write_text(text, encoding="utf-8")
    library = FOLDER.parent / "rubrics" / "library" / "kube.toml"
    own = tmp_path / "kube-baru.toml"
    own.write_text(library.read_text(encoding="utf-8").replace("weight = 8", "weight = 9", 1), encoding="utf-8")
    broken = run(tmp_path / "data", "import-event", str(folder), "--rubric", str(own))
    assert broken.exit_code == 2
    assert "101" in broken.output
    own.write_text(library.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(tmp_path / "data", "import-event", str(folder), "--rubric", str(own)).exit_code == 0


def test_a_real_event_is_kept_apart_from_sample_data(tmp_path):
    assert run(tmp_path, "demo", "--stage", "setup").exit_code == 0
    folder = tmp_path / "buku"
    folder.mkdir()
    for sheet in (FOLDER / "psm-lks").glob("*.csv"):
        text = sheet.read_text(encoding="utf-8").replace("Data contoh;ya", "Data contoh;tidak")
        (folder / sheet.name).write_text(text, encoding="utf-8")
    done = run(tmp_path, "import-event", str(folder))
    assert done.exit_code == 2
    assert "Basis data ini berisi data contoh" in done.output
    again = run(tmp_path, "demo")
    assert (again.exit_code, "sudah berisi" in again.output) == (2, True)


def test_verify_names_what_was_altered_and_ends_with_one(tmp_path, open_stage):
    database: Database = open_stage("closed")
    connection = sqlite3.connect(database.settings.data_dir / "juara.db")
    connection.execute("UPDATE participant SET name = 'KUBE Lain' WHERE code = 'KUBE-SEL'")
    connection.commit()
    connection.close()
    done = run(database.settings.data_dir, "verify")
    assert done.exit_code == 1
    assert "participant[[4]].name: seharusnya 'KUBE Guyub Hijau', ditemukan 'KUBE Lain'" in done.output


@pytest.mark.parametrize("stage", ["setup", "announced"])
def test_print_writes_what_can_be_written(tmp_path, open_stage, stage):
    database = open_stage(stage)
    done = run(database.settings.data_dir, "print", "-o", str(tmp_path / "kertas"))
    names = sorted(path.name for path in (tmp_path / "kertas").glob("*.pdf"))
    assert done.exit_code == 0
    assert any(name.startswith("lembar-aturan") for name in names)
    assert any(name.startswith("piagam") for name in names) == (stage == "announced")
    assert not any(name.startswith("lembar-penilaian-kube") for name in names), "only when asked for"
    run(database.settings.data_dir, "print", "--kind", "lembar-juri", "-o", str(tmp_path / "lembar"))
    asked = sorted(path.name.split("-")[2] for path in (tmp_path / "lembar").glob("*.pdf"))
    assert asked == (["kube", "pendamping"] if stage == "announced" else [])


@pytest.mark.parametrize(("stage", "code"), [("sealed", 3), ("announced", 0)])
def test_publish_writes_what_was_announced_as_plain_files(tmp_path, open_stage, stage, code):
    folder = tmp_path / "umum"
    done = run(open_stage(stage).settings.data_dir, "publish", str(folder))
    files = {path.name: path.read_text() for path in folder.glob("*.html")}
    assert (done.exit_code, bool(files)) == (code, code == 0)
    if files:
        assert {"hasil-kube.html", "hasil-pendamping.html", "index.html"} <= set(files)
        assert all("KUBE Kencana Bersih" in files[name] for name in ("index.html", "hasil-kube.html"))
        assert not re.search(r'(?:src|href)="(?:https?:)?/', "".join(files.values())), "nothing from outside"
        assert "79,96" not in "".join(files.values()), "values stay inside unless the event shows them"
    else:
        assert "Belum ada hasil yang diumumkan" in done.output


def test_user_lists_accounts_and_prints_a_new_password_once(open_stage):
    data = open_stage("setup").settings.data_dir
    assert "ketua          Dr. Retno Widyastuti, M.Si. (juri, ketua)" in run(data, "user").output
    assert "bendahara: kata sandi " in run(data, "user", "bendahara").output
    assert run(data, "user", "siapa").exit_code == 2
