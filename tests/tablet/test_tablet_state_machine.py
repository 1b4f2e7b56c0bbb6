"""The protocol under every order of happenings: lost answers, replays, old batches, another tablet, closing, restarts.

Held after every step: what was acknowledged stands in the journal exactly once, no value stands without its entry, a
conflict changes nothing, a closed sheet stays as it was, and an id is always answered with the same receipt.
JUARA_LONG=1 runs 500 stories of 50 steps; otherwise fewer, so that the whole suite stays quick.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from people import NOW, judge
from sqlalchemy import select
from tablets import entry

from judging import actions, queries, sync
from judging.database import Database
from judging.models import Category, Entry, JournalEvent, Sheet
from judging.roles import Role
from judging.settings import Settings

STORIES, STEPS = (500, 50) if os.environ.get("JUARA_LONG") == "1" else (40, 50)
REACH: Counter[str] = Counter()
TABLETS, SHEETS = st.integers(0, 1), st.integers(0, 1)


class Protocol(RuleBasedStateMachine):
    """Two tablets of one judge, two sheets, one server whose answers may get lost."""

    origin: ClassVar[Path]
    place: ClassVar[Path]

    @initialize()
    def start(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.origin, self.place)
        self.open()
        with self.database.reading() as session:
            self.actor = judge(session, "J2")
            lines = queries.judge_sheets(session, self.actor.judge_id or 0)
            self.sheets = [line.id for line in lines if line.state == "blank"][:2]
            view = queries.judge_sheet(session, self.actor.judge_id or 0, self.sheets[0])
            assert view is not None
            self.codes = [indicator.code for indicator in view.rubric.indicators]
        self.known = [[0, 0], [0, 0]]  # tablet x sheet: the version that tablet builds on
        self.waiting: list[list[dict[str, Any]]] = [[], []]  # entries of each tablet that were never acknowledged
        self.sent: list[dict[str, Any]] = []  # everything that ever left, for replays
        self.receipts: dict[str, tuple[str, int]] = {}
        self.closed = False

    def open(self) -> None:
        self.database = Database(Settings.from_environment({"JUARA_DATA": str(self.place)}))

    @rule(tablet=TABLETS, sheet=SHEETS, score=st.integers(1, 5), count=st.integers(0, 16))
    def edit(self, tablet: int, sheet: int, score: int, count: int) -> None:
        self.queue(tablet, sheet, "draft", dict.fromkeys(self.codes[:count], score))

    @rule(tablet=TABLETS, sheet=SHEETS, score=st.integers(2, 4))
    def submit(self, tablet: int, sheet: int, score: int) -> None:
        self.queue(tablet, sheet, "submit", dict.fromkeys(self.codes, score))

    @rule(tablet=TABLETS, sheet=SHEETS)
    def take_back(self, tablet: int, sheet: int) -> None:
        self.queue(tablet, sheet, "take_back", {}, reason="Tertukar")

    def queue(self, tablet: int, sheet: int, kind: str, scores: dict[str, int], reason: str = "") -> None:
        if any(one["sheet"] == self.sheets[sheet] for one in self.waiting[tablet]):
            return  # an entry on its way is never changed; a newer one stands behind it
        base = self.known[tablet][sheet]
        self.waiting[tablet].append(entry(self.sheets[sheet], base, kind, scores=scores, reason=reason))

    @rule(tablet=TABLETS, sheet=SHEETS)
    def mistype(self, tablet: int, sheet: int) -> None:
        """A score off the scale: a fault of the script; nothing of it may reach the sheet."""
        self.queue(tablet, sheet, "draft", {self.codes[0]: 9})

    @rule(tablet=TABLETS, answered=st.booleans())
    def flush(self, tablet: int, answered: bool) -> None:
        """Everything that waits goes; the answer may get lost, and then it all waits on."""
        batch = self.waiting[tablet]
        answers = self.deliver(batch)
        if not answered:
            REACH["answer lost"] += bool(batch)
            return
        for one in answers:
            self.known[tablet][self.sheets.index(one["sheet"])] = one["version"]
        self.waiting[tablet] = []

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def replay(self, data: st.DataObject) -> None:
        """Old batches arrive again, late and in any order."""
        self.deliver(data.draw(st.lists(st.sampled_from(self.sent), min_size=1, max_size=4)))
        REACH["replayed"] += 1

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def forge(self, data: st.DataObject) -> None:
        """An id that is known comes with another content."""
        old = data.draw(st.sampled_from(self.sent))
        stored = self.row(old["sheet"])
        word = self.deliver([old | {"notes": {self.codes[0]: "lain"}}], remember=False)[0]["word"]
        if old["id"] in self.receipts:
            assert word == "mismatch"
            assert self.row(old["sheet"]) == stored
            REACH["mismatch"] += 1

    @precondition(lambda self: not self.closed and len(self.sent) > 4)
    @rule()
    def close(self) -> None:
        with self.database.writing() as session:
            ketua = next(one for one in queries.organisers(session, 1) if Role.KETUA in one.roles)
            category = session.scalars(select(Category.id).where(Category.code == "pendamping")).one()
            actions.close_category(session, ketua, category, now=NOW)
        self.closed = True

    @rule()
    def restart(self) -> None:
        self.database.engine.dispose()
        self.open()

    def deliver(self, entries: list[dict[str, Any]], *, remember: bool = True) -> list[dict[str, Any]]:
        answers = []
        for one in entries:
            before = self.row(one["sheet"])
            batch = sync.read_batch(json.loads(json.dumps({"device": "", "event": "", "entries": [one]})))
            answer = sync.answer_batch(self.database, self.actor, batch, now=NOW)[0].to_json()
            self.check(one, answer, before)
            answers.append(answer)
        if remember:
            self.sent += [one for one in entries if one not in self.sent]
        return answers

    def check(self, one: dict[str, Any], answer: dict[str, Any], before: tuple[Any, ...]) -> None:
        word = answer["word"]
        REACH[word] += 1
        assert (answer["id"], answer["sheet"]) == (one["id"], one["sheet"])
        if word != "saved":
            assert self.row(one["sheet"]) == before
        if self.closed:
            assert word != "saved"
        if word in ("saved", "already_saved"):
            told = (answer["receipt"], answer["version"])
            assert self.receipts.setdefault(one["id"], told) == told

    def row(self, sheet: int) -> tuple[Any, ...]:
        with self.database.reading() as session:
            row = session.get_one(Sheet, sheet)
            return row.version, row.state, row.scores, row.notes, row.numerator, row.receipt

    @invariant()
    def every_value_stands_on_its_entry(self) -> None:
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            for sheet in self.sheets:
                saved = session.scalars(
                    select(Entry).where(Entry.sheet_id == sheet, Entry.outcome == "saved").order_by(Entry.version)
                ).all()
                row = session.get_one(Sheet, sheet)
                assert [one.version for one in saved] == list(range(1, row.version + 1))
                assert row.scores == (saved[-1].scores if saved else {})
                assert (row.numerator is None) == (row.state != "submitted")

    def teardown(self) -> None:
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            bodies = [json.loads(body) for body in session.scalars(select(JournalEvent.body))]
            versions = dict(session.execute(select(Entry.id, Entry.version)).all())
        written = Counter(row["key"][0] for body in bodies for row in body["rows"] if row["table"] == "entry")
        for id_, (_receipt, version) in self.receipts.items():
            assert (written[id_], versions[id_]) == (1, version)
        assert self.database.verify().ok
        self.database.engine.dispose()


def test_every_order_of_happenings_keeps_every_acknowledged_save_once(
    stage_folders: Callable[[str, str], Path],
):
    memory = Path("/dev/shm")  # noqa: S108 - a disk in memory, where there is one: durability is tested elsewhere
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        Protocol.origin, Protocol.place = stage_folders("kube-dki", "judging"), Path(folder) / "server"
        run_stories()
    happened = {"saved", "already_saved", "conflict", "mismatch", "late", "invalid", "answer lost", "replayed"}
    assert happened <= set(REACH), f"never happened: {happened - set(REACH)}"


def run_stories() -> None:
    run_state_machine_as_test(
        Protocol,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
