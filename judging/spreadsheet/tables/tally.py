"""Scores that judges gave on paper, from a table in any of three shapes.

In:  a Source, the round's rubric, judges and participants, which sheets may be keyed in.   Out: one Keyed for each
sheet; or every problem at once.   Does not count anything: what comes in still waits for its second check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from judging.language import N_, _
from judging.spreadsheet.problems import Findings, Place
from judging.spreadsheet.reader import clean_text
from judging.spreadsheet.tables.finding import hint, meant
from judging.spreadsheet.tables.quirks import NOTHING
from judging.spreadsheet.tables.source import Row, Source
from judging.spreadsheet.tables.words import SCORE_FIELDS, Field, plain
from rubrics import Rubric, ScoreRefused

LONG, BY_INDICATOR, BY_PARTICIPANT = "long", "indicators", "participants"
SHAPES = {
    BY_INDICATOR: N_("Satu baris satu juri dan peserta; indikator menjadi kolom"),
    BY_PARTICIPANT: N_("Satu baris satu indikator; peserta menjadi kolom"),
    LONG: N_("Satu baris satu skor"),
}
_OWN = {LONG: ("judge", "participant", "indicator", "score", "note"), BY_INDICATOR: ("judge", "participant"),
        BY_PARTICIPANT: ("judge", "indicator")}  # fmt: skip
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class KnownRound:
    """What may be keyed in: names by code, and every sheet with the reason why it may not ("" when it may)."""

    rubric: Rubric
    judges: Mapping[str, str]
    participants: Mapping[str, str]
    numbers: Mapping[str, str]  # order of appearance -> participant's code
    sheets: Mapping[tuple[str, str], str]


@dataclass(slots=True)
class Keyed:
    """One judge's paper for one participant, in units of the rubric's scale."""

    judge: str
    participant: str
    place: Place
    scores: dict[str, int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


class _Cell(NamedTuple):
    judge: str
    participant: str
    indicator: str
    text: str
    note: str
    place: Place
    row: Place


def score_fields(shape: str, known: KnownRound) -> list[Field]:
    own = [one for one in SCORE_FIELDS if one.key in _OWN[shape]]
    if shape == BY_INDICATOR:
        own += [
            Field(f"i:{one.code}", f"{one.code} {one.title}", False,
                  (plain(one.code), plain(one.title), plain(f"{one.code} {one.title}")))
            for one in known.rubric.indicators
        ]  # fmt: skip
    if shape == BY_PARTICIPANT:
        numbers = {code: number for number, code in known.numbers.items()}
        own += [
            Field(f"p:{code}", f"{numbers[code]}. {name}", False,
                  (plain(code), plain(name), plain(numbers[code]), f"peserta {numbers[code]}", f"kube {numbers[code]}",
                   plain(f"{numbers[code]} {name}")))
            for code, name in known.participants.items()
        ]  # fmt: skip
    return own


def read_tally(source: Source, shape: str, known: KnownRound, *, judge: str) -> tuple[Keyed, ...]:
    """`judge`: code of the judge whose table this is, where no column names one."""
    findings = Findings((source.layout.sheet,))
    reader = _Reader(source, known, judge, findings)
    reader.tell_columns(shape)
    sheets: dict[tuple[str, str], Keyed] = {}
    for cell in reader.cells(shape):
        _take(cell, sheets, known, findings)
    for (judge_code, participant), keyed in sheets.items():
        why = known.sheets.get((judge_code, participant), _("tidak ada lembarnya."))
        if why:
            wrong = _("{judge} untuk {participant}: {why}", judge=judge_code,
                      participant=known.participants[participant], why=why)  # fmt: skip
            findings.add(keyed.place, wrong, _("Hapus barisnya dari berkas, atau periksa nama jurinya."))
    if not sheets and not findings.found:
        findings.add(Place(source.layout.sheet), _("tabel ini belum berisi skor."), _("Pilih lembar atau baris judul."))
    findings.raise_if_any()
    return tuple(sheets.values())


@dataclass(slots=True)
class _Reader:
    source: Source
    known: KnownRound
    judge: str
    findings: Findings

    def tell_columns(self, shape: str) -> None:
        sheet = Place(self.source.layout.sheet)
        needed = {
            LONG: ("participant", "indicator", "score"),
            BY_INDICATOR: ("participant",),
            BY_PARTICIPANT: ("indicator",),
        }
        titles = {one.key: _(one.title) for one in SCORE_FIELDS}
        for key in needed[shape]:
            if self.source.column_of(key) is None:
                self.findings.add(sheet, _("kolom untuk {title} belum dipilih.", title=titles[key]),
                                  _("Pilih kolomnya, lalu periksa lagi."))  # fmt: skip
        if self.source.column_of("judge") is None and self.judge not in self.known.judges:
            self.findings.add(
                sheet, _("jurinya belum diketahui."), _("Pilih kolom juri, atau pilih satu juri untuk semua baris.")
            )
        if shape != LONG and not any(":" in key for key, _index in self.source.pairs):
            self.findings.add(
                sheet, _("belum ada kolom skor yang dipilih."), _("Pilih indikator atau peserta untuk kolomnya.")
            )

    def cells(self, shape: str) -> Iterator[_Cell]:
        if self.findings.found:
            return
        for row in self.source.rows():
            judge = self._judge(row)
            participant = self._participant(row) if shape != BY_PARTICIPANT else ""
            indicator = self._indicator(row) if shape != BY_INDICATOR else ""
            if shape == LONG:
                index = self.source.column_of("score") or 0
                yield self._cell(row, (judge, participant, indicator), index, row.texts.get("note", ""))
            for key, index in self.source.pairs if shape != LONG else ():
                side, _colon, code = key.partition(":")
                if code:
                    yield self._cell(row, (judge, code if side == "p" else participant,
                                           code if side == "i" else indicator), index, "")  # fmt: skip

    def _cell(self, row: Row, who: tuple[str, str, str], index: int, note: str) -> _Cell:
        text = clean_text(row.line[index])
        return _Cell(*who, "" if text.casefold() in NOTHING else text, note,
                     self.source.place(row.line.number, index), row.place)  # fmt: skip

    def _judge(self, row: Row) -> str:
        if "judge" not in row.texts:
            return self.judge
        return self._known(
            row, "judge", self.known.judges, None, _("juri “{text}” tidak dikenal.", text=row.texts["judge"])
        )

    def _participant(self, row: Row) -> str:
        wrong = _("peserta “{text}” tidak dikenal.", text=row.texts["participant"])
        return self._known(row, "participant", self.known.participants, self.known.numbers, wrong)

    def _indicator(self, row: Row) -> str:
        names = {one.code: one.title for one in self.known.rubric.indicators}
        wrong = _("indikator “{text}” tidak ada pada rubrik.", text=row.texts["indicator"])
        return self._known(row, "indicator", names, None, wrong)

    def _known(
        self, row: Row, key: str, names: Mapping[str, str], numbers: Mapping[str, str] | None, wrong: str
    ) -> str:
        text = row.texts[key]
        found = meant(text, names, numbers)
        if not text:
            self.findings.add(row.place_of(key), _("belum diisi."), _("Isi, atau centang “Isi sel kosong dari atas”."))
        elif not found:
            self.findings.add(
                row.place_of(key),
                wrong,
                hint(text, names.values(), _("Pakai kode atau nama seperti dalam kegiatan ini.")),
            )
        return found


def _take(cell: _Cell, sheets: dict[tuple[str, str], Keyed], known: KnownRound, findings: Findings) -> None:
    """One score into its sheet; an empty one stays missing, and a second one for the same place is told."""
    if not (cell.judge and cell.participant and cell.indicator) or not cell.text:
        return
    keyed = sheets.setdefault((cell.judge, cell.participant), Keyed(cell.judge, cell.participant, cell.row))
    if cell.indicator in keyed.scores:
        wrong = _("skor {judge} untuk {participant} pada {indicator} sudah ada di atas.", judge=cell.judge,
                  participant=known.participants[cell.participant], indicator=cell.indicator)  # fmt: skip
        findings.add(cell.place, wrong, _("Sisakan satu."))
        return
    try:
        keyed.scores[cell.indicator] = known.rubric.scale.units(re.sub(r"[.,]0+$", "", cell.text))
    except ScoreRefused as refusal:
        keyed.scores[cell.indicator] = 0
        findings.add(
            cell.place, _("{indicator}: {why}", indicator=cell.indicator, why=refusal), _("Periksa lembar kertasnya.")
        )
    if cell.note and len(cell.note) > LONGEST_NOTE:
        findings.add(cell.place, _("catatannya terlalu panjang."), _("Ringkas catatannya."))
    elif cell.note:
        keyed.notes[cell.indicator] = cell.note


def shape_of(fits: Mapping[str, Sequence[tuple[str, int]]]) -> str:
    """The shape in which most columns found their field; `fits`: shape -> proposed pairs."""
    return max(SHAPES, key=lambda shape: len(fits[shape]))
