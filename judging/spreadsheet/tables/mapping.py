"""Which of their columns is which of our fields: a first proposal, which the user corrects.

In:  headings, fields.   Out: pairs of a field's key and a column's index, at most one column a field (names may take
several).   Does not know what stands below the headings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from judging.spreadsheet.tables.words import LISTED, Field, plain

Fits = Callable[[str, str], bool]
GROUPS = ("pengurus", "susunan pengurus", "alamat", "data", "identitas", "lokasi", "domisili", "nama")
LISTED_ONE = re.compile(r"(?:nama )?anggota(?: ke)? \d+")


def propose(headings: Sequence[str], fields: Sequence[Field]) -> list[tuple[str, int]]:
    """Exact headings first, then the last word of a joined heading, then headings that begin with a known one."""
    said = [plain(heading) for heading in headings]
    taken: dict[int, str] = {}
    for fits in (_same, _ends, _begins):
        for one in fields:
            if one.key in taken.values() and one.key != LISTED:
                continue
            for index in _candidates(one, said, fits):
                if index not in taken:
                    taken[index] = one.key
                    if one.key != LISTED:
                        break
    return [(key, index) for index, key in sorted(taken.items())]


def _candidates(one: Field, said: Sequence[str], fits: Fits) -> list[int]:
    """Columns that fit, by the order of the field's own headings: the surer word wins."""
    ranked = [
        (rank, index) for rank, known in enumerate(one.headings) for index, text in enumerate(said) if fits(text, known)
    ]
    listed = [(0, n) for n, text in enumerate(said) if one.key == LISTED and LISTED_ONE.fullmatch(text)]
    return [index for _rank, index in sorted(ranked + listed)]


def _same(text: str, known: str) -> bool:
    return text == known


def _ends(text: str, known: str) -> bool:
    """Below a heading over several columns: "Pengurus" over "Ketua"."""
    return text in {f"{group} {known}" for group in GROUPS}


def _begins(text: str, known: str) -> bool:
    return " " in known and text.startswith(f"{known} ")
