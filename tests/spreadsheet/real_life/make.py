"""Makes the spreadsheets of this folder, in the manner of the programs that people use. DATA CONTOH, invented people.

Run it to write them again: python tests/spreadsheet/real_life/make.py. What each one must give stands in expected.txt.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import excel_pages as pages
from formats import book, csv, ods, plain_book
from make_old_excel import compound, old_excel

FOLDER = Path(__file__).parent
HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border=1>
<tr><td>Nama KUBE</td><td>Wilayah</td></tr>
<tr><td>KUBE Melati Karya</td><td>Jakarta Pusat</td></tr></table></body></html>"""
XML_2003 = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>"""

FILES = {
    "01-excel-rapi.xlsx": plain_book([pages.HEAD, *pages.FIVE], "Peserta"),
    "02-excel-kop-dan-tanda-tangan.xlsx": book(pages.titled),
    "03-excel-dua-baris-judul.xlsx": book(pages.two_rows),
    "04-excel-wilayah-digabung.xlsx": book(pages.merged_regions),
    "05-excel-lembar-tersembunyi.xlsx": book(pages.several_sheets),
    "06-libreoffice.ods": ods(
        {
            "Lembar1": [
                ["Kode", "Kategori", "Nama", "Kabupaten / Kota", "Tgl Pembentukan", "Buku Anggota", "Sasaran"],
                ["K-A", "KUBE", "KUBE Melati Karya", "Jakarta Pusat", date(2021, 8, 17), "v", "Lanjut Usia"],
                ["K-B", "kube", "KUBE Rukun Bahari", "Jakarta Utara", date(2020, 3, 1), "", "PRSE"],
            ],
            "Lembar2": [],
        }
    ),
    "07-google-formulir.csv": csv(
        [
            [
                "Timestamp",
                "Alamat email",
                "Nama KUBE (sesuai SK)",
                "Kabupaten/Kota",
                "Nama Ketua",
                "Nama Anggota (pisahkan dengan koma)",
                "Setuju",
            ],
            [
                "02/11/2026 9:14:05",
                "a@contoh.example",
                "KUBE Melati Karya",
                "Jakarta Pusat",
                "Siti Aminah",
                '"Siti Aminah, Rohani, S.Pd., Nur Aini, Sulastri"',
                "Ya",
            ],
            [
                "02/11/2026 10:02:41",
                "b@contoh.example",
                "KUBE Rukun Bahari",
                "Jakarta Utara",
                "Hasan Basri",
                '"Slamet, Tarno"',
                "Ya",
            ],
        ],
        ",",
        "\n",
    ).encode(),
    "08-excel-indonesia.csv": csv([pages.HEAD, *pages.FIVE]).encode("utf-8-sig"),
    "09-windows-koma.csv": csv(
        [pages.HEAD[1:4], ['"KUBE “Réjeki” Bersama, Senen"', "Jakarta Pusat", "Senen"]], ","
    ).encode("cp1252"),
    "10-teks-unicode.txt": csv([pages.HEAD, *pages.FIVE[:2]], "\t").encode("utf-16"),
    "11-sep-dan-petik.csv": (
        "sep=;\r\n"
        + csv(
            [
                ["Kode Peserta", "Nama KUBE", "Wilayah"],
                ['="001"', "KUBE Melati Karya", "Jakarta Pusat"],
                ["'002", "KUBE Rukun Bahari", "Jakarta Utara"],
            ]
        )
    ).encode("cp1252"),
    "12-excel-lama.xls": old_excel({"Sheet1": [pages.HEAD, *pages.FIVE[:3]], "Sheet2": [["Catatan", ""]]}),
    "13-tanggal-serial.csv": csv(
        [
            ["Nama KUBE", "Wilayah", "Tanggal Pembentukan", "Nilai Bantuan", "Tahun Bantuan", "Buku Peraturan"],
            ["KUBE Melati Karya", "Jakarta Pusat", 44425, "Rp 20.000.000,00", 2022, "ada"],
            ["KUBE Rukun Bahari", "Jakarta Utara", "1-Mar-20", "15000000", "", "belum"],
        ]
    ).encode(),
    "14-pendamping.xlsx": book(pages.facilitators),
    "15-kolom-bebas.xlsx": book(pages.any_order),
    "16-anggota-digabung.xlsx": book(pages.members_merged),
    "17-anggota-isi-dari-atas.csv": csv(
        [
            ["NAMA KELOMPOK", "NAMA LENGKAP", "JABATAN"],
            ["KUBE Melati Karya", "Siti Aminah", "Ketua"],
            ["", "Rohani", "Sekretaris"],
            ["", "", ""],
            ["KUBE-02", "Hasan Basri", "Ketua"],
            ["", "Slamet", ""],
        ]
    ).encode(),
    "18-tim-penilai.xlsx": book(pages.judges),
    "19-juri.ods": ods(
        {
            "Juri": [
                ["Kode", "Nama", "Unsur", "Lembaga", "Cadangan"],
                ["J7", "Dewi Contoh", "Akademisi", "Universitas Contoh", "tidak"],
                ["J8", "Eko Contoh", "Forum CSR", "PT Contoh", "ya"],
            ]
        }
    ),
    "20-skor-panjang.csv": csv(
        [
            ["Juri", "Peserta", "Indikator", "Skor", "Catatan"],
            ["J1", "KUBE Melati Karya", "K1", "4,0", ""],
            ["J1", "1", "K2", "5", "Daftar anggota lengkap"],
            ["Agus Contoh", "KUBE-02", "K1. Pengurus pilihan anggota", "3", ""],
        ]
    ).encode("utf-8-sig"),
    "21-skor-indikator.xlsx": book(pages.by_indicator),
    "22-skor-peserta.xlsx": book(pages.by_participant),
    "23-angka-dibulatkan.csv": csv(
        [["Kode", "Nama KUBE", "Wilayah"], ["1,97E+17", "KUBE Melati Karya", "Jakarta Pusat"]]
    ).encode(),
    "24-halaman-web.xls": HTML.encode(),
    "25-xml-2003.xls": XML_2003.encode(),
    "26-kosong.xlsx": plain_book([]),
    "27-kata-sandi.xlsx": compound({"EncryptionInfo": b"\x04\x00\x04\x00", "EncryptedPackage": bytes(5000)}),
    "28-nama-ganda.xlsx": book(pages.repeated),
    "29-juri-salah.csv": csv(
        [
            ["Nama Juri", "Unsur", "Instansi", "Ketua"],
            ["Ratna Contoh", "Wartawan", "Media Contoh", "ya"],
            ["Agus Contoh", "CSR", "", "ya"],
            ["Ratna Contoh", "Akademisi", "Universitas Contoh", "mungkin"],
        ]
    ).encode(),
    "30-skor-salah.xlsx": book(pages.wrong_scores),
    "31-rumus-rusak.xlsx": book(pages.errors),
    "32-dokumen.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "33-tautan-google.gsheet": b'{"url": "https://docs.google.com/open?id=contoh", "doc_id": "contoh"}',
    "34-anggota-salah.csv": csv(
        [
            ["Nama KUBE", "Nama Anggota", "Jabatan"],
            ["KUBE Melati Karia", "Siti Aminah", "Ketua"],
            ["KUBE Rukun Bahari", "Hasan Basri", "Ketua"],
            ["KUBE Rukun Bahari", "Hasan Basri", "Sekretaris"],
            ["KUBE Rukun Bahari", "Tarno", "Ketua"],
        ]
    ).encode(),
}


def main():
    for name, data in FILES.items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
