"""A hall with many open sheets: the sample, with more participants than it has.

In:  an empty folder and how many sheets are wanted.   Out: a database in which judging of the first category is open.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from judging import actions
from judging.cli.common import utc_now
from judging.cli.demo import _Steps
from judging.database import Database
from judging.roles import SYSTEM
from judging.settings import Settings
from judging.spreadsheet.samples import sample_plan


def fill(folder: Path, sheets: int) -> None:
    plan = sample_plan("kube-dki")
    first = plan.participants[0]
    more = [replace(first, code=f"X{n}", number=100 + n, name=f"KUBE {n}", linked_to="") for n in range(sheets // 5)]
    made = Database(Settings.from_environment({"JUARA_DATA": str(folder)}))
    made.migrate()
    with made.writing() as session:
        plan = replace(plan, participants=(*plan.participants, *more))
        event = actions.import_event(session, SYSTEM, plan, now=utc_now())
    _Steps(made, "kube-dki", event).hand_out()
    with made.writing() as session:
        actions.open_judging(session, SYSTEM, 1, now=utc_now())
    made.engine.dispose()
