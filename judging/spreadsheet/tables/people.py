"""A list of participants, with officers and members in the same row where they stand there.

In:  a Source, what the event has, what was chosen on the page.   Out: plans ready to store; or every problem at once.
The rules are those of the event's workbook, over the rows of the event and the new ones together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from judging.language import _
from judging.plan import MemberPlan, ParticipantPlan
from judging.spreadsheet.building import participant_plan
from judging.spreadsheet.columns import fold
from judging.spreadsheet.event_sheets import MEMBER, OFFICE_COLUMNS, PARTICIPANT
from judging.spreadsheet.participant_checks import check_members, check_participants
from judging.spreadsheet.problems import Findings, Place
from judging.spreadsheet.table import Record, make_record
from judging.spreadsheet.tables.finding import hint, meant, region_meant
from judging.spreadsheet.tables.known import Known, KnownCategory
from judging.spreadsheet.tables.quirks import names_in
from judging.spreadsheet.tables.source import Row, Source, tell_missing_columns
from judging.spreadsheet.tables.words import LISTED, Field


@dataclass(frozen=True, slots=True)
class PeopleImport:
    participants: tuple[ParticipantPlan, ...]
    members: tuple[MemberPlan, ...]
    new_regions: tuple[str, ...]


def read_people(
    source: Source, fields: Sequence[Field], known: Known, *, category: str, new_regions: bool
) -> PeopleImport:
    """`category`: code for rows that name none; `new_regions`: regions that are not there yet may be added."""
    findings = Findings((source.layout.sheet,))
    tell_missing_columns(source, fields, findings)
    reader = _Reader(known, category, findings)
    people, members = [], []
    for row in source.rows():
        record = reader.record(row)
        people.append(record)
        members += _members(row, record, findings)
    if not people:
        findings.add(
            Place(source.layout.sheet), _("tabel ini belum berisi baris."), _("Pilih lembar atau baris judul.")
        )
    added = _regions(people, known, findings, allowed=new_regions)
    tables = known.tables({PARTICIPANT.name: people, MEMBER.name: members})
    check_participants(tables, findings)
    check_members(tables, findings)
    findings.raise_if_any()
    plans = tuple(participant_plan(record) for record in people)
    return PeopleImport(plans, tuple(_member_plans(people, members)), added)


class _Reader:
    def __init__(self, known: Known, category: str, findings: Findings) -> None:
        self.known, self.category, self.findings = known, category, findings
        self._codes = {fold(one.code) for one in self.known.participants}
        self._last: dict[str, int] = {}
        for one in self.known.participants:
            self._last[one.category] = max(self._last.get(one.category, 0), one.number)

    def record(self, row: Row) -> Record:
        category = self._category(row)
        if category:
            self._number(row, category)
        row.texts["region"] = region_meant(row.texts.get("region", ""), self.known.regions)
        if row.source.column_of("region") is None:
            del row.texts["region"]
        self._linked(row, category)
        return row.record(PARTICIPANT, self.findings)

    def _category(self, row: Row) -> KnownCategory | None:
        """The row's own, else the one chosen for all; told when there is none or it is past its set-up."""
        text = row.texts.pop("category", "")
        names = {one.code: one.name for one in self.known.categories}
        code = meant(text, names) or meant(text, {one.code: one.noun for one in self.known.categories})
        found = next((one for one in self.known.categories if one.code == (code if text else self.category)), None)
        if found is None:
            wrong = _("kategori “{text}” tidak dikenal.", text=text) if text else _("kategori belum dipilih.")
            fix = hint(text, names.values(), _("Pilih kategori pada halaman pencocokan kolom."))
            self.findings.add(row.place_of("category"), wrong, fix)
        elif not found.open:
            wrong = _("penilaian {category} sudah dibuka, jadi pesertanya tetap.", category=found.name)
            self.findings.add(row.place, wrong, _("Hapus baris ini, atau pilih kategori lain."))
        else:
            row.given["category"] = found.code
            return found
        return None

    def _number(self, row: Row, category: KnownCategory) -> None:
        """Order of appearance and code, where their table has none: the next number, the category's code with it."""
        number = row.texts.get("number", "")
        if "number" not in row.texts:
            number = row.given["number"] = str(self._last.get(category.code, 0) + 1)
            self._last[category.code] = int(number)
        if "code" not in row.texts:
            code = stem = f"{category.code.upper()[:24]}-{number.zfill(2)[:4]}"
            while fold(code) in self._codes:
                code = f"{stem}-{row.line.number}"
            self._codes.add(fold(code))
            row.given["code"] = code

    def _linked(self, row: Row, category: KnownCategory | None) -> None:
        text = row.texts.get("linked_to", "")
        if text and category:
            beside = {one.code: one.name for one in self.known.participants if one.category == category.linked_to}
            row.texts["linked_to"] = meant(text, beside)
            if not row.texts["linked_to"]:
                fix = hint(text, beside.values(), _("Masukkan dahulu peserta yang didampingi, atau kosongkan."))
                self.findings.add(row.place_of("linked_to"), _("peserta “{text}” tidak ada.", text=text), fix)


def _members(row: Row, record: Record, findings: Findings) -> list[Record]:
    """Officers first, then everyone listed; an officer in the list is not told twice."""
    listed = [(name, index) for index in row.source.columns_of(LISTED) for name in names_in(row.line[index])]
    offices = [(record[one.key], row.source.column_of(one.key)) for one in OFFICE_COLUMNS if record[one.key]]
    held = {fold(name) for name, _index in offices}
    named = dict.fromkeys(offices) | dict.fromkeys(one for one in listed if fold(one[0]) not in held)
    repeated = [one for place, one in enumerate(listed) if one in listed[:place] and fold(one[0]) not in held]
    if "code" in record.bad:
        return []
    return [
        make_record(
            MEMBER,
            {"participant": record["code"], "number": str(number), "name": name},
            {"name": row.source.place(row.line.number, index or 0)},
            row.place,
            findings,
        )
        for number, (name, index) in enumerate([*named, *repeated], start=1)
    ]


def _member_plans(people: Sequence[Record], members: Sequence[Record]) -> Iterator[MemberPlan]:
    offices = {
        (record["code"], fold(record[one.key])): one.key
        for record in people
        for one in OFFICE_COLUMNS
        if record[one.key]
    }
    for one in members:
        office = offices.get((one["participant"], fold(one["name"])), "")
        yield MemberPlan(one["participant"], one["number"], one["name"], office)


def _regions(people: Sequence[Record], known: Known, findings: Findings, *, allowed: bool) -> tuple[str, ...]:
    """Regions that the event does not have yet, in the order of the rows; told unless they may be added."""
    there = {fold(name) for name in known.regions}
    new = {fold(one["region"]): one for one in reversed(people) if one["region"] and fold(one["region"]) not in there}
    for record in people if not allowed else ():
        if "region" in record.given - record.bad and fold(record["region"]) in new:
            wrong = _("wilayah “{region}” belum ada dalam kegiatan ini.", region=record["region"])
            fix = hint(record["region"], known.regions, _("Centang “Tambahkan wilayah baru”, atau perbaiki namanya."))
            findings.add(record.place("region"), wrong, fix)
    for record in people:  # one spelling for all rows of a region
        if fold(record["region"]) in new:
            record.values["region"] = new[fold(record["region"])]["region"]
    return tuple(dict.fromkeys(record["region"] for record in people if fold(record["region"]) in new))
