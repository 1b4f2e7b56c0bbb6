"""The pages of a paper sheet: keyed in, checked by the judge or by another person, and blind between the two."""

from __future__ import annotations

import io
import re

import pytest
from people import NOW
from PIL import Image
from sites import PASSWORD, PIN, problems, words

from judging import actions, queries
from judging.plan import PersonPlan
from judging.queries.paper_sheets import paper_lines, paper_view
from judging.roles import SYSTEM
from judging.sample import judge_pin

SECOND = {"second_login": "bendahara", "second_pin": PIN}


def photo():
    out = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(out, "JPEG")
    return {"photo": (io.BytesIO(out.getvalue()), "kertas.jpg")}


@pytest.fixture
def desk(open_site):
    """A site in judging where J3 scores on paper, and the first sheet that waits."""
    site = open_site("judging")
    panitia = site.organiser("panitia")
    with site.database.reading() as session:
        judge = next(one for one in queries.judges(session, 1) if one.code == "J3")
    assert panitia.post(f"/panitia/kertas/juri/{judge.id}", data={"paper": "yes"}).status_code == 302
    with site.database.reading() as session:
        waiting = [line.sheet_id for line in paper_lines(session, 1) if line.waits == "key"]
    return site, panitia, waiting


def scores(site, sheet_id, score="3", **changes):
    with site.database.reading() as session:
        view = paper_view(session, 1, sheet_id)
    assert view is not None
    return {f"score-{one.code}": changes.get(one.code, score) for one in view.rubric.indicators}


def state(site, sheet_id):
    with site.database.reading() as session:
        view = paper_view(session, 1, sheet_id)
    return (view.line.sheet_state, view.line.paper.state if view.line.paper else "") if view else None


def given(answer):
    """The scores that stand in the form of a page."""
    return re.findall(r'name="score-\w+" value="([^"]*)"', answer.get_data(as_text=True))


def test_a_judge_on_paper_has_a_list_of_sheets_to_key_in(desk):
    _, panitia, waiting = desk
    text = words(panitia.get("/panitia/kertas"))
    assert f"Dimasukkan dari kertas J3 Maria Goretti Simanjuntak · {len(waiting)} lembar" in text


def test_saving_leads_to_the_next_paper_of_the_same_judge(desk):
    site, panitia, waiting = desk
    answer = panitia.post(f"/panitia/kertas/{waiting[0]}", data=scores(site, waiting[0]))
    assert answer.headers["Location"] == f"/panitia/kertas/{waiting[1]}"
    assert state(site, waiting[0]) == ("blank", "keyed")


def test_an_incomplete_sheet_is_kept_and_says_what_is_missing(desk):
    site, panitia, waiting = desk
    data = scores(site, waiting[0], PK1="", PK2="5")
    answer = panitia.post(f"/panitia/kertas/{waiting[0]}", data=data, follow_redirects=True)
    assert "Tersimpan, belum lengkap: PK1, PK2." in words(answer)
    assert given(answer)[:3] == ["", "5", "3"]


def test_a_text_that_is_no_score_is_named_and_given_back(desk):
    site, panitia, waiting = desk
    answer = panitia.post(f"/panitia/kertas/{waiting[0]}", data=scores(site, waiting[0], PK1="7"))
    assert (answer.status_code, given(answer)[0]) == (422, "7")
    assert problems(answer) == ["PK1 (Rencana pendampingan): Skor 7 di luar skala. Tulis angka dari 1 sampai 5."]
    assert state(site, waiting[0]) == ("blank", "")


def test_the_judge_reads_and_signs_with_card_and_pin(desk):
    site, panitia, (sheet_id, *_) = desk
    panitia.post(f"/panitia/kertas/{sheet_id}", data=scores(site, sheet_id))
    wrong = panitia.post(f"/panitia/kertas/{sheet_id}/juri", data={"card_code": "J3", "pin": "000000"})
    other = panitia.post(f"/panitia/kertas/{sheet_id}/juri", data={"card_code": "J4", "pin": judge_pin("J4")})
    assert [problems(one) for one in (wrong, other)] == [
        ["Kode kartu atau PIN belum cocok. Periksa lagi, atau minta bantuan panitia."],
        ["Kartu dan PIN ini bukan milik juri lembar ini."],
    ]
    right = panitia.post(f"/panitia/kertas/{sheet_id}/juri", data={"card_code": "J3", "pin": judge_pin("J3")})
    assert (right.status_code, state(site, sheet_id)) == (302, ("submitted", "confirmed"))


def test_the_second_person_sees_the_photo_and_not_what_the_first_keyed_in(desk):
    site, panitia, (sheet_id, *_) = desk
    panitia.post(f"/panitia/kertas/{sheet_id}", data=scores(site, sheet_id))
    before = panitia.get(f"/panitia/kertas/{sheet_id}/periksa")
    panitia.post(f"/panitia/kertas/{sheet_id}/foto", data=photo())
    after = panitia.get(f"/panitia/kertas/{sheet_id}/periksa")
    picture = panitia.get(f"/panitia/kertas/{sheet_id}/foto")
    assert ("Unggah fotonya dahulu" in words(before), given(before), set(given(after))) == (True, [], {""})
    assert (picture.mimetype, picture.headers["Content-Disposition"].startswith("inline")) == ("image/jpeg", True)
    answer = panitia.post(f"/panitia/kertas/{sheet_id}/periksa", data=scores(site, sheet_id) | SECOND)
    assert (answer.status_code, state(site, sheet_id)) == (302, ("submitted", "confirmed"))


