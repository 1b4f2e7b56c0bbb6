"""CSV as people save it: `;` or `,` or tab, with or without BOM, UTF-8, UTF-16 or Windows-1252.

In:  the bytes of one CSV file.   Out: rows of text cells, formula guards removed; csv.Error when it is no CSV.
Does not know what the columns mean.
"""

from __future__ import annotations

import codecs
import csv
import io
import re

GUARDED = re.compile(r"'+[=+\-@\t\r\x00]")  # the apostrophe that export.guarded() puts before a formula
DELIMITERS = ";,\t"


def csv_rows(data: bytes) -> list[list[str]]:
    text = decode(data)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
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
    """The delimiter that occurs most in the first line that has any, quoted parts left out."""
    for line in text.splitlines():
        bare = re.sub(r'"[^"]*"', "", line)
        best = max(DELIMITERS, key=bare.count)
        if best in bare:
            return best
    return ";"


def unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell
