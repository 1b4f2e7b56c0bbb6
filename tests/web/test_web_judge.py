"""The judge's pages as forms: what is typed is kept, what is missing is named, others' sheets do not exist."""

from __future__ import annotations

import re

import pytest
from sites import words

from judging import codes, queries
from judging.models import Entry, Sheet


def waiting(site, code="J4", state="blank"):
    with site.database.reading() as session:
        judge = next(one for one in queries.judges(session, 1) if one.code == code)
        return next(line for line in queries.judge_sheets(session, judge.id) if line.state == state)


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page).group(1)


def form_of(client, sheet_id, **marks):
    page = client.get(f"/juri/lembar/{sheet_id}").get_data(as_text=True)
    return {"entry_id": hidden(page, "entry_id"), "based_on": hidden(page, "based_on"), "action": "save", **marks}


def all_threes(site, sheet_id):
    with site.database.reading() as session:
        rubric = queries.rubric_of(session.get_one(Sheet, sheet_id).round.rubric)
    return {f"score-{indicator.code}": "3" for indicator in rubric.indicators}


def stored(site, sheet_id):
    with site.database.reading() as session:
        row = session.get_one(Sheet, sheet_id)
        return row.state, row.scores, row.notes


@pytest.mark.parametrize(("stage", "told"), [("setup", True), ("judging", False)])
def test_an_early_judge_is_told_that_judging_is_not_open_yet(open_site, stage, told):
    text = words(open_site(stage).judge("J1").get("/juri"))
    assert ("Belum ada lembar untuk dinilai. Muat ulang halaman ini setelah panitia membuka" in text) == told


def test_the_list_shows_every_own_sheet_with_its_state(open_site):
    site = open_site("judging")
    text = words(site.judge("J5").get("/juri"))
    assert "KUBE Berprestasi 5 dari 5 terkirim" in text
    assert (
        "P5 Fitriani Hasanah, S.Pd. Jakarta Timur · Cipinang Melayu, Makasar Tidak menilai benturan kepentingan" in text
    )


def test_a_draft_is_saved_at_any_time_and_comes_back_as_typed(open_site):
    site = open_site("judging")
    client, line = site.judge("J4"), waiting(site)
    note = 'Buku <rapi> & "cocok" 🙂\nbaris dua'
    answer = client.post(
        f"/juri/lembar/{line.id}", data=form_of(client, line.id, **{"score-PK1": "4", "note-PK1": note})
    )
    assert answer.status_code == 302
    assert stored(site, line.id) == ("draft", {"PK1": 4}, {"PK1": note})
    page = client.get(f"/juri/lembar/{line.id}").get_data(as_text=True)
    assert "Buku &lt;rapi&gt; &amp; &#34;cocok&#34; 🙂\nbaris dua" in page
    assert re.search(r'name="score-PK1" value="4" checked', page)


def test_sending_too_early_saves_and_names_what_is_missing(open_site):
    site = open_site("judging")
    client, line = site.judge("J4"), waiting(site)
    marks = all_threes(site, line.id) | {"score-PK1": "5"}
    del marks["score-PE2"]
    answer = client.post(f"/juri/lembar/{line.id}", data=form_of(client, line.id, **marks) | {"action": "send"})
    assert answer.status_code == 422
    assert "Belum dapat dikirim. Yang sudah diisi tetap tersimpan." in words(answer)
    assert "Masih kosong: PE2 Perlu bukti yang dicentang atau catatan: PK1" in words(answer)
    assert len(stored(site, line.id)[1]) == 15


def test_a_complete_sheet_is_asked_once_more_and_then_sent_with_a_receipt(open_site):
    site = open_site("judging")
    client, line = site.judge("J4"), waiting(site)
    answer = client.post(
        f"/juri/lembar/{line.id}", data=form_of(client, line.id, **all_threes(site, line.id)) | {"action": "send"}
    )
    assert answer.headers["Location"] == f"/juri/lembar/{line.id}/kirim"
    asked = client.get(f"/juri/lembar/{line.id}/kirim")
    assert "60,00 dari 100" in words(asked)
    page = asked.get_data(as_text=True)
    sent = client.post(
        f"/juri/lembar/{line.id}/kirim", data={name: hidden(page, name) for name in ("entry_id", "based_on")}
    )
    assert stored(site, line.id)[0] == "submitted"
    after = client.get(sent.headers["Location"])
    with site.database.reading() as session:
        receipt = session.get_one(Sheet, line.id).receipt
    assert f"Lembar {line.name} sudah diterima." in words(after)
    assert receipt in words(after)


