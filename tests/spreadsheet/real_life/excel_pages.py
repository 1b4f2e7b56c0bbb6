"""Worksheets as offices draw them: titles above, merged cells, sums and signatures below. Invented people."""

from __future__ import annotations

from datetime import datetime

HEAD = ["No", "Nama KUBE", "Kab/Kota", "Kecamatan", "Kel/Desa", "Jenis Usaha"]
FIVE = [
    [1, "KUBE Melati Karya", "Kota Administrasi Jakarta Pusat", "Senen", "Paseban", "Katering"],
    [2, "KUBE Rukun Bahari", "Jakarta Utara", "Cilincing", "Kalibaru", "Olahan ikan"],
    [3, "KUBE Kembang Kebayoran", "Kota Adm. Jakarta Selatan", "Jagakarsa", "Lenteng Agung", "Dodol"],
    [4, "KUBE Sumber Rejeki", "JAKARTA TIMUR", "Cakung", "Penggilingan", "Konveksi"],
    [5, "KUBE Tunas Harapan", "Jakarta  Barat", "Kalideres", "Tegal Alur", "Budidaya lele"],
]


def titled(made, bold):
    """Kop and title above, numbers of the columns below the heading, a total and signatures below the table."""
    page = made.add_worksheet("DAFTAR KUBE")
    page.merge_range("A1:F1", "DINAS SOSIAL PROVINSI DAERAH KHUSUS JAKARTA", bold)
    page.merge_range("A2:F2", "DAFTAR NAMA CALON PESERTA KUBE BERPRESTASI TAHUN 2026", bold)
    page.write_row(3, 0, HEAD, bold)
    page.write_row(4, 0, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], bold)
    for number, row in enumerate(FIVE, start=5):
        page.write_row(number, 0, row)
    page.write_row(10, 0, ["JUMLAH", "5 KUBE"], bold)
    page.write(12, 4, "Jakarta, 2 November 2026")
    page.write(13, 0, "Mengetahui,")
    page.write_row(14, 0, ["Kepala Bidang Pemberdayaan Sosial", "", "", "", "Pembuat daftar"])
    page.write_row(17, 0, ["Dra. Contoh Pejabat", "", "", "", "Contoh Petugas"])


def two_rows(made, bold):
    """Officers below one merged heading; members in one cell, a line each."""
    page = made.add_worksheet("Data")
    for column, title in enumerate(["No.", "Nama Kelompok", "Wilayah"]):
        page.merge_range(0, column, 1, column, title, bold)
    page.merge_range("D1:F1", "Pengurus", bold)
    page.write_row(1, 3, ["Ketua", "Sekretaris", "Bendahara"], bold)
    page.merge_range("G1:G2", "Daftar Anggota", bold)
    page.write_row(2, 0, [1, "KUBE Melati Karya", "Jakarta Pusat", "Siti Aminah", "Rohani, S.Pd.", "Nur Aini"])
    page.write(2, 6, "1. Siti Aminah\n2. Rohani, S.Pd.\n3. Nur Aini\n4. Sulastri\n5. Wahyuni")
    page.write_row(3, 0, [2, "KUBE Rukun Bahari", "Jakarta Utara", "Hasan Basri", "Joko Susilo", "Rahmat"])
    page.write(3, 6, "Slamet; Tarno; Dedi Kurnia")


def merged_regions(made, bold):
    page = made.add_worksheet("Rekap Wilayah")
    page.write_row(0, 0, ["Wilayah", "Kecamatan", "Nama KUBE", "Ketua"], bold)
    page.merge_range("A2:A4", "Jakarta Timur", bold)
    page.merge_range("A5:A6", "Jakarta Barat", bold)
    names = [
        ("Cakung", "KUBE Sumber Rejeki", "Ratna"),
        ("Makasar", "KUBE Mekar Sari", "Yati"),
        ("Ciracas", "KUBE Bina Usaha", "Umar"),
        ("Kalideres", "KUBE Tunas Harapan", "Agus"),
        ("Kembangan", "KUBE Citra Mandiri", "Lilis"),
    ]
    for number, row in enumerate(names, start=1):
        page.write_row(number, 1, row)


