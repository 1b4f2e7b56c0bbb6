"""Every page, in every stage, for every role: nothing is read that nobody marked."""

from __future__ import annotations

import re
import shutil

import pytest
from reach import Texts, data_of, unmarked, write_brackets
from sites import Site
from werkzeug.routing import Rule

from app import create_app
from judging import language, paperwork, queries
from judging.database import Database
from judging.paperwork.common import OFFICES
from judging.settings import Settings
from judging.web.languages import COOKIE

SEEN = [
    ("kube-dki", "setup", ["panitia"]),
    ("kube-dki", "judging", ["panitia", "J1"]),
    ("kube-dki", "closed", ["ketua", "J1"]),
    ("kube-dki", "announced", ["panitia", "ketua", "J1", ""]),
    ("psm-lks", "judging", ["J1"]),
    ("psm-lks", "announced", ["ketua", ""]),
]
NO_PAGES = {f"organiser.paper_{kind.key}" for kind in paperwork.KINDS} | {"languages.choose", "assets.file"}
ALLOWED = {
    **dict.fromkeys(["panitia", "ketua", "wakil", "bendahara"], "the sign-in names of the sample"),
    "contoh": "the password of the sample",
    "pendamping": "the file of a rubric in the library",
    "localhost": "the address that the visitor used",
    "{nomor}": "the place of the number in a pattern, as the setting has it",
    **dict.fromkeys(["Klasik", "Betawi", "Modern"], "the names of the designs"),
    **dict.fromkeys(OFFICES.values(), "positions as the papers print them"),
}
TITLED = {name.capitalize(): why for name, why in ALLOWED.items()}


@pytest.fixture
def brackets(tmp_path, monkeypatch):
    """English, for the length of one test, is Indonesian in brackets."""
    write_brackets(tmp_path)
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    language._catalogue.cache_clear()
    yield
    language._catalogue.cache_clear()


def addresses(site: Site) -> list[str]:
    with site.database.reading() as session:
        categories = [one.code for one in queries.categories(session, 1)]
        participants = [one.code for one in queries.participants(session, 1)]
    parts = {"category": categories[0], "participant": participants[0]}
    rules = [rule for rule in site.app.url_map.iter_rules() if is_page(rule)]
    return sorted(re.sub(r"<(?:\w+:)?(\w+)>", lambda part: parts.get(part[1], "1"), rule.rule) for rule in rules)


def is_page(rule: Rule) -> bool:
    """The hall's screens read what the papers say, in Indonesian."""
    return "GET" in (rule.methods or ()) and rule.endpoint not in NO_PAGES and not rule.rule.startswith("/layar")


def client_of(site: Site, visitor: str):
    client = site.anyone()
    if visitor:
        client = site.judge(visitor) if visitor.startswith("J") else site.organiser(visitor)
    client.set_cookie(COOKIE, "en")
    return client


def theirs(path: str, visitor: str) -> bool:
    if path.startswith("/juri"):
        return visitor.startswith("J")
    return path.startswith("/panitia") == (visitor in ("panitia", "ketua"))


@pytest.mark.parametrize(("sample", "stage", "visitors"), SEEN)
def test_every_page_says_only_what_was_marked(stage_folders, tmp_path, brackets, tell, sample, stage, visitors):
    shutil.copytree(stage_folders(sample, stage), tmp_path / "data")
    database = Database(Settings.from_environment({"JUARA_DATA": str(tmp_path / "data")}))
    app = create_app(database.settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    site = Site(app, database)
    data, read, texts = data_of(database), 0, dict[str, str]()
    for visitor in visitors:
        client = client_of(site, visitor)
        for path in [one for one in addresses(site) if theirs(one, visitor)]:
            answer = client.get(path)
            if answer.mimetype == "text/html" and not 300 <= answer.status_code < 400:
                read += 1
                texts |= {text: path for text in Texts(answer.get_data(as_text=True)).found if text not in texts}
    bare = {left: path for text, path in texts.items() for left in unmarked(text, data)}
    if found := [f"{path}: {left}" for left, path in sorted(bare.items()) if left.strip(" ·") not in ALLOWED | TITLED]:
        pytest.fail("\n".join(found), pytrace=False)
    assert read > 15
    tell(f"{sample} {stage}: {read} pages, {len(texts)} texts, each marked or data")
