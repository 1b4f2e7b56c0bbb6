"""SCORES.csv: a tally kept anywhere else, one line per score.

In:  the bytes of the file, and the rubric its scores belong to.   Out: clean lines, or every problem with its line.
Columns: participant, judge, background, indicator, score, and optionally status (recused, absent, withdrawn).
Does not know how scores are added up.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from judging.spreadsheet.csvtext import decode, delimiter_of, unguarded
from rubrics import Rubric, ScoreRefused

COLUMNS = ("participant", "judge", "background", "indicator", "score")
STATUS = "status"
SCORED, WITHDRAWN = "scored", "withdrawn"
WITHOUT_SCORE = ("recused", "absent")


class ScoreLine(NamedTuple):
    """One line. A status other than "scored" speaks of the whole sheet, and its score is None."""

    participant: str
    judge: str
    background: str
    indicator: str
    score: int | None  # units of the rubric's scale
    status: str


@dataclass(frozen=True, slots=True)
class LineProblem:
    line: int  # as a text editor counts, from 1; 0 for the file itself
    message: str

    def __str__(self) -> str:
        return f"Baris {self.line}: {self.message}" if self.line else self.message


class ScoreFileProblems(ValueError):
    """The file cannot be used; `problems` says why, in the order of its lines."""

    def __init__(self, problems: Iterable[LineProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(map(str, self.problems)))


class _Raw(NamedTuple):
    """One record as text, with the line it begins on."""

    line: int
    participant: str
    judge: str
    background: str
    indicator: str
    score: str
    status: str


@dataclass(slots=True)
class _Sheet:
    """What was seen so far of one judge x participant."""

    first: int
    last: int
    status: str
    indicators: dict[str, int] = field(default_factory=dict)  # code -> line


def read_scores(data: bytes, rubric: Rubric) -> tuple[ScoreLine, ...]:
    """The lines in file order; raises ScoreFileProblems. Of a withdrawn participant one line is kept, unchecked."""
    text = decode(data)
    columns = _columns(text)
    withdrawn = _withdrawn(text, columns)
    reader = _Reader(rubric)
    records = _raw_lines(text, columns, reader.problems)
    lines = [line for raw in records if raw.participant not in withdrawn and (line := reader.read(raw))]
    problems = [*reader.problems, *reader.half_sheets()]
    if problems:
        raise ScoreFileProblems(problems)
    if not lines and not withdrawn:
        raise ScoreFileProblems([LineProblem(0, "Berkas tidak memuat satu baris skor pun.")])
    return (*lines, *(ScoreLine(name, "", "", "", None, WITHDRAWN) for name in withdrawn))


class _Reader:
    """Checks line after line, and remembers what later lines must agree with."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.problems: list[LineProblem] = []
        self.sheets: dict[tuple[str, str], _Sheet] = {}
        self.backgrounds: dict[str, tuple[str, int]] = {}  # judge -> background and the line that first said so
        self.units: dict[str, int] = {}  # score as written -> units; a file repeats few different texts

    def read(self, raw: _Raw) -> ScoreLine | None:
        """The line as values, or None with its problems noted."""
        before = len(self.problems)
        status = raw.status.lower() or SCORED
        self._check_names(raw)
        if status != SCORED and status not in WITHOUT_SCORE:
            self._note(raw, f"status “{raw.status}” tidak dikenal; pakai recused, absent, withdrawn, atau kosong.")
        self._check_sheet(raw, status)
        score = self._score(raw, status)
        if len(self.problems) > before:
            return None
        return ScoreLine(raw.participant, raw.judge, raw.background, raw.indicator, score, status)

    def half_sheets(self) -> Iterator[LineProblem]:
        """Sheets that lack indicators, each at its first line."""
        for (participant, judge), sheet in self.sheets.items():
            missing = [one.code for one in self.rubric.indicators if one.code not in sheet.indicators]
            if sheet.status == SCORED and missing:
                where = f" (baris {sheet.first} sampai {sheet.last})" if sheet.last > sheet.first else ""
                yield LineProblem(
                    sheet.first,
                    f"lembar juri {judge} untuk {participant}{where} belum lengkap; belum ada {', '.join(missing)}.",
                )

    def _note(self, raw: _Raw, message: str) -> None:
        self.problems.append(LineProblem(raw.line, message))

    def _check_names(self, raw: _Raw) -> None:
        for column, name in (("participant", raw.participant), ("judge", raw.judge)):
            if not name:
                self._note(raw, f"kolom {column} kosong.")
        known, line = self.backgrounds.setdefault(raw.judge, (raw.background, raw.line))
        if known != raw.background:
            self._note(
                raw, f"juri {raw.judge} tercatat dengan dua unsur: “{known}” (baris {line}) dan “{raw.background}”."
            )

    def _check_sheet(self, raw: _Raw, status: str) -> None:
        participant, judge, code = raw.participant, raw.judge, raw.indicator
        sheet = self.sheets.setdefault((participant, judge), _Sheet(raw.line, raw.line, status))
        sheet.last = raw.line
        if sheet.status != status:
            self._note(raw, f"juri {judge} untuk {participant} sudah ditulis “{sheet.status}” di baris {sheet.first}.")
        if status != SCORED and not code:
            return
        if code not in self.rubric.by_code:
            self._note(raw, f"indikator “{code}” tidak ada pada rubrik." if code else "kolom indicator kosong.")
        elif code in sheet.indicators:
            first = sheet.indicators[code]
            self._note(raw, f"indikator {code} dari juri {judge} untuk {participant} sudah ada di baris {first}.")
        else:
            sheet.indicators[code] = raw.line

    def _score(self, raw: _Raw, status: str) -> int | None:
        text = raw.score
        if status != SCORED:
            if text:
                self._note(raw, f"status {status} harus dengan score kosong.")
            return None
        if not text:
            self._note(raw, "score kosong tanpa status; isi skornya, atau tulis recused atau absent.")
            return None
        if text not in self.units:
            try:
                self.units[text] = self.rubric.scale.units(text)
            except ScoreRefused as refusal:
                self._note(raw, str(refusal))
                return None
        return self.units[text]


