"""The number card: a filled square with a number always means a participant."""

from __future__ import annotations

from typing import Any

COLOURS = 8


def number_card(number: int, prefix: str = "", *, off: bool = False) -> dict[str, Any]:
    return {"number": number, "prefix": prefix, "colour": (number - 1) % COLOURS + 1, "off": off}