def test_the_same_form_twice_is_one_entry(open_site):
    site = open_site("judging")
    client, line = site.judge("J4"), waiting(site)
    form = form_of(client, line.id, **{"score-PK1": "4"})
    for _ in range(2):
        assert client.post(f"/juri/lembar/{line.id}", data=form).status_code == 302
    with site.database.reading() as session:
        assert session.get_one(Entry, form["entry_id"]).version == 1
        assert session.get_one(Sheet, line.id).version == 1


def test_a_page_from_the_history_does_not_overwrite_and_gives_back_what_was_typed(open_site):
    site = open_site("judging")
    client, line = site.judge("J4"), waiting(site)
    old = form_of(client, line.id, **{"score-PK1": "4"})
    client.post(f"/juri/lembar/{line.id}", data=old)
    answer = client.post(f"/juri/lembar/{line.id}", data=old | {"score-PK1": "2", "note-PK2": "dari halaman lama"})
    assert answer.status_code == 409
    assert "dari halaman lama" in answer.get_data(as_text=True)
    assert stored(site, line.id) == ("draft", {"PK1": 4}, {})
    page = answer.get_data(as_text=True)
    again = old | {"score-PK1": "2", "entry_id": hidden(page, "entry_id"), "based_on": hidden(page, "based_on")}
    assert client.post(f"/juri/lembar/{line.id}", data=again).status_code == 302
    assert stored(site, line.id)[1] == {"PK1": 2}


@pytest.mark.parametrize(
    ("typed", "words_shown"),
    [
        ("105", "Skor 105 di luar skala."),
        ("delapan", "Skor “delapan” bukan angka."),
        ("82,5", "tidak tepat pada langkah 1"),
    ],
)
def test_a_number_field_gives_back_what_is_not_a_score_and_stores_nothing(open_site, typed, words_shown):
    site = open_site("setup", "psm-lks")
    site.organiser("panitia").post("/panitia/pengaturan/buka")
    client, line = site.judge("J1"), waiting(site, "J1")
    code = next(iter(all_threes(site, line.id)))
    answer = client.post(f"/juri/lembar/{line.id}", data=form_of(client, line.id, **{code: typed}))
    assert answer.status_code == 422
    assert words_shown in words(answer)
    assert f'value="{typed}"' in answer.get_data(as_text=True)
    assert stored(site, line.id) == ("blank", {}, {})


def test_taking_back_asks_for_a_reason_and_reopens(open_site):
    site = open_site("judging")
    client, line = site.judge("J4"), waiting(site, state="submitted")
    assert "Tulis alasan singkat." in words(client.post(f"/juri/lembar/{line.id}/tarik", data={"reason": " "}))
    client.post(f"/juri/lembar/{line.id}/tarik", data={"reason": "K4 tertukar"})
    assert stored(site, line.id)[0] == "reopened"
    assert "K4 tertukar" in words(client.get(f"/juri/lembar/{line.id}"))


def test_another_judges_sheet_answers_like_one_that_does_not_exist(open_site):
    site = open_site("judging")
    client, theirs = site.judge("J1"), waiting(site, "J4").id
    pages = [client.get(f"/juri/lembar/{sheet_id}") for sheet_id in (theirs, 99999)]
    assert [page.status_code for page in pages] == [404, 404]
    assert pages[0].data == pages[1].data


def test_the_overview_shows_own_scores_only(open_site):
    site = open_site("judging")
    text = words(site.judge("J2").get("/juri/skor-saya"))
    assert "Nilai lembar 61,00 69,80 52,60 66,00 67,00" in text


def test_wrong_pins_lock_the_card_not_the_hall(open_site):
    site = open_site("judging")
    client = site.anyone()
    for _ in range(5):
        answer = client.post("/juri/masuk", data={"card_code": "J1", "pin": "000000"})
        assert "Kode kartu atau PIN belum cocok" in words(answer)
    assert "Terlalu banyak percobaan. Tunggu 15 menit" in words(
        client.post("/juri/masuk", data={"card_code": "J1", "pin": "111111"})
    )
    assert site.judge("J2").get("/juri").status_code == 200


def test_signing_out_ends_the_session_on_the_server(open_site):
    site = open_site("judging")
    client = site.judge("J1")
    token = client.get_cookie("juara_sesi").value
    client.post("/keluar")
    other = site.anyone()
    other.set_cookie("juara_sesi", token)
    assert other.get("/juri").status_code == 302
    assert codes.hashed(token) != token
