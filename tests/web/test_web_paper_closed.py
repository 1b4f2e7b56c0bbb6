"""Paper that nobody keyed in or checked before closing: it is told until the seal, and asks for nothing after it."""

from __future__ import annotations

import re

import pytest
from sites import SECOND, problems, words
from tablets import Tablet, entry
from test_web_paper_keying import desk, scores

from judging.sample import judge_pin

__all__ = ["desk"]  # the fixture that `closed` stands on
CATEGORIES = ("kube", "pendamping")


def unlike(judge: Tablet, sheet: int) -> dict[str, int]:
    """Scores that leave no two participants equal: the later the sheet, the more fours."""
    given = judge.full(sheet)
    return given | dict.fromkeys(list(given)[: 2 * (sheet % 6)], 4)


@pytest.fixture
def closed(desk):
    """Closed with one sheet of J3 keyed in and unchecked, the others not keyed in, and one clash of two tablets."""
    site, panitia, waiting = desk
    for code in ("J1", "J2", "J5"):
        judge = Tablet(site.app, code)
        judge.send(*(entry(sheet, 0, "submit", scores=unlike(judge, sheet)) for sheet in judge.waiting_sheets()))
    j4 = Tablet(site.app, "J4")
    clash, late, *rest = j4.waiting_sheets()
    j4.send(*(entry(sheet, 0, "submit", scores=j4.full(sheet)) for sheet in rest))
    j4.send(*(entry(clash, 0, "draft", scores=j4.full(clash, score)) for score in (3, 4)))
    panitia.post(f"/panitia/kertas/{waiting[0]}", data=scores(site, waiting[0]))
    for category in CATEGORIES:
        site.organiser("ketua").post(f"/panitia/tutup/{category}")
    assert j4.send(entry(late, 0, "submit", scores=j4.full(late)))[0]["word"] == "late"
    return site, panitia, waiting


@pytest.fixture
def sealed(closed):
    site, panitia, waiting = closed
    for category in CATEGORIES:
        assert site.organiser("ketua").post(f"/panitia/pleno/{category}/kunci", data=SECOND).status_code == 302
    return site, panitia, waiting


def test_the_front_page_tells_of_paper_and_late_sheets_of_a_closed_category(closed):
    text = words(closed[1].get("/panitia"))
    assert "1 lembar kertas belum diperiksa Penilaiannya sudah ditutup: sesudah diperiksa, ketua yang" in text
    assert f"{len(closed[2]) - 1} lembar kertas belum dimasukkan Penilaiannya sudah ditutup" in text
    assert "1 lembar datang sesudah ditutup" in text


def test_the_seal_says_which_sheets_it_leaves_behind(closed):
    site, _, _ = closed
    text = words(site.organiser("ketua").get("/panitia/pleno/pendamping"))
    told = re.search(r"Belum ikut dihitung: (.*?) Sesudah hasil dikunci, lembar ini tidak dapat masuk lagi\.", text)
    assert told is not None
    assert told[1].startswith("kertas belum diperiksa: J3 untuk ")
    assert "; kertas belum dimasukkan: J3 untuk " in told[1]
    assert re.search(r"; datang sesudah ditutup dan belum diputuskan: J4 untuk [^;]+\.$", told[1])
    assert "Belum ikut dihitung" not in words(site.organiser("ketua").get("/panitia/pleno/kube"))


def test_a_clash_of_two_tablets_waits_for_nobody_once_its_judge_cannot_choose(closed):
    _, panitia, _ = closed
    assert "dua isian" not in words(panitia.get("/panitia/kemajuan"))
    assert "1 lembar kertas belum diperiksa Periksa" in words(panitia.get("/panitia/kemajuan"))


def test_after_the_seal_nothing_asks_for_paper_any_more(sealed):
    _, panitia, waiting = sealed
    progress, paper = words(panitia.get("/panitia/kemajuan")), words(panitia.get("/panitia/kertas"))
    assert "belum diperiksa" not in progress
    assert "Kertas, periksa" not in progress
    assert "Belum dimasukkan" not in paper
    assert "Menunggu pemeriksaan" not in paper
    assert paper.count("Tidak ikut dihitung") == len(waiting)
    assert "lembar kertas" not in words(panitia.get("/panitia")).lower()
    assert "Tidak ikut dihitung" in words(panitia.get(f"/panitia/kertas/{waiting[1]}"))


def test_a_page_left_open_since_before_the_seal_is_told_why_its_paper_is_not_taken(sealed):
    site, panitia, waiting = sealed
    told = "Hasil Pendamping KUBE Berprestasi sudah dikunci, jadi lembar kertasnya tidak dimasukkan atau diubah lagi."
    answer = panitia.post(f"/panitia/kertas/{waiting[1]}", data=scores(site, waiting[1]))
    assert (answer.status_code, problems(answer)) == (422, [told])
    signed = {"card_code": "J3", "pin": judge_pin("J3")}
    posts = [("juri", signed), ("periksa", scores(site, waiting[0]) | SECOND), ("sisihkan", {"reason": "salah"})]
    for step, data in posts:
        answer = panitia.post(f"/panitia/kertas/{waiting[0]}/{step}", data=data, follow_redirects=True)
        assert told in words(answer), step
        assert "dapat dimasukkan lagi" not in words(answer)
