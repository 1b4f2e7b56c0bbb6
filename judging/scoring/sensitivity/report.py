"""The answer of the `panel` command, as a value: JSON or table, and the exit code.

In:  clean score lines, the rubric, what was asked.   Out: a PanelReport that renders itself; never NaN.
What has no number is null, and `notes` says why under the same key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from judging.language import _
from judging.scoring import consistency
from judging.scoring.category import Round
from judging.scoring.consistency import Correlation, Kendall, Undefined
from judging.scoring.consistency.words import not_computed
from judging.scoring.report import RANKED, SCORE_COLUMNS, WRONG_INPUT
from judging.scoring.sensitivity.bootstrap import Chances, bootstrap
from judging.scoring.sensitivity.count import Count, Recount
from judging.scoring.sensitivity.recounts import without_each_judge
from judging.scoring.sensitivity.weights import weight_changes
from judging.scoring.tally import Tally, tally_from_scores
from rubrics import Rubric

KEYS = (
    "kendall_w", "kendall_chi2", "kendall_p", "krippendorff_alpha", "icc", "severity", "spread", "agreement",
    "outliers", "leave_one_out", "bootstrap", "weight_change",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PanelRules:
    """What `panel` is told beside the scores and the rubric."""

    method: str = "mean"
    prizes: int = 3
    seed: int = 1


@dataclass(frozen=True, slots=True)
class PanelReport:
    """Every key of KEYS with its value, and the notes."""

    values: Mapping[str, Any]
    notes: Mapping[str, str] = field(default_factory=dict)
    exit_code: int = RANKED

    def document(self) -> dict[str, Any]:
        return {**{key: self.values.get(key) for key in KEYS}, "notes": dict(self.notes)}

    def to_json(self) -> str:
        return json.dumps(self.document(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def panel_report(lines: Iterable[tuple[object, ...]], rubric: Rubric, rules: PanelRules) -> PanelReport:
    """How the panel judged, from lines shaped as SCORE_COLUMNS (score in units, or None with a status)."""
    frame = pd.DataFrame.from_records(list(lines), columns=list(SCORE_COLUMNS))
    everyone = tally_from_scores(frame, rubric)
    count = Count((Round(everyone),), rules.method, rubric.tie_break)
    weights = {aspect.code: aspect.weight for aspect in rubric.aspects}
    answers = _Answers()
    _agreement(answers, consistency.seated(everyone))
    _per_judge(answers, consistency.seated(everyone))
    _firmness(answers, count, weights, rules)
    return PanelReport(answers.values, answers.notes)


def unreadable(problems: Iterable[object]) -> PanelReport:
    """The answer when the input cannot be used: every problem on its own line, and no number at all."""
    return PanelReport({}, {"scores": "\n".join(map(str, problems))}, WRONG_INPUT)


@dataclass(slots=True)
class _Answers:
    """Values as they are found; a reason in place of one becomes null with a note."""

    values: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def put(self, key: str, found: Any) -> None:
        if isinstance(found, Undefined):
            self.values[key], self.notes[key] = None, not_computed(found)
        else:
            self.values[key] = found

    def put_each(self, key: str, found: Mapping[str, Any]) -> None:
        """A value or null for each name, the reasons gathered under the key."""
        if not found:
            self.put(key, Undefined(_("tidak ada yang dinilai")))
            return
        why = {name: one for name, one in found.items() if isinstance(one, Undefined)}
        self.values[key] = {name: None if name in why else one for name, one in found.items()}
        self.tell(key, (f"{name}: {not_computed(one)}" for name, one in why.items()))

    def tell(self, key: str, sentences: Iterable[str]) -> None:
        """Add to the note of a key."""
        if told := " ".join(filter(None, [self.notes.get(key), *sentences])):
            self.notes[key] = told


def _agreement(answers: _Answers, tally: Tally) -> None:
    kendall = consistency.kendall(tally)
    for key, part in (("kendall_w", "w"), ("kendall_chi2", "chi2"), ("kendall_p", "p")):
        answers.put(key, float(getattr(kendall, part)) if isinstance(kendall, Kendall) else kendall)
    alpha = consistency.krippendorff(tally)
    answers.put("krippendorff_alpha", alpha if isinstance(alpha, Undefined) else float(alpha))
    icc = consistency.intraclass(tally)
    if isinstance(icc, Undefined):
        answers.put("icc", icc)
    else:
        answers.put_each("icc", {kind: _limits(one) for kind, one in icc.items()})
        _tell_missing_limits(answers, icc)


def _limits(one: Correlation | Undefined) -> list[float | None] | Undefined:
    return one if isinstance(one, Undefined) else [float(one.value), one.low, one.high]


def _tell_missing_limits(answers: _Answers, icc: Mapping[str, Correlation | Undefined]) -> None:
    without = [kind for kind, one in icc.items() if isinstance(one, Correlation) and None in {one.low, one.high}]
    if without:
        answers.tell("icc", [_("Batas 95 % untuk {without} tidak ada pada data ini.", without="; ".join(without))])


def _per_judge(answers: _Answers, tally: Tally) -> None:
    severity = consistency.severity(tally)
    answers.put(
        "severity",
        severity if isinstance(severity, Undefined) else {judge: float(beta) for judge, beta in severity.items()},
    )
    answers.put_each("spread", consistency.spread(tally))
    answers.put_each("agreement", consistency.agreement(tally))
    outliers = consistency.outlying_sheets(tally)
    answers.put(
        "outliers",
        outliers
        if isinstance(outliers, Undefined)
        else [
            {"participant": one.participant, "judge": one.judge, "residual": one.residual, "t": one.studentised}
            for one in outliers
        ],
    )


def _firmness(answers: _Answers, count: Count, weights: Mapping[str, int], rules: PanelRules) -> None:
    declared = Recount("declared", count.method, count.outcome())
    without = without_each_judge(count, declared)
    answers.put_each("leave_one_out", {one.code: _order(one) for one in without})
    answers.tell("leave_one_out", (f"{one.code}: {one.unfit}" for one in without if one.unfit and one.order))
    chances = bootstrap(count, declared.outcome, prizes=rules.prizes, seed=rules.seed)
    answers.put("bootstrap", chances if isinstance(chances, Undefined) else _spelled(chances, rules.prizes))
    answers.tell("bootstrap", _limits_of(chances) if isinstance(chances, Chances) else ())
    changes = weight_changes(declared.outcome, [weights])
    if isinstance(changes, Undefined):
        answers.put("weight_change", changes)
    else:
        shares = {one.aspect: None if one.turning is None else float(one.turning) for one in changes}
        answers.put_each("weight_change", shares | {one.aspect: one.undefined for one in changes if one.undefined})


def _order(one: Recount) -> list[str] | Undefined:
    return consistency.because(one.outcome.refused.message) if one.outcome.refused else list(one.order)


def _spelled(chances: Chances, prizes: int) -> dict[str, dict[str, Any]]:
    return {
        name: {
            "first": float(chances.place(row, 1)),
            "prize": float(chances.within(row, prizes)),
            "ranks": list(chances.interval(row)),
        }
        for row, name in enumerate(chances.participants)
    }


def _limits_of(chances: Chances) -> Iterator[str]:
    """What the chances do not speak of."""
    if chances.beyond:
        yield (
            _(
                "Hanya {n} peserta teratas yang dihitung; {beyond} lainnya terlalu jauh dari hadiah.",
                n=len(chances.participants),
                beyond=chances.beyond,
            )
        )
    if chances.counted < chances.draws:
        yield (
            _(
                "{lost} dari {draws} susunan juri tidak dapat dihitung karena ada peserta tanpa juri "
                "atau metode tidak dapat dipakai.",
                lost=chances.draws - chances.counted,
                draws=chances.draws,
            )
        )
