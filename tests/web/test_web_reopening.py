"""One sheet opened again after closing, and corrections after sealing, through the pages."""

from __future__ import annotations

import json
import re

import people
import pytest
from sites import SECOND, problems, words
from sqlalchemy import select
from test_web_exports import records
from test_web_organiser_flow import settle

from judging import actions, codes, queries
from judging.models import Allocation
from judging.queries.corrections import touched_papers
from judging.web.access import utc_now

PLENO = "/panitia/pleno/kube"


def own_sheet(site, judge: str, name: str) -> int:
    with site.database.reading() as session:
        found = next(one for one in queries.judges(session, 1) if one.code == judge)
        return next(line.id for line in queries.judge_sheets(session, found.id) if line.name == name)


def ask(site, judge: str = "J3", name: str = "KUBE Guyub Hijau") -> int:
    sheet_id = own_sheet(site, judge, name)
    answer = site.judge(judge).post(f"/juri/lembar/{sheet_id}/minta-buka", data={"reason": "Salah tekan K1."})
    assert answer.status_code == 302
    return sheet_id


def answer_it(site, login: str, answer: str = "approve", reason: str = "Alasan diterima."):
    return site.organiser(login).post("/panitia/permintaan/1", data={"answer": answer, "reason": reason})


def send_again(site, judge: str, sheet_id: int, **scores: int) -> str:
    with site.database.writing() as session:
        found = next(one for one in queries.judges(session, 1) if one.code == judge)
        view = queries.judge_sheet(session, found.id, sheet_id)
        given = {**view.scores, **scores}
        ticks = {code: (0,) for code in given if given[code] in view.rubric.note_units}
        entry = actions.SheetEntry(codes.new_secret(), view.version, "submit", given, ticks, {})
        return actions.save_entry(session, people.judge(session, judge), sheet_id, entry, now=utc_now()).word


def test_a_judge_asks_and_the_chair_opens_that_sheet_alone(open_site):
    site = open_site("closed")
    sheet_id = ask(site)
    assert answer_it(site, "ketua").status_code == 302
    with site.database.reading() as session:
        open_now = [
            line.id
            for judge in queries.judges(session, 1)
            for line in queries.judge_sheets(session, judge.id)
            if line.category_state == "judging"
        ]
    assert open_now == [sheet_id]
    assert "Dibuka kembali" in words(site.judge("J3").get("/juri"))


def test_sending_it_closes_it_and_both_values_are_shown(open_site):
    site = open_site("closed")
    sheet_id = ask(site)
    answer_it(site, "ketua")
    blocked = words(site.organiser("ketua").get(PLENO))
    assert "Masih ada lembar yang dibuka kembali" in blocked
    assert send_again(site, "J3", sheet_id, K1=2) == "saved"
    assert send_again(site, "J3", sheet_id, K1=5) == "late"
    text = words(site.organiser("ketua").get(PLENO))
    assert "Lembar J3 untuk KUBE Guyub Hijau Sudah dikirim lagi" in text
    assert "Nilai lembar 84,00 menjadi 82,00 Skor yang berubah K1 4 menjadi 2" in text
    assert "Juara II belum aman 2 KUBE Bahari Rejeki" in text


def test_closing_it_again_unchanged_brings_the_old_value_back(open_site):
    site = open_site("closed")
    before = words(site.organiser("ketua").get(PLENO)).partition("Aturan dan cara")[0]
    ask(site)
    answer_it(site, "ketua")
    assert answer_it(site, "wakil", "close", "Juri tidak jadi mengubah.").status_code == 302
    assert words(site.organiser("ketua").get(PLENO)).partition("Aturan dan cara")[0] == before


def test_the_chairs_own_sheet_goes_to_the_wakil(open_site):
    site = open_site("closed")
    ask(site, "J1")
    refused = answer_it(site, "ketua")
    assert (refused.status_code, problems(refused)) == (
        422,
        ["Lembar sendiri dibuka oleh orang lain: ketua, atau wakil bila menyangkut lembar ketua."],
    )
    assert "Yang menjawab orang lain" in words(site.organiser("ketua").get("/panitia/permintaan"))
    assert answer_it(site, "wakil").status_code == 302


@pytest.mark.parametrize("login", ["panitia", "bendahara"])
def test_nobody_else_opens_a_sheet(open_site, login):
    site = open_site("closed")
    ask(site)
    assert answer_it(site, login).status_code == 403