def several_sheets(made, bold):
    """A cover, a hidden sheet of last year with the same heading, and the list itself."""
    cover, old, page = (made.add_worksheet(name) for name in ("Sampul", "KUBE 2024", "KUBE 2026"))
    cover.write(0, 0, "Berkas pendukung penilaian KUBE")
    for target, rows in ((old, FIVE * 3), (page, FIVE[:2])):
        target.write_row(0, 0, HEAD, bold)
        for number, row in enumerate(rows, start=1):
            target.write_row(number, 0, row)
    old.hide()
    page.activate()
    cover.set_first_sheet()


def any_order(made, _bold):
    """Columns as they grew: spaces, no-break spaces, an empty column, columns of no use here."""
    page = made.add_worksheet("Sheet1")
    page.write_row(
        0, 0, ["Jumlah Anggota", "  NAMA  KUBE ", "", "No HP Ketua", "Kelurahan", "KOTA", "Tgl. Berdiri", "Keterangan"]
    )
    page.write_row(
        1,
        0,
        [10, "KUBE\u00a0Melati Karya ", "", "0812-0000-0001", "Paseban", " Jakarta\u00a0Pusat", "17 Agt 2021", "-"],
    )
    page.write_row(2, 0, [8, "KUBE Rukun Bahari", "", "0812-0000-0002", "Kalibaru", "Jakarta Utara ", "", "lengkap"])
    page.write_datetime(2, 6, datetime(2020, 3, 1), made.add_format({"num_format": "dd-mmm-yy"}))  # noqa: DTZ001 - a day


def facilitators(made, bold):
    page = made.add_worksheet("Pendamping")
    page.write_row(
        0, 0, ["No Urut", "Nama Pendamping", "Kabupaten/Kota", "KUBE Dampingan", "Unsur", "Lama Mendampingi"], bold
    )
    page.write_row(1, 0, [1, "Fitriani Hasanah, S.Pd.", "Jakarta Pusat", "KUBE Melati Karya", "Karang Taruna", 4])
    page.write_row(2, 0, [2, "Bambang Wijaya", "Jakarta Utara", "kube rukun bahari", "PSM", 7])


def members_merged(made, bold):
    page = made.add_worksheet("Anggota")
    page.write_row(0, 0, ["No", "Nama KUBE", "Nama Anggota", "Jabatan"], bold)
    people = [
        ("Siti Aminah", "Ketua"),
        ("Rohani, S.Pd.", "Sekretaris"),
        ("Nur Aini", "Bendahara"),
        ("Sulastri", "Seksi Usaha"),
        ("Hasan Basri", "KETUA"),
        ("Joko Susilo", "Anggota"),
    ]
    for number, row in enumerate(people, start=1):
        page.write(number, 0, number)
        page.write_row(number, 2, row)
    page.merge_range("B2:B5", "KUBE Melati Karya", bold)
    page.merge_range("B6:B7", "KUBE Rukun Bahari", bold)


def judges(made, bold):
    page = made.add_worksheet("TIM PENILAI")
    page.write(0, 0, "SUSUNAN TIM PENILAI", bold)
    page.write_row(2, 0, ["No", "Nama dan Gelar", "Instansi", "Unsur", "Kedudukan dalam Tim", "Status"], bold)
    rows = [
        ("Dr. Ratna Contoh, M.Si.", "Universitas Contoh", "Perguruan Tinggi", "Ketua merangkap Anggota", "Utama"),
        ("Agus Contoh", "Forum CSR Contoh", "CSR", "Anggota", "Utama"),
        ("Lestari Contoh", "Yayasan Contoh", "Pekerja Sosial", "Anggota", "Utama"),
        ("Budi Contoh", "LKS Contoh", "praktisi", "Anggota", "Cadangan"),
    ]
    for number, row in enumerate(rows, start=1):
        page.write_row(number + 2, 0, [number, *row])


