"""A minimal old Excel file (.xls, BIFF8 in a compound file), by hand: nothing in use here writes that format.

In:  sheet name -> rows of text and numbers.   Out: bytes. Only what these tests need: one sector chain, no styles.
Source: [MS-CFB] and [MS-XLS]; sectors of 512 bytes, streams of 4096 bytes or more.
"""

from __future__ import annotations

import struct

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def old_excel(sheets):
    """A workbook of one or more sheets."""
    pages = [_page(rows) for rows in sheets.values()]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)) + _record(0x0042, b"\xb0\x04")
    names = [name.encode("utf-16-le") for name in sheets]
    at = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    for name, page in zip(names, pages, strict=True):
        head += _record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name) // 2, 1) + name)
        at += len(page)
    return compound({"Workbook": head + _record(0x000A) + b"".join(pages)})


def _page(rows):
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    body += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and cell:
                text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                body += _record(0x0204, struct.pack("<HHH", row, column, 0) + text)
            elif cell is not None and cell != "":
                body += _record(0x0203, struct.pack("<HHHd", row, column, 0, cell))
    return body + _record(0x000A)


def _record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def compound(streams):
    """A compound file: header, then the streams, the directory and the table of sectors."""
    body, table, entries = b"", [], [_entry("Root Entry", 5, child=1)]
    for number, (name, data) in enumerate(streams.items(), start=1):
        padded = data + b"\0" * (max(4096, -(-len(data) // SECTOR) * SECTOR) - len(data))
        start, count = len(table), len(padded) // SECTOR
        table += [*range(start + 1, start + count), END]
        body += padded
        right = number + 1 if number < len(streams) else FREE
        entries.append(_entry(name, 2, start=start, size=len(padded), right=right))
    entries += [_entry("", 0)] * (-len(entries) % 4)
    directory, sectors = len(table), len(entries) // 4
    table += [*range(directory + 1, directory + sectors), END]
    table.append(TABLE)
    packed = b"".join(struct.pack("<I", place) for place in table + [FREE] * (128 - len(table)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, END, 0, END, 0)
    header += struct.pack("<I", len(table) - 1) + struct.pack("<I", FREE) * 108
    return header + body + b"".join(entries) + packed


def _entry(name, kind, *, start=0, size=0, child=FREE, right=FREE):
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    return (text.ljust(64, b"\0") + struct.pack("<HBBIII", length, kind, 1, FREE, right, child) + b"\0" * 36
            + struct.pack("<IQ", start if kind == 2 else END, size))  # fmt: skip
