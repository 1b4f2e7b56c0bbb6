"""A PanelReport for people at a terminal: what it is, the number, or why there is none.

In:  the report.   Out: lines of text, decimal commas, one block for each question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from judging.scoring.consistency.words import number, percent
from judging.scoring.sensitivity.report import PanelReport

Rows = Sequence[Sequence[str]]


def to_table(report: PanelReport) -> str:
    return "\n\n".join("\n".join(block) for block in _blocks(report)) + "\n"


def _blocks(report: PanelReport) -> Iterator[list[str]]:
    yield _block(report, "Kekompakan juri (0 = acak, 1 = sama)", ("kendall_w", "krippendorff_alpha", "icc"), _numbers)
    yield _block(report, "Tiap juri: ketegasan, sebaran, kesearahan", ("severity", "spread", "agreement"), _judges)
    yield _block(report, "Lembar yang menyimpang", ("outliers",), _outliers)
    yield _block(report, "Urutan tanpa juri", ("leave_one_out",), _orders)
    yield _block(report, "Bila juri setara menilai: pertama, berhadiah, peringkat 90 %", ("bootstrap",), _chances)
    yield _block(report, "Bobot aspek yang mengubah juara", ("weight_change",), _weights)


def _block(
    report: PanelReport, title: str, keys: Sequence[str], rows: Callable[[Mapping[str, Any]], Rows]
) -> list[str]:
    lines = _aligned(rows(report.values))
    notes = dict.fromkeys(report.notes[key] for key in keys if key in report.notes)
    return [title, *(f"  {line}" for line in [*lines, *notes])]


def _numbers(values: Mapping[str, Any]) -> Rows:
    rows = []
    if values["kendall_w"] is not None:
        test = f"khi-kuadrat {number(values['kendall_chi2'])}, p {number(values['kendall_p'], 3)}"
        rows.append(("Kendall W", number(values["kendall_w"], 4), test))
    if values["krippendorff_alpha"] is not None:
        rows.append(("Krippendorff alfa (interval)", number(values["krippendorff_alpha"], 4), ""))
    icc = values["icc"] or {}
    return [*rows, *((f"ICC({kind})", number(one[0], 4), _between(one)) for kind, one in icc.items() if one)]


def _between(one: Sequence[float | None]) -> str:
    _, low, high = one
    return "" if low is None or high is None else f"{number(low, 4)} sampai {number(high, 4)}"


def _judges(values: Mapping[str, Any]) -> Rows:
    columns = [values[key] or {} for key in ("severity", "spread", "agreement")]
    judges = dict.fromkeys(judge for column in columns for judge in column)
    return [(judge, *(_or_dash(column.get(judge)) for column in columns)) for judge in judges]


def _or_dash(value: float | None) -> str:
    return "–" if value is None else number(value)


def _outliers(values: Mapping[str, Any]) -> Rows:
    if values["outliers"] is None:
        return []
    rows: Rows = [(one["judge"], one["participant"], f"{number(one['residual'])} poin") for one in values["outliers"]]
    return rows or [("Tidak ada.",)]


def _orders(values: Mapping[str, Any]) -> Rows:
    return [(judge, ", ".join(order[:12])) for judge, order in (values["leave_one_out"] or {}).items() if order]


def _chances(values: Mapping[str, Any]) -> Rows:
    return [
        (name, percent(one["first"]), percent(one["prize"]), f"{one['ranks'][0]}–{one['ranks'][1]}")
        for name, one in (values["bootstrap"] or {}).items()
    ]


def _weights(values: Mapping[str, Any]) -> Rows:
    return [
        (aspect, f"{number(share * 100)} %" if share is not None else "tidak ada")
        for aspect, share in (values["weight_change"] or {}).items()
    ]


def _aligned(rows: Rows) -> list[str]:
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
