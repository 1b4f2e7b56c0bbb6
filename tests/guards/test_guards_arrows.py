"""No room names a room it should not know, and the guard itself is proved on a bent toy house."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from arrows import bent_arrows, imports, module_of, room_of
from house import expect_none, our_files, parse, place


def test_no_arrow_is_bent(root: Path):
    expect_none(bent_arrows(root))


def test_start_needs_nothing_but_the_standard_library(root: Path):
    """start.py runs before anything is installed; what makes pictures or reads sentences later may use what is."""
    later = {"shots.py", "every_page.py", "gallery.py", "translations.py"}
    first = [file for file in our_files(root, ".py", under=("start.py", "tools")) if file.name not in later]
    known = {*sys.stdlib_module_names, "tools"}
    expect_none(
        f"{place(root, file, line)} imports {name}"
        for file in first
        for line, name in imports(parse(file), module_of(root, file), is_package=file.name == "__init__.py")
        if name.split(".")[0] not in known
    )


def build(house: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = house / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return house


STRAIGHT = {
    "rubrics/model.py": "import tomllib\nfrom pydantic import BaseModel\n",
    "judging/__init__.py": "",
    "judging/words.py": "from babel.dates import format_date\n",
    "judging/plan.py": "from datetime import date\n",
    "judging/sheet.py": "from rubrics.model import Rubric\nfrom judging import words\n",
    "judging/scoring/__init__.py": "",
    "judging/scoring/ranking.py": "import numpy as np\nfrom . import totals\nnp.random.default_rng(7)\n",
    "judging/scoring/sensitivity.py": "from . import ranking\nfrom judging.scoring.consistency import w\n",
    "judging/queries/standing.py": "from judging.scoring.ranking import rank\nfrom sqlalchemy import select\n",
    "judging/cli/rank.py": "from judging.scoring import ranking\nfrom flask.cli import AppGroup\n",
    "judging/actions/close.py": "from judging import journal, models\nfrom sqlalchemy.orm import Session\n",
    "judging/web/judge.py": "from flask import Blueprint\nfrom judging.actions import save\n",
    "certificates/piagam.py": "import segno\nfrom reportlab.pdfgen import canvas\n",
    "app.py": "from judging.settings import Settings\nfrom judging import web, cli\nfrom flask import Flask\n",
}

NOT_LISTED, NEVER, ADVICE = "not among what {} may name", "{} never names it", "the flow never asks for advice"
BENT = [
    ("rubrics/model.py", "from judging.words import rupiah", "judging.words.rupiah", NOT_LISTED),
    ("judging/sheet.py", "import pandas as pd", "pandas", NEVER),
    ("judging/scoring/ranking.py", "from judging.models import Sheet", "judging.models.Sheet", NOT_LISTED),
    ("judging/scoring/ranking.py", "from ..actions import save", "judging.actions.save", NOT_LISTED),
    ("judging/scoring/ranking.py", "from . import sensitivity", "judging.scoring.sensitivity", ADVICE),
    ("judging/scoring/ranking.py", "import flask_wtf", "flask_wtf", NEVER),
    ("judging/scoring/ranking.py", "def f():\n    import sqlalchemy", "sqlalchemy", NEVER),
    ("judging/queries/standing.py", "from judging import actions", "judging.actions", NOT_LISTED),
    ("judging/actions/close.py", "from judging.web.forms import F", "judging.web.forms.F", NOT_LISTED),
    ("judging/actions/close.py", "import reportlab.pdfgen", "reportlab.pdfgen", NEVER),
    ("judging/web/judge.py", "from sqlalchemy import select", "sqlalchemy.select", NEVER),
    ("judging/web/judge.py", "import sqlalchemy as sa", "sqlalchemy", NEVER),
    ("judging/web/judge.py", "from judging.models import Sheet", "judging.models.Sheet", NOT_LISTED),
    ("judging/web/judge.py", "from judging.scoring import ranking", "judging.scoring.ranking", NOT_LISTED),
    ("certificates/piagam.py", "from judging import words", "judging.words", NOT_LISTED),
    ("judging/words.py", "from flask import g", "flask.g", NEVER),
    ("judging/plan.py", "import judging.models", "judging.models", NOT_LISTED),
    ("app.py", "import_module('judging.models')", "judging.models", NOT_LISTED),
]


def test_a_straight_house_has_nothing_to_report(tmp_path: Path):
    assert bent_arrows(build(tmp_path, STRAIGHT)) == []


@pytest.mark.parametrize(("file", "line", "name", "why"), BENT, ids=[f"{bent[0]}-{bent[2]}" for bent in BENT])
def test_a_bent_arrow_is_named_with_file_and_line(tmp_path: Path, file: str, line: str, name: str, why: str):
    house = build(tmp_path, {**STRAIGHT, file: f"{STRAIGHT[file]}{line}\n"})
    number = STRAIGHT[file].count("\n") + 1 + line.count("\n")
    home = room_of(module_of(house, house / file))
    assert bent_arrows(house) == [f"{file}:{number} imports {name} ({why.format(home)})"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("datetime.now(UTC)", "calls datetime.now (scoring does not know the clock)"),
        ("date.today()", "calls date.today (scoring does not know the clock)"),
        ("np.random.default_rng()", "calls np.random.default_rng (chance in scoring needs a seed)"),
        ("random.shuffle(rows)", "calls random.shuffle (chance in scoring needs a seed)"),
        ("random.Random()", "calls random.Random (chance in scoring needs a seed)"),
    ],
)
def test_scoring_knows_no_clock_and_no_unseeded_chance(tmp_path: Path, line: str, fault: str):
    house = build(tmp_path, {**STRAIGHT, "judging/scoring/ranking.py": f"{line}\n"})
    assert bent_arrows(house) == [f"judging/scoring/ranking.py:1 {fault}"]


def test_a_new_room_must_be_entered_in_the_table(tmp_path: Path):
    house = build(tmp_path, {**STRAIGHT, "judging/extras.py": ""})
    fault = "stands in no room: give it a line in docs/map.md and in tests/guards/arrows.py"
    assert bent_arrows(house) == [f"judging/extras.py:1 {fault}"]
