"""The profile forms of KUBE and their pendamping, as data.

In:  a form's name, a participant's profile (JSON values, dates as ISO text), its members.
Out: fields, and rows to show.
Does not know tables, sheets of a workbook or pages. A form that is not listed has no fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol

from judging.language import N_
from judging.words import listing, long_date, rupiah

Profile = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    key: str
    label: str
    kind: str = "text"  # text | whole | date | rupiah | choice | yes_no
    choices: Mapping[str, str] = field(default_factory=dict)  # code -> label
    help: str = ""


class Member(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def office(self) -> str: ...
    @property
    def elected(self) -> bool | None: ...


# Code -> (today's term, the Pedoman's term where it has changed). The nine groups the Pedoman names, in its order.
_TARGET_GROUPS = {
    "FM": ("Keluarga fakir miskin", ""),
    "KAT": ("Komunitas adat terpencil", "masyarakat terasing"),
    "PD": ("Penyandang disabilitas", "penyandang cacat"),
    "LU": ("Lanjut usia", ""),
    "AT": ("Anak terlantar", ""),
    "PRSE": ("Perempuan rawan sosial ekonomi", "wanita rawan sosial ekonomi"),
    "KMM": ("Keluarga muda mandiri", ""),
    "RP": ("Remaja dan pemuda", ""),
    "KUMUH": ("Keluarga miskin di daerah kumuh", ""),
}
TARGET_GROUPS: Mapping[str, str] = MappingProxyType({code: terms[0] for code, terms in _TARGET_GROUPS.items()})
BY_SETTLEMENT = frozenset({"KAT", "KUMUH"})  # one settlement unit is one KUBE, whatever its number of members

ELECTIONS = {
    "deliberation": "Musyawarah anggota",
    "vote": "Pemungutan suara anggota",
    "appointed": "Ditunjuk pihak luar",
}
OFFICES = {"ketua": "Ketua", "sekretaris": "Sekretaris", "bendahara": "Bendahara"}
ELEMENTS = {
    "PSM": "Pekerja Sosial Masyarakat (PSM)",
    "KT": "Karang Taruna",
    "LKS": "Organisasi sosial/LKS",
    "WPUKS": "Wanita Pemimpin Usaha Kesejahteraan Sosial (WPUKS)",
    "PS": "Petugas sosial kecamatan",
    "OTHER": "Lainnya",
}
BOOKS = {
    "member_book": "Buku anggota",
    "rules_book": "Buku peraturan",
    "ledger": "Pembukuan keuangan",
    "officer_list": "Daftar pengurus",
}
STEPS = {
    "training_on": "Pelatihan keterampilan",
    "stimulus_on": "Bantuan stimulan",
    "mentoring_on": "Mulai pendampingan",
}
MONITORING = {
    "monitored_village_on": "Laporan diterima desa/kelurahan",
    "monitored_district_on": "Laporan diterima kecamatan",
    "monitored_city_on": "Laporan diterima kabupaten/kota",
    "monitored_province_on": "Laporan diterima provinsi",
    "monitored_centre_on": "Laporan diterima pusat",
}
INCOMES = {"below_1": "Di bawah Rp1 juta", "1_2": "Rp1–2 juta", "2_3": "Rp2–3 juta", "above_3": "Di atas Rp3 juta"}
INCOME_HELP = "Rata-rata penghasilan keluarga anggota per bulan; cukup kisarannya."

KUBE = (
    Field("target_group", "Sasaran", "choice", TARGET_GROUPS, "Salah satu dari sembilan sasaran."),
    Field("settlement_unit", "Unit permukiman sosial", help="Hanya untuk adat terpencil dan daerah kumuh."),
    Field(
        "member_unit", "Satuan anggota", "choice", {"orang": "Orang", "KK": "KK"}, "Anggota dihitung per orang atau KK."
    ),
    Field("formed_on", "Tanggal pembentukan", "date"),
    Field("business", "Usaha", help="Usaha ekonomi produktif yang dijalankan bersama."),
    Field("welfare_activity", "Kegiatan sosial", help="Usaha kesejahteraan sosial bagi anggota dan warga sekitar."),
    Field("officer_election", "Cara pemilihan pengurus", "choice", ELECTIONS),
    *(Field(key, label, "yes_no", help="Ada dan diisi.") for key, label in BOOKS.items()),
    *(Field(key, label, "date", help="Tanggal pelaksanaan.") for key, label in STEPS.items()),
    Field("grant_amount", "Nilai hibah", "rupiah", help="Bantuan stimulan; hibah, tidak dikembalikan."),
    Field("grant_year", "Tahun hibah", "whole"),
    Field("grant_source", "Sumber hibah"),
    Field("rolled_to", "Penerima guliran", help="Warga lain yang menerima guliran hibah."),
    *(Field(key, label, "date") for key, label in MONITORING.items()),
    Field("income_before", "Penghasilan sebelum", "choice", INCOMES, INCOME_HELP),
    Field("income_after", "Penghasilan sekarang", "choice", INCOMES, INCOME_HELP),
    Field("entrepreneurship_program", "Program kewirausahaan", help="Program kewirausahaan daerah yang diikuti."),
)
FACILITATOR = (
    Field("element", "Unsur pendamping", "choice", ELEMENTS),
    Field("years_mentoring", "Lama mendampingi (tahun)", "whole"),
)
# How a page groups the questions of a form: title, the key it begins with.
CHAPTERS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "kube": (
            (N_("Sasaran dan usaha"), "target_group"),
            (N_("Buku administrasi"), "member_book"),
            (N_("Langkah pembentukan"), "training_on"),
            (N_("Hibah dan guliran"), "grant_amount"),
            (N_("Pemantauan berjenjang"), "monitored_village_on"),
            (N_("Penghasilan dan program"), "income_before"),
        ),
        "pendamping": ((N_("Pendamping"), "element"),),
    }
)
FORMS: Mapping[str, tuple[Field, ...]] = MappingProxyType({"kube": KUBE, "pendamping": FACILITATOR})
FORM_NAMES: Mapping[str, str] = MappingProxyType({"kube": "KUBE", "pendamping": "Pendamping KUBE"})


def describe(form: str, profile: Profile, members: Sequence[Member]) -> tuple[tuple[str, str], ...]:
    """(label, value) rows for a judge's look at the profile: what is known, in the form's order."""
    rows = [(item.label, shown(item, profile[item.key])) for item in FORMS.get(form, ()) if item.key in profile]
    for office, label in OFFICES.items():
        names = [member.name for member in members if member.office == office]
        rows += [(label, listing(names))] if names else []
    if members:
        unit = profile.get("member_unit", "orang")
        rows.append(("Jumlah anggota", f"{len(members)} {unit}"))
    return tuple(rows)


def shown(item: Field, value: Any) -> str:
    """One value as people read it; a target group carries the Pedoman's old term in brackets."""
    if item.key == "target_group" and value in _TARGET_GROUPS:
        today, before = _TARGET_GROUPS[value]
        return f"{today} [{before}]" if before else today
    if item.kind == "choice":
        return item.choices.get(value, str(value))
    if item.kind == "date":
        return long_date(date.fromisoformat(value))
    if item.kind == "rupiah":
        return rupiah(value)
    if item.kind == "yes_no":
        return "Ada" if value else "Belum ada"
    return str(value)
