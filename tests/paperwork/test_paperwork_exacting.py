"""What a treasurer, an archivist and a head of office look for first: sums, days, who signs, whose sheet it is."""

from __future__ import annotations

import re
import subprocess
from decimal import Decimal
from fractions import Fraction

import pytest
from paper_desk import EVENT, NOW, pages_of, words_of

from judging import actions, paperwork, queries, words
from judging.paperwork.aspects import aspect_maxima, rounding_note, shown_maximum, total_maximum
from judging.paperwork.recovery import plain
from judging.roles import Permission

SAMPLES = pytest.mark.parametrize("sample", ["kube-dki", "psm-lks"])


def number(shown: str) -> Decimal:
    return Decimal(shown.replace(",", "."))


@SAMPLES
def test_no_value_is_above_the_maximum_its_column_states(open_desk, sample):
    """With two sesi an aspect's maximum is not the first rubric's weight: 25,42 of 25 cannot be."""
    for result in open_desk(sample).papers().results:
        maxima = aspect_maxima(result.body)
        assert sum(maxima.values()) == 100
        for row in result.rows:
            assert [code for code, value in row.aspects.items() if number(value) > maxima[code]] == []


def test_the_maximum_counts_every_round_by_its_share(open_desk):
    desk = open_desk("psm-lks")
    text = words_of(desk.draw("berita-acara")[0].content)
    assert re.findall(r"maks\. ([\d,]+)", text) == ["20,8", "32,8", "22", "24,4", "100"]
    rapor = words_of(desk.draw("rapor")[0].content)
    assert "25,42 dari 32,8" in rapor
    assert "dari 25 " not in rapor


@pytest.mark.parametrize(
    ("value", "shown"), [(Fraction(35), "35"), (Fraction(164, 5), "32,8"), (Fraction(100, 8), "12,5"), (70, "70")]
)
def test_a_maximum_is_written_with_the_decimals_it_has(value, shown):
    assert shown_maximum(Fraction(value)) == shown


def test_the_note_about_rounding_is_true_of_the_table_above_it(open_desk):
    """Only a plain mean adds up; what is printed for the others says why it does not."""
    results = [one for sample in ("kube-dki", "psm-lks") for one in open_desk(sample).papers().results]
    for result in results:
        note = rounding_note(result.body)
        gap = max(abs(sum(map(number, row.aspects.values())) - number(row.shown)) for row in result.rows)
        told = re.search(r"paling banyak (\d,\d+)", note)
        assert gap <= number(told[1]) if told else "dapat berbeda dari jumlah nilai aspek" in note
    assert [bool(re.search("paling banyak", rounding_note(one.body))) for one in results] == [True, True, False, True]


def test_a_method_without_a_scale_of_a_hundred_states_no_maximum(open_desk):
    body = dict(open_desk().papers().results[0].body)
    assert total_maximum(body) == "100"
    assert total_maximum({**body, "applied": {"method": "rank_sum"}}) == ""


@SAMPLES
def test_the_draft_names_the_day_of_the_berita_acara(open_desk, sample):
    """Also where it was sealed after midnight of the office and before midnight of Greenwich."""
    desk = open_desk(sample)
    sealed = [words.local(one.sealed_at, desk.database.settings.time_zone).date() for one in desk.papers().results]
    for day in sealed:
        assert f"dengan Berita Acara tanggal {words.long_date(day)}" in desk.text("rancangan")
        assert f"({day:%d-%m-%Y})" in desk.text("berita-acara")


@SAMPLES
def test_nothing_on_official_sheets_passes_the_right_margin(open_desk, tmp_path, sample):
    """Words are at most as far right as the rules under which they stand."""
    desk = open_desk(sample)
    desk.decree()
    for key in ("rancangan", "pemulihan", "alokasi", "lampiran", "tanda-terima", "aturan", "pernyataan"):
        for paper in desk.draw(key):
            (tmp_path / "p.pdf").write_bytes(paper.content)
            told = subprocess.run(
                ["pdftotext", "-bbox", tmp_path / "p.pdf", "-"], capture_output=True, text=True, check=True
            ).stdout
            for page in told.split("<page ")[1:]:
                width = float(re.search(r'width="([\d.]+)"', page)[1])
                margin = 15 if width > 800 else 20
                words_ = re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">([^<]*)', page)
                edge = width - margin * 72 / 25.4 + 1
                assert [text for at, text in words_ if float(at) > edge] == [], (key, paper.name)


