"""The sample events that come with the program: their plans and their invented scores. DATA CONTOH.

In:  a sample's name.   Out: an EventPlan; the scores of every sheet in units of its rubric's scale.
Does not know what is done with them.
"""

from __future__ import annotations

from pathlib import Path

import rubrics
from judging.plan import EventPlan
from judging.spreadsheet.event import load_event
from judging.spreadsheet.scores import SCORED, read_scores

FOLDER = Path(__file__).parents[2] / "samples"
SCORE_FILES = {  # (category, round) -> its scores
    "kube-dki": {
        ("kube", "utama"): "kube-dki-scores.csv",
        ("pendamping", "utama"): "pendamping-scores.csv",
    },
    "psm-lks": {
        ("psm", "berkas"): "psm-lks-scores/psm-berkas.csv",
        ("psm", "paparan"): "psm-lks-scores/psm-paparan.csv",
        ("lks", "berkas"): "psm-lks-scores/lks-berkas.csv",
        ("lks", "visitasi"): "psm-lks-scores/lks-visitasi.csv",
    },
}
SAMPLES = tuple(SCORE_FILES)

Scores = dict[tuple[str, str, str], dict[str, int]]  # (participant, round, judge) -> indicator -> units


def sample_plan(name: str) -> EventPlan:
    """The plan of `samples/<name>/`."""
    return load_event(FOLDER / name)


def sample_scores(name: str) -> Scores:
    """Every sheet that was scored; a recused or absent judge has none."""
    scores: Scores = {}
    for category in sample_plan(name).categories:
        for one in category.rounds:
            file = FOLDER / SCORE_FILES[name][category.code, one.code]
            for line in read_scores(file.read_bytes(), rubrics.from_library(one.rubric)):
                if line.status == SCORED and line.score is not None:
                    scores.setdefault((line.participant, one.code, line.judge), {})[line.indicator] = line.score
    return scores
