"""Counts for tests of advice: a tally under a method, a panel without a hole, the sample event."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from judging.scoring import Round, Tally, tally_from_scores
from judging.scoring.panel import PanelRule
from judging.scoring.report import SCORE_COLUMNS
from judging.scoring.sensitivity import Count
from judging.spreadsheet.scores import read_scores
from rubrics import from_library


def count_of(tally: Tally, method: str = "mean", chain: tuple[str, ...] = (), rule: PanelRule | None = None) -> Count:
    return Count((Round(tally),), method, chain, panel_rule=rule)


def random_tally(participants: int, judges: int, seed: int = 7) -> Tally:
    points = np.random.default_rng(seed).integers(0, 50, size=(2, participants, judges))
    names = tuple(f"P{n}" for n in range(participants))
    seats = tuple(f"J{n}" for n in range(judges))
    full = np.ones((participants, judges), dtype=bool)
    return Tally(names, seats, ("x",) * judges, ("A", "B"), points.sum(axis=0), points, full, 1)


def sample_count(root: Path) -> Count:
    """The sample event's KUBE, as the app counts them."""
    rubric = from_library("kube")
    lines = read_scores((root / "samples" / "kube-dki-scores.csv").read_bytes(), rubric)
    tally = tally_from_scores(pd.DataFrame.from_records(list(lines), columns=list(SCORE_COLUMNS)), rubric)
    return count_of(tally, chain=rubric.tie_break, rule="complete_judges")
