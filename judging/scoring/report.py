"""The answer of the `rank` command, as a value: JSON, table or CSV, and the exit code.

In:  an Outcome, or the problems that kept it from being made.   Out: a RankReport that renders itself.
Does not know files, the terminal, or the database.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import pandas as pd

from judging.scoring.category import Outcome, Row, rank_tally
from judging.scoring.methods import DEFAULT_MARGIN
from judging.scoring.placings import Z_DECIMALS
from judging.scoring.tally import Excluded, tally_from_scores
from judging.sheet import show_distinct, show_value
from rubrics import Rubric

RANKED, WRONG_INPUT, REFUSED = 0, 2, 3
SCORE_COLUMNS = ("participant", "judge", "background", "indicator", "score", "status")
FIELDS = ("participant", "rank", "tied", "decided_by", "total", "shown", "judges")


class ReportRow(NamedTuple):
    """One line of the answer; `total` is exact text, `shown` is for reading."""

    participant: str
    rank: int
    tied: bool
    decided_by: str | None
    total: str
    shown: str
    judges: int


@dataclass(frozen=True, slots=True)
class RankReport:
    method: str
    exit_code: int
    rows: tuple[ReportRow, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    warnings: tuple[str, ...] = ()
    refused: str | None = None

    def document(self) -> dict[str, Any]:
        return {
            "method": self.method,
            "participants": [row._asdict() for row in self.rows],
            "excluded": [{"participant": one.participant, "reason": one.reason} for one in self.excluded],
            "warnings": list(self.warnings),
            "refused": self.refused,
        }

    def to_json(self) -> str:
        return json.dumps(self.document(), ensure_ascii=False, indent=2) + "\n"

    def to_csv(self) -> str:
        """The ranked rows alone; exact totals, so that nothing is lost on the way."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows((*row[:2], str(row.tied).lower(), *row[3:]) for row in self.rows)
        return text.getvalue()

    def to_table(self) -> str:
        """For people: ranks, then who is left out, then warnings."""
        lines = _aligned([("Peringkat", "Peserta", "Nilai", "Juri", "Diputus oleh"), *map(_table_row, self.rows)])
        left_out = [f"Tidak diperingkat: {one.participant} ({one.reason})" for one in self.excluded]
        told = [f"Perhatian: {text}" for text in self.warnings]
        return "\n".join([*lines, *left_out, *told]) + "\n"


@dataclass(frozen=True, slots=True)
class Rules:
    """What `rank` is told beside the scores and the rubric."""

    method: str = "mean"
    margin: Fraction = field(default=DEFAULT_MARGIN)


def rank_report(lines: Iterable[tuple[object, ...]], rubric: Rubric, rules: Rules) -> RankReport:
    """Rank lines shaped as SCORE_COLUMNS (score in units, or None with a status) under the rubric's own chain."""
    frame = pd.DataFrame.from_records(list(lines), columns=list(SCORE_COLUMNS))
    tally = tally_from_scores(frame, rubric)
    return _report(rank_tally(tally, method=rules.method, margin=rules.margin, tie_break=rubric.tie_break))


def unreadable(method: str, problems: Iterable[object]) -> RankReport:
    """The answer when the input cannot be used: every problem on its own line."""
    return RankReport(method, WRONG_INPUT, refused="\n".join(map(str, problems)))


def _report(outcome: Outcome) -> RankReport:
    if outcome.refused:
        return RankReport(outcome.method, REFUSED, (), outcome.excluded, outcome.warnings, outcome.refused.message)
    rows = outcome.rows
    totals = [row.total for row in rows]
    shown = [show_value(total, 0) for total in totals] if outcome.method == "majority" else show_distinct(totals)
    return RankReport(
        outcome.method,
        RANKED,
        tuple(_row(row, text, outcome.method) for row, text in zip(rows, shown, strict=True)),
        outcome.excluded,
        outcome.warnings,
    )


def _row(row: Row, shown: str, method: str) -> ReportRow:
    total = _nine_decimals(row.total) if method == "zscore" else str(row.total)
    return ReportRow(row.participant, row.rank, row.tied, row.decided_by, total, shown, row.judges[0])


def _nine_decimals(total: Fraction) -> str:
    return f"{Decimal(int(total * 10**Z_DECIMALS)).scaleb(-Z_DECIMALS):.{Z_DECIMALS}f}"


def _table_row(row: ReportRow) -> tuple[str, ...]:
    place = f"{row.rank} (bersama)" if row.tied else str(row.rank)
    return place, row.participant, row.shown, str(row.judges), row.decided_by or ""


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
