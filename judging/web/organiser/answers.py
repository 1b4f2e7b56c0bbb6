"""Answers typed into a form, read by the columns of the workbook: what a cell may hold, a field may hold.

In:  columns, the form.   Out: values and, by field, what is wrong and what to do; what was typed can be given back.
Does not know rows or rules across them: the actions ask those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import request

from judging.language import _
from judging.spreadsheet.cells import Fault, parse
from judging.spreadsheet.columns import Column


@dataclass(frozen=True, slots=True)
class Answers:
    values: Mapping[str, Any]  # key -> value, for every field with an answer that can be used
    problems: Mapping[str, list[str]] = field(default_factory=dict)

    def text(self, key: str) -> str:
        return str(self.values.get(key, ""))


def read(columns: Iterable[Column], form: Mapping[str, str] | None = None, before: str = "") -> Answers:
    """`before`: what the names of the fields begin with."""
    sent = request.form if form is None else form
    values: dict[str, Any] = {}
    problems: dict[str, list[str]] = {}
    for column in columns:
        text = " ".join(sent.get(before + column.key, "").split())
        if not text:
            if column.required:
                problems[column.key] = [_("{label} belum diisi.", label=_(column.title))]
            continue
        try:
            values[column.key] = parse(column, text)
        except Fault as fault:
            problems[column.key] = [" ".join(_sentence(str(part)) for part in fault.args)]
    return Answers(values, problems)


def as_stored(value: Any) -> Any:
    """A value as a profile keeps it: JSON, dates as ISO text."""
    return value.isoformat() if isinstance(value, date) else value


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
