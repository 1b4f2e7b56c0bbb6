"""Where the table stands in a file people have: which sheet, which heading rows, which rows are data.

In:  pages as read, the fields that are looked for.   Out: a Layout whose rows keep the numbers the user sees.
Does not know what a field means. Every row that is passed over is told, with the reason; none vanishes silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from judging.language import _
from judging.spreadsheet.problems import refusal
from judging.spreadsheet.reader import Page, clean_text
from judging.spreadsheet.tables.mapping import propose
from judging.spreadsheet.tables.words import Field

LOOKED_AT = 30  # rows in which a heading is looked for
TAIL = re.compile(r"(?:sub\s*)?(?:jumlah|total)\b|rata\s*-?\s*rata\b|(?:nilai )?(?:tertinggi|terendah)\b")
CLOSING = re.compile(r"mengetahui|menyetujui|mengesahkan|keterangan\b|catatan\b|sumber\b|\*|dibuat oleh|"
                     r"[\w .]{3,30}, \d{1,2} [a-z]+ \d{4}")  # fmt: skip
NUMBERED = re.compile(r"\(?(\d{1,2})\)?")
SIGNERS = 3  # cells at most in a row of signatures below a table


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # as the spreadsheet shows it
    cells: tuple[str, ...]

    def __getitem__(self, index: int) -> str:
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Layout:
    sheet: str
    head: int  # number of the (last) heading row; 0 when nothing looks like one
    two_rows: bool
    headings: tuple[str, ...]  # by column; "" where there is none
    lines: tuple[Line, ...]
    passed: tuple[tuple[int, str], ...]  # (row number, what stands there)
    others: tuple[str, ...]  # sheets that are not read
    hidden: bool  # the sheet is hidden in the file

    @property
    def columns(self) -> list[int]:
        """Columns with a heading or a value, from the left."""
        filled = {index for line in self.lines for index, cell in enumerate(line.cells) if cell}
        return sorted(filled | {index for index, heading in enumerate(self.headings) if heading})


def find_layout(pages: Sequence[Page], fields: Sequence[Field], sheet: str = "", head: int = 0) -> Layout:
    """The likeliest table; `sheet` and `head` are the user's own word. Raises UnreadableFile when there is no table."""
    filled = [page for page in pages if any(any(row) for row in page.rows)]
    if not filled:
        raise refusal(_("Berkas ini tidak berisi tabel."), _("Pilih berkas yang berisi data."))
    chosen = next((page for page in filled if page.name == sheet), None) or _likeliest(filled, fields)
    row, two = (min(head, len(chosen.rows)) - 1, False) if head else _heading(chosen, fields)
    two = two or (bool(head) and row > 0 and _joins(chosen, row - 1, fields))
    start = row - 1 if two and head else row
    last = start + 1 if two else start
    headings = tuple(_joined(chosen, start) if two else _texts(chosen, start)) if start >= 0 else ()
    lines, passed = _sort(chosen, last, headings, {index for _key, index in propose(headings, fields)})
    others = tuple(page.name for page in filled if page is not chosen)
    return Layout(chosen.name, last + 1, two, headings, tuple(lines), tuple(passed), others, chosen.hidden)


def _likeliest(pages: Sequence[Page], fields: Sequence[Field]) -> Page:
    """The sheet whose heading fits best; then the longer one; a hidden sheet only when no other fits at all."""

    def weight(page: Page) -> tuple[bool, int, int]:
        row, two = _heading(page, fields)
        fits = _fits(_joined(page, row) if two else _texts(page, row), fields)
        return not page.hidden, fits, len(page.rows)

    seen = [page for page in pages if not page.hidden] or list(pages)
    best = max(seen, key=weight)
    return best if weight(best)[1] > 1 else max(pages, key=lambda page: weight(page)[1:])


