"""The sheets of an event workbook, declared once: for the blank workbook, its help, reading and problems.

In:  the profile forms.   Out: Sheet values, the fields of Acara, the choices as people read them.
Does not know how a cell is read or what must fit together across sheets. No general text here names one award.
"""

from __future__ import annotations

from itertools import chain

from judging.event_rules import MOST_BACKGROUNDS
from judging.language import N_
from judging.profiles import FORM_NAMES, FORMS, OFFICES, Field
from judging.spreadsheet.columns import Column, Kind, Sheet

GUIDE = "Petunjuk"  # written first, never read
MOST_LETTERHEAD_LINES = 5

METHODS = {
    "mean": N_("Rata-rata"),
    "group_mean": N_("Rata-rata per unsur"),
    "trimmed": N_("Rata-rata terpangkas"),
    "clipped": N_("Rata-rata berbatas"),
    "rank_sum": N_("Jumlah peringkat"),
    "adjusted": N_("Rata-rata disesuaikan"),
    "zscore": N_("Nilai baku"),
    "majority": N_("Mayoritas peringkat"),
}
PANEL_RULES = {
    "complete_judges": N_("Juri yang menilai semua"),
    "present_judges": N_("Juri yang hadir"),
    "adjusted": N_("Disesuaikan"),
}
TAXES = {
    "undecided": "Belum ditetapkan",
    "organiser": "Ditanggung penyelenggara",
    "pph21": "PPh 21 5%",
    "pph23": "PPh 23 15%",
    "other": "Lain",
}
SHAPES = {"group": "Kelompok", "person": "Perorangan"}
PAPERS = {"A4": "A4", "F4": "F4"}
SIGNATORIES = {
    "kepala": "Kepala dinas",
    "kabid": "Kepala bidang",
    "bendahara": "Bendahara pengeluaran",
    "pptk": "PPTK",
    "kpa": "Kuasa pengguna anggaran",
}
PREFIXES = {"a.n.": "a.n.", "Plt.": "Plt.", "Plh.": "Plh."}
ROLES = {
    "panitia": "Panitia",
    "ketua": "Ketua tim penilai",
    "wakil": "Wakil ketua",
    "bendahara": "Bendahara",
    "viewer": "Pengamat",
}

# One row per field: Isian | Isi. `settings` of the plan takes the fields of SETTINGS, under their keys.
EVENT_FIELDS = (
    Column("code", "Kode acara", "Kode pendek, misalnya penghargaan-2026.", Kind.CODE, required=True),
    Column("name", "Nama penghargaan", "Seperti tercetak di piagam.", required=True, width=40),
    Column("level", "Tingkat", "Misalnya Tingkat Provinsi …", required=True),
    Column("year", "Tahun", "Tahun penghargaan.", Kind.WHOLE, required=True, lowest=2000, highest=2100),
    Column("place", "Tempat", "Kota yang dicetak sebelum tanggal.", required=True),
    Column("starts_on", "Tanggal mulai penilaian", "Hari pertama juri menilai.", Kind.DATE),
    Column("announced_on", "Rencana tanggal pengumuman", "Boleh kosong bila belum ditetapkan.", Kind.DATE),
    Column("is_sample", "Data contoh", "ya hanya untuk data rekaan.", Kind.YES_NO, default=False),
)
SETTINGS = (
    Column("organiser", "Penyelenggara", "Nama instansi penyelenggara."),
    Column("paper", "Kertas", "Ukuran kertas surat.", Kind.CHOICE, choices=PAPERS, default="A4"),
    Column("one_per_region", "Satu peserta per wilayah", "Dalam satu kategori.", Kind.YES_NO, default=True),
    Column("members_lowest", "Anggota paling sedikit", "Kosong: tanpa batas.", Kind.WHOLE, lowest=1, highest=1000),
    Column("members_highest", "Anggota paling banyak", "Kosong: tanpa batas.", Kind.WHOLE, lowest=1, highest=1000),
    Column("same_day_awards", "Hadiah diserahkan hari itu juga", "Tanpa menunggu.", Kind.YES_NO, default=False),
    Column("objections", "Masa sanggahan", "Peserta dapat mengajukan keberatan.", Kind.YES_NO, default=False),
    Column("stamp_duty", "Kotak meterai pada kuitansi", "Di atas Rp5.000.000.", Kind.YES_NO, default=True),
)
LETTERHEAD_FIELDS = tuple(
    Column(f"letterhead_{line}", f"Kop baris {line}", "Baris kop surat, seperti tercetak.")
    for line in range(1, MOST_LETTERHEAD_LINES + 1)
)
BACKGROUND_FIELDS = tuple(
    Column(f"background_{line}", f"Unsur juri {line}", "Unsur asal juri, seperti tercetak.", required=line == 1)
    for line in range(1, MOST_BACKGROUNDS + 1)
)
EVENT = Sheet(
    "Acara", "Satu baris satu isian: nama isian di kolom pertama, isinya di kolom kedua.",
    (*EVENT_FIELDS, *SETTINGS, *LETTERHEAD_FIELDS, *BACKGROUND_FIELDS),
)  # fmt: skip

