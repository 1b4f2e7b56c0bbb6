"""The plug is pulled at every moment of a recording of real saves. The two controls prove that the test can fail."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from disk import Disk, File, State, mark_of
from tracing import WRITES, Deeds

LONG = bool(os.environ.get("JUARA_LONG"))
SEED = 20261119
LEFT_OUT = "juara.db-shm"  # shared memory: rebuilt at every start
# settings, how many states at least, whether a loss must appear
CASES = {
    "shipped (DELETE, EXTRA)": ({}, 100_000 if LONG else 10_000, False),
    "control WAL, NORMAL": ({"journal_mode": "wal", "synchronous": 1}, 1_500, True),
    "control DELETE, FULL": ({"synchronous": 2}, 1_500, True),
}
STATES_OF_A_SAVE = 110  # at the least; the recording is made long enough


@pytest.mark.parametrize("case", CASES)
def test_a_power_cut_loses_no_answered_save(stage_folders, tmp_path, tell, case):
    pragmas, wanted, may_lose = CASES[case]
    data, trace = tmp_path / "data", tmp_path / "trace"
    shutil.copytree(stage_folders("kube-dki", "judging"), data)
    start = {"juara.db": File((data / "juara.db").read_bytes())}
    deeds = Deeds(saves=wanted // STATES_OF_A_SAVE)
    calls = f"trace={','.join(f'?{call}' for call in WRITES)}"
    told = deeds.attempt(data, "saves", "-y", "-xx", "-s", "70000", "-o", str(trace), "-e", calls, **pragmas)
    deeds.close()
    assert (told["failed"], len(told["acks"])) == (0, wanted // STATES_OF_A_SAVE)

    disk, chance = Disk(str(data), dict(start), dict(start)), random.Random(SEED)  # noqa: S311 - to be repeated
    seen: set[object] = set()
    lost = broken = 0
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as place:  # noqa: S108 - memory
        for line in trace.read_text(encoding="ascii").splitlines():
            if not disk.play(line):
                continue
            for state in disk.after_a_cut(chance):
                mark = mark_of(state, len(disk.acks))
                if mark not in seen:
                    seen.add(mark)
                    verdict = wake_up(Path(place), state, disk.acks)
                    lost, broken = lost + (verdict == "lost"), broken + (verdict == "broken")
    tell(f"power cut, {case}: {len(seen)} states over {len(disk.acks)} saves, {lost} lost a save, {broken} broken")
    assert disk.acks == told["acks"]
    assert len(seen) >= wanted
    assert (lost > 0) == may_lose
    assert may_lose or broken == 0


def wake_up(place: Path, state: State, acks: list[str]) -> str:
    """Start from what the disk holds: "" when every answered save is there and the file is whole."""
    for old in place.iterdir():
        old.unlink()
    for name, (file, arrived) in state.items():
        if name.startswith("juara.db") and name != LEFT_OUT:
            (place / name).write_bytes(file.content(arrived))
    try:
        with closing(sqlite3.connect(place / "juara.db")) as raw:
            kept = {entry for (entry,) in raw.execute("SELECT id FROM entry")}
            whole = raw.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except sqlite3.DatabaseError:
        return "broken"
    if not set(acks) <= kept:
        return "lost"
    return "" if whole else "broken"
