"""The process that opens a binary spreadsheet, so that a hostile file can only harm itself.

In:  the file's bytes on standard input; the limits as arguments: rows, columns, characters, seconds, bytes of memory.
Out: one JSON object on standard output: {"sheets": {name: rows of text}, "hidden": [name], "merged": {name: ranges}},
     or {"refused": reason, "sheet": name}. A range is [top, left, bottom, right], counted from 0.
Does not know what the sheets mean. It is run as a lone script (`python -I child.py ...`) and imports nothing of ours.
"""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import dataclass
from datetime import date, datetime, time

import python_calamine as calamine

MIDNIGHT = time()
MOST_MERGED = 5000  # ranges of a sheet that are told
EXACT_DIGITS = 10**15  # Excel keeps 15 digits of a number; a longer one has already lost some


@dataclass(frozen=True, slots=True)
class Limits:
    rows: int
    columns: int
    characters: int  # of the whole workbook, once it is text
    seconds: int
    memory: int


class Refused(Exception):
    """The file passes a limit or cannot be opened; `args` are the reason's code and the sheet's name."""


def set_limits(limits: Limits) -> None:
    """Bind this process. Windows has no `resource`; there only the parent's clock stops it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))  # not on the one processor that answers the tablets
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def text_of(value: object) -> str:
    """A cell as an Indonesian spreadsheet shows it: 4.0 -> "4", 82.5 -> "82,5", a date -> "2026-11-19"."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < EXACT_DIGITS:
            return str(int(value))
        return repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == MIDNIGHT else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def rows_of(sheet: calamine.CalamineSheet, limits: Limits) -> list[list[str]]:
    """Every row from row 1, without the empty cells at the end of each and the empty rows at the end of all."""
    rows: list[list[str]] = []
    for values in sheet.to_python(skip_empty_area=False):
        cells = [text_of(value) for value in values]
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > limits.columns:
            raise Refused("columns", sheet.name)
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    if len(rows) > limits.rows:
        raise Refused("rows", sheet.name)
    return rows


def merged_of(sheet: calamine.CalamineSheet) -> list[list[int]]:
    ranges = sheet.merged_cell_ranges or []
    return [[top, left, bottom, right] for (top, left), (bottom, right) in ranges[:MOST_MERGED]]


def sheets_of(data: bytes, limits: Limits) -> dict[str, object]:
    """All worksheets of the file, hidden ones too and named as such; charts and macros are left out."""
    sheets: dict[str, list[list[str]]] = {}
    hidden: list[str] = []
    merged: dict[str, list[list[int]]] = {}
    characters = 0
    with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for about in book.sheets_metadata:
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            rows = rows_of(sheet, limits)
            characters += sum(len(cell) for row in rows for cell in row)
            if characters > limits.characters:
                raise Refused("characters", about.name)
            sheets[about.name], merged[about.name] = rows, merged_of(sheet)
            if about.visible != calamine.SheetVisibleEnum.Visible:
                hidden.append(about.name)
    return {"sheets": sheets, "hidden": hidden, "merged": merged}


def answer(data: bytes, limits: Limits) -> dict[str, object]:
    try:
        return sheets_of(data, limits)
    except Refused as refused:
        return {"refused": refused.args[0], "sheet": refused.args[1]}
    except calamine.PasswordError:
        return {"refused": "password", "sheet": ""}
    except Exception:  # noqa: BLE001 - whatever a broken file provokes, the user is told that it is broken
        return {"refused": "broken", "sheet": ""}


def main(arguments: list[str]) -> None:
    limits = Limits(*(int(argument) for argument in arguments))
    set_limits(limits)
    result = answer(sys.stdin.buffer.read(), limits)
    sys.stdout.buffer.write(json.dumps(result).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
