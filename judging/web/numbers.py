"""Whole numbers as they come with an address or a form: what a table can hold, and nothing longer.

In:  text.   Out: a number below 10^15, or what was said to stand for anything else.
"""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter

MOST_DIGITS = 15


class Whole(IntegerConverter):
    """An address with a longer number is the address of nothing."""

    regex = rf"\d{{1,{MOST_DIGITS}}}"


def register(app: Flask) -> None:
    """Before any address is added: <int:...> means this."""
    app.url_map.converters["int"] = Whole


def whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else otherwise