def test_the_draft_promises_the_goods_too(open_desk):
    assert "dan hadiah barang sebagaimana tercantum" in open_desk("psm-lks").text("rancangan")
    assert "hadiah barang" not in open_desk().text("rancangan")


def test_the_minutes_name_rubrics_copies_and_special_awards(open_desk):
    text = words_of(open_desk("psm-lks").draw("berita-acara")[0].content)
    assert "dalam rangkap tiga" in text
    assert "Rubrik “Pekerja Sosial Masyarakat Teladan: berkas” versi 1, sidik" in text
    favourite = "Juara Favorit: Muhammad Noor Ifansyah, Kabupaten Tabalong. Dasar: Berita acara pemungutan suara"
    assert favourite in text


def test_goods_are_handed_over_and_not_paid(open_desk):
    pages = pages_of(open_desk("psm-lks").draw("kuitansi")[0].content)
    goods = [page for page in pages if "TANDA TERIMA BARANG" in page]
    assert goods
    assert [page for page in goods if "dibayar" in page.lower() or "Diserahkan tgl." not in page] == []


def test_both_of_a_group_are_named_as_receivers(open_desk):
    page = pages_of(open_desk().draw("kuitansi")[0].content)[0]
    assert "Yang menerima, Ketua," in page
    assert "Yang menerima, Bendahara," in page
    assert "Lunas dibayar tgl. ……" in page


@SAMPLES
def test_the_allocation_says_who_comes_for_every_prize(open_desk, sample):
    desk = open_desk(sample)
    desk.decree()
    text, people = desk.text("alokasi"), 5 if sample == "kube-dki" else 7
    assert text.count("yang bersangkutan") == desk.text("tanda-terima").count("yang bersangkutan") == people
    assert re.search(r"(Jakarta|Banjarbaru), …+ 2026", text)
    assert ("barang" in text) == (sample == "psm-lks")


def test_the_rules_are_dated_and_name_the_basis_of_an_award_by_choice(open_desk):
    text = open_desk("psm-lks", "setup").text("aturan")
    assert re.search(r"Banjarbaru, …+ 2026 Mengetahui,", text)
    assert "Juara Favorit: piagam; barang: Sepeda. Dasar: Berita acara pemungutan suara pengunjung paparan." in text
    assert "dan Sepeda" not in text


def test_a_group_that_goes_on_is_named_again_on_the_next_sheet(open_desk):
    second = pages_of(open_desk("psm-lks").draw("aturan")[1].content)[1]
    assert "Tata kelola (Visitasi) (lanjutan) 20 V2" in second


def test_the_second_side_of_a_blank_sheet_says_whose_it_is(open_desk):
    for paper in open_desk("kube-dki", "setup").draw("lembar-kosong"):
        first, second = pages_of(paper.content)
        assert "Nama juri Nomor urut Nama peserta Sosial" in second or "Nama peserta Ekonomi" in second
        assert ("Sosial (lanjutan)" in second) == ("Ekonomi (bobot" in second and "S5" in second)
        sums = "Kelembagaan dari 35 Sosial dari 35 Ekonomi dari 30 Jumlah nilai dari 100"
        assert sums in second
        assert "Nilai = bobot × skor ÷ 5." in first


def test_a_recap_names_its_judges_and_who_chairs(open_desk):
    text = words_of(open_desk(stage="closed").draw("rekapitulasi")[1].content)
    assert "J5: Lukman Hakim Siregar; *) nilai J5 tidak dihitung menurut aturan" in text
    assert re.search(r"Petugas rekapitulasi, …+ Jakarta, …+ 2026 Ketua Tim Penilai, Dr\. Retno", text)


def test_a_judges_sheet_shows_the_evidence_that_stood_for_a_note(open_desk):
    pages = pages_of(open_desk("kube-dki", "closed").draw("lembar-juri")[1].content)
    assert "Bukti dilihat: Laporan bulanan/triwulan" in pages[0]


def test_a_judges_recap_has_no_double_stop_and_no_final_value(open_desk):
    text = open_desk().text("rekap-juri")
    assert ".." not in text
    assert "Nilai akhir" not in text
    assert "Fitriani Hasanah, S.Pd.: tidak menilai (benturan kepentingan)." in text


