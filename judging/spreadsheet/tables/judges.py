"""A list of judges: name, background in whatever word people use for it, institution, reserve, chair.

In:  a Source, what the event has.   Out: judge plans; or every problem at once, by the workbook's own rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from judging.language import _
from judging.plan import JudgePlan
from judging.spreadsheet.building import judge_plan
from judging.spreadsheet.columns import fold
from judging.spreadsheet.event_sheets import JUDGE
from judging.spreadsheet.panel_checks import check_judge_rows
from judging.spreadsheet.problems import Findings, Place
from judging.spreadsheet.tables.finding import background_meant
from judging.spreadsheet.tables.known import Known
from judging.spreadsheet.tables.source import Row, Source, tell_missing_columns
from judging.spreadsheet.tables.words import Field


@dataclass(frozen=True, slots=True)
class JudgesImport:
    judges: tuple[JudgePlan, ...]


def read_judges(source: Source, fields: Sequence[Field], known: Known) -> JudgesImport:
    """A table without a code column gets J1, J2, ... after those that are there."""
    findings = Findings((source.layout.sheet,))
    tell_missing_columns(source, fields, findings)
    codes = {fold(one.code) for one in known.judges}
    records = []
    for row in source.rows():
        _prepare(row, known, codes)
        records.append(row.record(JUDGE, findings))
    if not records:
        findings.add(
            Place(source.layout.sheet), _("tabel ini belum berisi baris."), _("Pilih lembar atau baris judul.")
        )
    check_judge_rows(known.tables({JUDGE.name: records}), findings)
    findings.raise_if_any()
    return JudgesImport(tuple(judge_plan(record) for record in records))


def _prepare(row: Row, known: Known, codes: set[str]) -> None:
    if row.texts.get("background"):
        row.texts["background"] = background_meant(row.texts["background"], known.backgrounds)
    if "code" not in row.texts:
        number = next(n for n in range(1, len(codes) + 2) if f"j{n}" not in codes)
        row.given["code"] = f"J{number}"
        codes.add(f"j{number}")
