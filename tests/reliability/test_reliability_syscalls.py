"""kill -9 before every single call that writes: what was answered is there, and nothing is half there."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tracing import WRITES, Deeds

from judging import backup
from judging.database import Database
from judging.settings import Settings

LONG = bool(os.environ.get("JUARA_LONG"))
# deed, stage it starts from, every how manieth point is tried here (the long run tries each)
CASES = [("saves", "judging", 1), ("close", "judging", 1), ("seal", "closed", 6), ("backup", "judging", 4),
         ("migrate", "", 12)]  # fmt: skip
SILENT = "/dev/null"


@pytest.fixture
def deeds():
    made = Deeds(saves=6 if LONG else 2)
    yield made
    made.close()


@pytest.mark.parametrize(("deed", "stage", "every"), CASES, ids=[case[0] for case in CASES])
def test_killed_before_any_write_nothing_answered_is_lost(deeds, stage_folders, tmp_path, tell, deed, stage, every):
    start = stage_folders("kube-dki", stage) if stage else tmp_path / "nothing"
    (tmp_path / "nothing").mkdir()
    step, killed, wrong = 1 if LONG else every, 0, []
    for call in WRITES:
        number, hit = 1, True
        while hit:
            data = tmp_path / "try"
            shutil.copytree(start, data)
            inject = f"inject=?{call}:signal=SIGKILL:when={number}"
            told = deeds.attempt(data, deed, "-o", SILENT, "-e", f"trace=?{call}", "-e", inject)
            hit = told["killed"]
            killed += hit
            wrong += [f"{call} {number}: {fault}" for fault in faults(data, deed, told)]
            shutil.rmtree(data)
            number += step
    assert wrong == []
    assert killed >= {"saves": 60, "close": 10, "seal": 5, "backup": 5, "migrate": 3}[deed]
    tell(f"kill at a write: {deed}: {killed} points{'' if step == 1 else f' (every {step}th)'}, 0 violations")


def faults(data: Path, deed: str, told) -> list[str]:
    """What a person would find after starting again."""
    if told["failed"]:
        return [f"ended with {told['failed']}"]
    database = Database(Settings.from_environment({"JUARA_DATA": str(data)}))
    try:
        if deed == "migrate":
            database.migrate()
        report = database.verify()
        found = [str(one) for one in report.findings]
        with closing(sqlite3.connect(data / "juara.db")) as raw:
            found += [row[0] for row in raw.execute("PRAGMA integrity_check") if row[0] != "ok"]
            found += unkept(raw, deed, told["acks"])
        copies = [backup.check(database, copy) for copy in (data / "backup").glob("*.db")]
        found += ["a copy under its name is not whole" for copy in copies if not copy.ok]
    finally:
        database.engine.dispose()
    if deed == "backup" and told["acks"] and not copies:
        found.append("the copy is gone")
    return found


def unkept(raw: sqlite3.Connection, deed: str, acks: list[str]) -> list[str]:
    if deed == "saves":
        kept = {entry for (entry,) in raw.execute("SELECT id FROM entry")}
        return [f"{ack} was answered and is gone" for ack in acks if ack not in kept]
    if deed in ("close", "seal"):
        (state,) = raw.execute("SELECT state FROM category WHERE id = 1").fetchone()
        return [f"answered {ack}, found {state}" for ack in acks if ack != state]
    return []
