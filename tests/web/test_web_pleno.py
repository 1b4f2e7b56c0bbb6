"""The pleno read downward: order, why, how safe; effects before decisions; the arithmetic down to each mark."""

from __future__ import annotations

import re

import pytest
from gaps import GAP, judged_but
from sites import SECOND, problems, words
from sqlalchemy import select

from judging import queries
from judging.models import JournalEvent
from judging.web.organiser.pleno_view import code_range

PLENO = "/panitia/pleno/kube"
OUT = {"kind": "out", "participant": "KUBE-SEL", "status": "disqualified"}
RULE = {"kind": "rule", "method": "rank_sum", "panel_rule": "complete_judges"}
RECORD = SECOND | {"reason": "Data anggota tidak benar.", "present": "Retno\nBambang"}


def verbs(site) -> list[str]:
    with site.database.reading() as session:
        bodies = session.scalars(select(JournalEvent.body).order_by(JournalEvent.seq)).all()
    return [re.search(r'"verb":"([^"]+)"', body).group(1) for body in bodies]


def test_order_reason_safety_and_decision_come_in_this_order(open_site):
    page = open_site("closed").organiser("ketua").get(PLENO).get_data(as_text=True).partition("<main")[2]
    heads = [re.sub(r"<[^>]+>", "", head) for head in re.findall(r"<h[12][^>]*>(.*?)</h[12]>|<caption", page)]
    assert heads == [
        "Pleno KUBE Berprestasi", "Bagaimana Juara II ditentukan", "Seberapa aman hasil ini",
        "Aturan dan cara menghitung", "Keputusan pleno", "Mengunci hasil",
    ]  # fmt: skip
    assert page.index("<table") < page.index("Bagaimana Juara II ditentukan")


def test_why_second_is_second_and_whether_it_is_safe_stand_in_words(open_site):
    text = words(open_site("closed").organiser("ketua").get(PLENO))
    assert (
        "KUBE Guyub Hijau dan KUBE Bahari Rejeki bernilai sama persis: 75,44. Urutannya ditentukan "
        "oleh aspek kelembagaan, sesuai aturan yang ditetapkan sebelum penilaian."
    ) in text
    assert "Juara I: aman KUBE Kencana Bersih tetap di tempat ini pada semua 10 hitungan; jarak" in text
    assert "Juara II dan III: belum aman Nilainya sama dan bertukar pada 4 dari 10 hitungan (tanpa J3," in text
    assert text.count("bertukar pada") == 1
    assert "10 hitungan: cara yang ditetapkan, 5 tanpa satu juri, dan 4 cara menghitung lain." in text
    assert "Belum aman: Juara II dan III. Pastikan pleno sudah membahasnya." in text
    assert "1886/25" not in text


def test_the_table_alone_says_what_is_safe_out_of_how_much_and_who_counts(open_site):
    text = words(open_site("closed").organiser("ketua").get(PLENO))
    assert "Kelembagaan / 35 Sosial / 35 Ekonomi / 30" in text
    assert "Juara I aman 5 KUBE" in text
    assert "Juara II belum aman 4 KUBE" in text
    assert "Dihitung: 5 juri (J1–J5), semuanya menilai semua peserta. J1–J5 adalah kode juri." in text


def test_a_judge_left_out_is_named_with_the_reason(open_site):
    text = words(open_site("closed").organiser("ketua").get("/panitia/pleno/pendamping"))
    assert (
        "Dihitung: 4 juri (J1–J4), semuanya menilai semua peserta. J5 tidak dihitung (benturan kepentingan). "
        "J1–J5 adalah kode juri."
    ) in text


@pytest.mark.parametrize("sealed", [False, True])
def test_a_judge_left_out_of_one_round_counts_in_the_others(open_site, sealed):
    site = open_site("setup", "psm-lks")
    judged_but(site.database, "psm-lks", GAP, sealed=sealed)
    text = words(site.organiser("ketua").get("/panitia/pleno/psm"))
    assert (
        "Dihitung: 5 juri (J1–J5); tidak menilai semua peserta: J1. "
        "J1 tidak dihitung pada sesi Paparan (tidak hadir). J1–J5 adalah kode juri."
    ) in text


def test_a_step_after_the_deciding_one_is_shown_as_not_looked_at(open_site):
    text = words(open_site("closed").organiser("ketua").get(PLENO))
    assert text.count("Tidak dilihat lagi, sudah ditentukan di langkah 2") == 4
    assert "juri yang memberi nilai lebih tinggi: 4 2 juri lawan 2 3 juri" in text


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (["J9", "J10", "J11"], "J9–J11"),
        (["J1", "J2"], "J1 dan J2"),
        (["J1", "J2", "J4"], "J1, J2, dan J4"),
        (["A", "B", "C"], "A, B, dan C"),
    ],
)
def test_codes_that_follow_one_another_are_told_as_a_range(codes, told):
    assert code_range(codes) == told


def test_advice_is_folded_and_speaks_of_judges_by_code(open_site):
    page = open_site("closed").organiser("ketua").get(PLENO).get_data(as_text=True)
    folded = page.partition('<details class="fold advice">')[2].partition("</details>")[0]
    for text in ("Tanpa J3", "Kekompakan urutan", "Keandalan nilai akhir", "ICC(2,k)", "Bobot Kelembagaan", "J5"):
        assert text in folded
    assert "Lukman" not in page


def test_only_the_chair_sees_whose_codes_they_are_and_each_time_is_on_the_record(open_site):
    site = open_site("closed")
    ketua, wakil = site.organiser("ketua"), site.organiser("wakil")
    assert wakil.post(f"{PLENO}/nama-juri").status_code == 403
    assert "J5 Lukman Hakim Siregar" in words(ketua.post(f"{PLENO}/nama-juri"))
    assert "Lukman" not in words(ketua.get(PLENO))
    assert verbs(site)[-1] == "pleno.names"


