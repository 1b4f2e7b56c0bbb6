"""The practice event: beside the real one, never in it, and begun anew by whoever practises."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import words
from werkzeug.test import Client
from werkzeug.wrappers import Response

from app import create_app
from judging import queries
from judging.cli.practice import PracticeHall
from judging.database import Database


@pytest.fixture
def real(open_stage) -> Database:
    return open_stage("empty")


@pytest.fixture
def hall(real: Database) -> PracticeHall:
    def make(settings):
        app = create_app(settings)
        app.config["WTF_CSRF_ENABLED"] = False
        return app

    return PracticeHall(make, real.settings)


def sign_in(client: Client) -> None:
    answer = client.post("/panitia/masuk", data={"login": "panitia", "password": "contoh"})
    assert (answer.status_code, "juara_sesi_latihan" in answer.headers["Set-Cookie"]) == (302, True)


def test_practice_is_marked_and_touches_nothing_of_the_real_event(hall: PracticeHall, real: Database):
    client = Client(hall, Response)
    sign_in(client)
    assert "Latihan. Yang diisi di sini tidak dihitung." in client.get("/panitia").get_data(as_text=True)
    with real.reading() as session:
        assert queries.events(session) == []


def test_practice_begins_anew_at_the_stage_asked_for(hall: PracticeHall, real: Database):
    client = Client(hall, Response)
    sign_in(client)
    folder = next((real.settings.data_dir / "latihan").glob("*/juara.db"))
    before = words(client.get("/"))
    assert client.post("/panitia/latihan", data={"stage": "announced"}).status_code == 302
    after = words(client.get("/"))
    assert ("Lihat hasil" in before, "Lihat hasil" in after, folder.exists()) == (False, True, False)
    assert client.get("/panitia").status_code == 302  # the sign-in of the practice before is gone with it


def test_a_stage_nobody_knows_changes_nothing(hall: PracticeHall, real: Database):
    client = Client(hall, Response)
    sign_in(client)
    answer = client.post("/panitia/latihan", data={"stage": "x"}, follow_redirects=True)
    assert "Pilih dahulu tahap yang ingin dilatih." in words(answer)
    assert client.get("/panitia").status_code == 200


def test_a_practice_that_is_going_on_survives_the_server(hall: PracticeHall, real: Database):
    sign_in(Client(hall, Response))
    again = PracticeHall(hall._make, real.settings)
    sign_in(Client(again, Response))
    found: list[Path] = list((real.settings.data_dir / "latihan").glob("*/juara.db"))
    assert len(found) == 1


def test_a_real_event_has_no_such_door(real: Database):
    app = create_app(real.settings)
    assert [rule.rule for rule in app.url_map.iter_rules() if "latihan" in rule.rule and "panitia" in rule.rule] == []
    assert "Buka acara latihan" not in words(app.test_client().get("/"))
