"""Every kind of mistake in an event workbook: its name and the changes that make it, on the sample's good workbook.

What the reader must answer to each stands in broken_workbooks.txt under the same name.
"""

from judging.spreadsheet import read_folder
from judging.spreadsheet.samples import FOLDER

KUBE = read_folder(FOLDER / "kube-dki")


def put(sheet, row, heading, text):
    """A change: this text in the cell under `heading`; on Acara `heading` is the field's name and `row` is not used."""

    def change(book):
        rows = book[sheet]
        if sheet == "Acara":
            next(line for line in rows if line[0] == heading)[1] = text
            return
        index = rows[0].index(heading)
        rows[row - 1].extend([""] * (index + 1 - len(rows[row - 1])))
        rows[row - 1][index] = text

    return change


def add(sheet, **cells):
    def change(book):
        book[sheet].append([cells.get(head, "") for head in (name.replace(" ", "_") for name in book[sheet][0])])

    return change


def drop_sheet(sheet):
    return lambda book: book.pop(sheet)


def rename_sheet(sheet, name):
    def change(book):
        book[name] = book.pop(sheet)

    return change


def drop_column(sheet, heading):
    def change(book):
        index = book[sheet][0].index(heading)
        for row in book[sheet]:
            del row[index : index + 1]

    return change


def head(sheet, heading, title):
    return lambda book: book[sheet][0].__setitem__(book[sheet][0].index(heading), title)


def column(sheet, title):
    return lambda book: book[sheet][0].append(title)


def drop_row(sheet, row):
    return lambda book: book[sheet].__delitem__(row - 1)