@pytest.mark.parametrize("asked", [OUT, RULE])
def test_an_effect_is_shown_with_both_orders_and_changes_nothing(open_site, asked):
    site = open_site("closed")
    ketua = site.organiser("ketua")
    before = words(ketua.get(PLENO))
    text = words(ketua.get(f"{PLENO}/akibat", query_string=asked))
    assert "Juara II: KUBE Guyub Hijau (75,44) Juara II: KUBE Bahari Rejeki" in text
    assert words(ketua.get(PLENO)) == before


def test_a_disqualification_after_scoring_moves_the_awards_and_keeps_both_results(open_site):
    site = open_site("closed")
    ketua = site.organiser("ketua")
    assert ketua.post(f"{PLENO}/putuskan", data=OUT | RECORD).status_code == 302
    text = words(ketua.get(PLENO))
    assert "Tidak diperingkat KUBE Guyub Hijau didiskualifikasi: Data anggota tidak benar." in text
    assert "Juara Harapan II: KUBE Tunas Jahit (59,44) Juara Harapan II: tidak diberikan" in text
    ketua.post(f"{PLENO}/kunci", data=SECOND)
    with site.database.reading() as session:
        (decision,) = queries.papers(session, 1).results[0].body["decisions"]
    assert [one["participant"] for one in decision["body"]["before"]][:2] == ["KUBE-TMR", "KUBE-SEL"]
    assert [one["participant"] for one in decision["body"]["after"]][:2] == ["KUBE-TMR", "KUBE-UTR"]


def test_taking_a_disqualification_back_restores_the_order(open_site):
    site = open_site("closed")
    ketua = site.organiser("ketua")
    ketua.post(f"{PLENO}/putuskan", data=OUT | RECORD)
    assert ketua.post(f"{PLENO}/cabut/1", data={"reason": "Datanya ternyata benar."}).status_code == 302
    assert "Juara II belum aman 4 KUBE Guyub Hijau" in words(ketua.get(PLENO))


def test_a_refused_decision_shows_the_effect_again_with_what_was_typed(open_site):
    ketua = open_site("closed").organiser("ketua")
    answer = ketua.post(f"{PLENO}/putuskan", data=OUT | RECORD | {"reason": ""})
    assert (answer.status_code, problems(answer)) == (422, ["Alasan belum ditulis. Tulis alasan singkat, lalu ulangi."])
    assert "Bambang" in answer.get_data(as_text=True)


def test_the_committee_cannot_leave_anyone_out_after_closing(open_site):
    site = open_site("closed")
    panitia = site.organiser("panitia")
    assert panitia.get(f"{PLENO}/akibat", query_string=OUT).status_code == 403
    assert panitia.post("/panitia/peserta/1/mundur", data={"kind": "withdrawn", "reason": "Sakit"}).status_code == 422


def test_a_total_is_followed_from_marks_to_the_exact_fraction(open_site):
    ketua = open_site("closed").organiser("ketua")
    text = words(ketua.get(f"{PLENO}/cara-menghitung/KUBE-SEL"))
    assert "K1 Pengurus pilihan anggota 5 3 15" in text
    assert "dibagi 5 juri, lalu dibagi skor tertinggi 5: 1886 : 5 : 5 = 1886/25 = 75,44" in text
    assert "KUBE Guyub Hijau" in words(ketua.get(f"{PLENO}/cara-menghitung"))


def test_sheets_that_do_not_count_are_shown_with_their_reason(open_site):
    ketua = open_site("closed").organiser("ketua")
    text = words(ketua.get("/panitia/pleno/pendamping/cara-menghitung/PEND-TMR"))
    other = words(ketua.get("/panitia/pleno/pendamping/cara-menghitung/PEND-SEL"))
    assert "J5: benturan kepentingan." in text
    assert "J5 tidak dihitung menurut aturan panel: tidak menilai semua peserta." in other


def test_two_rounds_are_added_by_their_shares(open_site):
    ketua = open_site("closed", "psm-lks").organiser("ketua")
    listed = ketua.get("/panitia/pleno/psm/cara-menghitung").get_data(as_text=True)
    text = words(ketua.get(re.search(r"/panitia/pleno/psm/cara-menghitung/[\w-]+", listed).group()))
    assert re.search(r"Semua sesi bersama \d+ % × \d+,\d\d \+ \d+ % × \d+,\d\d = \d+,\d\d", text)


@pytest.mark.parametrize("path", ["cara-menghitung", "cara-menghitung/KUBE-SEL"])
def test_no_arithmetic_while_totals_may_not_be_seen(open_site, path):
    assert open_site("judging").organiser("ketua").get(f"{PLENO}/{path}").status_code == 404


def test_a_panel_that_leaves_nobody_is_told_in_words_and_by_names(open_site):
    """Pendamping is closed with most sheets unsent: no judge scored everyone."""
    site = open_site("judging")
    ketua = site.organiser("ketua")
    for category in ("kube", "pendamping"):
        ketua.post(f"/panitia/tutup/{category}")
    text = words(ketua.get("/panitia/pleno/pendamping"))
    assert "Belum ada juri yang dihitung. J1 tidak dihitung (belum dinilai)." in text
    assert "0 juri" not in text
    assert "Tidak ada lembar untuk Ni Made Ayu Pratiwi, S.Tr.Sos. (belum dinilai), Sukirno (belum dinilai)" in text
    assert "PEND-" not in text
