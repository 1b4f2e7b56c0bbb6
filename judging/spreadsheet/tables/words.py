"""The words people use for the columns of their own tables, and how headings are compared.

In:  a heading as typed.   Out: its plain form; the fields of a kind of table, each with the headings that mean it.
Does not know files, nor what becomes of a field. Headings come from lists of dinas, kecamatan and pendamping.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from judging.language import N_
from judging.profiles import FORMS
from judging.spreadsheet.columns import Column
from judging.spreadsheet.event_sheets import JUDGE, OFFICE_COLUMNS, PARTICIPANT, PROFILE_COLUMNS

PEOPLE, MEMBERS, JUDGES, SCORES = "participants", "members", "judges", "scores"
KINDS = {
    PEOPLE: N_("Daftar peserta"),
    MEMBERS: N_("Daftar anggota kelompok"),
    JUDGES: N_("Daftar juri"),
    SCORES: N_("Skor dari lembar kertas"),
}
LISTED = "members"  # the field that may take several columns: every name in the row


@dataclass(frozen=True, slots=True)
class Field:
    """What a column of theirs can be."""

    key: str
    title: str
    required: bool = False
    headings: Sequence[str] = field(default=())


def plain(heading: str) -> str:
    """ "Kel/Desa *" -> "kel desa"; what stands in brackets explains and does not name."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", heading)
    return " ".join(re.findall(r"\w+", bare.casefold() or heading.casefold()))


def _said(words: str) -> tuple[str, ...]:
    return tuple(words.split(", "))


