"""Pages in a language that nobody speaks: whatever is read outside its brackets was never marked.

In:  the marked sentences; a page; the database behind it.   Out: a catalogue in brackets, the words outside of them.
Around each value the brackets close, so that a bare word inside a marked sentence is found too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from babel.dates import get_day_names, get_month_names
from babel.messages.catalog import Catalog
from sqlalchemy import select

from judging import codes
from judging.database import Database
from judging.models import Base, Category, Event, Participant
from judging.queries.sign_off import sign_offs
from judging.web.organiser.progress_view import short_name
from rubrics import from_library, library
from tools.translations import as_text, key, sentences, written

OPEN, CLOSE = "⟦", "⟧"
PLACE = re.compile(r"(\{[^{}]*\}|<[^>]*>)")
LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN = {"placeholder", "title", "alt", "aria-label", "label"}
SILENT = {"script", "style", "svg", "head"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
CALENDAR = {*get_month_names("wide", locale="en").values(), *get_day_names("wide", locale="en").values()}
ALIKE = {"Rp", "WIB", "WITA", "KB", "MB", "Juara", "PIN", "NIP", "KK", "ICC", "CSV", "XLSX", "TOML", "Plt", "Plh"}
WORDS = re.compile(rf"\b(?:{'|'.join(sorted(CALENDAR | ALIKE))})(?![a-z])|https?://\S+|\b[0-9a-f]{{12}}\b|\b[IVX]+\b")


def write_brackets(folder: Path) -> None:
    """A catalogue in which every marked sentence stands in brackets."""
    made = Catalog(locale="en")
    for one in sentences(written()):
        made.add(key(one), bracketed(key(one)), locations=one.locations)
    (folder / "en.po").write_bytes(as_text(made))


def bracketed(sentence: str) -> str:
    pieces = PLACE.split(sentence)
    return "".join(f"{OPEN}{piece}{CLOSE}" if n % 2 == 0 and piece.strip() else piece for n, piece in enumerate(pieces))


class Texts(HTMLParser):
    """What people see and hear of a page, save what itself says its language: a paper, the name of a language."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside: list[tuple[str, bool]] = []  # open tags, and whether they are silent
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = tag in SILENT or (tag != "html" and "lang" in given) or self.is_silent()
        if not silent:
            self.found += [value for name, value in attrs if value and name in SPOKEN]
            if tag == "input" and given.get("type") in {"submit", "button"}:
                self.found.append(given.get("value") or "")
        if tag not in VOID:
            self.inside.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop()[0] != tag:
            pass  # a tag that HTML lets people leave open

    def handle_data(self, data: str) -> None:
        if not self.is_silent():
            self.found.append(data)

    def is_silent(self) -> bool:
        return bool(self.inside) and self.inside[-1][1]


def outside(text: str) -> Iterator[str]:
    """The pieces of a text that stand in no bracket."""
    yield from (piece for piece in re.split(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", text) if LETTERS.search(piece))


def data_of(database: Database) -> list[str]:
    """Every text that stands in the database: names, titles, the rubric's words, labels; the longest first.

    Codes that the app itself stores (a lone word in small letters) are no data of the event. A participant's name and
    an aspect's title are also shown as short_name() and in small letters, a fingerprint as its short code.
    """
    with database.reading() as session:
        rows = [row for table in Base.metadata.sorted_tables for row in session.execute(select(table))]
        people = [one.name for one in session.scalars(select(Participant))]
        nouns = [one.noun for one in session.scalars(select(Category))]
        events = session.scalars(select(Event.id)).all()
        rules = {one.code for event in events for one in sign_offs(session, event)}
    texts = {" ".join(text.split()) for row in rows for value in row for text in leaves(value)}
    rubrics = [from_library(name).model_dump(mode="json") for name in library()]
    texts |= {" ".join(text.split()) for text in leaves(rubrics)}
    texts |= rules | {codes.short(text) for text in texts if re.fullmatch(r"[0-9a-f]{64}", text)}
    texts = {text for text in texts if LETTERS.search(text) and not re.fullmatch(r"[a-z_.]+", text)}
    texts |= {text.lower() for text in texts} | {short_name(name, noun) for name in people for noun in nouns}
    return sorted(texts, key=len, reverse=True)


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in leaves(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in leaves(part))


def unmarked(text: str, data: list[str]) -> Iterator[str]:
    """Pieces with letters that are neither marked nor data."""
    for piece in outside(text):
        left = " ".join(piece.split())
        for name in data:
            if name in left:
                left = left.replace(name, " ")
        left = " ".join(WORDS.sub(" ", left).split())
        if LETTERS.search(left):
            yield left
