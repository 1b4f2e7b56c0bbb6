"""From the sheets of a database to ranks: 100,000 participants x 5 judges, beside reading the sheet rows alone.

The floor is one SELECT of the columns that ranking needs, fetched and thrown away. Both read the same file in this
process; times are processor time.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from _measure import Figure, report
from ranking import cpu_ms
from sqlalchemy import Text, insert, select, type_coerce
from sqlalchemy.orm import Session

from judging.cli.demo import build
from judging.database import Database
from judging.journal import lawful
from judging.models import Category, Judge, Participant, Region, Round, Sheet
from judging.queries.tally import round_tallies
from judging.scoring.category import Round as Counted
from judging.scoring.category import rank_category
from judging.settings import Settings

PARTICIPANTS, JUDGES = 100_000, 5
BATCH = 10_000


def filled(folder: Path) -> Database:
    """The sample's first category with 100,000 participants, each scored by five judges. Not a journaled event."""
    database = Database(Settings.from_environment({"JUARA_DATA": str(folder)}))
    database.migrate()
    build(database, "kube-dki", "setup")
    with database.engine.connect() as connection, lawful(connection), Session(connection) as session:
        _fill(session)
        session.commit()  # nothing of this is an event anybody will verify
    return database


def _fill(session: Session) -> None:
    round_ = session.scalars(select(Round).where(Round.category_id == 1)).one()
    weights = {aspect["code"]: sum(item["weight"] for item in aspect["indicators"])
               for aspect in round_.rubric.body["aspects"]}  # fmt: skip
    region = session.scalars(select(Region.id)).first()
    judges = session.scalars(select(Judge.id).order_by(Judge.code).limit(JUDGES)).all()
    chance = np.random.default_rng(1)
    for start in range(0, PARTICIPANTS, BATCH):
        numbers = range(start + 100, start + 100 + BATCH)
        session.execute(insert(Participant), [_participant(number, region) for number in numbers])
        points = chance.integers(1, 6, size=(BATCH, JUDGES, len(weights)))
        rows = []
        for place, number in enumerate(numbers):
            for seat, judge in enumerate(judges):
                given = points[place, seat].tolist()
                aspects = {code: weight * score for (code, weight), score in zip(weights.items(), given, strict=True)}
                rows.append(_sheet(round_.id, judge, number + 1000, aspects))
        session.execute(insert(Sheet), rows)


def _participant(number: int, region: int | None) -> dict[str, object]:
    return {
        "id": number + 1000, "event_id": 1, "category_id": 1, "region_id": region, "number": number,
        "code": f"P{number}", "name": f"Peserta {number}", "district": "", "subdistrict": "", "profile": {},
        "status": "active", "status_reason": "",
    }  # fmt: skip


def _sheet(round_id: int, judge: int, participant: int, aspects: dict[str, int]) -> dict[str, object]:
    return {
        "round_id": round_id, "judge_id": judge, "participant_id": participant, "state": "submitted", "version": 1,
        "filled": 19, "scores": {}, "ticks": {}, "notes": {}, "numerator": sum(aspects.values()), "aspects": aspects,
        "receipt": "", "state_reason": "",
    }  # fmt: skip


def read_rows(session: Session) -> int:
    """What any ranking has to read: one row per sheet, its aspects as text."""
    columns = (Sheet.participant_id, Sheet.judge_id, Sheet.state, Sheet.numerator, type_coerce(Sheet.aspects, Text))
    return len(session.execute(select(*columns).where(Sheet.round_id == 1)).all())


def ranked(session: Session) -> int:
    """The same rows as tallies, totals and exact ranks with ties."""
    rounds = [Counted(one.tally, one.share) for one in round_tallies(session, session.get_one(Category, 1))]
    outcome = rank_category(rounds, panel_rule="present_judges", tie_break=("aspect:kelembagaan", "aspect:sosial"))
    assert outcome.standing is not None
    return int(outcome.standing.ranking.rank.max())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = filled(Path(folder))
        with database.reading() as session:
            assert read_rows(session) == PARTICIPANTS * JUDGES
            least = cpu_ms(lambda: read_rows(session))
            figure = Figure("ranks from the database", cpu_ms(lambda: ranked(session)), least,
                            floor_is="one SELECT of the same 500,000 sheet rows")  # fmt: skip
        database.engine.dispose()
    report(f"Ranking {PARTICIPANTS:,} x {JUDGES} from the database, processor time", [figure])


if __name__ == "__main__":
    main()
