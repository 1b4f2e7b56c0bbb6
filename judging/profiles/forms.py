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

from judging.language import N_, _
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
    "FM": (N_("Keluarga fakir miskin"), ""),
    "KAT": (N_("Komunitas adat terpencil"), N_("masyarakat terasing")),
    "PD": (N_("Penyandang disabilitas"), N_("penyandang cacat")),
    "LU": (N_("Lanjut usia"), ""),
    "AT": (N_("Anak terlantar"), ""),
    "PRSE": (N_("Perempuan rawan sosial ekonomi"), N_("wanita rawan sosial ekonomi")),
    "KMM": (N_("Keluarga muda mandiri"), ""),
    "RP": (N_("Remaja dan pemuda"), ""),
    "KUMUH": (N_("Keluarga miskin di daerah kumuh"), ""),
}
TARGET_GROUPS: Mapping[str, str] = MappingProxyType({code: terms[0] for code, terms in _TARGET_GROUPS.items()})
BY_SETTLEMENT = frozenset({"KAT", "KUMUH"})  # one settlement unit is one KUBE, whatever its number of members

ELECTIONS = {
    "deliberation": N_("Musyawarah anggota"),
    "vote": N_("Pemungutan suara anggota"),
    "appointed": N_("Ditunjuk pihak luar"),
}
OFFICES = {"ketua": N_("Ketua"), "sekretaris": N_("Sekretaris"), "bendahara": N_("Bendahara")}
ELEMENTS = {
    "PSM": N_("Pekerja Sosial Masyarakat (PSM)"),
    "KT": N_("Karang Taruna"),
    "LKS": N_("Organisasi sosial/LKS"),
    "WPUKS": N_("Wanita Pemimpin Usaha Kesejahteraan Sosial (WPUKS)"),
    "PS": N_("Petugas sosial kecamatan"),
    "OTHER": N_("Lainnya"),
}
BOOKS = {
    "member_book": N_("Buku anggota"),
    "rules_book": N_("Buku peraturan"),
    "ledger": N_("Pembukuan keuangan"),
    "officer_list": N_("Daftar pengurus"),
}
STEPS = {
    "training_on": N_("Pelatihan keterampilan"),
    "stimulus_on": N_("Bantuan stimulan"),
    "mentoring_on": N_("Mulai pendampingan"),
}
STEP_RULE = N_(
    "Tiga langkah pembentukan berurutan: pelatihan, bantuan stimulan, pendampingan. "
    "Untuk sasaran keluarga fakir miskin langkah ini tidak diperiksa."
)
MONITORING = {
    "monitored_village_on": N_("Laporan diterima desa/kelurahan"),
    "monitored_district_on": N_("Laporan diterima kecamatan"),
    "monitored_city_on": N_("Laporan diterima kabupaten/kota"),
    "monitored_province_on": N_("Laporan diterima provinsi"),
    "monitored_centre_on": N_("Laporan diterima pusat"),
}
LEVELS = {  # who received each of those reports
    "monitored_village_on": N_("desa/kelurahan"),
    "monitored_district_on": N_("kecamatan"),
    "monitored_city_on": N_("kabupaten/kota"),
    "monitored_province_on": N_("provinsi"),
    "monitored_centre_on": N_("pusat"),
}
INCOMES = {
    "below_1": N_("Di bawah Rp1 juta"),
    "1_2": N_("Rp1–2 juta"),
    "2_3": N_("Rp2–3 juta"),
    "above_3": N_("Di atas Rp3 juta"),
}
INCOME_HELP = N_("Rata-rata penghasilan keluarga anggota per bulan; cukup kisarannya.")