def by_indicator(made, bold):
    """A judge's papers, one row a peserta; codes with weights in brackets above, sums at the right."""
    page = made.add_worksheet("J2")
    page.write_row(0, 0, ["Juri", "No", "Nama KUBE", "K1 (5)", "K2 (5)", "K3 (5)", "Jumlah", "Rata-rata"], bold)
    for row, (number, name, scores) in enumerate(
        [(1, "KUBE Melati Karya", [4, 3, 4]), (2, "KUBE Rukun Bahari", [5, 2, ""])], start=1
    ):
        page.write_row(row, 0, ["J2", number, name, *scores])
        page.write_formula(row, 6, f"=SUM(D{row + 1}:F{row + 1})", None, sum(s for s in scores if s))
        page.write_formula(row, 7, f"=AVERAGE(D{row + 1}:F{row + 1})", None, 3.666666666666667)
    page.write_row(3, 0, ["Rata-rata", "", "", 4.5, 2.5, 4])


def by_participant(made, bold):
    page = made.add_worksheet("Rekap J1")
    page.merge_range("A1:E1", "REKAPITULASI NILAI JURI 1", bold)
    page.write_row(1, 0, ["Kode", "Indikator", "1", "2", "3"], bold)
    for row, (code, title, *scores) in enumerate(
        [
            ("K1", "Pengurus pilihan anggota", 4, 3, 5),
            ("K2", "Keanggotaan jelas", 3, "-", 4),
            ("E6", "Pasar dan kemitraan", 2, 4, 3),
        ],
        start=2,
    ):
        page.write_row(row, 0, [code, title, *scores])
    page.write_row(5, 0, ["Jumlah", "", 9, 7, 12])


def repeated(made, bold):
    page = made.add_worksheet("Peserta")
    page.write_row(0, 0, ["Kode", "No Urut", "Nama KUBE", "Wilayah", "Tanggal Berdiri"], bold)
    rows = [
        ("KUBE-01", 1, "KUBE Melati Karya", "Jakarta Pusat", "17/08/2021"),
        ("KUBE-01", 2, "KUBE Rukun Bahari", "Jakarta Utara", ""),
        ("KUBE-03", 2, "", "Jakarta Selatan", ""),
        ("KUBE-04", 4, "kube melati  karya", "Jakarta Seltan", "31/02/2020"),
        ("KUBE 05", 5, "KUBE Tunas Harapan", "Jakarta Pusat", "awal 2020"),
    ]
    for number, row in enumerate(rows, start=1):
        page.write_row(number, 0, row)


def wrong_scores(made, bold):
    page = made.add_worksheet("Nilai")
    page.write_row(0, 0, ["Penilai", "Peserta", "Indikator", "Nilai"], bold)
    rows = [
        ("J1", 1, "K1", 6),
        ("J1", 1, "K2", 3.5),
        ("J9", 1, "K1", 3),
        ("J1", "KUBE Melati Kraya", "K1", 3),
        ("J1", 2, "K9", 3),
        ("J1", 2, "K1", 3),
        ("J1", 2, "K1", 4),
        ("J3", 1, "K1", 4),
        ("J2", 3, "K1", 4),
        ("J1", 3, "K1", "empat"),
    ]
    for number, row in enumerate(rows, start=1):
        page.write_row(number, 0, row)


def errors(made, bold):
    page = made.add_worksheet("Data")
    page.write_row(0, 0, ["Nama KUBE", "Wilayah", "Kecamatan", "Tahun Bantuan"], bold)
    page.write_row(1, 0, ["KUBE Melati Karya", "Jakarta Pusat", "#REF!", "tahun lalu"])
    page.write_row(2, 0, ["KUBE Rukun Bahari", "", "Cilincing", 2024.0])