def test_members_of_the_panel_are_thanked_as_members(open_desk):
    papers = open_desk().papers()
    labels = [one["label"] for one in papers.thanks if one.get("judge")]
    assert sorted(labels) == ["Anggota Tim Penilai"] * 4 + ["Ketua Tim Penilai"]


def test_the_draw_of_ten_fits_one_sheet_with_its_signatures(open_desk):
    (paper,) = open_desk("kube-dki", "setup").draw("undian")
    assert len(pages_of(paper.content)) == 1


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("`juara.db.replaced-*` di **sana**", "juara.db.replaced-* di sana"),
        ('Ketik `flask restore FILE`. Harus "cocok".', "Ketik “flask restore FILE”. Harus “cocok”."),
        ("[tunggu](x.md)", "tunggu"),
    ],
)
def test_what_is_typed_is_printed_letter_for_letter(written, printed):
    assert plain(written) == printed


def test_the_recovery_page_is_one_page_with_its_symptoms_under_a_heading(open_desk):
    desk = open_desk(stage="setup")
    sheet = next(one for one in paperwork.sheets(desk.database, EVENT) if one.kind.key == "pemulihan")
    (page,) = pages_of(paperwork.draw(desk.database, EVENT, sheet).content)
    assert "Gejala, sebab, dan tindakan • “Server belum dapat membaca data”, 503: disk penuh" in page


LONG = "Hj. Raden Ajeng Dewi Lestari Anggraini Kusumaningtyas Wulandari, S.Sos., M.Kesos."


@pytest.fixture
def corrected(open_desk):
    """A name put right after the announcement, to a very long one; a number pattern; a winner who sends somebody."""
    desk = open_desk()
    chair, treasurer = desk.who(Permission.SEAL), desk.who(Permission.MANAGE_PRIZES)
    second = desk.who(Permission.CONFIRM, other_than=chair)
    desk.set(certificate_number="{nomor}/PG/XII/2026")
    with desk.database.writing() as session:
        keys = {one.code: one.id for one in queries.participants(session, EVENT)}
        witness = actions.Witness(second.person_id, second.name)
        actions.correct_name(session, chair, keys["PEND-PST"], LONG, "Gelar menurut ijazah", witness, now=NOW)
    desk.decree()
    label = next(one["label"] for one in desk.papers().holders if one["participant"] == "PEND-SEL")
    with desk.database.writing() as session:
        entry = actions.PayoutEntry("cash", receiver="Rohimah")
        actions.set_payout(session, treasurer, keys["PEND-SEL"], label, entry, now=NOW)
    desk.issue()
    return desk


def test_a_result_that_replaces_another_says_so_and_why(corrected):
    minutes = words_of(corrected.draw("berita-acara")[1].content)
    told = "Hasil versi 2 menggantikan hasil versi 1. Alasan: Gelar menurut ijazah."
    assert told in minutes
    text = words_of(corrected.draw("koreksi")[-1].content)
    assert "Alasan: Gelar menurut ijazah." in text
    assert re.search("Hasil ditetapkan oleh .* dan disahkan oleh ", text)
    assert "Ketua Tim Penilai, Dr. Retno Widyastuti, M.Si. Universitas Contoh Nusantara" in text


def test_the_last_words_of_a_rapor_never_stand_alone(corrected):
    """A long name pushes the end over the sheet; the next steps go along."""
    for page in pages_of(corrected.draw("rapor")[1].content):
        assert "Terima kasih atas kerja baik" not in page or "Langkah berikutnya" in page
        assert ("Tim Penilai Pendamping KUBE" in page) == ("Terima kasih atas kerja baik" in page)


def test_the_allocation_carries_the_number_that_the_piagam_carries(corrected):
    assert "001/PG/XII/2026" in corrected.text("alokasi").replace(" ", "")


def test_who_comes_with_a_surat_kuasa_signs_for_the_winner(corrected):
    pages = pages_of(corrected.draw("kuitansi")[0].content)
    (page,) = [one for one in pages if "Rohimah kuasa dari Sukirno" in one and "Lembar 1" in one]
    assert "Yang menerima, dengan surat kuasa," in page
    assert "Rohimah" in corrected.text("alokasi")
