"""What is wrong in a spreadsheet, numbered, with its place as the user sees it.

In:  findings in any order, each with a place, what is wrong and what to do (Indonesian, whole sentences).
Out: Problem values in the order of the sheets, and SheetProblems to carry them all at once.
Does not know any rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from judging.language import _

MOST_TOLD = 1000  # problems listed one by one; the rest are counted


@dataclass(frozen=True, slots=True)
class Place:
    """Where: an empty sheet means the file itself, no row the whole sheet, an empty column the whole row."""

    sheet: str = ""
    row: int | None = None  # as the spreadsheet shows it, from 1
    column: str = ""  # letter
    heading: str = ""

    def __str__(self) -> str:
        if not self.sheet:
            return _("Berkas")
        parts = [_("Lembar {sheet}", sheet=self.sheet)]
        if self.row is not None:
            parts.append(_("baris {row}", row=self.row))
        if self.column:
            parts.append(_("kolom {column}", column=self.column) + (f" ({self.heading})" if self.heading else ""))
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    number: int  # from 1
    sheet: str
    row: int | None
    column: str
    heading: str
    wrong: str
    fix: str

    @property
    def place(self) -> Place:
        return Place(self.sheet, self.row, self.column, self.heading)

    def __str__(self) -> str:
        return f"{self.number}. {self.place}: {self.wrong} {self.fix}"


class SheetProblems(Exception):
    """The file cannot be used; `problems` says why, all at once, never empty."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class UnreadableFile(SheetProblems):
    """The file cannot even be read: a single problem, told as one sentence."""

    def __str__(self) -> str:
        problem = self.problems[0]
        return f"{problem.place}: {problem.wrong} {problem.fix}"


def refusal(wrong: str, fix: str, sheet: str = "") -> UnreadableFile:
    """A file as a whole; both sentences may be kept ones, and are said here."""
    return UnreadableFile([Problem(1, sheet, None, "", "", _(wrong), _(fix))])


def column_letter(index: int) -> str:
    """0 -> "A", 25 -> "Z", 26 -> "AA"."""
    before, last = divmod(index, 26)
    return (column_letter(before - 1) if before else "") + chr(ord("A") + last)


@dataclass(slots=True)
class Findings:
    """Collects problems while the sheets are read; `sheets` gives the order in which they are told."""

    sheets: Sequence[str]
    found: list[tuple[Place, str, str]] = field(default_factory=list)

    def add(self, place: Place, wrong: str, fix: str) -> None:
        self.found.append((place, wrong, fix))

    def problems(self) -> tuple[Problem, ...]:
        ordered = sorted(self.found, key=lambda finding: self._position(finding[0]))
        if len(ordered) > MOST_TOLD:
            rest = _("masih ada {n} masalah lain.", n=len(ordered) - MOST_TOLD)
            ordered = [*ordered[:MOST_TOLD], (Place(), rest, _("Perbaiki yang di atas dahulu, lalu unggah lagi."))]
        return tuple(
            Problem(number, place.sheet, place.row, place.column, place.heading, wrong, fix)
            for number, (place, wrong, fix) in enumerate(ordered, start=1)
        )

    def raise_if_any(self) -> None:
        if self.found:
            raise SheetProblems(self.problems())

    def _position(self, place: Place) -> tuple[int, int, int, str]:
        sheet = self.sheets.index(place.sheet) if place.sheet in self.sheets else -1
        return sheet, place.row or 0, len(place.column), place.column
