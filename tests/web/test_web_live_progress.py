"""The grid that fills while they score: true within seconds, almost free while nothing moves, and never a score."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from sites import Site, words
from sqlalchemy import event

from app import create_app
from judging import actions, codes, queries
from judging.actions import SheetEntry
from judging.actions.common import utc_now
from judging.database import Database
from judging.plan import AssignmentPlan, EventPlan
from judging.queries.presence import presence
from judging.roles import SYSTEM
from judging.settings import Settings
from judging.spreadsheet.samples import sample_plan

NOW_URL = "/panitia/kemajuan/sekarang"


def enlarged(plan: EventPlan, participants: int, judges: int) -> EventPlan:
    """The sample's first category alone, with as many participants and judges as asked for."""
    category, person, judge = plan.categories[0], plan.participants[0], plan.judges[1]
    people = tuple(
        replace(person, code=f"K{n:03d}", number=n, name=f"KUBE Uji {n}", linked_to="")
        for n in range(1, participants + 1)
    )
    panel = tuple(replace(judge, code=f"J{n:02d}", name=f"Juri Uji {n}") for n in range(1, judges + 1))
    return replace(
        plan,
        categories=(replace(category, awards=()),),
        participants=people,
        members=(),
        judges=panel,
        assignments=tuple(AssignmentPlan(category.code, category.rounds[0].code, one.code) for one in panel),
        conflicts=(),
        people=tuple(replace(one, judge="") for one in plan.people),
    )


@pytest.fixture
def hall(stage_folders, tmp_path):
    """hall(participants, judges): a site with every sheet laid out."""

    def opened(participants: int, judges: int) -> Site:
        folder = tmp_path / f"hall-{participants}-{judges}"
        shutil.copytree(stage_folders("kube-dki", "empty"), folder)
        database = Database(Settings.from_environment({"JUARA_DATA": str(folder)}))
        now = utc_now()
        with database.writing() as session:
            event_id = actions.import_event(
                session, SYSTEM, enlarged(sample_plan("kube-dki"), participants, judges), now=now
            )
            for account in queries.accounts(session, event_id):
                actions.set_credentials(session, SYSTEM, account.id, password="contoh", pin="123456", now=now)
            for category in queries.categories(session, event_id):
                actions.open_judging(session, SYSTEM, category.id, now=now)
        app = create_app(database.settings)
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
        return Site(app, app.extensions["juara"])

    return opened


def tag_of(page) -> str:
    found = re.search(r'data-tag="([^"]+)"', page.get_data(as_text=True))
    assert found is not None
    return f'"{found[1]}"'


