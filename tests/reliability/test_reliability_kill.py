"""kill -9 under load: whatever a tablet was told is saved is there, once; the rest it sends again."""

from __future__ import annotations

import http.client
import os
import random
import shutil
import sqlite3
import sys
import threading
import time
from contextlib import closing
from dataclasses import replace
from statistics import median

import pytest
from hall import Server, Tablet, Tally, blank_sheets, draft, stored

from judging.database import Database
from judging.settings import Settings

KILLS = 500 if os.environ.get("JUARA_LONG") else 25
SEED = 20261119
NO_ANSWER = (OSError, ValueError, http.client.HTTPException)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9 of a process group")


class Typing(threading.Thread):
    """One sheet, saved again and again; an unanswered entry is sent again under the same id until it is answered."""

    def __init__(self, tablet: Tablet, sheet: int, indicators: tuple[str, ...], tally: Tally) -> None:
        super().__init__(daemon=True)
        self.tablet, self.sheet, self.indicators = replace(tablet), sheet, indicators
        self.tally, self.ended = tally, threading.Event()

    def run(self) -> None:
        version, count = 0, 0
        while not self.ended.is_set():
            count += 1
            entry = draft(self.sheet, version, dict.fromkeys(self.indicators, 1 + count % 5))
            version = self._until_answered(entry)["version"]

    def _until_answered(self, entry):
        while True:
            try:
                (answer,) = self.tablet.send(entry)
            except NO_ANSWER:
                self.tally.lost_answers += 1
                time.sleep(0.1)
            else:
                self.tally.heard(answer)
                return answer


def test_killed_under_load_nothing_is_lost_or_doubled(stage_folders, tmp_path, tell):
    data, chance, tally = tmp_path / "data", random.Random(SEED), Tally()  # noqa: S311 - chance that can be repeated
    shutil.copytree(stage_folders("kube-dki", "judging"), data)
    before = {entry for entry, _ in stored(data)}
    server = Server(data)
    ready = [server.start()]
    typists = []
    for judge, sheets in blank_sheets(data).items():
        tablet = Tablet(server.port, judge)
        tablet.sign_in()
        typists += [Typing(tablet, sheet, indicators, tally) for sheet, indicators in sheets]
    for typist in typists:
        typist.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.15, 0.45))
        server.kill()
        ready.append(server.start())
    for typist in typists:
        typist.ended.set()
    for typist in typists:
        typist.join(30)
    server.stop()

    kept = dict(pair for pair in stored(data) if pair[0] not in before)
    lost = {entry: version for entry, version in tally.acknowledged.items() if kept.get(entry) != version}
    with closing(sqlite3.connect(data / "juara.db")) as raw:
        whole = raw.execute("PRAGMA integrity_check").fetchone()[0]
        chains = raw.execute("SELECT sheet_id, max(version), count(version) FROM entry GROUP BY sheet_id").fetchall()
    database = Database(Settings.from_environment({"JUARA_DATA": str(data)}))
    report = database.verify()
    database.engine.dispose()
    tell(
        f"kill -9: {KILLS} kills, {len(typists)} tablets, {len(tally.acknowledged)} acknowledged, {len(lost)} lost, "
        f"{len(kept) - len(tally.acknowledged)} doubled, {tally.lost_answers} answers that never came, "
        f"{tally.words['already_saved']} duplicates recognised; ready again in {median(ready):.1f} s, "
        f"at most {max(ready):.1f} s (seed {SEED})"
    )
    assert (lost, set(kept) - set(tally.acknowledged)) == ({}, set())
    assert all(newest == count for _, newest, count in chains)
    assert (whole, report.ok) == ("ok", True)
    assert set(tally.words) == {"saved", "already_saved"}  # the test reached what it is for: lost answers, sent again
    assert tally.words["already_saved"] >= 1
    assert len(tally.acknowledged) > KILLS * len(typists) // 2
