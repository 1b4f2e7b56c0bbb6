"""Files from outside: every format gives the same rows, every trap is refused in plain words."""

import codecs
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from judging.spreadsheet import UnreadableFile, read_folder, read_workbook
from judging.spreadsheet.samples import FOLDER

DATA = Path(__file__).with_name("data")
ROWS = [["Kode", "Nama"], ["KUBE-PST", "Melati, \"Karya\"; Jaya"]]
SEMICOLON = 'Kode;Nama\r\nKUBE-PST;"Melati, ""Karya""; Jaya"\r\n'
COMMA = 'Kode,Nama\nKUBE-PST,"Melati, ""Karya""; Jaya"\n'
SAVE_AGAIN = "Buka di aplikasi lembar kerja, simpan sebagai XLSX, lalu unggah lagi."
BROKEN = f"Berkas: Berkas ini rusak atau bukan lembar kerja. {SAVE_AGAIN}"
TORN = "Berkas: Berkas ini rusak atau tidak lengkap. Buka di aplikasi lembar kerja, simpan ulang, lalu unggah lagi."
TOO_MUCH = "Berkas: Isi berkas ini terlalu besar setelah dibuka. Hapus yang tidak dipakai, lalu simpan ulang."
STOPPED = f"Berkas: Berkas ini tidak dapat dibuka dalam batas waktu dan memori. {SAVE_AGAIN}"


def refusal_of(data, name="berkas.xlsx"):
    with pytest.raises(UnreadableFile) as told:
        read_workbook(data, name)
    return str(told.value)


