"""STEP 2: one judge, one participant, one sheet.

In:  the marks a judge gave and the rubric.   Out: what keeps the sheet from counting, and its exact totals.
Does not know who the judge is, what others gave, where sheets are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from judging.language import _
from rubrics import Indicator, Rubric, ScoreRefused, check_units

Kind = Literal["unknown", "invalid", "missing", "note"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on one line of the sheet. `score` is in units of the rubric's scale; None is not yet scored."""

    score: int | None = None
    ticks: tuple[int, ...] = ()  # places in the indicator's evidence list that the judge saw
    note: str = ""


Entry = Mapping[str, Mark]  # indicator code -> mark


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the sheet does not count yet. `code` is the indicator's, or the unknown code as sent."""

    code: str
    kind: Kind
    message: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Exact totals of a complete sheet: value = numerator / highest, on 0-100; an aspect's points likewise."""

    numerator: int  # sum of weight x score over all indicators
    aspects: dict[str, int]  # aspect code -> the same sum over its indicators
    highest: int  # units of the scale's highest score

    @property
    def value(self) -> Fraction:
        return Fraction(self.numerator, self.highest)


def problems(entry: Entry, rubric: Rubric) -> tuple[Problem, ...]:
    """Everything that keeps this sheet from counting, in the order of the rubric; empty means complete."""
    unknown = [
        Problem(code, "unknown", _("Indikator {code} tidak ada pada rubrik ini.", code=code))
        for code in entry
        if code not in rubric.by_code
    ]
    known = [
        problem
        for indicator in rubric.indicators
        for problem in _mark_problems(indicator, entry.get(indicator.code, Mark()), rubric)
    ]
    return (*known, *unknown)


def _mark_problems(indicator: Indicator, mark: Mark, rubric: Rubric) -> Iterator[Problem]:
    name = f"{indicator.code} ({indicator.title})"
    if any(type(tick) is not int or tick not in range(len(indicator.evidence)) for tick in mark.ticks):
        yield Problem(indicator.code, "invalid", _("{name}: bukti yang dicentang tidak ada dalam daftar.", name=name))
    if mark.score is None:
        yield Problem(indicator.code, "missing", _("{name} belum dinilai.", name=name))
        return
    try:
        score = check_units(mark.score, rubric.scale)
    except ScoreRefused as refusal:
        yield Problem(indicator.code, "invalid", f"{name}: {refusal}")
        return
    if score in rubric.note_units and not (mark.ticks or mark.note.strip()):
        shown = rubric.scale.show(score)
        if indicator.evidence:
            asked = _("{name}: Centang bukti atau tulis catatan singkat untuk skor {score}.", name=name, score=shown)
        else:
            asked = _("{name}: Tulis catatan singkat untuk skor {score}.", name=name, score=shown)
        yield Problem(indicator.code, "note", asked)


def filled(entry: Entry, rubric: Rubric) -> int:
    """How many of the rubric's indicators have a score."""
    return sum(entry.get(indicator.code, Mark()).score is not None for indicator in rubric.indicators)


def alerts(entry: Entry, rubric: Rubric) -> tuple[str, ...]:
    """Codes of the indicators whose score asks the judge to tell the chair, in the order of the rubric."""
    return tuple(
        indicator.code
        for indicator in rubric.indicators
        if indicator.alert and entry.get(indicator.code, Mark()).score in rubric.alert_units(indicator.code)
    )


def totals(entry: Entry, rubric: Rubric) -> Totals:
    """Exact totals of a sheet with every score; raises ValueError for any other.

    A note is asked of whoever sends the sheet; it weighs nothing, and one erased since takes nothing away.
    """
    if found := [problem for problem in problems(entry, rubric) if problem.kind != "note"]:
        raise ValueError("; ".join(problem.message for problem in found))
    scores = {code: mark.score for code, mark in entry.items() if mark.score is not None}
    aspects = {
        aspect.code: sum(indicator.weight * scores[indicator.code] for indicator in aspect.indicators)
        for aspect in rubric.aspects
    }
    return Totals(sum(aspects.values()), aspects, rubric.scale.highest_units)


def show_value(value: Fraction, decimals: int = 2) -> str:
    """A value as people round by hand: halves away from zero, decimal comma. 54.125 -> "54,13"."""
    units = int(abs(value) * 10**decimals + Fraction(1, 2))
    whole, rest = divmod(units, 10**decimals)
    sign = "-" if value < 0 and units else ""
    return f"{sign}{whole},{rest:0{decimals}d}" if decimals else f"{sign}{whole}"


def show_distinct(values: Sequence[Fraction], decimals: int = 2) -> list[str]:
    """The values with two decimals, and with as many more as those need that differ but would look equal."""
    shown = {value: show_value(value, decimals) for value in set(values)}
    looks: dict[str, list[Fraction]] = {}
    for value, text in shown.items():
        looks.setdefault(text, []).append(value)
    for alike in looks.values():
        if len(alike) > 1:
            shown |= zip(alike, _told_apart(alike, decimals + 1), strict=True)
    return [shown[value] for value in values]


def _told_apart(values: Sequence[Fraction], decimals: int) -> list[str]:
    texts: list[str] = []
    while len(set(texts)) < len(values):
        texts = [show_value(value, decimals) for value in values]
        decimals += 1
    return texts