def test_a_no_is_told_to_the_judge_with_its_reason(open_site):
    site = open_site("closed")
    sheet_id = ask(site)
    answer_it(site, "ketua", "refuse", "Skor sesuai catatan.")
    text = words(site.judge("J3").get(f"/juri/lembar/{sheet_id}"))
    assert "tidak disetujui: Skor sesuai catatan." in text


def test_asking_needs_a_reason_and_an_own_sheet_and_closing(open_site):
    site = open_site("closed")
    sheet_id = own_sheet(site, "J3", "KUBE Guyub Hijau")
    assert site.judge("J3").post(f"/juri/lembar/{sheet_id}/minta-buka", data={"reason": " "}).status_code == 422
    assert site.judge("J2").post(f"/juri/lembar/{sheet_id}/minta-buka", data={"reason": "x"}).status_code == 404
    early = open_site("judging")
    judge = early.judge("J3")
    sent = re.search(r"/juri/lembar/(\d+)", judge.get("/juri").get_data(as_text=True)).group(1)
    assert judge.post(f"/juri/lembar/{sent}/minta-buka", data={"reason": "x"}).status_code == 422


def corrected(site) -> None:
    """J3's sheet changes after sealing: the record then gives another order."""
    sheet_id = ask(site)
    answer_it(site, "ketua")
    assert send_again(site, "J3", sheet_id, K1=2) == "saved"


def test_a_sealed_result_stands_until_a_correction_is_sealed(open_site):
    site = open_site("announced")
    corrected(site)
    text = words(site.organiser("ketua").get(PLENO))
    assert "Juara II 4 KUBE Guyub Hijau" in text
    assert "Catatan sekarang memberi hasil lain" in text
    assert "Juara I KUBE Kencana Bersih" in words(site.anyone().get("/hasil"))
    assert "Ralat" not in words(site.anyone().get("/hasil"))


def test_scores_taken_away_and_how_they_were_counted_stay_with_the_sealed_version(open_site):
    """Between the change and its correction: the table holds the old mark, the count says that it is a newer one."""
    site = open_site("announced")
    ketua = site.organiser("ketua")
    page = f"{PLENO}/cara-menghitung/KUBE-SEL"
    before = (mark_of(ketua), differs(ketua, page))
    corrected(site)
    between = (mark_of(ketua), differs(ketua, page), differs(ketua, f"{PLENO}/cara-menghitung"))
    ketua.post(f"{PLENO}/koreksi", data=SECOND | {"kind": "recount", "reason": "Lembar J3 diperbaiki."})
    after = (mark_of(ketua), differs(ketua, page))
    told = [
        "Hasil versi 1: KUBE Guyub Hijau, peringkat 2, nilai akhir 75,44.",
        "Hasil versi 1: KUBE Bahari Rejeki, peringkat 3, nilai akhir 75,44.",
    ]
    assert (before, between, after) == ((4, []), (4, told, told), (2, []))


def mark_of(ketua) -> int:
    """J3's K1 for KUBE Guyub Hijau in the table of scores."""
    data = ketua.get("/panitia/ekspor/skor/xlsx").get_data()
    return next(int(one["K1"]) for one in records(data) if (one["Juri"], one["Peserta"]) == ("J3", "KUBE-SEL"))


def differs(ketua, page: str) -> list[str]:
    return re.findall(r"<li>(Hasil versi [^<]*)</li>", ketua.get(page).get_data(as_text=True))


def test_a_correction_is_a_new_version_announced_anew_with_a_ralat(open_site):
    site = open_site("announced")
    corrected(site)
    form = SECOND | {"kind": "recount", "reason": "Lembar J3 diperbaiki."}
    assert site.organiser("ketua").post(f"{PLENO}/koreksi", data=form).status_code == 302
    assert site.states() == ["sealed", "announced"]
    waiting = words(site.anyone().get("/hasil"))
    assert "KUBE Guyub Hijau Juara II" in waiting
    assert "Hasil ini sedang dikoreksi." in waiting
    assert site.organiser("panitia").post("/panitia/pengumuman", data={"category": "kube"}).status_code == 302
    text = words(site.anyone().get("/hasil"))
    assert "Ralat Urutan atau nilai diperbaiki dengan berita acara koreksi. Hasil versi 2 menggantikan versi 1." in text
    assert "KUBE Bahari Rejeki Juara II" in text
    assert site.database.verify().ok


