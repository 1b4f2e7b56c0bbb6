"""STEP 4, its input: who scored whom, as exact points.

In:  sheet totals, one row each, or single scores in a long frame, with the rubric that gives them meaning.
Out: a Tally of integer arrays, participants x judges; what is not there is masked, never zero-filled by meaning.
Does not know rules of panels, methods, ranks, nor where the rows came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from rubrics import Rubric

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

SCORED = "scored"
ABSENT = "absent"
WITHDRAWN = "withdrawn"
_EMPTY = -1  # in the cube of scores; real scores are never negative


class TallyProblem(ValueError):
    """The rows do not make a tally: a half sheet, a duplicate, a judge with two backgrounds, nobody left."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """A participant left out of everything, and why: withdrawn, disqualified, not_scored."""

    participant: str
    reason: str


@dataclass(frozen=True, eq=False, slots=True)
class Tally:
    """The sheets of one round. A sheet's value on 0-100 is points / highest; an aspect's points likewise."""

    participants: tuple[str, ...]  # in order of first appearance
    judges: tuple[str, ...]
    backgrounds: tuple[str, ...]  # one per judge
    aspects: tuple[str, ...]
    points: IntArray  # [participant, judge], sum of weight x score in units; 0 where not counted
    aspect_points: IntArray  # [aspect, participant, judge]
    counted: BoolArray  # [participant, judge]
    highest: int  # units of the scale's highest score
    statuses: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (participant, judge) not counted -> why
    excluded: tuple[Excluded, ...] = ()

    @property
    def judge_counts(self) -> IntArray:
        """How many judges count for each participant."""
        return np.asarray(np.count_nonzero(self.counted, axis=1), dtype=np.int64)

    @property
    def is_complete(self) -> bool:
        """Every judge scored every participant."""
        return bool(self.counted.all())

    def status(self, participant: str, judge: str) -> str:
        """Why a pair has no counted sheet; a pair nobody spoke of is absent."""
        return self.statuses.get((participant, judge), ABSENT)

    def keep_judges(self, kept: BoolArray) -> Self:
        """The same tally with only these judges."""
        return replace(
            self,
            judges=tuple(np.array(self.judges, dtype=object)[kept]),
            backgrounds=tuple(np.array(self.backgrounds, dtype=object)[kept]),
            points=self.points[:, kept],
            aspect_points=self.aspect_points[:, :, kept],
            counted=self.counted[:, kept],
        )

    def keep_participants(self, kept: BoolArray, reason: str) -> Self:
        """The same tally with only these participants; the others are listed as excluded for `reason`."""
        names = np.array(self.participants, dtype=object)
        return replace(
            self,
            participants=tuple(names[kept]),
            points=self.points[kept],
            aspect_points=self.aspect_points[:, kept],
            counted=self.counted[kept],
            excluded=(*self.excluded, *(Excluded(name, reason) for name in names[~kept])),
        )


def tally_from_sheets(
    sheets: pd.DataFrame, *, aspects: Sequence[str], highest: int, participants: Sequence[str] = ()
) -> Tally:
    """A tally from one row per sheet.

    Columns: participant, judge, background, status ("scored" counts; anything else is kept as the reason),
    numerator, and "aspect:CODE" for each aspect. `participants` fixes the order and adds those without a row.
    Raises TallyProblem.
    """
    sheets, excluded = _without_withdrawn(sheets)
    row, names = _coded(sheets["participant"], participants)
    column, judges = _coded(sheets["judge"])
    shape = (len(names), len(judges))
    place = row * len(judges) + column
    _refuse_duplicates(place, sheets)
    scored = (sheets["status"] == SCORED).to_numpy(dtype=bool)
    counted = np.zeros(shape, dtype=bool)
    counted.flat[place[scored]] = True
    columns = [sheets["numerator"], *(sheets[f"aspect:{code}"] for code in aspects)]
    points = np.zeros((len(columns), *shape), dtype=np.int64)
    for layer, numbers in zip(points, columns, strict=True):
        layer.flat[place[scored]] = numbers.to_numpy()[scored].astype(np.int64)
    return Tally(
        names, judges, _backgrounds(column, judges, sheets), tuple(aspects),
        points[0], points[1:], counted, highest, _statuses(sheets[~scored]), excluded,
    )  # fmt: skip


def tally_from_scores(scores: pd.DataFrame, rubric: Rubric) -> Tally:
    """A tally from single scores: participant, judge, background, indicator, score (units), status; TallyProblem.

    A row whose status is not "scored" stands for the whole sheet, with score left empty.
    """
    scores, excluded = _without_withdrawn(scores)
    scored = (scores["status"] == SCORED).to_numpy(dtype=bool)
    row, names = _coded(scores["participant"])
    column, judges = _coded(scores["judge"])
    given = scores[scored]
    indicators = pd.Index([indicator.code for indicator in rubric.indicators])
    tally = tally_from_codes(
        row[scored],
        column[scored],
        indicators.get_indexer(pd.Index(given["indicator"])),
        given["score"].to_numpy(dtype=np.int64),
        rubric=rubric,
        participants=names,
        judges=judges,
        backgrounds=_backgrounds(column, judges, scores),
    )
    return replace(tally, statuses=_statuses(scores[~scored]), excluded=excluded)


def tally_from_codes(
    participant: npt.NDArray[Any],
    judge: npt.NDArray[Any],
    indicator: npt.NDArray[Any],
    score: npt.NDArray[Any],
    *,
    rubric: Rubric,
    participants: Sequence[str],
    judges: Sequence[str],
    backgrounds: Sequence[str],
) -> Tally:
    """A tally from four equal-length integer arrays: places in the three lists, and the score in units.

    Scores are laid out in a cube, so that a missing or doubled one is seen and not summed over. Raises TallyProblem.
    """
    size = len(rubric.indicators)
    shape = (len(participants), len(judges), size)
    place = (participant.astype(np.int64) * len(judges) + judge) * size + indicator
    cube = np.full(shape, _EMPTY, dtype=np.int32)
    cube.reshape(-1)[place] = score
    filled = np.count_nonzero(cube != _EMPTY, axis=2)
    if int(filled.sum()) != len(score):
        raise TallyProblem("Ada skor yang ditulis dua kali untuk juri, peserta, dan indikator yang sama.")
    counted = filled == size
    _refuse_half_sheets((filled > 0) & ~counted, participants, judges)
    weights = np.array([item.weight for item in rubric.indicators], dtype=np.int64)
    ends = np.cumsum([len(aspect.indicators) for aspect in rubric.aspects])
    aspect_points = np.stack(
        [
            np.where(counted, cube[:, :, start:end] @ weights[start:end], 0)
            for start, end in zip((0, *ends[:-1]), ends, strict=True)
        ]
    )
    return Tally(
        tuple(participants), tuple(judges), tuple(backgrounds), rubric.aspect_codes,
        aspect_points.sum(axis=0), aspect_points, counted, rubric.scale.highest_units,
    )  # fmt: skip


def _without_withdrawn(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Excluded, ...]]:
    """Participants with any row saying withdrawn leave with all their rows."""
    gone = rows.loc[rows["status"] == WITHDRAWN, "participant"].unique()
    kept = rows[~rows["participant"].isin(gone)] if len(gone) else rows
    return kept, tuple(Excluded(name, WITHDRAWN) for name in gone)


def _coded(names: pd.Series, known: Sequence[str] = ()) -> tuple[IntArray, tuple[str, ...]]:
    codes, found = pd.factorize(pd.concat([pd.Series(known, dtype=object), names.astype(object)]))
    return codes[len(known) :].astype(np.int64), tuple(found)


def _backgrounds(column: IntArray, judges: Sequence[str], rows: pd.DataFrame) -> tuple[str, ...]:
    pairs = pd.DataFrame({"judge": column, "background": rows["background"].to_numpy()}).drop_duplicates()
    if pairs["judge"].duplicated().any():
        twice = judges[int(pairs.loc[pairs["judge"].duplicated(), "judge"].iloc[0])]
        raise TallyProblem(f"Juri {twice} tercatat dengan dua unsur.")
    return tuple(pairs.sort_values("judge")["background"])


def _statuses(rows: pd.DataFrame) -> dict[tuple[str, str], str]:
    pairs = zip(rows["participant"], rows["judge"], strict=True)
    return dict(zip(pairs, rows["status"], strict=True))


def _refuse_duplicates(place: IntArray, sheets: pd.DataFrame) -> None:
    twice = pd.Series(place).duplicated().to_numpy()
    if twice.any():
        row = sheets[twice].iloc[0]
        raise TallyProblem(f"Lembar juri {row['judge']} untuk {row['participant']} tercatat dua kali.")


def _refuse_half_sheets(half: BoolArray, participants: Sequence[str], judges: Sequence[str]) -> None:
    named = [f"{judges[column]} untuk {participants[row]}" for row, column in np.argwhere(half)[:10]]
    if named:
        raise TallyProblem(f"Lembar belum lengkap: {', '.join(named)}.")
