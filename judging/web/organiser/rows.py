"""A list that is edited whole: one row of fields for each thing, buttons that move or remove a row, a blank row to add.

In:  the posted form: `row-0`, `row-1` ... with each row's key, `<field>-<n>`, and `act` with the button pressed.
Out: the rows as typed, in the order wanted. Does not know what a row is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from judging.web.numbers import whole

MOST = 200  # rows of one form


@dataclass(frozen=True, slots=True)
class Row:
    key: str  # "" in a new row
    texts: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.texts[name]

    @property
    def id(self) -> int | None:
        return whole(self.key, 0) or None


def typed_rows(fields: Sequence[str], names: Sequence[str]) -> list[Row]:
    """Every row, after the pressed button did its part. A new row without any of `names` filled was not meant."""
    rows: list[Row | None] = [_row(number, fields) for number in range(MOST) if f"row-{number}" in request.form]
    act, _dash, place = request.form.get("act", "").partition("-")
    at = int(place) if place.isascii() and place.isdecimal() and len(place) < 4 else len(rows)
    if at < len(rows) and act == "remove":
        rows[at] = None
    found = [row for row in rows if row is not None and (row.key or any(row[name] for name in names))]
    other = {"up": at - 1, "down": at + 1}.get(act, at)
    if 0 <= at < len(found) and 0 <= other < len(found):
        found[at], found[other] = found[other], found[at]
    return found


def _row(number: int, fields: Sequence[str]) -> Row:
    texts = {name: request.form.get(f"{name}-{number}", "").strip() for name in fields}
    return Row(request.form.get(f"row-{number}", ""), texts)
