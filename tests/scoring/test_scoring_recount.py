"""The program against a second count that shares no code with it."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

import pandas as pd
import pytest
from recount import recount

from judging.scoring import Round, Tally, rank_category, tally_from_sheets
from judging.sheet import Mark, totals
from rubrics import Rubric, from_document

CONTESTS = 2000
BATCH = 100
ASPECTS = ("a", "b", "c")
CHAINS = (
    ["aspect:a", "aspect:b", "aspect:c", "head_to_head", "plenary"],
    ["head_to_head", "aspect:c", "plenary"],
    ["aspect:b", "head_to_head", "aspect:a"],
    [],
)
METHODS = ("mean", "mean", "group_mean", "trimmed", "clipped", "rank_sum")
RUBRICS: dict[str, tuple[Rubric, dict[str, dict[str, int]]]] = {}


def rubric_of(dice: random.Random) -> str:
    """A small rubric with few steps, so that ties are common; kept by its fingerprint."""
    cuts = sorted(dice.sample(range(1, 100), 4))
    weights = [end - start for start, end in zip([0, *cuts], [*cuts, 100], strict=True)]
    if dice.random() < 0.5:
        weights = [20, 20, 20, 20, 20]
    a1, a2, b1, c1, c2 = weights
    aspects = {"a": {"a1": a1, "a2": a2}, "b": {"b1": b1}, "c": {"c1": c1, "c2": c2}}
    lowest, highest, step = dice.choice([(1, 3, "1"), (1, 5, "1"), (0, 1, "0.5"), (10, 100, "30")])
    rubric = from_document(
        {
            "title": "Acak",
            "scale": {"lowest": lowest, "highest": highest, "step": step},
            "aspects": [
                {
                    "code": aspect,
                    "title": aspect,
                    "indicators": [{"code": code, "title": code, "weight": weight} for code, weight in items.items()],
                }
                for aspect, items in aspects.items()
            ],
        }
    )
    RUBRICS[rubric.fingerprint] = (rubric, aspects)
    return rubric.fingerprint


def contest_of(dice: random.Random) -> dict:
    participants = [f"P{n}" for n in range(dice.randint(1, 7))]
    judges = [f"J{n}" for n in range(dice.randint(1, 7))]
    shares = dice.choice([[100], [100], [60, 40], [100, 0], [0, 100], [33, 33, 34]])
    keeps = dice.choice([1.0, 1.0, 0.93, 0.6])
    return {
        "participants": participants,
        "backgrounds": {judge: dice.choice(["praktisi", "csr", "akademisi"]) for judge in judges},
        "rounds": [round_of(dice, participants, judges, share, keeps) for share in shares],
        "method": dice.choice(METHODS),
        "margin": dice.choice(["3", "0.5", "10"]),
        "panel_rule": dice.choice(["complete_judges", "present_judges"]),
        "chain": dice.choice(CHAINS),
    }


def round_of(dice: random.Random, participants: list[str], judges: list[str], share: int, keeps: float) -> dict:
    fingerprint = rubric_of(dice)
    rubric, weights = RUBRICS[fingerprint]
    seated = [judge for judge in judges if dice.random() < 0.9] or judges[:1]
    codes = list(rubric.by_code)
    steps = dice.choice([rubric.scale.steps, rubric.scale.steps[:2]])
    sheets = {
        (participant, judge): {code: dice.choice(steps) for code in codes}
        for participant in participants
        for judge in seated
        if dice.random() < keeps
    }
    highest = rubric.scale.highest_units
    return {"share": share, "weights": weights, "highest": highest, "sheets": sheets, "rubric": rubric}


def tally_of(one: dict, contest: dict, dice: random.Random) -> Tally:
    """Sheets in any order, and a status row for some of those that are missing."""
    rubric = one["rubric"]
    rows = []
    for (participant, judge), sheet in one["sheets"].items():
        found = totals({code: Mark(score) for code, score in sheet.items()}, rubric)
        numbers = (found.numerator, *found.aspects.values())
        rows.append((participant, judge, contest["backgrounds"][judge], "scored", *numbers))
    for participant in contest["participants"]:
        for judge in contest["backgrounds"]:
            if (participant, judge) not in one["sheets"] and dice.random() < 0.3:
                status = dice.choice(["recused", "absent"])
                rows.append((participant, judge, contest["backgrounds"][judge], status, None, None, None, None))
    dice.shuffle(rows)
    columns = ["participant", "judge", "background", "status", "numerator", *(f"aspect:{code}" for code in ASPECTS)]
    frame = pd.DataFrame.from_records(rows, columns=columns)
    return tally_from_sheets(frame, aspects=ASPECTS, highest=one["highest"], participants=contest["participants"])


def answer(contest: dict, dice: random.Random):
    outcome = rank_category(
        [Round(tally_of(one, contest, dice), one["share"]) for one in contest["rounds"]],
        method=contest["method"],
        margin=Fraction(contest["margin"]),
        panel_rule=contest["panel_rule"],
        tie_break=contest["chain"],
    )
    if outcome.refused:
        return outcome.refused.kind
    return [(row.participant, row.rank, row.tied, row.decided_by, row.total) for row in outcome.rows]


@pytest.mark.parametrize("batch", range(CONTESTS // BATCH))
def test_random_contests_agree_with_the_second_count(batch: int):
    seen: Counter[str] = Counter()
    for number in range(BATCH):
        dice = random.Random(batch * BATCH + number)  # noqa: S311 - test data, repeatable on purpose
        contest = contest_of(dice)
        expected = recount(contest)
        assert answer(contest, dice) == expected, contest
        seen["refused" if isinstance(expected, str) else "ranked"] += 1
        seen["decided"] += not isinstance(expected, str) and any(why for _, _, _, why, _ in expected)
    assert min(seen["ranked"], seen["decided"], seen["refused"]) > 0  # the dice really make each kind