def _heading(page: Page, fields: Sequence[Field]) -> tuple[int, bool]:
    """(index of the heading row, whether the next row belongs to it)."""
    rows = range(min(len(page.rows), LOOKED_AT))
    best = max(rows, key=lambda row: _fits(_texts(page, row), fields), default=0)
    pair = max(rows, key=lambda row: _fits(_joined(page, row), fields) if _joins(page, row, fields) else 0, default=0)
    if _joins(page, pair, fields) and _fits(_joined(page, pair), fields) > _fits(_texts(page, best), fields):
        return pair, True
    if _fits(_texts(page, best), fields) < 1:
        best = next((row for row in rows if sum(map(bool, page.rows[row])) > 1), 0)
    return best, False


def _joins(page: Page, row: int, fields: Sequence[Field]) -> bool:
    """Two heading rows: the upper has merged or empty cells where the lower has words, and together they say more."""
    upper, lower = _texts(page, row), _texts(page, row + 1)
    if not any(lower) or any(cell[:1].isdigit() for cell in lower):
        return False
    inside = any(cell and not (upper[n] if n < len(upper) else "") for n, cell in enumerate(lower))
    above = any(cell and not (lower[n] if n < len(lower) else "") for n, cell in enumerate(upper))
    return inside and above and _fits(_joined(page, row), fields) > _fits(upper, fields)


def _joined(page: Page, row: int) -> list[str]:
    """ "Pengurus" over "Ketua" and "Sekretaris" -> "Pengurus Ketua", "Pengurus Sekretaris"."""
    upper, lower = _texts(page, row), _texts(page, row + 1)
    joined, over = [], ""
    for index in range(max(len(upper), len(lower))):
        above, below = (cells[index] if index < len(cells) else "" for cells in (upper, lower))
        over = above or (over if below else "")
        joined.append(f"{over} {below}".strip() if below else above)
    return joined


def _texts(page: Page, row: int) -> list[str]:
    return [clean_text(cell) for cell in page.rows[row]] if 0 <= row < len(page.rows) else []


def _fits(headings: Sequence[str], fields: Sequence[Field]) -> int:
    return len({key for key, _index in propose(headings, fields)})


def _sort(
    page: Page, head: int, headings: tuple[str, ...], known: set[int]
) -> tuple[list[Line], list[tuple[int, str]]]:
    lines: list[Line] = []
    passed: list[tuple[int, str]] = []
    closed = False
    for line in _lines(page, head):
        filled = [clean_text(cell) for cell in line.cells if cell]
        first = filled[0].casefold()
        closed = closed or bool(lines and CLOSING.match(first))
        if (closed and len(filled) <= SIGNERS) or _is_no_data(line, filled, headings, known):
            passed.append((line.number, " · ".join(filled)[:60]))
        else:
            lines.append(line)
    return lines, passed


def _is_no_data(line: Line, filled: Sequence[str], headings: tuple[str, ...], known: set[int]) -> bool:
    """A sum, a repeated heading, the numbers of the columns, or a lone title between the rows."""
    numbers = [int(found[1]) for cell in filled if (found := NUMBERED.fullmatch(cell))]
    numbering = len(filled) > 2 and numbers == list(range(1, len(filled) + 1))
    repeated = tuple(clean_text(cell) for cell in line.cells) == headings[: len(line.cells)]
    outside = bool(known) and len(filled) == 1 and not any(line[index] for index in known)
    return bool(TAIL.match(filled[0].casefold())) or numbering or repeated or outside


def _lines(page: Page, head: int) -> Iterator[Line]:
    """Filled rows below the heading; cells merged downwards carry their text into every row they cover."""
    rows = [list(row) for row in page.rows]
    for top, left, bottom, right in page.merged:
        text = rows[top][left] if head < top < len(rows) and left < len(rows[top]) else ""
        if text and left == right:
            for covered in rows[top + 1 : bottom + 1]:
                covered.extend([""] * (left + 1 - len(covered)))
                covered[left] = covered[left] or text
    for index, row in enumerate(rows):
        if index > head and any(row):
            yield Line(index + 1, tuple(row))
