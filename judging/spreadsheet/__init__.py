"""Spreadsheets in and out: CSV, XLSX, ODS and XLS <-> rows with numbered problems; the event workbook."""

from judging.spreadsheet.event import load_event, read_event
from judging.spreadsheet.export import write_csv, write_xlsx
from judging.spreadsheet.problems import Problem, SheetProblems, UnreadableFile
from judging.spreadsheet.reader import Workbook, read_folder, read_workbook
from judging.spreadsheet.workbook import blank_workbook, filled_workbook

__all__ = [
    "Problem",
    "SheetProblems",
    "UnreadableFile",
    "Workbook",
    "blank_workbook",
    "filled_workbook",
    "load_event",
    "read_event",
    "read_folder",
    "read_workbook",
    "write_csv",
    "write_xlsx",
]
