"""The guides, read where they are needed: one page for judges, a handbook in chapters for organisers.

In:  the Markdown of docs/panduan, written in Indonesian and kept there for readers of the repository too.
Out: pages that print well. Does not know who reads: there is nothing in them to hide.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from markdown_it import MarkdownIt
from markupsafe import Markup

from judging.web.access import public

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "panduan"
CHAPTERS = ("1-persiapan", "2-hari-penilaian", "3-pleno", "4-kertas", "5-bila-gagal")
PICTURES = "../../static/"  # as the repository's readers follow it
blueprint = Blueprint("guides", __name__, url_prefix="/panduan")


@dataclass(frozen=True, slots=True)
class Guide:
    title: str
    body: Markup


@cache
def guide(name: str) -> Guide:
    """One file of docs/panduan; its first line is the title."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    title, _, rest = text.removeprefix("# ").partition("\n")
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return Guide(title, Markup(reader.render(rest.replace("- [ ] ", "- ☐ "))))  # noqa: S704 - our own file, html off


def with_pictures(body: Markup) -> Markup:
    return Markup(body.replace(PICTURES, url_for("assets.file", name="")))  # noqa: S704 - an address of our own


@blueprint.get("/juri")
@public
def for_judges() -> ResponseReturnValue:
    found = guide("juri")
    return render_template("public/guide.html", title=found.title, body=with_pictures(found.body), chapters=())


@blueprint.get("/panitia")
@blueprint.get("/panitia/<chapter>")
@public
def for_organisers(chapter: str = CHAPTERS[0]) -> ResponseReturnValue:
    if chapter not in CHAPTERS:
        abort(404)
    found = guide(f"panitia-{chapter}")
    chapters = tuple((name, guide(f"panitia-{name}").title, name == chapter) for name in CHAPTERS)
    return render_template("public/guide.html", title=found.title, body=with_pictures(found.body), chapters=chapters)
