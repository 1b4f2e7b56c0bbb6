"""Small panels for tests: a rubric from weights, a tally from literal scores, ranks as a plain dict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from judging.scoring import Outcome, Tally, tally_from_scores
from judging.scoring.report import SCORE_COLUMNS
from rubrics import Rubric, from_document

Scores = Mapping[str, Mapping[str, Any]]  # participant -> judge -> score, or indicator -> score, or a status, or None


def rubric_of(weights: Mapping[str, int], *, highest: int = 100, step: str = "1", chain: Sequence[str] = ()) -> Rubric:
    """One aspect with one indicator of the same code for every weight; weights are scaled to sum to 100."""
    factor = 100 // sum(weights.values())
    return from_document(
        {
            "title": "Contoh",
            "scale": {"lowest": 0, "highest": highest, "step": step},
            "tie_break": list(chain),
            "aspects": [
                {"code": code, "title": code, "indicators": [{"code": code, "title": code, "weight": weight * factor}]}
                for code, weight in weights.items()
            ],
        }
    )


def tally_of(scores: Scores, rubric: Rubric, backgrounds: Mapping[str, str] | None = None) -> Tally:
    """A text instead of scores is a status, None is no row; a bare number is the score of the only indicator."""
    lines = [
        line
        for participant, by_judge in scores.items()
        for judge, given in by_judge.items()
        for line in _lines(participant, judge, (backgrounds or {}).get(judge, "juri"), given, rubric)
    ]
    return tally_from_scores(pd.DataFrame.from_records(lines, columns=list(SCORE_COLUMNS)), rubric)


def _lines(participant: str, judge: str, background: str, given: Any, rubric: Rubric) -> list[tuple[Any, ...]]:
    if given is None:
        return []
    if isinstance(given, str):
        return [(participant, judge, background, "", None, given)]
    marks = given if isinstance(given, Mapping) else {rubric.indicators[0].code: given}
    return [
        (participant, judge, background, code, rubric.scale.units(str(score)), "scored")
        for code, score in marks.items()
    ]


def ranks(outcome: Outcome) -> dict[str, int]:
    return {row.participant: row.rank for row in outcome.rows}


def reasons(outcome: Outcome) -> dict[str, tuple[int, bool, str | None]]:
    return {row.participant: (row.rank, row.tied, row.decided_by) for row in outcome.rows}