def test_a_wrong_pin_of_the_second_person_loses_nothing_that_was_typed(desk):
    site, panitia, (sheet_id, *_) = desk
    panitia.post(f"/panitia/kertas/{sheet_id}", data=scores(site, sheet_id))
    panitia.post(f"/panitia/kertas/{sheet_id}/foto", data=photo())
    data = scores(site, sheet_id, "4") | SECOND | {"second_pin": "000000"}
    answer = panitia.post(f"/panitia/kertas/{sheet_id}/periksa", data=data)
    assert (answer.status_code, set(given(answer)), state(site, sheet_id)) == (422, {"4"}, ("blank", "keyed"))


def test_two_readings_are_shown_side_by_side_and_settled_by_two(desk):
    site, panitia, (sheet_id, *_) = desk
    panitia.post(f"/panitia/kertas/{sheet_id}", data=scores(site, sheet_id))
    panitia.post(f"/panitia/kertas/{sheet_id}/foto", data=photo())
    answer = panitia.post(f"/panitia/kertas/{sheet_id}/periksa", data=scores(site, sheet_id, PK3="4") | SECOND)
    assert answer.headers["Location"] == f"/panitia/kertas/{sheet_id}/beda"
    page = panitia.get(answer.headers["Location"])
    assert (re.search(r"PK3 Membina pembukuan Pertama: 3 Kedua: 4", words(page)) is not None, given(page)) == (
        True,
        [""],
    )
    alone = panitia.post(answer.headers["Location"], data={"score-PK3": "4"})
    assert (alone.status_code, given(alone)) == (422, ["4"])
    panitia.post(answer.headers["Location"], data={"score-PK3": "4"} | SECOND)
    with site.database.reading() as session:
        assert paper_view(session, 1, sheet_id).line.sheet_state == "submitted"


def test_whoever_keyed_nothing_in_does_not_see_what_was_keyed_in(desk):
    """The bendahara has no paper page; a second panitia is sent to the empty form."""
    site, panitia, (sheet_id, *_) = desk
    panitia.post(f"/panitia/kertas/{sheet_id}", data=scores(site, sheet_id))
    assert site.organiser("ketua").get(f"/panitia/kertas/{sheet_id}/juri").status_code == 403


def test_the_photo_of_a_paper_is_not_in_the_archive_while_scoring_is_open(desk):
    """The chair judges too, and opens the archive."""
    site, panitia, (sheet_id, *_) = desk
    panitia.post(f"/panitia/kertas/{sheet_id}", data=scores(site, sheet_id))
    panitia.post(f"/panitia/kertas/{sheet_id}/foto", data=photo())
    ketua = site.organiser("ketua")
    assert "Lembar kertas" not in words(ketua.get("/panitia/dokumen/arsip"))
    assert ketua.get("/panitia/dokumen/arsip/1").status_code == 404
    for category in ("kube", "pendamping"):
        ketua.post(f"/panitia/tutup/{category}")
    assert "Lembar kertas J3" in words(ketua.get("/panitia/dokumen/arsip"))


def test_any_single_sheet_can_be_picked(desk):
    site, panitia, _ = desk
    with site.database.reading() as session:
        judge = next(one for one in queries.judges(session, 1) if one.code == "J5")
        line = next(one for one in queries.judge_sheets(session, judge.id) if one.state == "blank")
    page = panitia.get("/panitia/kertas").get_data(as_text=True)
    key = re.search(rf'<option value="(\d+-\d+)">P?{line.number} · {re.escape(line.name)}', page)
    assert key is not None
    answer = panitia.get("/panitia/kertas/pilih", query_string={"judge": judge.id, "sheet": key[1]})
    assert answer.headers["Location"] == f"/panitia/kertas/{line.id}"


def test_set_aside_needs_a_reason_and_starts_the_sheet_anew(desk):
    site, panitia, (sheet_id, *_) = desk
    panitia.post(f"/panitia/kertas/{sheet_id}", data=scores(site, sheet_id))
    panitia.post(f"/panitia/kertas/{sheet_id}/sisihkan", data={"reason": ""})
    kept = state(site, sheet_id)
    panitia.post(f"/panitia/kertas/{sheet_id}/sisihkan", data={"reason": "kertas J4"})
    assert (kept, state(site, sheet_id)) == (("blank", "keyed"), ("blank", ""))


def test_a_judge_of_the_same_category_sees_no_paper_of_another_whatever_else_they_are(desk):
    """One person with a judge's card and a panitia account; the photo is another judge's paper."""
    site, panitia, waiting = desk
    panitia.post(f"/panitia/kertas/{waiting[0]}", data=scores(site, waiting[0]))
    panitia.post(f"/panitia/kertas/{waiting[0]}/foto", data=photo())
    with site.database.writing() as session:
        plan = PersonPlan(name="", login="jurijuga", roles=("panitia",), judge="J2")
        actions.add_account(session, SYSTEM, 1, plan, password=PASSWORD, pin=PIN, now=NOW)
    both = site.organiser("jurijuga")
    assert panitia.get(f"/panitia/kertas/{waiting[0]}/foto").mimetype == "image/jpeg"
    for page in ("", "/foto", "/periksa", "/beda", "/juri"):
        seen = both.get(f"/panitia/kertas/{waiting[0]}{page}")
        assert (seen.status_code, seen.location) == (302, "/panitia/kertas"), page
    assert "Juri lain di kategori ini tidak boleh melihat lembar ini." in words(both.get("/panitia/kertas"))
