"""Sentences that nobody marked, found in the sources: templates, refusals and flashes, scripts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from house import expect_none, our_files, parse, place, read
from jinja2 import Environment, nodes
from pages import Page
from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment, String, Whitespace

NAME = re.compile(r"\b(?:Juara|Tablet Android|iPad|CSV|XLSX|TOML|ODS|PDF|PIN|NIP|KB|MB)\b")  # the same in any language
SENTENCE = re.compile(r"[A-Z][a-z]+(?: |$)|[a-z]{3,} [a-z]{3,}.*[.:?]$")  # as people write one; a class name is not
PAPER = re.compile(r'<article[^>]* lang="id">.*?</article>', re.DOTALL)  # a paper shown on a screen says what it prints
HALL = "templates/screen"  # the hall reads what the papers say
CLASSES = re.compile(r"(\{% block \w+_(?:class|data) %\})[^\n]*?(\{% endblock %\})")  # blocks that stand inside a tag
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')  # what a macro puts into a tag
MARKS = {"_", "rich", "N_", "Later"}
TELLS = {"Refused", "flash", "TryLater", "CardNeeded"}


def bare_text(template: str) -> Iterator[tuple[int, str]]:
    """Text that people see, outside of everything Jinja fills in."""
    for line, text in Page(CLASSES.sub(r"\1\2", template)).visible:
        if re.search(r"[A-Za-z]{2}", NAME.sub("", ATTRIBUTE.sub("", text))):
            yield line, text.strip()


def bare_strings(template: str) -> Iterator[tuple[int, str]]:
    """Strings inside Jinja that read like a sentence and are no argument of `_` or `rich`."""
    tree = Environment(extensions=["jinja2.ext.do"]).parse(template)  # noqa: S701 - parsed, never rendered
    marked = {
        id(part)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in MARKS
        for part in call.args[:1]
    }
    for one in tree.find_all(nodes.Const):
        if isinstance(one.value, str) and id(one) not in marked and SENTENCE.search(NAME.sub("", one.value)):
            yield one.lineno, one.value


@pytest.mark.parametrize("rule", [bare_text, bare_strings])
def test_templates_say_everything_through_the_catalogue(root: Path, rule):
    pages = [page for page in our_files(root, ".html", under=("templates",)) if not page.is_relative_to(root / HALL)]
    found = ((page, line, text) for page in pages for line, text in rule(PAPER.sub("", read(page))))
    expect_none(f"{place(root, page, line)} {text!r}" for page, line, text in found)


def untold(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Refused("..."), flash(f"..."): a sentence given as it is; and _(f"..."), which no catalogue can hold."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        bare = [part for part in choices(node.args[0]) if isinstance(part, ast.Constant | ast.JoinedStr)]
        if name in TELLS and any(is_said(part) for part in bare):
            yield node.lineno, ast.unparse(node)
        if name in MARKS and any(isinstance(part, ast.JoinedStr) for part in bare):
            yield node.lineno, ast.unparse(node)


def choices(node: ast.expr) -> Iterator[ast.expr]:
    """Both sides of `a if b else c`."""
    if isinstance(node, ast.IfExp):
        yield from (*choices(node.body), *choices(node.orelse))
    else:
        yield node


def is_said(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or bool(re.search("[A-Za-z]", str(ast.literal_eval(node))))


def test_refusals_and_flashes_are_said_through_the_catalogue(root: Path):
    rooms = [f"judging/{room}" for room in ("actions", "queries", "scoring", "profiles", "web", "sync.py", "sheet.py")]
    files = our_files(root, ".py", under=tuple(rooms))
    expect_none(f"{place(root, file, line)} {text}" for file in files for line, text in untold(parse(file)))


def silent(script: str) -> Iterator[tuple[int, str]]:
    """Texts of a script that read like a sentence and are not given to say(). A template's pieces count one by one."""
    before: list[str] = []
    for start, kind, value in JavascriptLexer().get_tokens_unprocessed(script):
        if kind in String and SENTENCE.search(NAME.sub("", value.strip("\"'"))) and before[-2:] != ["say", "("]:
            yield script.count("\n", 0, start) + 1, value
        if kind not in Comment and kind not in Whitespace and value != "`":
            before = [*before[-2:], value]


KEYS = {"ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "Enter", "ETag", "If-None-Match", "Content-Type"}  # no words
TO_THE_JOURNAL = {"Ada dua isian; juri memilih isian di perangkat ini."}  # a reason that is stored, not shown


def test_scripts_say_everything_through_the_catalogue(root: Path):
    expect_none(
        f"{place(root, file, line)} {text}"
        for file in our_files(root, ".js", under=("static/js",))
        for line, text in silent(read(file))
        if text[1:-1] not in KEYS | TO_THE_JOURNAL
    )


@pytest.mark.parametrize(
    ("rule", "source", "found"),
    [
        (bare_text, "<p>Simpan</p>", 1),
        (bare_text, "<p>{{ _('Simpan') }} · 3</p>", 0),
        (bare_text, '<img alt="Foto">', 1),
        (bare_strings, "{{ button('Simpan', 'line whole') }}", 1),
        (bare_strings, "{{ button(_('Simpan'), 'line whole') }}", 0),
        (bare_strings, "{{ rich('Kode <b>{code}</b>', code=code) }}", 0),
        (lambda text: untold(ast.parse(text)), 'raise Refused("Belum ada.")', 1),
        (lambda text: untold(ast.parse(text)), 'raise Refused(_("Belum ada."))', 0),
        (lambda text: untold(ast.parse(text)), 'flash("a b" if x else _("c"))', 1),
        (lambda text: untold(ast.parse(text)), '_(f"Belum {x}")', 1),
        (silent, 'element("p", { textContent: "Belum tersimpan" })', 1),
        (silent, 'element("p", { className: "problem here", textContent: say("Belum tersimpan") })', 0),
        (silent, "const text = `Skor ${score}`", 1),
    ],
)
def test_the_rules_see_what_they_should(rule, source: str, found: int):
    assert len(list(rule(source))) == found
