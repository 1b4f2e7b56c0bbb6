"""CSV as people save it: `;` or `,` or tab, with or without BOM, UTF-8, UTF-16 or Windows-1252.

In:  the bytes of one CSV file.   Out: rows of text cells, formula guards removed; csv.Error when it is no CSV.
Excel's own first line "sep=;" names the delimiter and is no row. Does not know what the columns mean.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice

NAMED = re.compile(r"\s*\"?sep=([;,\t|])\"?[ ;,\t]*(?:\r\n|\r|\n)", re.IGNORECASE)
AS_TEXT = re.compile(r'="([^"]*)"')  # how Excel users keep leading zeros in a CSV
LOOKED_AT = 100  # lines that tell the delimiter
GUARDED = re.compile(r"'+[=+\-@\t\r\x00]")  # the apostrophe that export.guarded() puts before a formula
DELIMITERS = ";,\t"


def csv_rows(data: bytes) -> list[list[str]]:
    text = decode(data)
    named = NAMED.match(text)
    body = text[named.end() :] if named else text
    rows = csv.reader(io.StringIO(body, newline=""), delimiter=named[1] if named else delimiter_of(body))
    return [[unguarded(cell) for cell in row] for row in rows]


def decode(data: bytes) -> str:
    """UTF-16 by its BOM or by its zero bytes, else UTF-8, else Windows-1252 (what Excel writes as "CSV")."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    head = data[:200]
    if head.count(0) * 3 > len(head):
        return data.decode("utf-16-be" if head[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def delimiter_of(text: str) -> str:
    """The delimiter that occurs equally often in the most lines, quoted parts left out; `;` when nothing tells."""
    bare = [re.sub(r'"[^"]*"', "", line) for line in islice(text.splitlines(), LOOKED_AT)]
    return max(DELIMITERS, key=lambda sign: _weight([line.count(sign) for line in bare]))


def _weight(counts: list[int]) -> tuple[int, int]:
    """Lines of the commonest width, and that width: a title line with a comma is one line beside ten."""
    widths = Counter(count for count in counts if count)
    return max(((lines, width) for width, lines in widths.items()), default=(0, 0))


def unguarded(cell: str) -> str:
    if kept := AS_TEXT.fullmatch(cell):
        return kept[1]
    return cell[1:] if GUARDED.match(cell) else cell
