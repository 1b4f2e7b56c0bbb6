"""Codes that join the sheets: found whatever their case, repeated ones and unknown ones told.

In:  records, Findings.   Out: the records' own values made canonical; problems.
Does not know what the codes stand for beyond the names it is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from judging.language import N_, _
from judging.profiles.peers import Once
from judging.spreadsheet.columns import Sheet, fold
from judging.spreadsheet.problems import Findings, Place
from judging.spreadsheet.table import Record

Codes = Mapping[str, str]  # folded code -> code as first written
MOST_COMPARED = 200  # codes among which a likely meant one is looked for; more would take too long


@dataclass(frozen=True, slots=True)
class Tables:
    """All sheets of a workbook as records."""

    event: Record
    records: Mapping[str, list[Record]]
    missing: frozenset[str]  # sheets that are not there; nothing is said about references to them

    def of(self, sheet: Sheet) -> list[Record]:
        return self.records[sheet.name]

    def codes(self, sheet: Sheet, key: str = "code") -> Codes | None:
        """The codes of a sheet; None when the sheet or its column is missing, so that no reference can be judged."""
        records = self.of(sheet)
        if sheet.name in self.missing or (records and all(key in record.bad for record in records)):
            return None
        return {fold(record[key]): record[key] for record in reversed(records) if key not in record.bad}


def resolve(findings: Findings, record: Record, key: str, codes: Codes | None, sheet: Sheet) -> None:
    """Make one reference canonical, or tell that no row of `sheet` has it."""
    if codes is None or key in record.bad or not record[key]:
        return
    found = known_code(findings, record.place(key), record[key], codes, sheet)
    if found is None:
        record.bad.add(key)
    else:
        record.values[key] = found


def known_code(findings: Findings, place: Place, code: str, codes: Codes, sheet: Sheet) -> str | None:
    found = codes.get(fold(code))
    if found is None:
        near = get_close_matches(fold(code), codes, n=1, cutoff=0.75) if len(codes) <= MOST_COMPARED else []
        fix = (
            _("Mungkin maksudnya “{name}”.", name=codes[near[0]])
            if near
            else _("Pakai kode yang ada di lembar {name}.", name=sheet.name)
        )
        findings.add(place, _("kode “{code}” tidak ada di lembar {name}.", code=code, name=sheet.name), fix)
    return found


def seat_of(record: Record) -> str:
    """Where a row stands that came first; one without a row number is in the event already."""
    return _("dalam kegiatan ini") if record.row.row is None else _("di baris {row}", row=record.row.row)


def tell_repeats(findings: Findings, records: Sequence[Record], *rules: Once) -> None:
    """Tell every record that breaks a rule with a record before it."""
    for rule in rules:
        first: dict[tuple[str, str], Record] = {}
        for record in records:
            if rule.key in record.bad or rule.key not in record.given or rule.within in record.bad:
                continue
            used = (fold(str(record[rule.within])) if rule.within else "", fold(str(record[rule.key])))
            if used in first:
                fault = rule.fault(record[rule.key], N_("{what} sudah ada {where}."), where=seat_of(first[used]))
                findings.add(record.place(fault.key), fault.wrong, fault.fix)
            first.setdefault(used, record)
