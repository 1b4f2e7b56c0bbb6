"""On the day: a judge leaves, a reserve takes over, a participant withdraws; each shown before it is made."""

from __future__ import annotations

import re

import pytest
from sites import words

from judging import queries
from judging.actions.common import utc_now
from judging.queries.day import old_signatures


def judge_id(site, code):
    with site.database.reading() as session:
        return next(one.id for one in queries.judges(session, 1) if one.code == code)


def seats(site, code):
    """category -> (status, sheets still to be sent)"""
    with site.database.reading() as session:
        panel = {one.code: one for one in queries.panel(session, 1, now=utc_now())}
    return {seat.category: (seat.status, seat.unsent) for seat in panel[code].seats}


def sentences(answer):
    return re.findall(r"Pendamping KUBE Berprestasi (.*?) Alasan:", words(answer))


def hidden(answer):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.get_data(as_text=True)))


def test_nothing_is_recorded_before_the_effect_was_seen_and_confirmed(open_site):
    site = open_site("judging")
    panitia, key = site.organiser("panitia"), judge_id(site, "J2")
    before = seats(site, "J2")
    answer = panitia.post(f"/panitia/juri/{key}/tidak-hadir", data={"reason": "Sakit."})
    assert (answer.status_code, seats(site, "J2")) == (200, before)
    assert "Belum dicatat. Beginilah akibatnya: Bambang Prasetyo, A.KS., M.P.S.Sp. tidak hadir" in words(answer)
    assert panitia.post(f"/panitia/juri/{key}/tidak-hadir", data=hidden(answer)).status_code == 302
    assert seats(site, "J2")["Pendamping KUBE Berprestasi"] == ("absent", 0)


def test_the_effect_of_an_absence_names_the_rule_what_stays_and_who_counts(open_site):
    site = open_site("judging")
    answer = site.organiser("panitia").post(
        f"/panitia/juri/{judge_id(site, 'J2')}/tidak-hadir", data={"reason": "Sakit."}
    )
    name = "Bambang Prasetyo, A.KS., M.P.S.Sp."
    assert sentences(answer) == [
        (
            f"3 peserta tidak dinilai {name}: Ni Made Ayu Pratiwi, S.Tr.Sos., Sukirno, dan Fitriani Hasanah, S.Pd. "
            f"2 lembar yang sudah dikirim {name} tetap disimpan. "
            f"{name} tidak dihitung pada Pendamping KUBE Berprestasi: "
            "hanya juri yang menilai semua peserta yang dihitung. "
            "Juri yang tetap dihitung: 3."
        )
    ]


def test_a_reserve_takes_over_from_a_number_and_the_rest_stays_with_the_judge(open_site):
    site = open_site("judging")
    panitia, reserve = site.organiser("panitia"), judge_id(site, "J6")
    form = {"substitute": str(reserve), "from": "4", "reason": "Pulang lebih awal."}
    answer = panitia.post(f"/panitia/juri/{judge_id(site, 'J2')}/tidak-hadir", data=form)
    text = words(answer)
    assert "2 peserta dinilai Yuliana Kartika: Sukirno dan Fitriani Hasanah, S.Pd. " in text
    assert "masih mengirim lembar untuk Ni Made Ayu Pratiwi, S.Tr.Sos. " in text
    assert "Yuliana Kartika juga tidak dihitung, karena tidak menilai semua peserta." in text
    panitia.post(f"/panitia/juri/{judge_id(site, 'J2')}/tidak-hadir", data=hidden(answer))
    assert seats(site, "J2")["Pendamping KUBE Berprestasi"] == ("substituted", 1)
    assert seats(site, "J6")["Pendamping KUBE Berprestasi"] == ("active", 2)
    # a reserve for two of five counts no more than who sent three: of J1, J3, and J4 two are left
    next_one = panitia.post(f"/panitia/juri/{judge_id(site, 'J3')}/tidak-hadir", data={"reason": "Sakit."})
    assert "Juri yang tetap dihitung: 2." in words(next_one)


