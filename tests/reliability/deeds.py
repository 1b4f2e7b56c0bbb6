"""What is done while something goes wrong: one program, without threads, that forks a child for every try.

In:  a line of JSON on stdin for each try: {"data": folder, "deed": name, "strace": options, "pragmas": {...}}.
Out: a line of JSON on stdout: {"acks": [...], "killed": bool}. An ack is written the moment the app would answer.
The child waits until strace is at its side. Everything is imported once, so that a try takes tens of milliseconds.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from judging import actions, backup, codes, queries
from judging.actions import SheetEntry, Witness
from judging.database import Database, engine
from judging.roles import Role
from judging.settings import Settings
from judging.spreadsheet.samples import sample_scores

NOW = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
EVENT, CATEGORY = 1, 1
SAVES = 6
ANYONE_MAY_TRACE = (0x59616D61, ctypes.c_ulong(-1))  # PR_SET_PTRACER, PR_SET_PTRACER_ANY


def saves(database: Database) -> Iterator[str]:
    """One judge types: the same sheet, one draft after another."""
    with database.reading() as session:
        sheet = queries.open_sheets(session, EVENT)[-1]
    code = next(iter(sample_scores("kube-dki")[sheet.participant, sheet.round, sheet.judge]))
    for number in range(int(os.environ.get("JUARA_SAVES", SAVES))):
        entry = SheetEntry(codes.new_secret(), number, "draft", {code: 1 + number % 5}, {}, {code: f"catatan {number}"})
        with database.writing() as session:
            assert actions.save_entry(session, sheet.actor, sheet.id, entry, now=NOW).word == "saved"
        yield entry.id


def stubborn(database: Database) -> Iterator[str]:
    """The same, by a tablet that tries again when it is told that the server cannot save now."""
    with database.reading() as session:
        sheet = queries.open_sheets(session, EVENT)[-1]
    code = next(iter(sample_scores("kube-dki")[sheet.participant, sheet.round, sheet.judge]))
    for number in range(SAVES):
        entry = SheetEntry(codes.new_secret(), number, "draft", {code: 1 + number % 5}, {}, {})
        for _again in range(4):
            try:
                with database.writing() as session:
                    word = actions.save_entry(session, sheet.actor, sheet.id, entry, now=NOW).word
            except DBAPIError:  # the page answers 503
                continue
            assert word in ("saved", "already_saved")
            yield entry.id
            break


def organiser(database: Database, role: Role) -> Any:
    with database.reading() as session:
        return next(actor for actor in queries.organisers(session, EVENT) if role in actor.roles)


def close(database: Database) -> Iterator[str]:
    chair = organiser(database, Role.KETUA)
    with database.writing() as session:
        actions.close_category(session, chair, CATEGORY, now=NOW)
    yield "closed"


def seal(database: Database) -> Iterator[str]:
    chair, second = organiser(database, Role.KETUA), organiser(database, Role.PANITIA)
    with database.writing() as session:
        actions.seal(session, chair, CATEGORY, Witness(second.person_id, second.name), now=NOW)
    yield "sealed"


def back_up(database: Database) -> Iterator[str]:
    copy, _ = backup.make(database)
    yield copy.name


def migrate(database: Database) -> Iterator[str]:
    database.migrate()
    yield "migrated"


DEEDS = {"saves": saves, "stubborn": stubborn, "close": close, "seal": seal, "backup": back_up, "migrate": migrate}


def act(wanted: dict[str, Any], go: int, ack_write: int) -> None:
    """The child's whole life: wait for the tracer, do the deed, tell each answer, leave."""
    try:
        ctypes.CDLL(None).prctl(*ANYONE_MAY_TRACE, 0, 0, 0)
        os.read(go, 1)
        engine.PRAGMAS.update(wanted.get("pragmas", {}))
        database = Database(Settings.from_environment({"JUARA_DATA": wanted["data"]}))
        for ack in DEEDS[wanted["deed"]](database):
            os.write(ack_write, f"{ack}\n".encode())
        os._exit(0)
    except BaseException:  # noqa: BLE001 - the child must end here, whatever happened
        traceback.print_exc()
        os._exit(1)


def attempt(wanted: dict[str, Any]) -> dict[str, Any]:
    go_read, go_write = os.pipe()
    ack_read, ack_write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ack_read)
        act(wanted, go_read, ack_write)
    os.close(ack_write)
    tracer = subprocess.Popen(["strace", "-p", str(child), *wanted["strace"]], stderr=subprocess.PIPE, text=True)
    said = tracer.stderr.readline()
    if "attached" not in said:
        os.kill(child, 9)
        os.waitpid(child, 0)
        tracer.wait()
        return {"refused": said.strip()}
    os.write(go_write, b"g")
    with os.fdopen(ack_read) as heard:
        acks = heard.read().split()
    _, status = os.waitpid(child, 0)
    tracer.stderr.read()
    tracer.wait()
    os.close(go_read)
    os.close(go_write)
    return {"acks": acks, "killed": os.WIFSIGNALED(status), "failed": os.WIFEXITED(status) and os.WEXITSTATUS(status)}


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
    for line in sys.stdin:
        print(json.dumps(attempt(json.loads(line))), flush=True)
