"""Templates as a browser and a reader see them.

In:  the text of a Jinja template.   Out: its tags, the words people see, and the strings inside Jinja, with lines.
Does not render anything: what Jinja would fill in is blank, so only what a person wrote in the template is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"|\'([^\'\\]*(?:\\.[^\'\\]*)*)\'')
SPOKEN = {"placeholder", "title", "alt", "aria-label", "label", "data-confirm"}


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    attributes: dict[str, str]
    line: int


class Page(HTMLParser):
    """Tags with their lines, and the pieces of text people see."""

    def __init__(self, template: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.visible: list[tuple[int, str]] = []
        self.feed(JINJA.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), template))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append(Tag(tag, attributes, line))
        button = tag == "input" and attributes.get("type") in {"submit", "button", "reset"}
        spoken = SPOKEN | {"value"} if button else SPOKEN
        self.visible += [(line, value) for name, value in attributes.items() if name in spoken]

    def handle_data(self, data: str) -> None:
        if not self.cdata_elem:  # else it stands inside a script or style
            first = self.getpos()[0]
            self.visible += [(first + number, text) for number, text in enumerate(data.split("\n")) if text.strip()]


def code(template: str) -> Iterator[tuple[int, str]]:
    """Line and inside of every {{ }} and {% %}; comments are left out."""
    for found in JINJA.finditer(template):
        if not found.group().startswith("{#"):
            yield template.count("\n", 0, found.start()) + 1, found.group()[2:-2]


def strings(template: str) -> Iterator[tuple[int, str]]:
    """The strings written inside Jinja: arguments of macros, keys, codes."""
    for line, inside in code(template):
        for found in STRING.finditer(inside):
            yield line + inside.count("\n", 0, found.start()), found.group(1) or found.group(2) or ""