BROKEN = {
    "missing_sheet": [drop_sheet("Juri")],
    "misnamed_sheet": [rename_sheet("Hadiah", "Hadiahh")],
    "empty_sheet": [lambda book: book["Benturan"].clear()],
    "missing_column": [drop_column("Juri", "Unsur")],
    "repeated_column": [column("Juri", " kode ")],
    "unknown_column": [head("Hadiah", "Uang pembinaan", "Uang pembinan")],
    "unknown_column_far": [column("Juri", "Golongan darah")],
    "empty_heading": [column("Juri", ""), column("Juri", "Ketua tim")],
    "unknown_field": [lambda book: book["Acara"].append(["Temat", "Jakarta"])],
    "repeated_field": [lambda book: book["Acara"].append(["tahun", "2027"])],
    "missing_field": [put("Acara", 0, "Tempat", "")],
    "year_not_a_number": [put("Acara", 0, "Tahun", "dua ribu")],
    "year_out_of_range": [put("Acara", 0, "Tahun", "206")],
    "year_too_far": [
        put("Acara", 0, "Tahun", "2029"),
        put("Acara", 0, "Tanggal mulai penilaian", "19/11/2029"),
        put("Acara", 0, "Rencana tanggal pengumuman", ""),
        put("Kategori", 2, "Tanggal sesi", ""),
        put("Kategori", 3, "Tanggal sesi", ""),
    ],
    "no_such_date": [put("Acara", 0, "Rencana tanggal pengumuman", "31 Februari 2027")],
    "weekday_of_another_date": [put("Acara", 0, "Tanggal mulai penilaian", "Rabu, 19 November 2026")],
    "announced_before_start": [
        put("Acara", 0, "Rencana tanggal pengumuman", "18/11/2026"),
        put("Kategori", 2, "Tanggal sesi", ""),
        put("Kategori", 3, "Tanggal sesi", ""),
    ],
    "start_in_another_year": [put("Acara", 0, "Tanggal mulai penilaian", "19/11/2023")],
    "half_a_limit": [put("Acara", 0, "Anggota paling banyak", "")],
    "limits_crossed": [put("Acara", 0, "Anggota paling sedikit", "20")],
    "yes_or_no": [put("Acara", 0, "Satu peserta per wilayah", "mungkin")],
    "repeated_background": [lambda book: book["Acara"].append(["Unsur juri 4", "forum  csr"])],
    "no_category": [
        lambda book: book["Kategori"].__delitem__(slice(1, None)),
        lambda book: [
            book[s].__delitem__(slice(1, None)) for s in ("Hadiah", "Peserta", "Anggota", "Penugasan", "Benturan")
        ],
    ],
    "unknown_method": [put("Kategori", 2, "Metode", "Undian")],
    "unknown_panel_rule": [put("Kategori", 2, "Aturan panel", "Siapa saja")],
    "unknown_rubric": [put("Kategori", 2, "Rubrik", "kubus")],
    "margin_missing": [put("Kategori", 2, "Metode", "Rata-rata berbatas")],
    "margin_unused": [column("Kategori", "Batas (poin)"), put("Kategori", 2, "Batas (poin)", "3")],
    "margin_out_of_range": [
        column("Kategori", "Batas (poin)"),
        put("Kategori", 2, "Metode", "clipped"),
        put("Kategori", 2, "Batas (poin)", "0"),
    ],
    "category_without_name": [put("Kategori", 2, "Nama", "")],
    "category_name_twice": [put("Kategori", 3, "Nama", "kube berprestasi")],
    "category_links_itself": [put("Kategori", 3, "Mendampingi kategori", "Pendamping")],
    "shares_not_100": [
        put("Kategori", 2, "Sesi", "berkas"),
        put("Kategori", 2, "Nama sesi", "Berkas"),
        put("Kategori", 2, "Bobot sesi (%)", "40"),
        add("Kategori", Kode="KUBE", Sesi="paparan", Nama_sesi="Paparan", **{"Bobot_sesi_(%)": "50"}, Rubrik="kube"),
    ],
    "round_without_code": [
        add("Kategori", Kode="kube", Sesi="paparan", Nama_sesi="Paparan", **{"Bobot_sesi_(%)": "50"}, Rubrik="kube")
    ],
    "repeated_round": [
        add("Kategori", Kode="kube", Sesi="a", Nama_sesi="Dua", **{"Bobot_sesi_(%)": "50"}, Rubrik="kube"),
        put("Kategori", 2, "Sesi", "A"),
        put("Kategori", 2, "Nama sesi", "Satu"),
        put("Kategori", 2, "Bobot sesi (%)", "50"),
    ],
    "category_rows_differ": [
        add("Kategori", Kode="kube", Nama="Lain", Sesi="b", Nama_sesi="Dua", **{"Bobot_sesi_(%)": "50"}, Rubrik="kube"),
        put("Kategori", 2, "Sesi", "a"),
        put("Kategori", 2, "Nama sesi", "Satu"),
        put("Kategori", 2, "Bobot sesi (%)", "50"),
    ],
    "round_day_outside": [put("Kategori", 2, "Tanggal sesi", "8 Desember 2026")],
    "award_of_unknown_category": [put("Hadiah", 2, "Kategori", "kubee")],
    "award_places_with_a_gap": [put("Hadiah", 4, "Urutan", "6")],
    "award_place_twice": [put("Hadiah", 4, "Urutan", "2")],
    "award_label_twice": [put("Hadiah", 4, "Sebutan juara", "juara  ii")],
    "amount_in_words": [put("Hadiah", 2, "Uang pembinaan", "11 juta")],
    "amount_with_fraction": [put("Hadiah", 3, "Uang pembinaan", "8,8")],
    "special_award_without_basis": [add("Hadiah", Kategori="kube", Sebutan_juara="Juara Favorit")],
    "participant_without_name": [put("Peserta", 2, "Nama", "")],
    "participant_code_with_space": [put("Peserta", 11, "Kode", "PEND TMR"), drop_row("Benturan", 2)],
    "participant_code_twice": [
        put("Peserta", 3, "Kode", "kube-pst"),
        put("Peserta", 8, "Mendampingi peserta", ""),
        lambda book: book["Anggota"].__delitem__(slice(11, 20)),
        put("Peserta", 3, "Ketua", ""),
        put("Peserta", 3, "Sekretaris", ""),
        put("Peserta", 3, "Bendahara", ""),
    ],
    "participant_number_twice": [put("Peserta", 3, "No urut", "1")],
    "participant_name_twice": [put("Peserta", 3, "Nama", "KUBE MELATI KARYA")],
    "region_twice": [put("Peserta", 3, "Wilayah", "Jakarta Pusat")],
    "participant_of_unknown_category": [put("Peserta", 7, "Kategori", "pendamping-lain")],
    "link_to_unknown": [put("Peserta", 7, "Mendampingi peserta", "KUBE-ZZZ")],
    "link_to_wrong_category": [put("Peserta", 7, "Mendampingi peserta", "PEND-UTR")],
    "link_of_unlinked_category": [put("Peserta", 2, "Mendampingi peserta", "PEND-PST")],
    "column_of_another_form": [put("Peserta", 7, "Usaha", "Warung")],
    "unknown_target_group": [put("Peserta", 2, "Sasaran", "Pegawai")],
    "officer_not_a_member": [put("Peserta", 2, "Ketua", "Orang Lain")],
    "one_person_two_offices": [put("Peserta", 2, "Bendahara", "Umi Kalsum")],
    "settlement_unit_twice": [
        column("Peserta", "Unit permukiman sosial"),
        put("Peserta", 2, "Unit permukiman sosial", "Unit 7"),
        put("Peserta", 4, "Unit permukiman sosial", "unit 7"),
    ],
    "text_too_long": [put("Peserta", 3, "Nama", "N" * 201)],
    "member_of_unknown_group": [put("Anggota", 11, "Kode peserta", "KUBE-PSS")],
    "member_of_a_person": [add("Anggota", Kode_peserta="PEND-PST", No="1", Nama="Siapa")],
    "member_twice": [put("Anggota", 11, "Nama", "dian permatasari")],
    "member_number_twice": [put("Anggota", 11, "No", "9")],
    "judge_code_twice": [put("Juri", 7, "Kode", "J3")],
    "judge_with_two_backgrounds": [
        add("Juri", Kode="J7", Nama="maria goretti simanjuntak", Unsur="Akademisi", Lembaga="Lain")
    ],
    "judge_twice_same_background": [add("Juri", Kode="J7", Nama="Yuliana Kartika", Unsur="Forum CSR", Lembaga="Lain")],
    "judge_row_twice": [add("Juri", Kode="j6", Nama="yuliana kartika", Unsur="Forum CSR", Lembaga="Lain")],
    "unknown_background": [put("Juri", 3, "Unsur", "Wartawan")],
    "no_chair": [put("Juri", 2, "Ketua", "tidak")],
    "two_chairs": [put("Juri", 3, "Ketua", "ya")],
    "assignment_to_unknown_round": [put("Penugasan", 2, "Sesi", "paparan")],
    "assignment_of_unknown_judge": [put("Penugasan", 2, "Juri", "J1; J2; J9")],
    "judge_assigned_twice": [add("Penugasan", Kategori="kube", Juri="j2")],
    "conflict_of_unknown_judge": [put("Benturan", 2, "Juri", "J8")],
    "conflict_without_reason": [put("Benturan", 2, "Alasan", "")],
    "conflict_twice": [add("Benturan", Juri="J5", Peserta="pend-tmr", Alasan="Sama")],
    "nip_as_a_number": [put("Pejabat", 2, "NIP", "1,97001011995031e+17")],
    "official_without_nip_or_institution": [put("Pejabat", 5, "Lembaga", "")],
    "official_role_twice": [put("Pejabat", 3, "Peran", "Kepala dinas")],
    "unknown_prefix": [put("Pejabat", 3, "Awalan", "Pj.")],
    "unknown_role": [put("Petugas", 2, "Peran", "Panitia, Raja")],
    "login_twice": [put("Petugas", 3, "Nama masuk", "PANITIA")],
    "two_accounts_of_one_judge": [
        put("Petugas", 4, "Nama", "Dr. Retno Widyastuti, M.Si."),
        put("Petugas", 4, "Kode juri", "j1"),
    ],
    "person_is_another_judge": [put("Petugas", 3, "Kode juri", "J2")],
    "everything_at_once": [
        put("Petugas", 3, "Kode juri", "J2"),
        put("Acara", 0, "Tempat", ""),
        put("Juri", 3, "Unsur", "Wartawan"),
        put("Peserta", 3, "No urut", "1"),
        put("Peserta", 2, "Nama", ""),
    ],
}