def _columns(text: str) -> list[str]:
    """The heading's names in file order; raises ScoreFileProblems when they do not fit."""
    _, heading = next(_records(text), (0, []))
    columns = [name.strip().lower() for name in heading]
    _check_heading(columns)
    return columns


def _withdrawn(text: str, columns: Sequence[str]) -> dict[str, None]:
    """Participants any line calls withdrawn, in file order: a set that remembers."""
    if STATUS not in columns:
        return {}
    every = _raw_lines(text, columns, [])
    return dict.fromkeys(raw.participant for raw in every if raw.status.lower() == WITHDRAWN)


def _raw_lines(text: str, columns: Sequence[str], problems: list[LineProblem]) -> Iterator[_Raw]:
    """The records below the heading; one of the wrong width goes to `problems` instead."""
    places = [columns.index(name) for name in COLUMNS]
    status = columns.index(STATUS) if STATUS in columns else None
    least = max(places) + 1
    records = _records(text)
    next(records, None)
    for line, cells in records:
        values = [_clean(cell) for cell in cells]
        if not any(values):
            continue
        if len(values) < least or any(values[len(columns) :]):
            problems.append(LineProblem(line, f"berisi {len(values)} kolom, seharusnya {len(columns)}."))
            continue
        given = values[status] if status is not None and status < len(values) else ""
        yield _Raw._make((line, *(values[place] for place in places), given))


def _clean(cell: str) -> str:
    stripped = cell.strip()
    return unguarded(stripped) if stripped.startswith("'") else stripped


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise ScoreFileProblems([LineProblem(line, "tidak dapat dibaca sebagai CSV.")]) from None


def _check_heading(columns: Sequence[str]) -> None:
    known = (*COLUMNS, STATUS)
    problems = [
        *(f"kolom {name} tidak ada." for name in COLUMNS if name not in columns),
        *(f"kolom “{name}” tidak dikenal." for name in columns if name and name not in known),
        *(f"kolom {name} ditulis dua kali." for name in known if columns.count(name) > 1),
    ]
    if problems:
        expected = f"Baris pertama harus: {','.join(COLUMNS)}, boleh ditambah {STATUS}."
        raise ScoreFileProblems([LineProblem(1, text) for text in (*problems, expected)])