CATEGORY = Sheet(
    "Kategori", "Satu baris satu kategori. Kategori dengan beberapa sesi memakai beberapa baris berkode sama.",
    (
        Column("code", "Kode", "Kode kategori; sama untuk semua sesinya.", Kind.CODE, required=True),
        Column("name", "Nama", "Nama kategori, seperti tercetak.", width=32),
        Column("noun", "Sebutan peserta", "Sebutan untuk satu peserta.", width=22),
        Column("shape", "Bentuk", "Peserta berupa kelompok atau perorangan.", Kind.CHOICE, choices=SHAPES),
        Column("profile_form", "Formulir profil", "Kosong: tanpa profil.", Kind.CHOICE, choices=FORM_NAMES, default=""),
        Column("linked_to", "Mendampingi kategori", "Kode kategori yang didampingi.", Kind.CODE),
        Column("certificate_phrase", "Frasa piagam", "Kalimat setelah nama juara, diawali “atas”.", width=48),
        Column("method", "Metode", "Cara menggabungkan nilai juri.", Kind.CHOICE, choices=METHODS, default="mean"),
        Column("margin", "Batas (poin)", "Hanya untuk Rata-rata berbatas.", Kind.DECIMAL, highest=100),
        Column("panel_rule", "Aturan panel", "Bila ada juri yang tidak menilai semua peserta.", Kind.CHOICE,
               choices=PANEL_RULES, default="complete_judges", width=26),
        Column("tax", "Pajak hadiah", "Perlakuan pajak hadiah.", Kind.CHOICE, choices=TAXES, default="undecided"),
        Column("round", "Sesi", "Kode sesi; kosong bila hanya satu.", Kind.CODE),
        Column("round_name", "Nama sesi", "Misalnya Berkas, Paparan, Visitasi."),
        Column("share", "Bobot sesi (%)", "Jumlah semua sesi 100.", Kind.WHOLE, lowest=1, highest=100),
        Column("rubric", "Rubrik", "Nama rubrik penilaian.", Kind.CODE, required=True),
        Column("day", "Tanggal sesi", "Boleh kosong.", Kind.DATE),
    ),
)  # fmt: skip
CATEGORY_LEVEL = ("name", "noun", "shape", "profile_form", "linked_to", "certificate_phrase", "method", "margin",
                  "panel_rule", "tax")  # fmt: skip
CATEGORY_NEEDS = ("name", "noun", "shape", "certificate_phrase")  # on the category's first row

AWARD = Sheet(
    "Hadiah", "Satu baris satu hadiah.",
    (
        Column("category", "Kategori", "Kode kategori.", Kind.CODE, required=True),
        Column("place", "Urutan", "1 untuk juara pertama; kosong: hadiah khusus.", Kind.WHOLE, lowest=1, highest=100),
        Column("label", "Sebutan juara", "Misalnya Juara I.", required=True, width=24),
        Column("amount", "Uang pembinaan", "Rupiah bulat; kosong bila tanpa uang.", Kind.RUPIAH),
        Column("trophy", "Trofi", "ya atau tidak.", Kind.YES_NO, default=True),
        Column("certificate", "Piagam", "ya atau tidak.", Kind.YES_NO, default=True),
        Column("goods", "Hadiah barang", "Bila ada.", width=32),
        Column("to_confirm", "Perlu konfirmasi", "Mengapa jumlahnya belum pasti; kosong bila pasti.", width=48),
        Column("basis", "Dasar tertulis", "Wajib untuk hadiah khusus.", width=48),
    ),
)  # fmt: skip


def _profile_column(field: Field) -> Column:
    return Column(field.key, field.label, field.help or field.label + ".", Kind(field.kind), choices=field.choices)