def xlsx(*rows, fill=None):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        if fill:
            fill(book, page)
    return stream.getvalue()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_member(data, name, change):
    """The same zip with one member's text changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({m: change(archive.read(m)) if m == name else archive.read(m) for m in archive.namelist()})


@pytest.mark.parametrize(
    "data",
    [
        SEMICOLON.encode(), COMMA.encode(), COMMA.replace(",", "\t", 1).replace("PST,", "PST\t").encode(),
        SEMICOLON.encode("utf-8-sig"), SEMICOLON.encode("cp1252"), SEMICOLON.encode("utf-16"),
        codecs.BOM_UTF16_BE + SEMICOLON.encode("utf-16-be"), SEMICOLON.encode("utf-16-le"),
        SEMICOLON.encode("utf-16-be"), SEMICOLON.replace("\r\n", "\r").encode(),
    ],
    ids=["semicolon", "comma", "tab", "bom", "cp1252", "utf16", "utf16be", "utf16le-bare", "utf16be-bare", "old-mac"],
)  # fmt: skip
def test_a_csv_reads_the_same_however_it_was_saved(data):
    assert read_workbook(data, "Peserta.csv") == {"Peserta": ROWS}


def test_windows_letters_are_kept():
    assert read_workbook("Nama;Ket\nRené;“baik”\n".encode("cp1252"), "x.csv")["x"][1] == ["René", "“baik”"]


@pytest.mark.parametrize("file", ["small.xls", "small.ods"])
def test_other_formats_give_the_same_text(file):
    sheets = read_workbook((DATA / file).read_bytes(), file)
    assert sheets == {
        "Peserta": [
            ["Kode", "No urut", "Tanggal", "Nilai", "Hadir"],
            [],
            ["KUBE-PST", "4", "2026-11-19", "82,5", "ya"],
        ],
        "Kosong": [],
    }


def test_cells_of_excel_become_the_text_people_see():
    def fill(book, page):
        page.write_datetime(1, 0, date(2026, 11, 19), book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_row(1, 1, [4.0, 82.5, 11_000_000, True, "\u00a0 KUBE \u00a0 Melati\u200b ", "0021"])
        page.write_number(1, 7, 197001011995031001)
        page.write_formula(1, 8, "=1+1", None, 2)

    rows = read_workbook(xlsx([], fill=fill), "x.xlsx")["Data"]
    assert rows == [
        [],
        ["2026-11-19", "4", "82,5", "11000000", "ya", "KUBE Melati", "0021", "1,97001011995031e+17", "2"],
    ]


def test_a_folder_and_its_zip_read_the_same():
    folder = FOLDER / "kube-dki"
    members = {f"acara/{file.name}": file.read_bytes() for file in folder.glob("*.csv")}
    members |= {"acara/": b"", "__MACOSX/acara/._Juri.csv": b"\0\1", "acara/catatan.txt": b"x"}
    assert dict(sorted(read_workbook(zipped(members), "acara.zip").items())) == dict(read_folder(folder))


def test_the_claimed_size_of_a_sheet_is_not_believed():
    data = with_member(
        xlsx(["Kode", "Nama"], ["A", "B"]), "xl/worksheets/sheet1.xml",
        lambda text: text.replace(b'<dimension ref="A1:B2"/>', b'<dimension ref="A1:XFD1048576"/>'),
    )  # fmt: skip
    assert read_workbook(data, "x.xlsx") == {"Data": [["Kode", "Nama"], ["A", "B"]]}


def test_formats_far_below_the_data_are_no_rows():
    def fill(book, page):
        page.write_blank(90_000, 3, None, book.add_format({"bold": True}))

    assert read_workbook(xlsx(["Kode"], ["A"], fill=fill), "x.xlsx") == {"Data": [["Kode"], ["A"]]}


REFUSED = {
    "nothing": (b"", "Berkas: Berkas ini kosong. Pilih berkas yang berisi data."),
    "only blanks": (b" \r\n\0", "Berkas: Berkas ini kosong. Pilih berkas yang berisi data."),
    "too large": (
        b"a;b\n" * 600_000,
        "Berkas: Berkas ini lebih besar dari 2 MB. Hapus gambar dan lembar yang tidak dipakai.",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", BROKEN),
    "a torn xlsx": (xlsx(["a"])[:3000], TORN),
    "a zip of something else": (zipped({"surat.docx": b"x"}), BROKEN),
    "a zip with too many files": (zipped({f"{n}.csv": b"a" for n in range(201)}), TOO_MUCH),
    "a zip bomb by ratio": (zipped({"a.csv": b"0" * 4_000_000}), TOO_MUCH),
    "a zip bomb by size": (zipped({f"{n}.csv": bytes(range(256)) * 40_000 for n in range(4)}), TOO_MUCH),
    "packed by a way spreadsheets never use": (zipped({"a.csv": b"x"}, zipfile.ZIP_LZMA), TORN),
    "two sheets of one name": (
        zipped({"a/Juri.csv": b"x", "b/Juri.csv": b"y"}),
        "Berkas: Ada dua berkas bernama Juri.csv di dalam zip. Sisakan satu.",
    ),
    "too many rows": (
        b"a\n" * 5001, "Lembar berkas: Lembar ini lebih dari 5000 baris. Hapus baris yang tidak dipakai.",
    ),
    "too many columns": (
        b"a;" * 64 + b"a", "Lembar berkas: Lembar ini lebih dari 64 kolom. Hapus kolom yang tidak dipakai.",
    ),
    "too many rows in excel": (
        xlsx(*[["a"]] * 5001), "Lembar Data: Lembar ini lebih dari 5000 baris. Hapus baris yang tidak dipakai.",
    ),
    "too many columns in excel": (
        xlsx(["a"] * 65), "Lembar Data: Lembar ini lebih dari 64 kolom. Hapus kolom yang tidak dipakai.",
    ),
    "a csv field without end": (
        b'a;"' + b"x" * 200_000, f"Berkas: berkas.xlsx tidak dapat dibaca sebagai CSV. {SAVE_AGAIN}",
    ),
    "an old excel file with nothing in it": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, BROKEN),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_in_plain_words(kind):
    data, told = REFUSED[kind]
    assert refusal_of(data) == told


def test_a_member_that_unpacks_to_more_than_it_declares_is_refused():
    data = zipped({"a.csv": b"1;2\n" * 50_000})
    lying = data.replace((200_000).to_bytes(4, "little"), (20).to_bytes(4, "little"))
    assert lying != data
    assert refusal_of(lying) == TORN


def test_a_locked_zip_is_named_as_such():
    data = bytearray(zipped({"a.csv": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal_of(bytes(data)) == (
        "Berkas: Berkas ini dikunci dengan kata sandi. Simpan ulang tanpa kata sandi, lalu unggah lagi."
    )


def test_a_cell_in_the_farthest_corner_harms_only_the_child():
    """A dense range of 17 thousand million cells: the child runs into its memory limit and dies, the app does not."""
    pytest.importorskip("resource", reason="this system cannot limit a process's memory")
    data = with_member(
        xlsx(["a"], ["b"]), "xl/worksheets/sheet1.xml", lambda text: text.replace(b'r="A2"', b'r="XFD1048576"')
    )
    assert refusal_of(data) == STOPPED


def test_a_folder_without_csv_is_refused(tmp_path):
    with pytest.raises(UnreadableFile) as told:
        read_folder(tmp_path)
    assert told.value.problems[0].fix == "Pilih folder yang berisi satu CSV per lembar."
