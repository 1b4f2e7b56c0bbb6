"""Where threads and children run: those that answer on one processor, the reader of a spreadsheet on any."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hall import Server

from judging.cli.serve import THREADS
from judging.spreadsheet.reader import CHILD

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) == 1,
    reason="this system does not say where threads run, or has one processor only",
)
ASK_THE_CHILD = """
import os, sys
sys.path.insert(0, sys.argv[1])
import child
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
child.set_limits(child.Limits(1, 1, 1, 10, 1 << 30))
print(*sorted(os.sched_getaffinity(0)))
"""


def test_the_threads_that_answer_stay_on_one_processor(stage_folders, tmp_path):
    data = Path(shutil.copytree(stage_folders("kube-dki", "judging"), tmp_path / "data"))
    server = Server(data)
    server.start()
    assert server.process
    tasks = Path(f"/proc/{server.process.pid}/task")
    told = [re.search(r"Cpus_allowed_list:\s*(\S+)", (one / "status").read_text()) for one in tasks.iterdir()]
    server.stop()
    places = [found[1] for found in told if found]
    one = str(max(os.sched_getaffinity(0)))
    assert places.count(one) > THREADS, "the main thread and every one that answers"
    assert len(places) > places.count(one), "the keeper of the backups goes on beside them"


def test_the_reader_of_a_spreadsheet_may_run_anywhere():
    command = [sys.executable, "-c", ASK_THE_CHILD, str(CHILD.parent)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    assert told.stdout.split() == [str(one) for one in sorted(os.sched_getaffinity(0))]