_PEOPLE: Mapping[str, Sequence[str]] = {
    "code": _said("kode, kode peserta, kode kube, kode kelompok, id, id peserta, id kube"),
    "category": _said("kategori, kategori peserta, kategori lomba, jenis peserta, jenis lomba"),
    "number": _said("no urut, nomor urut, no undian, nomor undian, no tampil, nomor tampil, no peserta, nomor peserta, "
                    "urutan tampil, urutan"),
    "name": _said("nama, nama kube, nama kelompok, nama peserta, nama kelompok usaha bersama, nama lengkap, "
                  "nama pendamping, nama calon, nama penerima, kelompok, kube, peserta, pendamping"),
    "region": _said("wilayah, kabupaten kota, kab kota, kota kabupaten, kota kab, kabkota, kabupaten, kota, "
                    "kota administrasi, kota adm, wilayah kota, kab adm kota adm, asal daerah, asal wilayah, "
                    "utusan, wakil wilayah, daerah, provinsi"),
    "district": _said("kecamatan, kec, distrik"),
    "subdistrict": _said("kelurahan desa, kelurahan, desa kelurahan, kel desa, desa kel, desa, kel, kalurahan, nagari, "
                         "kampung"),
    "linked_to": _said("mendampingi peserta, kube dampingan, kube yang didampingi, nama kube dampingan, mendampingi, "
                       "kelompok dampingan, dampingan"),
    "ketua": _said("ketua, nama ketua, ketua kube, ketua kelompok, nama ketua kube, nama ketua kelompok"),
    "sekretaris": _said("sekretaris, nama sekretaris"),
    "bendahara": _said("bendahara, nama bendahara"),
    LISTED: _said("anggota, nama anggota, daftar anggota, nama nama anggota, anggota kelompok, anggota kube"),
    "target_group": _said("sasaran, jenis sasaran, kelompok sasaran, jenis kube"),
    "formed_on": _said("tanggal pembentukan, tgl pembentukan, tanggal berdiri, tgl berdiri, tanggal dibentuk, "
                       "tgl terbentuk, tanggal terbentuk"),
    "business": _said("usaha, jenis usaha, bidang usaha, usaha ekonomi produktif, uep"),
    "grant_amount": _said("nilai hibah, nilai bantuan, jumlah bantuan, besar bantuan"),
    "grant_year": _said("tahun hibah, tahun bantuan"),
    "grant_source": _said("sumber hibah, sumber bantuan, sumber dana"),
    "element": _said("unsur pendamping, unsur"),
    "years_mentoring": _said("lama mendampingi, lama tugas, masa tugas"),
}  # fmt: skip
_JUDGES: Mapping[str, Sequence[str]] = {
    "code": _said("kode, kode juri, id juri"),
    "name": _said("nama, nama juri, nama penilai, nama lengkap, nama dan gelar, nama anggota tim, juri, penilai"),
    "background": _said("unsur, unsur juri, latar belakang, unsur penilai, perwakilan, dari unsur, mewakili"),
    "institution": _said("lembaga, instansi, asal instansi, asal lembaga, lembaga asal, instansi asal, unit kerja, "
                         "organisasi, perusahaan, instansi lembaga, lembaga instansi, asal"),
    "is_reserve": _said("cadangan, juri cadangan, status, status juri"),
    "is_chair": _said("ketua, ketua tim, ketua tim penilai, kedudukan, jabatan dalam tim, kedudukan dalam tim"),
}  # fmt: skip
_MEMBERS = (
    Field("participant", N_("Kelompok (kode atau nama)"), True,
          _said("nama kube, kube, kelompok, nama kelompok, kode kube, kode kelompok, kode peserta, peserta, "
                "nama peserta")),
    Field("name", N_("Nama anggota"), True, _said("nama anggota, nama, nama lengkap, anggota")),
    Field("number", N_("Nomor anggota"), False, _said("nomor anggota, no anggota")),
    Field("office", N_("Jabatan"), False,
          _said("jabatan, jabatan dalam kube, jabatan dalam kelompok, kedudukan, posisi, status keanggotaan")),
    Field("elected", N_("Dipilih anggota"), False, _said("dipilih anggota, dipilih")),
)  # fmt: skip
SCORE_FIELDS = (
    Field("judge", N_("Juri (kode atau nama)"), False, _said("juri, kode juri, nama juri, penilai, nama penilai")),
    Field("participant", N_("Peserta (kode, nomor, atau nama)"), False,
          _said("peserta, kode peserta, nama peserta, kube, nama kube, kode kube, no peserta, nomor peserta, "
                "nama kelompok, kelompok, nama pendamping, nama")),
    Field("indicator", N_("Indikator (kode atau nama)"), False,
          _said("kode indikator, kode, indikator, nama indikator, butir, butir penilaian, unsur penilaian, kriteria")),
    Field("score", N_("Skor"), False, _said("skor, nilai, score, angka")),
    Field("note", N_("Catatan"), False, _said("catatan, catatan juri, keterangan")),
)  # fmt: skip


def people_fields(nouns: Sequence[str], forms: Sequence[str]) -> list[Field]:
    """`nouns`: what a participant is called here; `forms`: the profile forms in use ("" for none)."""
    own = tuple(f"nama {plain(noun)}" for noun in nouns) + tuple(plain(noun) for noun in nouns)
    unused = {column.key for column in PROFILE_COLUMNS} - {one.key for form in forms for one in FORMS.get(form, ())}
    fields = [_field(column, _PEOPLE, own if column.key == "name" else ()) for column in PARTICIPANT.columns
              if column.key not in unused]  # fmt: skip
    after = 1 + next(n for n, one in enumerate(fields) if one.key == OFFICE_COLUMNS[-1].key)
    listed = Field(LISTED, N_("Anggota (satu nama atau daftar)"), False, _PEOPLE[LISTED])
    return [*fields[:after], listed, *fields[after:]]


def member_fields() -> list[Field]:
    return list(_MEMBERS)


def judge_fields() -> list[Field]:
    return [_field(column, _JUDGES) for column in JUDGE.columns]


def _field(column: Column, said: Mapping[str, Sequence[str]], more: Sequence[str] = ()) -> Field:
    """A column of the workbook: its own heading always means it."""
    required = column.required and column.key not in ("code", "number", "category")  # given by the app where missing
    headings = dict.fromkeys((plain(column.title), *more, *said.get(column.key, ())))
    return Field(column.key, column.title, required, tuple(headings))
