"""Choosing a language: on every page, for this device only, and never for a paper, the hall or what is stored."""

from __future__ import annotations

import re

import pytest
from reach import OPEN, leaves, write_brackets
from sites import Site, words
from sqlalchemy import select

from app import create_app
from judging import language, paperwork, queries
from judging.cli.demo import build
from judging.database import Database
from judging.language import speaking
from judging.models import Base
from judging.settings import Settings
from judging.web.languages import COOKIE


@pytest.fixture
def site(open_stage):
    def opened(stage: str, sample: str = "kube-dki") -> Site:
        database = open_stage(stage, sample)
        app = create_app(database.settings)
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
        return Site(app, database)

    return opened


def test_the_choice_is_kept_by_a_cookie_and_leads_back(site):
    client = site("judging").anyone()
    assert "Penilaian sedang berlangsung." in words(client.get("/"))
    answer = client.get("/bahasa/en", headers={"Referer": "http://localhost/periksa?code=AB"})
    assert (answer.status_code, answer.location) == (302, "/periksa?code=AB")
    page = client.get("/periksa").get_data(as_text=True)
    assert re.findall(r'<html lang="(\w+)"', page) == ["en"]
    assert "Check a certificate" in page
    client.get("/bahasa/id")
    assert "Periksa piagam" in client.get("/periksa").get_data(as_text=True)
    assert client.get("/bahasa/xx").status_code == 404


@pytest.mark.parametrize(
    ("referrer", "where"),
    [
        ("", "/"),
        ("http://elsewhere.example/hasil", "/"),
        ("http://localhost//elsewhere.example/", "/"),
        ("http://localhost/juri/masuk", "/juri/masuk"),
        ("http://localhost/panitia/peserta/3/nama", "/panitia/peserta/3"),  # the answer to a form
        ("http://localhost/panitia/pleno/kube/putuskan?x=1", "/panitia/pleno/kube"),
    ],
)
def test_it_leads_back_to_pages_of_this_server_only(site, referrer, where):
    answer = site("setup").anyone().get("/bahasa/en", headers={"Referer": referrer} if referrer else {})
    assert answer.location == where


def test_every_frame_offers_the_other_language_in_that_language(site):
    found = site("judging")
    pages = [(found.anyone(), "/"), (found.anyone(), "/juri/masuk"), (found.anyone(), "/panitia/masuk")]
    pages += [(found.anyone(), "/tidak-ada"), (found.judge("J1"), "/juri"), (found.organiser("ketua"), "/panitia")]
    for client, path in pages:
        offered = re.findall(r'href="/bahasa/(\w+)" lang="(\w+)" hreflang="\w+">([^<]+)<', client.get(path).text)
        assert offered == [("en", "en", "English")], path
        client.set_cookie(COOKIE, "en")
        offered = re.findall(r'href="/bahasa/(\w+)" lang="(\w+)" hreflang="\w+">([^<]+)<', client.get(path).text)
        assert offered == [("id", "id", "Bahasa Indonesia")], path


def test_whoever_keeps_a_page_keeps_one_for_each_language(site):
    client = site("setup").anyone()
    client.set_cookie(COOKIE, "en")
    answer = client.get("/")
    assert answer.headers["Content-Language"] == "en"
    assert "Cookie" in answer.headers["Vary"]


def test_the_next_visitor_of_the_same_thread_is_not_addressed_in_english(site):
    found = site("setup")
    english = found.anyone()
    english.set_cookie(COOKIE, "en")
    english.get("/")
    assert language.chosen() == "id"
    assert '<html lang="id"' in found.anyone().get("/").text


def test_refusals_and_scripts_speak_it_too(site):
    found = site("judging")
    client = found.judge("J1")
    client.set_cookie(COOKIE, "en")
    assert "Page not found" in client.get("/tidak-ada").text
    script = re.search(r'src="(/static/judge[^"]*)"', client.get("/juri").text)[1]
    assert 'say(["{n} sheet not sent", "{n} sheets not sent"]' in client.get(script).text
    assert "/static/judge.js?" in found.judge("J2").get("/juri").text


def test_the_hall_and_the_static_copy_stay_indonesian(site):
    found = site("announced")
    client = found.anyone()
    client.set_cookie(COOKIE, "en")
    plain = found.anyone()
    for path in ("/layar", "/layar/kemajuan", "/layar/isi", "/layar/kemajuan/isi"):
        assert client.get(path).data == plain.get(path).data, path
    copy = found.app.extensions["juara_static_copy"]
    with found.app.app_context():
        before = copy()
        with speaking("en"):
            assert copy() == before


def test_a_paper_is_the_same_for_every_reader(open_stage):
    database = open_stage("announced")
    for sheet in paperwork.sheets(database, 1):
        own = paperwork.draw(database, 1, sheet)
        with speaking("en"):
            other = paperwork.draw(database, 1, sheet)
        assert (own and own.content) == (other and other.content), sheet.title


def test_nothing_that_is_stored_depends_on_the_reader(tmp_path, monkeypatch):
    """The whole sample, played in a language of brackets: no bracket is in the database afterwards."""
    write_brackets(tmp_path)
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    language._catalogue.cache_clear()
    database = Database(Settings.from_environment({"JUARA_DATA": str(tmp_path / "data")}))
    database.migrate()
    with speaking("en"):
        build(database, "kube-dki", "announced")
    with database.reading() as session:
        tables = Base.metadata.sorted_tables
        rows = [(table.name, row) for table in tables for row in session.execute(select(table))]
        assert len(queries.results.announced_results(session, 1)) == 2
    language._catalogue.cache_clear()
    assert len(rows) > 300
    assert [(name, text) for name, row in rows for value in row for text in leaves(value) if OPEN in text] == []
