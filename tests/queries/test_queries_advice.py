"""What the pleno may weigh, from the database: sentences as a committee reads them, and when there are none."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest
from sqlalchemy import select

from judging.database import Database
from judging.models import Category
from judging.queries.advice import Advice, advice
from judging.queries.standing import standing


def category_id(session, code="kube"):
    return session.scalars(select(Category.id).where(Category.code == code)).one()


def advised(open_stage, code="kube", sample="kube-dki") -> Advice:
    with open_stage("closed", sample).reading() as session:
        found = advice(session, category_id(session, code))
    assert found is not None
    return found


def test_before_closing_there_is_nothing_to_weigh(open_stage):
    with open_stage("judging").reading() as session:
        assert advice(session, category_id(session)) is None


def test_each_prize_has_its_sentence(open_stage):
    lines = advised(open_stage).safety
    assert [(line.label, line.verdict, line.is_close, line.places) for line in lines] == [
        ("Juara I", "aman", False, (1,)),
        ("Juara II dan III", "belum aman", True, (2, 3)),
        ("Juara Harapan I", "aman", False, (4,)),
        ("Juara Harapan II", "aman", False, (5,)),
    ]
    assert lines[1].participants == ("KUBE-SEL", "KUBE-UTR")
    assert lines[0].text == (
        "KUBE Kencana Bersih tetap di tempat ini pada semua 10 hitungan; jarak terdekat 2,00 poin (tanpa J5)."
    )
    assert lines[1].text == (
        "Nilainya sama dan bertukar pada 4 dari 10 hitungan (tanpa J3, tanpa J5, jumlah peringkat, "
        "peringkat menurut mayoritas juri)."
    )


def test_other_counts_stand_beside_the_declared_one(open_stage):
    counts = advised(open_stage).counts
    assert [line.title for line in counts if line.is_changed and line.is_proof] == [
        "Tanpa J3", "Tanpa J5", "Jumlah peringkat", "Peringkat menurut mayoritas juri",
    ]  # fmt: skip
    assert {line.words for line in counts if line.is_changed and line.is_proof} == {"Juara II dan Juara III bertukar"}
    assert counts[0].title == "Cara yang ditetapkan: rata-rata semua juri"
    assert counts[3].order == ("KUBE-TMR", "KUBE-UTR", "KUBE-SEL", "KUBE-PST", "KUBE-BRT")
    assert {line.title: line.words for line in counts if not line.is_proof} == {
        "Nilai jauh ditarik ke rata-rata": "Tidak. Hanya pembanding: Cara ini memerlukan 7 juri untuk setiap peserta.",
        "Nilai disetarakan menurut ketegasan juri": (
            "Tidak. Hanya pembanding: Nilai akhirnya sama persis dengan cara lain di atas, jadi bukan bukti tersendiri."
        ),
        "Nilai baku tiap juri": (
            "Juara II dan Juara III bertukar. Hanya pembanding: "
            "Cara ini memerlukan 10 peserta yang nilainya berbeda untuk tiap juri."
        ),
    }


def test_the_panel_is_told_in_plain_sentences(open_stage):
    items = {item.title: item for item in advised(open_stage).items}
    assert items["Kekompakan urutan"].sentence == (
        "Kekompakan juri mengurutkan peserta 0,90 (0 = acak, 1 = urutan persis sama). "
        "Peluang muncul secara kebetulan kira-kira 0,001."
    )
    assert items["Keandalan nilai akhir"].sentence == (
        "Dari perbedaan nilai akhir, 90 % berasal dari mutu peserta, sisanya selera dan ketegasan juri: keandalan baik "
        "bila panel lain yang setara menilai. Batas 95 %: 0,57 sampai 0,99."
    )
    assert items["Bila juri setara yang menilai"].rows[:2] == (
        ("KUBE Kencana Bersih", "97 %", "100 %", "1"),
        ("KUBE Guyub Hijau", "0 %", "100 %", "2 sampai 3"),
    )
    assert items["Bobot Kelembagaan"].sentence == (
        "Berapa pun bobot Kelembagaan (kini 35 %), peringkat pertama tidak berubah."
    )


def test_each_judge_is_told_by_code(open_stage):
    judges = {line.judge: line.sentences for line in advised(open_stage).judges}
    assert list(judges) == ["J1", "J2", "J3", "J4", "J5"]
    assert judges["J5"] == (
        "Rata-rata memberi 1,97 poin lebih tinggi daripada rekan untuk peserta yang sama.",
        "Sebaran nilai 10,39 poin; rekan 6,50.",
        "Searah dengan rata-rata juri lain 0,93 dari 1 (hanya 5 peserta, jadi belum berarti banyak).",
        "Nilai antaraspeknya lebih mirip daripada pada juri lain (0,10).",
        "Tidak ada lembar yang semua barisnya berskor sama (dari 5).",
        "Lembar untuk KUBE Kencana Bersih 6,87 poin di atas perkiraan dari lembar-lembar lain.",
    )


def test_a_judge_left_out_by_the_panel_rule_is_not_weighed(open_stage):
    found = advised(open_stage, "pendamping")
    assert [line.judge for line in found.judges] == ["J1", "J2", "J3", "J4"]
    assert "Tanpa J5" not in {line.title for line in found.counts}


def test_with_two_rounds_each_is_told_by_its_name(open_stage):
    found = advised(open_stage, "lks", "psm-lks")
    assert {line.round for line in found.judges} == {"Berkas", "Visitasi"}
    assert "Bobot Mutu layanan pada Visitasi" in {item.title for item in found.items}
    (chances,) = (item for item in found.items if item.title == "Bila juri setara yang menilai")
    assert chances.sentence.startswith("Peluang tiap tempat bila juri yang setara menilai, dari semua 3125 susunan")


def test_a_method_that_bends_says_why_weights_are_missing(open_stage):
    items = {item.title: item.sentence for item in advised(open_stage, "psm", "psm-lks").items}
    assert items["Bobot aspek"] == (
        "Tidak dapat dihitung karena dengan metode trimmed nilai akhir tidak berubah lurus mengikuti bobot."
    )


FLATTEN = """UPDATE sheet SET scores = ? WHERE id = (SELECT sheet.id FROM sheet JOIN participant
             ON participant.id = sheet.participant_id WHERE participant.code = ? ORDER BY sheet.judge_id LIMIT 1)"""
MOVE = "UPDATE participant SET region_id = (SELECT id FROM region WHERE name = ?) WHERE code = ?"


def altered(database: Database, statement: str, *rows: tuple[str, str]) -> Database:
    """The sheets as another panel might have left them; what guards the journal is asked elsewhere."""
    with sqlite3.connect(str(database.engine.url.database)) as connection:
        connection.executemany(statement, rows)
    connection.close()
    return database


def test_straight_sheets_are_seen(open_stage):
    flat = json.dumps({f"K{n}": 3 for n in range(1, 20)})
    with altered(open_stage("closed"), FLATTEN, (flat, "KUBE-BRT")).reading() as session:
        found = advice(session, category_id(session))
    assert [text for line in found.judges for text in line.sentences if "berskor sama pada" in text] == [
        "1 dari 5 lembar berskor sama pada semua baris."
    ]


def test_linked_categories_in_the_same_order_of_regions_are_noted(open_stage):
    database = open_stage("closed")
    with database.reading() as session:
        both = [standing(session, category_id(session, code)).rows for code in ("kube", "pendamping")]
        assert advice(session, category_id(session)).linked == ""
    altered(database, MOVE, *((one.region, other.participant) for one, other in zip(*both, strict=True)))
    with database.reading() as session:
        notes = [advice(session, category_id(session, code)).linked for code in ("kube", "pendamping")]
    order = "Jakarta Timur, Jakarta Selatan, Jakarta Utara, Jakarta Pusat, Jakarta Barat"
    assert [note.split(". ")[0] for note in notes] == [
        f"Urutan wilayah sama persis dengan {name}: {order}"
        for name in ("Pendamping KUBE Berprestasi", "KUBE Berprestasi")
    ]


@pytest.mark.parametrize(("code", "sample"), [("kube", "kube-dki"), ("pendamping", "kube-dki"), ("psm", "psm-lks")])
def test_no_sentence_speaks_of_losing_or_shouts(open_stage, code: str, sample: str):
    found = advised(open_stage, code, sample)
    every = [
        *(line.label + line.verdict + line.text for line in found.safety),
        *(line.title + line.words for line in found.counts),
        *(item.title + item.sentence for item in found.items),
        *(text for line in found.judges for text in line.sentences),
    ]
    assert [text for text in every if re.search(r"kalah|gagal|tipis|!|\bnan\b|None", text)] == []
