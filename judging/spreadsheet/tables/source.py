"""A table of theirs with its columns named: texts by field, each with the place the user sees.

In:  a Layout, which column is which field, what the user ticked.   Out: Row values; problems of columns not chosen.
Does not know what the fields mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from judging.language import _
from judging.spreadsheet.cells import Fault
from judging.spreadsheet.columns import Sheet
from judging.spreadsheet.problems import Findings, Place, column_letter
from judging.spreadsheet.reader import clean_text
from judging.spreadsheet.table import Record, make_record
from judging.spreadsheet.tables.layout import Layout, Line
from judging.spreadsheet.tables.quirks import tidied
from judging.spreadsheet.tables.words import LISTED, Field

Pairs = Sequence[tuple[str, int]]  # field key, column index


@dataclass(frozen=True, slots=True)
class Source:
    layout: Layout
    pairs: Pairs
    fill_down: frozenset[str] = frozenset()  # fields whose empty cells mean "as above"

    def column_of(self, key: str) -> int | None:
        return next((index for one, index in self.pairs if one == key), None)

    def columns_of(self, key: str) -> list[int]:
        return [index for one, index in self.pairs if one == key]

    def place(self, number: int | None, index: int) -> Place:
        heading = self.layout.headings[index] if index < len(self.layout.headings) else ""
        return Place(self.layout.sheet, number, column_letter(index), heading)

    def rows(self) -> Iterator[Row]:
        above: dict[str, str] = {}
        for line in self.layout.lines:
            texts = {key: clean_text(line[index]) for key, index in self.pairs if key != LISTED}
            for key in self.fill_down & texts.keys():
                texts[key] = above[key] = texts[key] or above.get(key, "")
            if any(text for key, text in texts.items() if key not in self.fill_down) or self._listed(line):
                yield Row(self, line, texts)

    def _listed(self, line: Line) -> bool:
        return any(line[index] for index in self.columns_of(LISTED))


@dataclass(slots=True)
class Row:
    source: Source
    line: Line
    texts: dict[str, str]
    given: dict[str, str] = field(default_factory=dict)  # texts by the app: the category chosen, the next number

    @property
    def place(self) -> Place:
        return Place(self.source.layout.sheet, self.line.number)

    def place_of(self, key: str) -> Place:
        index = self.source.column_of(key)
        return self.place if index is None else self.source.place(self.line.number, index)

    def record(self, sheet: Sheet, findings: Findings) -> Record:
        """The row under the workbook's own columns; a cell that Excel spoilt is told and marked."""
        known = {column.key: column for column in sheet.columns}
        texts, spoilt = dict(self.given), set()
        for key, text in self.texts.items():
            try:
                texts.setdefault(key, tidied(known[key], text))
            except Fault as fault:
                findings.add(self.place_of(key), *fault.args)
                spoilt.add(key)
        usable = {key: text for key, text in texts.items() if key not in spoilt}
        record = make_record(sheet, usable, {key: self.place_of(key) for key in known}, self.place, findings)
        record.bad |= spoilt
        return record


def known_record(sheet: Sheet, values: Mapping[str, Any]) -> Record:
    """A row that the event has already: it was checked when it came in, and it has no row number."""
    nowhere = Findings(())
    record = make_record(sheet, {}, {}, Place(sheet.name), nowhere)
    record.bad.clear()
    record.values |= values
    record.given |= {key for key, value in values.items() if value not in ("", None)}
    return record


def tell_missing_columns(source: Source, fields: Sequence[Field], findings: Findings) -> None:
    for one in fields:
        if one.required and source.column_of(one.key) is None:
            wrong = _("kolom untuk {title} belum dipilih.", title=_(one.title))
            findings.add(Place(source.layout.sheet), wrong, _("Pilih kolomnya, lalu periksa lagi."))