def test_a_reserve_who_gets_every_participant_counts_in_full(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    panitia.post("/panitia/pengaturan/buka")
    form = {"substitute": str(judge_id(site, "J6")), "reason": "Tidak hadir."}
    text = words(panitia.post(f"/panitia/juri/{judge_id(site, 'J2')}/tidak-hadir", data=form))
    assert text.count("Yuliana Kartika dihitung, karena menilai semua peserta.") == 2


def test_an_absence_may_be_of_one_category_only(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    panitia.post("/panitia/pengaturan/buka")
    with site.database.reading() as session:
        kube = queries.categories(session, 1)[0]
    form = {"category": str(kube.id), "reason": "Datang siang.", "confirm": "yes"}
    panitia.post(f"/panitia/juri/{judge_id(site, 'J2')}/tidak-hadir", data=form)
    assert {name: status for name, (status, _unsent) in seats(site, "J2").items()} == {
        "KUBE Berprestasi": "absent", "Pendamping KUBE Berprestasi": "active",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["withdrawn", "disqualified"])
def test_a_withdrawal_shows_what_stays_and_which_places_nobody_gets(open_site, kind):
    site = open_site("judging")
    panitia = site.organiser("panitia")
    answer = panitia.post("/panitia/peserta/7/mundur", data={"kind": kind, "reason": "Sakit."})
    text = words(answer)
    assert "Peserta yang diperingkat: 4. Tidak diberikan, karena pesertanya kurang: Juara Harapan II." in text
    assert "2 lembar yang sudah dikirim tetap disimpan dan tidak diperingkat." in text
    assert panitia.post("/panitia/peserta/7/mundur", data=hidden(answer)).status_code == 302
    back = panitia.post("/panitia/peserta/7/mundur", data={"kind": "active", "reason": "Sudah sembuh."})
    assert "Peserta yang diperingkat: 5." in words(back)
    assert panitia.post("/panitia/peserta/7/mundur", data=hidden(back)).status_code == 302


def test_the_days_page_lists_who_may_leave_and_works_when_all_is_closed(open_site):
    for stage in ("setup", "judging", "closed"):
        answer = open_site(stage).organiser("panitia").get("/panitia/hari-ini")
        assert (answer.status_code, len(answer.data) < 150_000) == (200, True)


def test_papers_that_carry_an_earlier_signatory_are_named(open_site):
    """Nothing is issued in the sealed sample; the list is empty, and stays a question to the issued bodies."""
    site = open_site("sealed")
    with site.database.reading() as session:
        assert old_signatures(session, 1) == []


def test_a_reserve_who_sits_already_is_neither_offered_nor_shown_an_effect(open_site):
    site = open_site("judging")
    panitia, reserve = site.organiser("panitia"), judge_id(site, "J6")
    form = {"substitute": str(reserve), "reason": "Sakit."}
    first = panitia.post(f"/panitia/juri/{judge_id(site, 'J2')}/tidak-hadir", data=form)
    panitia.post(f"/panitia/juri/{judge_id(site, 'J2')}/tidak-hadir", data=hidden(first))
    page = f"/panitia/juri/{judge_id(site, 'J4')}/tidak-hadir"
    assert "J6 · Yuliana Kartika" not in panitia.get(page).get_data(as_text=True)
    answer = panitia.post(page, data=form)
    told = "Yuliana Kartika sudah menilai Pendamping KUBE Berprestasi. Pilih juri cadangan lain, atau tidak digantikan."
    assert (answer.status_code, told in words(answer), "peserta dinilai" in words(answer)) == (422, True, False)


def test_an_absence_confirmed_twice_is_told_that_it_is_recorded(open_site):
    site = open_site("judging")
    panitia = site.organiser("panitia")
    page = f"/panitia/juri/{judge_id(site, 'J2')}/tidak-hadir"
    confirmed = hidden(panitia.post(page, data={"reason": "Sakit."}))
    panitia.post(page, data=confirmed)
    answer = panitia.post(page, data=confirmed)
    told = "Sudah dicatat: Bambang Prasetyo, A.KS., M.P.S.Sp. tidak lagi menilai Pendamping KUBE Berprestasi (Sakit.)."
    assert (answer.status_code, told in words(answer)) == (422, True)
