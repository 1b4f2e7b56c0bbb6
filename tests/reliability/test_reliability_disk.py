"""A disk full, broken, locked or read-only: never a "saved" for what is not stored, and no restart afterwards."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from hall import blank_sheets, draft, stored
from sqlalchemy import event
from tracing import Deeds

from app import create_app
from judging.database import Database
from judging.sample import judge_pin
from judging.settings import Settings

HEADERS = {"Origin": "http://localhost", "X-Juara": "1", "Sec-Fetch-Site": "same-origin"}
CALLS = [("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync", "EIO"), ("openat", "EACCES"), ("unlink", "EIO")]


@pytest.mark.parametrize(("call", "fault"), CALLS, ids=[f"{call} {fault}" for call, fault in CALLS])
def test_a_fault_at_any_moment_costs_a_retry_and_nothing_else(stage_folders, tmp_path, tell, call, fault):
    """The fault comes once, at one call after another; the tablet tries again in the same running process."""
    deeds, tried, wrong = Deeds(), 0, []
    for when in (1, 2, 5, 13, 34):
        data = tmp_path / f"{call}-{when}"
        shutil.copytree(stage_folders("kube-dki", "judging"), data)
        before = {entry for entry, _ in stored(data)}
        where = ["-P", str(data / "juara.db"), "-P", str(data / "juara.db-journal")]
        inject = f"inject=?{call}:error={fault}:when={when}"
        told = deeds.attempt(data, "stubborn", "-o", "/dev/null", "-e", f"trace=?{call}", *where, "-e", inject)
        tried += 1
        kept = {entry for entry, _ in stored(data)} - before
        database = Database(Settings.from_environment({"JUARA_DATA": str(data)}))
        if not set(told["acks"]) <= kept or not database.verify().ok or (told["failed"] and call != "openat"):
            wrong.append((when, told, len(kept)))
        if not told["failed"] and len(told["acks"]) != 6:
            wrong.append((when, "never recovered", told))
        database.engine.dispose()
    deeds.close()
    assert wrong == []
    tell(f"{fault} at {call}: {tried} moments, 0 answers for what is not stored, saving went on without a restart")


@pytest.fixture
def tablet(open_stage):
    """One signed-in judge of an app whose disk can be spoiled."""
    database = open_stage("judging")
    app = create_app(database.settings)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    ((judge, [(sheet, indicators), *_]), *_) = blank_sheets(database.settings.data_dir).items()
    client.post("/juri/masuk", data={"card_code": judge, "pin": judge_pin(judge)}, headers=HEADERS)
    version = 0

    def send():
        nonlocal version
        entry = draft(sheet, version, {indicators[0]: 3})
        body = {"device": "uji", "event": mark, "entries": [entry]}
        answer = client.post(
            "/juri/kirim-antrean", data=json.dumps(body), content_type="application/json", headers=HEADERS
        )
        kept = entry["id"] in {each for each, _ in stored(database.settings.data_dir)}
        version += kept
        return answer, kept

    mark = ""
    mark = send()[0].json["event"]
    yield app, send
    app.extensions["juara"].engine.dispose()


def spoil(app, *pragmas: str):
    """Every new connection meets the fault; the listener is given back so that it can be taken away."""
    engine = app.extensions["juara"].engine

    def harm(raw, _record):
        for pragma in pragmas:
            raw.execute(pragma)

    engine.dispose()
    event.listen(engine, "connect", harm)
    return lambda: (event.remove(engine, "connect", harm), engine.dispose())


@pytest.mark.parametrize(
    "fault",
    [["PRAGMA max_page_count=1"], ["PRAGMA query_only=1"]],
    ids=["full", "read-only"],
)
def test_while_nothing_can_be_stored_the_answer_is_503_and_then_it_goes_on(tablet, fault):
    app, send = tablet
    assert (send()[0].status_code, send()[1]) == (200, True)
    heal = spoil(app, *fault)
    for _ in range(3):
        answer, kept = send()
        if fault != ["PRAGMA max_page_count=1"] or not kept:  # a page that is still free may take one more entry
            assert (answer.status_code, answer.headers.get("Retry-After"), kept) == (503, "5", False)
    heal()
    answer, kept = send()
    assert (answer.status_code, kept) == (200, True)
    assert app.extensions["juara"].verify().ok


def test_a_database_locked_by_another_program_is_503_and_then_it_goes_on(tablet):
    app, send = tablet
    heal = spoil(app, "PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(app.extensions["juara"].engine.url.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer, _ = send()
        other.execute("ROLLBACK")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    heal()
    assert send()[1]


def test_a_ruined_file_is_503_not_a_traceback(tablet):
    app, _send = tablet
    database = app.extensions["juara"]
    database.engine.dispose()
    with open(database.engine.url.database, "r+b") as file:  # noqa: PTH123 - bytes in place
        file.write(b"\0" * 100)
    client = app.test_client()
    assert client.get("/juri/masuk").status_code in (200, 503)
    client.set_cookie("juara_sesi", "0" * 64)
    assert client.get("/juri").status_code == 503