def questions(site, client, path) -> int:
    """How many statements one request asks the database."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(site.database.engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(site.database.engine, "before_cursor_execute", note)
    return len(asked)


def save_one(site, code="J5", **scores):
    with site.database.writing() as session:
        judge = next(one for one in queries.judges(session, 1) if one.code == code)
        line = next(one for one in queries.judge_sheets(session, judge.id) if one.state == "blank")
        entry = SheetEntry(codes.new_secret(), 0, "draft", scores, {}, {})
        who = queries.open_sheets(session, 1)
        actor = next(one.actor for one in who if one.id == line.id)
        assert actions.save_entry(session, actor, line.id, entry, now=utc_now()).word == "saved"


def test_while_nothing_moves_the_answer_is_empty(open_site, tell):
    site = open_site("judging")
    panitia = site.organiser("panitia")
    tag = tag_of(panitia.get("/panitia/kemajuan"))
    answers = [panitia.get(NOW_URL, headers={"If-None-Match": tag}) for _ in range(3)]
    assert [(one.status_code, one.data) for one in answers] == [(304, b"")] * 3
    bytes_of_headers = len(str(answers[0].headers).encode())
    assert bytes_of_headers < 1500
    tell(f"progress while nothing moves: 0 bytes of body, {bytes_of_headers} bytes of headers")


def test_a_saved_mark_moves_the_grid_and_shows_no_score(open_site):
    site = open_site("judging")
    panitia = site.organiser("panitia")
    tag = tag_of(panitia.get("/panitia/kemajuan"))
    save_one(site, PK1=4, PK2=4, PK3=4)
    answer = panitia.get(NOW_URL, headers={"If-None-Match": tag})
    pieces = re.findall(r'data-piece="([^"]+)"', answer.get_data(as_text=True))
    assert (answer.status_code, pieces[:3], "3/16" in answer.get_data(as_text=True)) == (
        200, ["summary", "asks", "grid"], True,
    )  # fmt: skip
    assert panitia.get(NOW_URL, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/panitia/kemajuan", NOW_URL, "/panitia"])
def test_the_number_of_questions_does_not_grow_with_the_participants(hall, tell, path):
    counts = []
    for participants in (5, 40):
        site = hall(participants, 12)
        client = site.organiser("panitia")
        client.get(path)
        counts.append(questions(site, client, path))
    assert counts[0] == counts[1]
    tell(f"{path}: {counts[0]} questions with 5 and with 40 participants")


def test_forty_participants_and_twelve_judges_stay_a_light_page(hall, tell):
    site = hall(40, 12)
    body = site.organiser("panitia").get("/panitia/kemajuan").data
    assert (body.count(b'<b class="cell'), len(body) < 150_000) == (480, True)
    tell(f"progress with 12 judges and 40 participants: {len(body) // 1024} KB")


def test_a_tablet_tells_how_many_sheets_it_still_holds(open_site):
    site = open_site("judging")
    judge, panitia = site.judge("J2"), site.organiser("panitia")
    with site.database.reading() as session:
        mark = queries.event_mark(session, 1)
    batch = {"device": "uji", "event": mark, "entries": [], "unsent": 3}
    headers = {"Origin": "http://localhost", "X-Juara": "tablet"}
    answer = judge.post("/juri/kirim-antrean", json=batch, headers=headers)
    assert sorted(answer.get_json()) == ["answers", "archived", "epoch", "event", "judge", "other_device"]
    assert "3 belum terkirim, terlihat " in words(panitia.get("/panitia/kemajuan"))
    judge.post("/juri/kirim-antrean", json=batch | {"unsent": 0}, headers=headers)
    assert "tersambung" in words(panitia.get("/panitia/kemajuan"))


def test_a_tablet_that_went_silent_is_shown_with_the_time_it_last_spoke(open_site):
    site = open_site("judging")
    site.judge("J2")
    later = utc_now() + timedelta(minutes=3)
    with site.database.reading() as session:
        judge = next(one for one in queries.judges(session, 1) if one.code == "J2")
        now = presence(session, 1, now=utc_now())[judge.id]
        then = presence(session, 1, now=later)[judge.id]
    assert (now.connected, then.connected) == (True, False)


def test_paper_that_nobody_checked_is_named_before_closing(open_site):
    site = open_site("judging")
    panitia, ketua = site.organiser("panitia"), site.organiser("ketua")
    with site.database.reading() as session:
        judge = next(one for one in queries.judges(session, 1) if one.code == "J5")
        line = next(one for one in queries.judge_sheets(session, judge.id) if one.state == "blank")
    panitia.post(f"/panitia/kertas/{line.id}", data={"score-PK1": "3"})
    text = words(ketua.get("/panitia/kemajuan"))
    assert "Di antaranya lembar kertas yang belum diperiksa: Lukman Hakim Siregar 1 lembar." in text
    assert "1 lembar kertas belum diperiksa" in text


def test_what_closing_found_in_the_journal_is_said(open_site):
    site = open_site("judging")
    with site.database.engine.connect() as connection:
        connection.connection.driver_connection.execute("UPDATE participant SET name = 'KUBE Lain' WHERE id = 1")
        connection.connection.driver_connection.commit()
    answer = site.organiser("ketua").post("/panitia/tutup/kube", follow_redirects=True)
    assert "Jurnal tidak cocok dengan data: " in words(answer)
    assert site.states()[0] == "closed"
