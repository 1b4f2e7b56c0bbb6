"""The language of the screens: Indonesian as the code has it, or English from `translations/en.po`.

In:  a sentence in Indonesian, as it stands in a template, a script or in code.   Out: the same, or its English.
Does not know who is reading (the web chooses for each request), and papers never ask it: they stay Indonesian.
"""

from __future__ import annotations

import re
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
SCRIPTS = "static/js/"  # where a sentence stands that a script says

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")  # a name that ends in one ("S.Sos.") at the end of a sentence
Said = str | tuple[str, ...]  # several: one for a single thing (n=1), one for more
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


class Later(str):
    """A whole sentence made now and said later: as text it is Indonesian, through _() whatever is spoken then."""

    __slots__ = ("message", "values")
    message: str
    values: dict[str, object]

    def __new__(cls, message: str, **values: object) -> Later:
        made = super().__new__(cls, _TWO_STOPS.sub(".", message.format(**values)))
        made.message, made.values = message, values
        return made


def _(message: str, **values: object) -> str:
    """The sentence in the chosen language, its {names} filled in: _("{n} lembar", n=3)."""
    if isinstance(message, Later):
        return _(message.message, **message.values)
    said = _said(message, values)
    return _TWO_STOPS.sub(".", said.format(**values)) if values else said


def rich(message: str, **values: object) -> Markup:
    """The same for a sentence with tags of its own; the values are escaped."""
    return Markup(_said(message, values)).format(**values)  # noqa: S704 - sentences are ours


def N_(message: str) -> str:  # noqa: N802 - the name every gettext tool looks for
    """Marks a sentence that is kept now and said later, with _()."""
    return message


def script_words() -> dict[str, Said]:
    """What scripts say, in the chosen language: sentence -> translation. Nothing for Indonesian, which they speak."""
    return {message: said for message, (said, in_script) in _catalogue(chosen()).items() if in_script}


def _said(message: str, values: dict[str, object]) -> str:
    """Indonesian has one form for one and for many; where English has two, the value called `n` decides."""
    said = _catalogue(chosen()).get(message, (message, False))[0]
    if isinstance(said, str):
        return said
    return said[0] if values.get("n") == 1 else said[-1]


@cache
def _catalogue(language: str) -> dict[str, tuple[Said, bool]]:
    """Sentence -> what is said, and whether a script says it. What has no translation is left out."""
    if language == OWN:
        return {}
    with (FOLDER / f"{language}.po").open("rb") as file:
        entries = [one for one in read_po(file) if one.id and one.string and all(one.string)]
    return {
        one.id if isinstance(one.id, str) else one.id[0]: (
            one.string if isinstance(one.string, str) else tuple(one.string or ()),
            any(path.startswith(SCRIPTS) for path, _line in one.locations),
        )
        for one in entries
    }