def test_after_a_correction_the_next_keputusan_makes_the_next_allocation(open_site):
    site = open_site("announced")
    settle(site)
    panitia, treasurer = site.organiser("panitia"), site.organiser("bendahara")
    issue = {"day": "2026-12-07"}
    panitia.post("/panitia/dokumen/piagam/terbit", data=issue)
    corrected(site)
    form = SECOND | {"kind": "recount", "reason": "Lembar J3 diperbaiki."}
    assert site.organiser("ketua").post(f"{PLENO}/koreksi", data=form).status_code == 302
    assert "Hasil dikoreksi sesudah keputusan 812/2026." in words(treasurer.get("/panitia/hadiah"))
    refused = panitia.post("/panitia/dokumen/piagam/terbit", data=issue)
    assert (refused.status_code, "Isi keputusan yang baru." in words(refused)) == (422, True)
    change = {"award": "1", "amount": "12000000", "reason": "Surat 14"}
    assert treasurer.post("/panitia/hadiah/jumlah/kube", data=change).status_code == 302
    new = {"number": "901/2026", "date": "2026-12-04"}
    assert treasurer.post("/panitia/hadiah/keputusan", data=new).status_code == 302
    text = words(treasurer.get("/panitia/hadiah"))
    assert "Juara II trofi dan piagam KUBE Bahari Rejeki, Jakarta Utara Rp8.800.000" in text
    assert "Nomor 901/2026 , 4 Desember 2026. Daftar alokasi 2." in text
    again = treasurer.post("/panitia/hadiah/keputusan", data=new | {"number": "902/2026"})
    assert problems(again) == ["Keputusan 901/2026 masih berlaku. Keputusan baru diisi setelah hasil dikoreksi."]
    assert allocations(site) == [(1, "812/2026", [1, 1], True), (2, "901/2026", [2, 1], False)]
    assert site.database.verify().ok


def allocations(site) -> list[tuple[int, str, list[int], bool]]:
    """Number, keputusan, result versions it was made from, whether the keputusan was replaced."""
    with site.database.reading() as session:
        return [
            (
                one.number,
                one.decree.number,
                [part["result"] for part in json.loads(one.body)["categories"]],
                one.decree.replaced_at is not None,
            )
            for one in session.scalars(select(Allocation).order_by(Allocation.number))
        ]


def test_a_paper_issued_before_a_correction_stays_and_is_listed(open_site):
    site = open_site("announced")
    settle(site)
    panitia = site.organiser("panitia")
    panitia.post("/panitia/dokumen/piagam/terbit", data={"day": "2026-12-07"})
    corrected(site)
    form = SECOND | {"kind": "recount", "reason": "Lembar J3 diperbaiki."}
    site.organiser("ketua").post(f"{PLENO}/koreksi", data=form)
    with site.database.reading() as session:
        papers, touched = queries.papers(session, 1), touched_papers(session, 1)
    assert (len(papers.issued), papers.decree) == (10, None)
    assert [one.title.partition(":")[0] for one in touched] == [
        "Berita acara KUBE Berprestasi, hasil versi 1",
        "Daftar alokasi 1, lampiran keputusan, dan kuitansinya",
        "Piagam PG-2026-000002",
        "Piagam PG-2026-000003",
    ]


def test_without_a_change_there_is_nothing_to_correct(open_site):
    form = SECOND | {"kind": "recount", "reason": "Coba."}
    answer = open_site("sealed").organiser("ketua").post(f"{PLENO}/koreksi", data=form)
    assert problems(answer) == ["Tidak ada yang berubah sejak hasil dikunci, jadi tidak ada yang dikoreksi."]


def test_a_name_is_corrected_everywhere_at_once_with_the_same_ranks(open_site):
    site = open_site("announced")
    form = SECOND | {"kind": "name", "participant": "KUBE-SEL", "name": "KUBE Guyub Hijau Lestari", "reason": "SK"}
    assert site.organiser("ketua").post(f"{PLENO}/koreksi", data=form).status_code == 302
    text = words(site.anyone().get("/hasil"))
    assert "Ralat Nama KUBE Guyub Hijau diperbaiki menjadi KUBE Guyub Hijau Lestari." in text
    assert "KUBE Guyub Hijau Lestari Juara II" in text
    with site.database.reading() as session:
        results = queries.papers(session, 1).results
    assert [(one.number, one.rows[0].linked) for one in results] == [(2, ""), (2, "KUBE Guyub Hijau Lestari")]
    papers = words(site.organiser("panitia").get("/panitia/koreksi"))
    assert "Berita acara KUBE Berprestasi, hasil versi 1 Digantikan hasil versi 2." in papers