PROFILE_COLUMNS = tuple(_profile_column(field) for field in chain.from_iterable(FORMS.values()))
OFFICE_COLUMNS = tuple(Column(code, label, "Nama pengurus, dari lembar Anggota.") for code, label in OFFICES.items())
PARTICIPANT = Sheet(
    "Peserta", "Satu baris satu peserta.",
    (
        Column("code", "Kode", "Kode peserta, tidak sama dengan peserta lain.", Kind.CODE, required=True),
        Column("category", "Kategori", "Kode kategori.", Kind.CODE, required=True),
        Column("number", "No urut", "Urutan tampil dalam kategori.", Kind.WHOLE, required=True, lowest=1, highest=1000),
        Column("name", "Nama", "Seperti di KTP atau SK.", required=True, width=40),
        Column("region", "Wilayah", "Kabupaten/kota yang diwakili.", required=True),
        Column("district", "Kecamatan", "Boleh kosong."),
        Column("subdistrict", "Kelurahan/desa", "Boleh kosong."),
        Column("linked_to", "Mendampingi peserta", "Kode peserta yang didampingi.", Kind.CODE),
        *OFFICE_COLUMNS,
        *PROFILE_COLUMNS,
    ),
)  # fmt: skip

MEMBER = Sheet(
    "Anggota", "Satu baris satu anggota kelompok.",
    (
        Column("participant", "Kode peserta", "Kode kelompok di lembar Peserta.", Kind.CODE, required=True),
        Column("number", "No", "Nomor anggota.", Kind.WHOLE, required=True, lowest=1, highest=1000, width=8),
        Column("name", "Nama", "Nama anggota.", required=True, width=40),
        Column("elected", "Dipilih anggota", "Untuk pengurus: dipilih oleh anggota.", Kind.YES_NO),
    ),
)  # fmt: skip

JUDGE = Sheet(
    "Juri", "Satu baris satu juri.",
    (
        Column("code", "Kode", "Kode juri, misalnya J1.", Kind.CODE, required=True),
        Column("name", "Nama", "Nama dengan gelar, seperti tercetak.", required=True, width=40),
        Column("background", "Unsur", "Salah satu unsur juri di lembar Acara.", required=True, width=24),
        Column("institution", "Lembaga", "Lembaga asal juri.", required=True, width=36),
        Column("is_reserve", "Cadangan", "ya bila juri cadangan.", Kind.YES_NO, default=False),
        Column("is_chair", "Ketua", "ya untuk ketua tim penilai, satu orang.", Kind.YES_NO, default=False),
    ),
)  # fmt: skip

ASSIGNMENT = Sheet(
    "Penugasan", "Juri yang menilai setiap kategori dan sesi.",
    (
        Column("category", "Kategori", "Kode kategori.", Kind.CODE, required=True),
        Column("round", "Sesi", "Kode sesi; kosong berarti semua sesi kategori itu.", Kind.CODE),
        Column("judges", "Juri", "Kode juri, dipisah koma.", Kind.CODES, required=True, width=40),
    ),
)  # fmt: skip

CONFLICT = Sheet(
    "Benturan", "Benturan kepentingan: juri ini tidak menilai peserta ini.",
    (
        Column("judge", "Juri", "Kode juri.", Kind.CODE, required=True),
        Column("participant", "Peserta", "Kode peserta.", Kind.CODE, required=True),
        Column("reason", "Alasan", "Hubungan juri dengan peserta.", required=True, width=60),
    ),
)  # fmt: skip

OFFICIAL = Sheet(
    "Pejabat", "Pejabat yang menandatangani surat.",
    (
        Column("role", "Peran", "Siapa menandatangani apa.", Kind.CHOICE, required=True, choices=SIGNATORIES, width=26),
        Column("name", "Nama", "Nama dengan gelar.", required=True, width=40),
        Column("position", "Jabatan", "Dicetak di atas nama.", required=True, width=48),
        Column("prefix", "Awalan", "Kosong, a.n., Plt., atau Plh.", Kind.CHOICE, choices=PREFIXES, default=""),
        Column("nip", "NIP", "18 angka; kosong bila tidak punya.", Kind.NIP, width=24),
        Column("institution", "Lembaga", "Dicetak bila tidak ada NIP.", width=36),
    ),
)  # fmt: skip

PERSON = Sheet(
    "Petugas", "Akun panitia dan pimpinan. Lembar ini boleh tidak ada.",
    (
        Column("login", "Nama masuk", "Huruf kecil tanpa spasi.", Kind.CODE, required=True),
        Column("name", "Nama", "Nama lengkap.", required=True, width=40),
        Column("roles", "Peran", "Satu atau beberapa, dipisah koma.", Kind.CHOICES, required=True, choices=ROLES),
        Column("judge", "Kode juri", "Bila orang yang sama juga juri.", Kind.CODE),
    ),
)  # fmt: skip

TABLES = (CATEGORY, AWARD, PARTICIPANT, MEMBER, JUDGE, ASSIGNMENT, CONFLICT, OFFICIAL, PERSON)
SHEETS = (EVENT, *TABLES)
OPTIONAL = frozenset({PERSON.name})
SHEET_NAMES = tuple(sheet.name for sheet in SHEETS)
