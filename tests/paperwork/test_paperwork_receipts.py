"""Kuitansi: figures and words agree, the tax is told as it is settled, the meterai box stands where it must."""

from __future__ import annotations

import re

import pytest
from paper_desk import EVENT, pages_of

from judging import paperwork, words
from judging.paperwork.announcement import spoken


def amounts(pages: list[str]) -> list[int]:
    return [int(re.search(r"Rp([\d.]+),00", page)[1].replace(".", "")) for page in pages]


def test_words_and_figures_agree_on_every_copy(open_desk):
    desk = open_desk()
    desk.decree()
    pages = pages_of(desk.draw("kuitansi")[0].content)
    assert len(pages) == 30
    for page, amount in zip(pages, amounts(pages), strict=True):
        assert words.terbilang_rupiah(amount) in page
        assert ("Meterai" in page) == (amount > 5_000_000)
        assert "Pajak belum ditetapkan" in page
    assert sum(amounts(pages[::3])) == 58_200_000


def test_a_groups_money_is_received_by_two(open_desk):
    desk = open_desk()
    pages = pages_of(desk.draw("kuitansi")[0].content)
    assert ["Yang menerima, Ketua" in page for page in pages[::3]] == [True] * 5 + [False] * 5


def test_tax_is_told_only_where_it_is_settled(open_desk):
    desk = open_desk("psm-lks")
    desk.decree()
    pages = pages_of(desk.draw("kuitansi")[0].content)[::3]
    assert "PPh 21 (5 %): Rp375.000,00. Jumlah diterima: Rp7.125.000,00." in pages[0]
    assert "Pajak ditanggung penyelenggara" in pages[7]
    goods = next(page for page in pages if "TANDA TERIMA BARANG" in page)
    assert "Sepeda" in goods
    assert "Rp" not in goods


@pytest.mark.parametrize(
    ("style", "figure"),
    [("eyd", "Rp11.000.000,00"), ("space", "Rp 11.000.000,00"), ("dash", "Rp. 11.000.000,-")],
)
def test_money_is_written_in_the_offices_style(open_desk, style, figure):
    desk = open_desk()
    desk.set(rupiah_style=style)
    assert figure in pages_of(paperwork.receipts_pdf(desk.database, EVENT).content)[0]
    assert figure in desk.text("lampiran")


def test_without_stamp_duty_no_box_is_printed(open_desk):
    desk = open_desk()
    desk.set(stamp_duty=False)
    assert "Meterai" not in desk.text("kuitansi")


@pytest.mark.parametrize(
    ("label", "said"),
    [("Juara I", "juara satu"), ("Juara Harapan III", "juara harapan tiga"), ("Juara Favorit", "juara favorit")],
)
def test_a_label_is_said_as_people_say_it(label, said):
    assert spoken(label) == said
