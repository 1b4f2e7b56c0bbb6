"""A rubric out of an uploaded file: TOML or a workbook, with every problem at its place.

In:  the request's file.   Out: a name for it and the Rubric; or Upload, which says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import PurePosixPath

from flask import request

from judging.language import _
from judging.spreadsheet import SheetProblems
from judging.spreadsheet.reader import read_pages
from judging.spreadsheet.rubric_reading import read_rubric
from judging.web.organiser.common import uploaded
from rubrics import Rubric, RubricProblems, line_of, load_rubric

FIELD = "rubric_file"
LONGEST = 24  # of a suggested name, so that a number fits behind it
Row = tuple[int, str, str, str]  # number, place, what is wrong, what to do


class Upload(Exception):
    """The file was refused: `problems` of its content, or `form_problems` of the form. Nothing was stored."""

    def __init__(self, file_name: str, problems: Sequence[Row] = (), form_problems: Sequence[str] = ()) -> None:
        super().__init__(file_name)
        self.file_name, self.problems, self.form_problems = file_name, list(problems), list(form_problems)


def read_upload() -> tuple[str, Rubric]:
    """(name from the file's, rubric); raises Upload."""
    file = request.files.get(FIELD)
    name = PurePosixPath((file.filename or "").replace("\\", "/")).name if file else ""
    data = uploaded(FIELD)
    if not name:
        raise Upload("", form_problems=[_("Pilih dahulu berkas rubriknya.")])
    return _slug(PurePosixPath(name).stem), _toml(data, name) if name.lower().endswith(".toml") else _sheets(data, name)


def free_name(base: str, taken: Collection[str]) -> str:
    """The name itself, or with the first number that makes it new: "kube", "kube-2"."""
    names = (base, *(f"{base}-{number}" for number in range(2, 1000)))
    return next(name for name in names if name not in taken)


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower())[:LONGEST].strip("-") or "rubrik"


def _toml(data: bytes, name: str) -> Rubric:
    try:
        return load_rubric(data)
    except RubricProblems as found:
        text = data.decode("utf-8-sig", "replace")
        rows = []
        for number, problem in enumerate(found.problems, start=1):
            line = line_of(text, problem.place)
            place = _("Baris {n}: {place}", n=line, place=problem.place) if line else problem.place
            rows.append((number, place, problem.message, ""))
        raise Upload(name, rows) from None


def _sheets(data: bytes, name: str) -> Rubric:
    try:
        return read_rubric(read_pages(data, name))
    except SheetProblems as found:
        raise Upload(name, [(one.number, str(one.place), one.wrong, one.fix) for one in found.problems]) from None
