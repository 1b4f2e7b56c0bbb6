"""Whole numbers as they come with an address or a form: what a table can hold, and nothing longer.

In:  text.   Out: a key, a version or a place that a table can hold, or what was said to stand for anything else.
Amounts of money are larger, and are read where they are typed.
"""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from judging.database import LARGEST

MOST_DIGITS = len(str(LARGEST))


class Whole(IntegerConverter):
    """An address with a larger number is the address of nothing."""

    regex = rf"\d{{1,{MOST_DIGITS}}}"

    def __init__(self, addresses: Map) -> None:
        super().__init__(addresses, max=LARGEST)


def register(app: Flask) -> None:
    """Before any address is added: <int:...> means this."""
    app.url_map.converters["int"] = Whole


def whole(text: str, otherwise: int) -> int:
    number = int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else LARGEST + 1
    return number if number <= LARGEST else otherwise
