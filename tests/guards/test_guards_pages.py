"""Pages: nothing a strict browser would refuse, nothing from outside, and the words of a plain polite office."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from house import expect_none, our_files, place, read
from pages import Page, Tag, code, strings

LOADING = {"script", "link", "img", "iframe", "source", "audio", "video", "object", "embed", "form", "use", "image"}
ADDRESS = {"src", "href", "action", "srcset", "poster", "data", "xlink:href", "formaction"}
EVENTS = r"click|change|input|submit|load|error|focus|blur|toggle|key\w+|mouse\w+|pointer\w+|touch\w+"
HANDLER = re.compile(rf"\b(?:style|on(?:{EVENTS}))\s*=\s*[\"']")
UNWANTED = re.compile(r"!|\b(?:submit|error|login|dashboard)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[A-Z]\S*(?:\s|!$)")  # codes and class names open with a small letter

Faults = Iterator[tuple[int, str]]


def raw_html(template: str) -> Faults:
    for line, inside in code(template):
        if re.search(r"\|\s*safe\b|\bautoescape\s+false\b", inside):
            yield line, "turns escaping off"


def inline_code(template: str) -> Faults:
    """The content security policy allows files only; a data block is not code."""
    for tag in Page(template).tags:
        if tag.name == "style" or (tag.name == "script" and is_code(tag) and "src" not in tag.attributes):
            yield tag.line, f"inline <{tag.name}>"
        inline = (name for name in tag.attributes if name == "style" or name.startswith("on"))
        yield from ((tag.line, f"inline {name}=") for name in inline)
    yield from ((line, "inline handler given to a macro") for line, inside in code(template) if HANDLER.search(inside))


def is_code(tag: Tag) -> bool:
    return tag.attributes.get("type") not in {"application/json", "text/template"}


def from_outside(template: str) -> Faults:
    for tag in Page(template).tags:
        for name in ADDRESS & tag.attributes.keys():
            if tag.name in LOADING and re.match(r"\s*(?:https?:)?//", tag.attributes[name]):
                yield tag.line, f"<{tag.name} {name}> loads from outside"


def unwanted_words(template: str) -> Faults:
    sentences = ((line, text) for line, text in strings(template) if SENTENCE.match(text))
    for line, text in (*Page(template).visible, *sentences):
        if found := UNWANTED.search(text):
            yield line, f"says {found.group()!r}"


RULES = [raw_html, inline_code, from_outside, unwanted_words]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_templates_keep_the_rule(root: Path, rule: Callable[[str], Faults]):
    pages = our_files(root, ".html", ".jinja", ".svg", ".txt", under=("templates",))
    expect_none(f"{place(root, page, line)} {fault}" for page in pages for line, fault in rule(read(page)))


@pytest.mark.parametrize(
    ("rule", "template", "faults"),
    [
        (raw_html, "<p>\n{{ note | safe }}</p>", [(2, "turns escaping off")]),
        (raw_html, "{% autoescape false %}", [(1, "turns escaping off")]),
        (raw_html, "{# never |safe #}{{ safe_name }}", []),
        (inline_code, '<p style="color:red">', [(1, "inline style=")]),
        (inline_code, '<a\n{% if x > 1 %}href="{{ url("a") }}"{% endif %} onclick="f()">', [(1, "inline onclick=")]),
        (inline_code, "<script>f()</script><style>p{}</style>", [(1, "inline <script>"), (1, "inline <style>")]),
        (inline_code, '<script type="module" src="{{ static("a.js") }}"></script>', []),
        (inline_code, '<script type="application/json">{"a": 1}</script>', []),
        (inline_code, '{{ field(onchange="f()") }}', [(1, "inline handler given to a macro")]),
        (inline_code, '{% set one = "x" %}{{ macro(on="x", option="y") }}', []),
        (from_outside, '<link rel="icon" href="//cdn.example/a">', [(1, "<link href> loads from outside")]),
        (from_outside, '<img src="https://a.example/b.png">', [(1, "<img src> loads from outside")]),
        (from_outside, '<a href="https://a.example">a</a><img src="/static/a.png">', []),
        (unwanted_words, "<h1>\nBerhasil!</h1>", [(2, "says '!'")]),
        (unwanted_words, "<!doctype html><!-- Login! --><p>{% if a != b %}Masuk{% endif %}</p>", []),
        (unwanted_words, '<button type="submit" class="error">Kirim</button>', []),
        (unwanted_words, '<input type="submit" value="Submit">', [(1, "says 'Submit'")]),
        (unwanted_words, '<img alt="Dashboard panitia">', [(1, "says 'Dashboard'")]),
        (unwanted_words, '{{ button("Kirim sekarang!") }}', [(1, "says '!'")]),
        (unwanted_words, '{{ note("Berhasil!") }}', [(1, "says '!'")]),
        (unwanted_words, '{{ field(form.pin, class="field error", href=url_for("session.login")) }}', []),
        (unwanted_words, "<p>Terima kasih</p><script>let a = !b</script>", []),
    ],
)
def test_the_rules_see_what_they_should(rule: Callable[[str], Faults], template: str, faults: list[tuple[int, str]]):
    assert list(rule(template)) == faults
