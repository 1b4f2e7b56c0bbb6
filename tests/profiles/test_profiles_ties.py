"""What ties a judge to a participant: only what stands written, and no surname, no guess."""

from __future__ import annotations

import pytest

from judging.profiles.ties import bare, mentions, signals


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Karang Taruna Jagakarsa", "Jagakarsa", True),
        ("Suku Dinas Sosial Jakarta Selatan", "Jakarta Selatan", True),
        ("Universitas Negeri Jakarta", "Jakarta Selatan", False),
        ("Yayasan Jagakarsaraya", "Jagakarsa", False),
        ("PT KUBE Melati Karya Abadi", "KUBE Melati Karya", True),
        ("Forum CSR", "Ciputat", False),
        ("Kampus Ui Depok", "Ui", False),  # two letters stand inside too many words
        ("", "Jagakarsa", False),
        ("Jagakarsa", "", False),
    ],
)
def test_an_institution_mentions_a_whole_name(text, name, found):
    assert mentions(text, name) is found


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("Dr. Hj. Siti Aminah, M.Si.", "siti aminah"),
        ("SITI  AMINAH", "siti aminah"),
        ("Prof. Ir. H. Budi", "budi"),
        ("Drs. Dra.", ""),
    ],
)
def test_titles_are_no_part_of_a_name(name, without):
    assert bare(name) == without


@pytest.mark.parametrize(
    ("judge", "institution", "told"),
    [
        ("Rohimah Lubis", "Kampus X", []),  # a surname alone says nothing
        ("Dr. Tuti Lubis, M.Si.", "Kampus X", ["Nama juri sama dengan nama anggota, Tuti Lubis."]),
        ("Andi", "Kelurahan Kebon Kosong", ["Lembaga juri menyebut Kebon Kosong, tempat peserta berasal."]),
        ("Andi", "KUBE Melati Karya, Kemayoran",
         ["Lembaga juri menyebut KUBE Melati Karya.", "Lembaga juri menyebut Kemayoran, tempat peserta berasal."]),
        ("kube melati karya", "", ["Nama juri sama dengan nama peserta, KUBE Melati Karya."]),
        ("", "", []),
    ],
)  # fmt: skip
def test_each_signal_says_why(judge, institution, told):
    places, members = ["Jakarta Pusat", "Kemayoran", "Kebon Kosong"], ["Rohimah", "Tuti Lubis"]
    assert [str(one) for one in signals(judge, institution, "KUBE Melati Karya", places, members)] == told