KUBE = (
    Field("target_group", N_("Sasaran"), "choice", TARGET_GROUPS, N_("Salah satu dari sembilan sasaran.")),
    Field("settlement_unit", N_("Unit permukiman sosial"), help=N_("Hanya untuk adat terpencil dan daerah kumuh.")),
    Field(
        "member_unit",
        N_("Satuan anggota"),
        "choice",
        {"orang": N_("Orang"), "KK": "KK"},
        N_("Anggota dihitung per orang atau KK."),
    ),
    Field("formed_on", N_("Tanggal pembentukan"), "date"),
    Field("business", N_("Usaha"), help=N_("Usaha ekonomi produktif yang dijalankan bersama.")),
    Field(
        "welfare_activity", N_("Kegiatan sosial"), help=N_("Usaha kesejahteraan sosial bagi anggota dan warga sekitar.")
    ),
    Field("officer_election", N_("Cara pemilihan pengurus"), "choice", ELECTIONS),
    *(Field(key, label, "yes_no", help=N_("Ada dan diisi.")) for key, label in BOOKS.items()),
    *(Field(key, label, "date", help=N_("Tanggal pelaksanaan.")) for key, label in STEPS.items()),
    Field("grant_amount", N_("Nilai hibah"), "rupiah", help=N_("Bantuan stimulan; hibah, tidak dikembalikan.")),
    Field("grant_year", N_("Tahun hibah"), "whole"),
    Field("grant_source", N_("Sumber hibah")),
    Field("rolled_to", N_("Penerima guliran"), help=N_("Warga lain; kosong bila belum digulirkan.")),
    *(Field(key, label, "date") for key, label in MONITORING.items()),
    Field("income_before", N_("Penghasilan sebelum"), "choice", INCOMES, INCOME_HELP),
    Field("income_after", N_("Penghasilan sekarang"), "choice", INCOMES, INCOME_HELP),
    Field(
        "entrepreneurship_program", N_("Program kewirausahaan"), help=N_("Program kewirausahaan daerah yang diikuti.")
    ),
)
FACILITATOR = (
    Field("element", N_("Unsur pendamping"), "choice", ELEMENTS),
    Field("years_mentoring", N_("Lama mendampingi (tahun)"), "whole"),
)
# How a page groups the questions of a form: title, the key it begins with.
CHAPTER_NOTES: Mapping[str, str] = MappingProxyType({"training_on": STEP_RULE})  # said above the questions
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
MAY_WAIT = frozenset({"grant_amount", "monitored_village_on", "income_before"})  # chapters nobody has to fill in
FORMS: Mapping[str, tuple[Field, ...]] = MappingProxyType({"kube": KUBE, "pendamping": FACILITATOR})
FORM_NAMES: Mapping[str, str] = MappingProxyType({"kube": "KUBE", "pendamping": N_("Pendamping KUBE")})


def describe(form: str, profile: Profile, members: Sequence[Member]) -> tuple[tuple[str, str], ...]:
    """(label, value) rows for a judge's look at the profile: what is known, in the form's order."""
    rows = [(_(item.label), shown(item, profile[item.key])) for item in FORMS.get(form, ()) if item.key in profile]
    for office, label in OFFICES.items():
        names = [member.name for member in members if member.office == office]
        rows += [(_(label), listing(names))] if names else []
    if members:
        unit = profile.get("member_unit", N_("orang"))
        rows.append((_("Jumlah anggota"), f"{len(members)} {_(unit)}"))
    return tuple(rows)


def shown(item: Field, value: Any) -> str:
    """One value as people read it; a target group carries the Pedoman's old term in brackets."""
    if item.key == "target_group" and value in _TARGET_GROUPS:
        today, before = _TARGET_GROUPS[value]
        return f"{_(today)} [{_(before)}]" if before else _(today)
    if item.kind == "choice":
        return _(item.choices[value]) if value in item.choices else str(value)
    if item.kind == "date":
        return long_date(date.fromisoformat(value))
    if item.kind == "rupiah":
        return rupiah(value)
    if item.kind == "yes_no":
        return _("Ada") if value else _("Belum ada")
    return str(value)
