"""A list of members, one a row, for groups that the event has already.

In:  a Source, what the event has.   Out: member plans; what was simplified; or every problem at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from judging.language import _
from judging.plan import MemberPlan
from judging.profiles import OFFICES
from judging.spreadsheet.columns import fold
from judging.spreadsheet.event_sheets import MEMBER
from judging.spreadsheet.participant_checks import check_members
from judging.spreadsheet.problems import Findings, Place
from judging.spreadsheet.table import Record
from judging.spreadsheet.tables.finding import hint, meant
from judging.spreadsheet.tables.known import Known, KnownParticipant
from judging.spreadsheet.tables.source import Row, Source, tell_missing_columns
from judging.spreadsheet.tables.words import Field

PLAIN = frozenset({"", "anggota", "-"})


@dataclass(frozen=True, slots=True)
class MembersImport:
    members: tuple[MemberPlan, ...]
    remarks: tuple[str, ...]


def read_members(source: Source, fields: Sequence[Field], known: Known) -> MembersImport:
    findings = Findings((source.layout.sheet,))
    tell_missing_columns(source, fields, findings)
    reader = _Reader(known, findings)
    records = [reader.record(row) for row in source.rows()]
    if not records:
        findings.add(
            Place(source.layout.sheet), _("tabel ini belum berisi baris."), _("Pilih lembar atau baris judul.")
        )
    check_members(known.tables({MEMBER.name: records}), findings)
    findings.raise_if_any()
    plans = tuple(
        MemberPlan(one["participant"], one["number"], one["name"], office, one["elected"])
        for one, office in zip(records, reader.offices, strict=True)
    )
    return MembersImport(plans, reader.remarks())


class _Reader:
    def __init__(self, known: Known, findings: Findings) -> None:
        self.findings = findings
        self.offices: list[str] = []
        self._other: dict[str, int] = {}
        groups = {one.code for one in known.categories if one.is_group}
        self._open = {one.code: one.open for one in known.categories}
        self._groups = {one.code: one for one in known.participants if one.category in groups}
        self._names = {one.code: one.name for one in self._groups.values()}
        self._last = {
            one.code: max((n for n, _name, _office in one.members), default=0) for one in self._groups.values()
        }
        self._held: dict[tuple[str, str], Place | None] = {
            (one.code, office): None for one in self._groups.values() for _n, _name, office in one.members if office
        }

    def record(self, row: Row) -> Record:
        group = self._group(row)
        if group and "number" not in row.texts:
            self._last[group.code] += 1
            row.given["number"] = str(self._last[group.code])
        self.offices.append(self._office(row, group))
        return row.record(MEMBER, self.findings)

    def _group(self, row: Row) -> KnownParticipant | None:
        text = row.texts.pop("participant", None)
        if text is None:
            return None
        code = meant(text, self._names)
        place = row.place_of("participant")
        if not text:
            self.findings.add(
                place, _("belum diisi."), _("Isi nama kelompok, atau centang “Isi sel kosong dari atas”.")
            )
        elif not code:
            fix = hint(text, self._names.values(), _("Masukkan dahulu kelompok itu sebagai peserta."))
            self.findings.add(place, _("kelompok “{text}” tidak ada dalam kegiatan ini.", text=text), fix)
        elif not self._open[self._groups[code].category]:
            wrong = _("penilaian kelompok {name} sudah dibuka, jadi anggotanya tetap.", name=self._names[code])
            self.findings.add(place, wrong, _("Hapus baris ini."))
        else:
            row.given["participant"] = code
            return self._groups[code]
        return None

    def _office(self, row: Row, group: KnownParticipant | None) -> str:
        """ketua, sekretaris, bendahara or "": one person in each; any other office is an ordinary member."""
        text = row.texts.pop("office", "")
        office = next((code for code, label in OFFICES.items() if fold(text) in {fold(code), fold(label)}), "")
        if not office and fold(text) not in PLAIN:
            self._other[text] = self._other.get(text, 0) + 1
        if office and group:
            key = (group.code, office)
            if key in self._held:
                first = self._held[key]
                where = _("dalam kegiatan ini") if first is None else _("di baris {row}", row=first.row)
                wrong = _("{office} {group} sudah ada {where}.", office=OFFICES[office], group=group.name, where=where)
                self.findings.add(row.place_of("office"), wrong, _("Satu jabatan satu orang."))
            self._held.setdefault(key, row.place)
        return office

    def remarks(self) -> tuple[str, ...]:
        return tuple(
            _("Jabatan “{office}” ({n} orang) dicatat sebagai anggota biasa.", office=office, n=count)
            for office, count in self._other.items()
        )
