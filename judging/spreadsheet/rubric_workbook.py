"""A rubric as an XLSX file, to be changed in any spreadsheet program.

In:  a rubric's document, a draft's too, whatever state it is in.   Out: bytes that rubric_reading takes back.
Does not know what is wrong with a draft.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet as Page

from judging.spreadsheet.columns import Column, Kind
from judging.spreadsheet.export import Cell, new_book, put
from judging.spreadsheet.rubric_sheets import INDICATORS, LEVELS, NO_STEPS, SETTINGS, step_words
from judging.spreadsheet.table import CONTENT, FIELD
from rubrics import Document
from rubrics.draft import indicators_of, joined_scores

NOTE = "Penjelasan"


def rubric_workbook(document: Document) -> bytes:
    """Two sheets; as many level columns as the longest list of levels, five where there is none."""
    most = max((len(row["levels"]) for _, row in indicators_of(document)), default=0) or 5
    columns = [column for column in INDICATORS.columns if column not in LEVELS[most:]]
    stream = io.BytesIO()
    with new_book(stream) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "valign": "vcenter"})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        whole = book.add_format({"num_format": "0", "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        formats = {"head": head, "text": text, "whole": whole, "day": day}
        _write_settings(book.add_worksheet(SETTINGS.name), document, formats)
        _write_indicators(book.add_worksheet(INDICATORS.name), columns, list(_rows(document, columns)), formats)
    return stream.getvalue()


def _write_settings(page: Page, document: Document, formats: dict[str, Format]) -> None:
    page.freeze_panes(1, 0)
    page.set_column(0, 0, 22)
    page.set_column(1, 2, 60, formats["text"])
    for place, title in enumerate((FIELD, CONTENT, NOTE)):
        page.write_string(0, place, title, formats["head"])
    for number, (column, text) in enumerate(zip(SETTINGS.columns, _settings(document), strict=True), start=1):
        page.write_string(number, 0, column.title, formats["head"])
        put(page, number, 1, text, formats["day"])
        page.write_string(number, 2, column.help, formats["text"])


def _write_indicators(
    page: Page, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], formats: dict[str, Format]
) -> None:
    page.freeze_panes(1, 4)
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width, formats["whole" if column.kind is Kind.WHOLE else "text"])
        page.write_string(0, place, column.title, formats["head"])
        page.write_comment(0, place, column.help)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            put(page, number, place, cell, formats["day"])


def _settings(document: Document) -> Iterator[str]:
    """The values of SETTINGS, in its order."""
    scale = document["scale"]
    yield document["title"]
    yield from (str(scale.get(key, "")).replace(".", ",") for key in ("lowest", "highest", "step"))
    yield _lines(scale.get("labels") or ())
    yield _lines(map(step_words, document["tie_break"])) or NO_STEPS
    yield joined_scores(document["note_required"])
    yield document["remark"]


def _rows(document: Document, columns: Iterable[Column]) -> Iterator[list[Cell]]:
    for place, row in indicators_of(document):
        aspect = document["aspects"][int(place[len("aspects[") : place.index("]")])]
        cells = _cells(aspect, row)
        yield [cells.get(column.key, "") for column in columns]


def _cells(aspect: Document, row: Document) -> dict[str, Cell]:
    weight: Any = row.get("weight", "")
    return {
        "aspect": aspect["code"],
        "aspect_title": aspect["title"],
        **{key: row[key] for key in ("code", "title", "question", "basis")},
        "weight": weight if type(weight) is int else str(weight),
        "evidence": _lines(row["evidence"]),
        "alert": joined_scores(row["alert"]),
        **{f"levels[{number}]": text for number, text in enumerate(row["levels"])},
    }


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
