"""The language of the screens: Indonesian as the code has it, or English from `translations/en.po`.

In:  a sentence in Indonesian, as it stands in a template or in code.   Out: the same, or its English.
Does not know who is reading (the web chooses for each request), and papers never ask it: they stay Indonesian.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from markupsafe import Markup

OWN = "id"
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
FOLDER = Path(__file__).resolve().parent.parent / "translations"

_chosen: ContextVar[str] = ContextVar("language", default=OWN)


def chosen() -> str:
    return _chosen.get()


def choose(language: str) -> None:
    """For everything that follows in this request; an unknown language is Indonesian."""
    _chosen.set(language if language in LANGUAGES else OWN)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """For what is said inside only."""
    before = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(before)


def _(message: str, **values: object) -> str:
    """The sentence in the chosen language, its {names} filled in: _("{n} lembar", n=3)."""
    said = _catalogue(chosen()).get(message, message)
    return said.format(**values) if values else said


def rich(message: str, **values: object) -> Markup:
    """The same for a sentence with tags of its own; the values are escaped."""
    return Markup(_catalogue(chosen()).get(message, message)).format(**values)  # noqa: S704 - sentences are ours


def N_(message: str) -> str:  # noqa: N802 - the name every gettext tool looks for
    """Marks a sentence that is kept now and said later, with _()."""
    return message


@cache
def _catalogue(language: str) -> dict[str, str]:
    if language == OWN:
        return {}
    with (FOLDER / f"{language}.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and one.string}
