"""Tables of official papers: horizontal rules only, cells that wrap, a head that returns on every sheet.

In:  Columns and Rows of text.   Out: ink at a Report's cursor.   Does not add up; what is printed was computed before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from certificates.fitting import wrap
from certificates.page import Align, Box
from certificates.report import ITALIC, REGULAR, STRONG, Report, aligned
from certificates.typesetting import Style

SIZE = 9.3
LEADING, DENSE = 4.0, 3.5  # mm between a cell's lines; dense where the letters are small
AIR, LITTLE_AIR = 2.4, 1.6  # mm above and below them together
PAD = 1.1  # mm at both sides of a cell
LAST_ROWS = 3  # a single row above the signatures looks forgotten
BOX = "□"  # a cell of just this becomes a square to tick by hand
Kind = Literal["row", "group", "subtotal", "total"]


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float  # mm
    align: Align = "left"
    note: str = ""  # under the title: "maks. 35"
    strong: bool = False
    size: float = SIZE
    overhang: float = 0  # mm by which a right-aligned title may reach over its left neighbour


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]  # "\\n" parts a cell; a line starting with "~" is a small remark, with "!" a small warning
    kind: Kind = "row"
    span: int = 1  # the first cell reaches over so many columns


def draw_table(
    report: Report, columns: Sequence[Column], rows: Sequence[Row], *, least: float = 0, below: float = 0
) -> None:
    """From the cursor down; every row at least `least` mm high. A group's heading stays with its first row.

    `below`: mm of what follows (signatures) that the last rows must share a sheet with.
    """
    group: list[Row] = []  # the one whose rows are being drawn
    head = partial(draw_heads, report, columns, group)  # called again on every new sheet
    report.need(head_height(columns) + 14)
    head()
    report.on_new_sheet.append(head)
    heights = [row_height(columns, row, least) for row in rows]
    company = max(len(rows) - LAST_ROWS, 0)  # from this row on all go to one sheet with what follows
    for number, row in enumerate(rows):
        last = number + 1 == len(rows)
        if row.kind in ("group", "total"):
            group.clear()
        kept = sum(heights[company:]) + below if below and number == company else 0
        report.need(max(sum(heights[number : number + 1 + (row.kind == "group")]) + (below if last else 0), kept))
        draw_row(report, columns, row, heights[number])
        report.page.rule((report.left, report.y), (report.right, report.y), points=1 if last else 0.25)
        if row.kind == "group":
            group.append(row)
    report.on_new_sheet.remove(head)
    report.space(1.5)


def draw_heads(report: Report, columns: Sequence[Column], group: Sequence[Row]) -> None:
    """The columns' titles, and on a further sheet the heading of the group that goes on."""
    draw_head(report, columns)
    for row in group:
        title, *others = row.cells
        again = Row((f"{title} (lanjutan)", *others), row.kind, row.span)
        draw_row(report, columns, again, row_height(columns, again, 0))
        report.page.rule((report.left, report.y), (report.right, report.y), points=0.25)


def table_height(columns: Sequence[Column], rows: Sequence[Row], least: float = 0) -> float:
    """Of the whole table, mm, on one sheet."""
    return head_height(columns) + sum(row_height(columns, row, least) for row in rows) + 1.5


def head_height(columns: Sequence[Column]) -> float:
    return 3.6 * max(len(title_lines(column)) + bool(column.note) for column in columns) + 3.0


def title_lines(column: Column) -> Sequence[str]:
    return wrap(column.title, column.width - PAD + column.overhang, title_style(column))


def title_style(column: Column) -> Style:
    return Style(STRONG, min(8.6, column.size))


def draw_head(report: Report, columns: Sequence[Column]) -> None:
    page, height = report.page, head_height(columns)
    report.rule(1)
    titles = Row(tuple(column.title for column in columns))
    for column, left, right in places(columns, titles):
        anchor = report.left + aligned(column.align, left, right)
        y = report.y + 0.6
        for line in title_lines(column):
            y += 3.6
            page.text(anchor, y, line, title_style(column), column.align)
        if column.note:
            page.text(anchor, report.y + height - 2.5, column.note, Style(REGULAR, 7.6, colour="#444444"), column.align)
    report.y += height
    report.rule(0.5)


def places(columns: Sequence[Column], row: Row) -> list[tuple[Column, float, float]]:
    """For each cell the column that styles it, and where its text may start and end, mm from the table's left edge."""
    ends = [sum(column.width for column in columns[: number + 1]) for number in range(len(columns))]
    last = len(columns) - row.span
    found = []
    for number in range(last + 1):
        at = number + row.span - 1
        column = columns[at] if at >= row.span or row.span == 1 else Column("", ends[at])
        left = ends[at - 1] + PAD if number else 0.0
        found.append((column, left, ends[at] - (PAD if number < last else 0)))
    return found


def cell_lines(text: str, width: float, style: Style) -> list[tuple[str, Style]]:
    """A cell's lines with the style of each."""
    remarks = {"~": Style(ITALIC, style.size - 1), "!": Style(STRONG, style.size - 1.2)}
    lines = []
    for part in text.split("\n"):
        chosen = remarks.get(part[:1], style)
        lines += [(line, chosen) for line in wrap(part if chosen is style else part[1:], width, chosen)]
    return lines


def cell_style(column: Column, row: Row) -> Style:
    return Style(REGULAR if row.kind == "row" and not column.strong else STRONG, column.size)


def row_height(columns: Sequence[Column], row: Row, least: float) -> float:
    cells = zip(row.cells, places(columns, row), strict=True)
    lines = max(len(cell_lines(text, right - left, cell_style(column, row))) for text, (column, left, right) in cells)
    leading = leading_of(columns)
    air = AIR if leading == LEADING else LITTLE_AIR
    return max(lines * leading + air, least if row.kind == "row" else 0)


def leading_of(columns: Sequence[Column]) -> float:
    return LEADING if max(column.size for column in columns) > 8.8 else DENSE


def draw_row(report: Report, columns: Sequence[Column], row: Row, height: float) -> None:
    """Every cell's lines stand in the middle of the row's height."""
    leading = leading_of(columns)
    for text, (column, left, right) in zip(row.cells, places(columns, row), strict=True):
        anchor = report.left + aligned(column.align, left, right)
        if text == BOX:
            middle = report.y + height / 2
            report.page.frame(Box(anchor - 1.7, middle - 1.7, anchor + 1.7, middle + 1.7), points=0.5)
            continue
        lines = cell_lines(text, right - left, cell_style(column, row))
        y = report.y + (height - leading * len(lines)) / 2 - 0.95 * leading / LEADING
        for line, style in lines:
            y += leading
            report.page.text(anchor, y, line, style, column.align)
    report.y += height
