"""The forms of setting up as a browser would send them back: what the page showed, with changes.

In:  a page's answer.   Out: field -> value, as an unchanged form would post it; what a refused form says, and where.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from werkzeug.test import TestResponse


class _Form(HTMLParser):
    """The fields inside the form that posts to `action`."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.inside, self.fields = action, False, dict[str, str]()
        self.select, self.area, self.seen = "", "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = found.get("action") == self.action
            self.seen = self.seen or self.inside
        if not self.inside or not found.get("name", self.select):
            return
        if tag == "input" and (found.get("type") not in ("checkbox", "radio") or "checked" in found):
            self.fields[found["name"]] = found.get("value", "")
        elif tag == "select":
            self.select = found["name"]
            self.fields[self.select] = ""
        elif tag == "option" and self.select and ("selected" in found or not self.fields[self.select]):
            self.fields[self.select] = found.get("value", "")
        elif tag == "textarea":
            self.area = found["name"]
            self.fields[self.area] = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""


def form_of(answer: TestResponse, action: str) -> dict[str, str]:
    reader = _Form(action)
    reader.feed(answer.get_data(as_text=True))
    assert reader.seen, f"no form posts to {action}"
    return {name: value for name, value in reader.fields.items() if name != "csrf_token"}


def links(answer: TestResponse) -> list[str]:
    """Where the sentences at the head of a refused form lead."""
    head = r'<div class="inset bad" role="alert" tabindex="-1" autofocus>.*?</div>'
    inset = re.search(head, text_of(answer), re.DOTALL)
    return re.findall(r'<a href="#([^"]+)">', inset.group()) if inset else []


def text_of(answer: TestResponse) -> str:
    return html.unescape(answer.get_data(as_text=True))


def beside(answer: TestResponse, field: str) -> str:
    found = re.search(rf'<div id="{field}-problem">(.*?)</div>', text_of(answer), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""
