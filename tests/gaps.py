"""A sample event judged to the end, but for one sheet: its judge went home before that participant."""

from __future__ import annotations

from people import EVENT, NOW

from judging import actions, queries
from judging.cli.demo import _Steps, sample_scores
from judging.database import Database
from judging.roles import SYSTEM

GAP = ("PSM-BJM", "paparan", "J1")  # participant, round, judge


def judged_but(database: Database, sample: str, gap: tuple[str, str, str], *, sealed: bool) -> None:
    """From setting up to closed or sealed, through the same actions as everybody; `gap` is never scored."""
    steps, scores = _Steps(database, sample, EVENT), sample_scores(sample)
    with database.writing() as session:
        for one in queries.categories(session, EVENT):
            actions.open_judging(session, SYSTEM, one.id, now=NOW)
    with database.writing() as session:
        for sheet in queries.open_sheets(session, EVENT):
            if (sheet.participant, sheet.round, sheet.judge) != gap:
                steps._send(session, sheet, scores)
    with database.writing() as session:
        category = next(one.id for one in queries.categories(session, EVENT) if gap[0].startswith(one.code.upper()))
        absent = next(one.id for one in queries.judges(session, EVENT) if one.code == gap[2])
        actions.mark_absent(session, SYSTEM, category, absent, "Sakit.", now=NOW)
    steps.close()
    if sealed:
        steps.seal()
