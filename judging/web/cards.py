"""Small pieces of a judge's pages: the number card (always a participant, nothing else), a score as it is shown."""

from __future__ import annotations

from typing import Any

from judging.queries import SheetLine
from rubrics import Scale

COLOURS = 8


def number_card(number: int, prefix: str = "", *, off: bool = False) -> dict[str, Any]:
    return {"number": number, "prefix": prefix, "colour": (number - 1) % COLOURS + 1, "off": off}


def card(line: SheetLine) -> dict[str, Any]:
    off = line.state in ("recused", "absent", "substituted", "withdrawn")
    return number_card(line.number, line.prefix, off=off) | {"name": line.name, "place": line.place}


def shown_score(scale: Scale, units: int) -> int | str:
    """A whole score as a number (it may become strokes), any other as text."""
    return units if scale.decimals == 0 else scale.show(units)
