"""What the black window says when Juara starts: the way in, and what stands between it and an event of one's own."""

from __future__ import annotations

import pytest

from app import create_app
from judging.cli.serve import _greet
from judging.database import Database
from judging.settings import Settings

SAMPLE = "Folder ini berisi data contoh. Untuk acara sendiri pakai folder lain, setiap kali: --data FOLDER"
ONLY_HERE = "Hanya untuk laptop ini. Untuk tablet juri, sebelum kartu diterbitkan: python3 start.py --lan"
FIRST = "Basis data masih kosong. Buka http://x/mulai dan masukkan kode penyiapan ini: "


@pytest.mark.parametrize(
    ("is_empty", "lan", "sample", "told"),
    [
        (True, False, False, (False, True, True)),
        (True, True, False, (False, False, True)),
        (False, False, True, (False, True, False)),
        (False, True, False, (True, False, False)),
    ],
)
def test_it_says_how_to_begin(open_stage, tmp_path, capsys, is_empty, lan, sample, told):
    database = Database(Settings.from_environment({"JUARA_DATA": str(tmp_path)})) if is_empty else open_stage("setup")
    database.migrate()
    with create_app(database.settings).app_context():
        _greet("http://x/", lan=lan, sample=sample)
    said = capsys.readouterr().out
    assert tuple(words in said for words in (SAMPLE, ONLY_HERE, FIRST)) == told
