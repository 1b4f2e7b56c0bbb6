"""An event workbook -> the event's plan, or every problem at once.

In:  a Workbook (sheets of text cells), the current year, names of rubrics given beside the workbook.
Out: an EventPlan; SheetProblems with all problems, numbered in the order of the sheets.
Does not know files (reader.py) nor what becomes of the plan.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path

import rubrics
from judging.language import _
from judging.plan import EventPlan
from judging.spreadsheet.building import build_plan
from judging.spreadsheet.category_checks import check_awards, check_categories, check_event
from judging.spreadsheet.columns import Sheet, fold
from judging.spreadsheet.event_sheets import EVENT, GUIDE, OPTIONAL, SHEET_NAMES, SHEETS, TABLES
from judging.spreadsheet.panel_checks import (
    check_assignments,
    check_conflicts,
    check_judges,
    check_officials,
    check_people,
)
from judging.spreadsheet.participant_checks import check_members, check_participants
from judging.spreadsheet.problems import Findings, Place, refusal
from judging.spreadsheet.reader import MOST_BYTES, Workbook, read_folder, read_workbook
from judging.spreadsheet.references import Tables
from judging.spreadsheet.table import Rows, read_fields, read_table


def read_event(workbook: Workbook, now_year: int | None = None, *, extra_rubrics: Collection[str] = ()) -> EventPlan:
    """Read and check the whole workbook. Sheets it does not know (the guide, the reader's own notes) are left alone."""
    findings = Findings(SHEET_NAMES)
    tables = _read_tables(workbook, findings)
    check_event(tables.event, now_year, findings)
    check_categories(tables, {*rubrics.library(), *extra_rubrics}, findings)
    check_awards(tables, findings)
    check_participants(tables, findings)
    check_members(tables, findings)
    check_judges(tables, findings)
    check_assignments(tables, findings)
    check_conflicts(tables, findings)
    check_officials(tables, findings)
    check_people(tables, findings)
    findings.raise_if_any()
    return build_plan(tables)


def load_event(path: Path, now_year: int | None = None, *, extra_rubrics: Collection[str] = ()) -> EventPlan:
    """The plan of a workbook file, or of a folder with one CSV per sheet."""
    workbook = read_folder(path) if path.is_dir() else read_workbook(_bytes_of(path), path.name)
    return read_event(workbook, now_year, extra_rubrics=extra_rubrics)


def _bytes_of(path: Path) -> bytes:
    """At most one byte more than is allowed: enough for read_workbook to refuse."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        raise refusal(_("{name} tidak dapat dibuka.", name=path.name), _("Periksa nama dan izin berkasnya.")) from None


def _read_tables(workbook: Workbook, findings: Findings) -> Tables:
    sheets = {fold(name): rows for name, rows in workbook.items()}
    missing = frozenset(sheet.name for sheet in SHEETS if fold(sheet.name) not in sheets)
    for sheet in SHEETS:
        if sheet.name in missing - OPTIONAL:
            _tell_missing(sheet, workbook, findings)
    event = read_fields(sheets.get(fold(EVENT.name), []), EVENT, Findings(()) if EVENT.name in missing else findings)
    records = {
        sheet.name: read_table(sheets[fold(sheet.name)], sheet, findings) if sheet.name not in missing else []
        for sheet in TABLES
    }
    return Tables(event, records, missing)


def _tell_missing(sheet: Sheet, workbook: Mapping[str, Rows], findings: Findings) -> None:
    known = {fold(name) for name in SHEET_NAMES} | {fold(GUIDE)}
    others = [name for name in workbook if fold(name) not in known]
    near = get_close_matches(sheet.name, others, n=1)
    fix = (
        _("Mungkin maksudnya lembar “{name}”; ganti namanya.", name=near[0])
        if near
        else _("Tambahkan lembar dengan nama itu.")
    )
    findings.add(Place(sheet.name), _("lembar ini tidak ada."), fix)
