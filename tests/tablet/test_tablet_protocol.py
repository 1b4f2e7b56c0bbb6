"""One answer for each entry of a batch, on its own; and a door that only our own pages open."""

from __future__ import annotations

import io
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from people import NOW
from sqlalchemy import select
from tablets import HEADERS, Tablet, entry

from judging import actions, queries, sync
from judging.models import Category, Entry, JournalEvent, Sheet, SignInSession
from judging.roles import Role


def rows(tablet: Tablet, id_: str) -> list[str]:
    with tablet.database.reading() as session:
        return list(session.scalars(select(Entry.outcome).where(Entry.id == id_)))


def journaled(tablet: Tablet, id_: str) -> int:
    """In how many journal events the entry's row stands."""
    with tablet.database.reading() as session:
        return sum(f'"{id_}"' in body for body in session.scalars(select(JournalEvent.body)))


def test_every_entry_of_a_batch_gets_its_own_answer(tablet):
    one, other = tablet.waiting_sheets()[:2]
    good = entry(one, scores={"PK1": 4})
    answers = tablet.send(
        good,
        entry(other, scores={"PK1": 9}),
        good,
        good | {"scores": {"PK1": 5}},
        entry(one, scores={"PK1": 2}),
        entry(99999, scores={}),
        entry(other, 0, "submit", scores={"PK1": 4}),
    )
    assert [answer["word"] for answer in answers] == [
        "saved", "invalid", "already_saved", "mismatch", "conflict", "forbidden", "invalid",
    ]  # fmt: skip
    assert answers[0]["receipt"] == answers[2]["receipt"]
    assert (rows(tablet, good["id"]), journaled(tablet, good["id"])) == (["saved"], 1)


def test_a_conflict_shows_the_own_version_of_the_server_and_changes_nothing(tablet):
    sheet = tablet.waiting_sheets()[0]
    tablet.send(entry(sheet, scores={"PK1": 4}, ticks={"PK1": [0]}, notes={"PK1": "Ada."}))
    answer = tablet.send(entry(sheet, scores={"PK1": 2}))[0]
    assert (answer["word"], answer["version"]) == ("conflict", 1)
    assert answer["own"] == {"state": "draft", "scores": {"PK1": 4}, "ticks": {"PK1": [0]}, "notes": {"PK1": "Ada."}}
    with tablet.database.reading() as session:
        assert session.get_one(Sheet, sheet).scores == {"PK1": 4}


def test_a_draft_then_sending_then_taking_back_in_one_batch(tablet):
    sheet = tablet.waiting_sheets()[0]
    scores = tablet.full(sheet)
    answers = tablet.send(
        entry(sheet, 0, scores=scores),
        entry(sheet, 1, "submit", scores=scores),
        entry(sheet, 2, "take_back", reason="Tertukar"),
        entry(sheet, 3, "take_back", reason="Tertukar"),
    )
    assert [(answer["word"], answer["version"]) for answer in answers] == [
        ("saved", 1), ("saved", 2), ("saved", 3), ("conflict", 3),
    ]  # fmt: skip


def test_taking_back_without_a_reason_is_invalid_and_the_rest_goes_on(tablet):
    one, other = tablet.waiting_sheets()[:2]
    tablet.send(entry(one, 0, "submit", scores=tablet.full(one)))
    answers = tablet.send(entry(one, 1, "take_back"), entry(other, scores={"PK1": 4}))
    assert [answer["word"] for answer in answers] == ["invalid", "saved"]
    assert answers[0]["problems"] == [
        {"code": "", "message": "Alasan belum ditulis. Tulis alasan singkat, lalu ulangi."}
    ]


def test_after_closing_an_entry_is_held_and_the_ketua_may_admit_it(tablet):
    sheet = tablet.waiting_sheets()[0]
    with tablet.database.writing() as session:
        ketua = next(one for one in queries.organisers(session, 1) if Role.KETUA in one.roles)
        wakil = next(one for one in queries.organisers(session, 1) if Role.WAKIL in one.roles)
        panitia = next(one for one in queries.organisers(session, 1) if Role.PANITIA in one.roles)
        category = session.scalars(select(Category.id).where(Category.code == "pendamping")).one()
        actions.close_category(session, ketua, category, now=NOW)
    sent = entry(sheet, 0, "submit", scores=tablet.full(sheet))
    assert tablet.send(sent)[0]["word"] == "late"
    assert tablet.send(sent)[0]["word"] == "late"
    with tablet.database.reading() as session:
        held = queries.late_entries(session, 1)
        assert [(one.id, one.can_count) for one in held] == [(sent["id"], True)]
        assert session.get_one(Sheet, sheet).version == 0
    witness = actions.Witness(panitia.person_id, panitia.name)
    with tablet.database.writing() as session, pytest.raises(actions.Refused, match="lembar ketua oleh wakil"):
        actions.admit_late(session, ketua, sent["id"], "Wi-Fi putus", witness, now=NOW)  # J1 is the ketua
    with tablet.database.writing() as session:
        version = actions.admit_late(session, wakil, sent["id"], "Wi-Fi putus", witness, now=NOW)
    with tablet.database.reading() as session:
        row = session.get_one(Sheet, sheet)
        assert (version, row.state, row.version, row.numerator) == (1, "submitted", 1, 300)
        assert queries.late_entries(session, 1) == []
    assert tablet.send(sent)[0]["word"] == "already_saved"
    assert tablet.database.verify().ok


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Juara": "tablet"},
        {"Origin": "http://jahat.example", "X-Juara": "tablet"},
        HEADERS | {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://localhost"},
    ],
)
def test_only_our_own_pages_may_post(tablet, headers):
    batch = {"device": "", "event": tablet.event, "entries": []}
    assert tablet.client.post("/juri/kirim-antrean", json=batch, headers=headers).status_code == 403
    assert tablet.client.post("/juri/buka-kunci", json={"pin": "111111"}, headers=headers).status_code == 403


def test_a_form_may_not_stand_in_for_json(tablet):
    text = json.dumps({"device": "", "event": tablet.event, "entries": []})
    found = tablet.client.post("/juri/kirim-antrean", data=text, content_type="text/plain", headers=HEADERS)
    assert found.status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "null", "{", "[" * 100_000, '{"entries": {}}', '{"event": "x", "entries": [1]}',
        '{"event": "x", "entries": [], "more": 1}', '{"event": 7, "entries": []}',
    ],
)  # fmt: skip
def test_what_is_no_batch_is_refused_whole(tablet, body):
    found = tablet.client.post("/juri/kirim-antrean", data=body, content_type="application/json", headers=HEADERS)
    assert found.status_code == 400


@pytest.mark.parametrize(
    "change",
    [
        {"scores": {"PK1": 4.0}}, {"scores": {"PK1": True}}, {"scores": {"PK1": "4"}}, {"scores": {"PK1": 10**30}},
        {"scores": [4]}, {"ticks": {"PK1": 1}}, {"ticks": {"PK1": [0.5]}}, {"notes": {"PK1": 1}},
        {"notes": {"PK1": "\ud800"}}, {"notes": {"PK1": "x" * 4001}}, {"kind": "delete"}, {"reason": "a\0b"},
        {"based_on": None}, {"based_on": "0"},
    ],
)  # fmt: skip
def test_an_entry_of_the_wrong_shape_is_invalid_and_stored_nowhere(tablet, change):
    sent = entry(tablet.waiting_sheets()[0]) | change
    assert tablet.send(sent)[0]["word"] == "invalid"
    assert rows(tablet, sent["id"]) == []


def test_a_batch_of_more_than_256_kilobytes_is_refused(tablet):
    sheet = tablet.waiting_sheets()[0]
    many = [entry(sheet, notes={f"N{n}": "x" * 4000 for n in range(10)}) for _ in range(10)]
    assert tablet.post(*many).status_code == 413


def test_another_event_cannot_be_written_into(tablet):
    found = tablet.post(entry(tablet.waiting_sheets()[0]), event="kube-dki-2026-00000000")
    assert (found.status_code, found.get_json()["word"]) == (409, "other_event")


def test_an_ended_session_is_told_so_and_the_pin_opens_it_again(tablet):
    sheet = tablet.waiting_sheets()[0]
    sent = entry(sheet, scores={"PK1": 4})
    with tablet.database.writing() as session:
        for row in session.scalars(select(SignInSession)):
            row.ends_at = NOW.replace(year=2020)
    found = tablet.post(sent)
    assert (found.status_code, found.get_json()) == (401, {"need": "pin"})
    wrong = tablet.client.post("/juri/buka-kunci", json={"pin": "000000"}, headers=HEADERS)
    assert (wrong.status_code, wrong.get_json()["message"]) == (
        403, "PIN belum cocok. Periksa lagi, atau minta bantuan panitia.",
    )  # fmt: skip
    right = tablet.client.post("/juri/buka-kunci", json={"pin": "111111"}, headers=HEADERS)
    assert (right.status_code, right.get_json()) == (200, {"event": tablet.event, "judge": "J1"})
    assert tablet.send(sent)[0]["word"] == "saved"


def test_five_wrong_pins_lock_the_card_on_the_covered_screen_too(tablet):
    for _ in range(5):
        tablet.client.post("/juri/buka-kunci", json={"pin": "000000"}, headers=HEADERS)
    locked = tablet.client.post("/juri/buka-kunci", json={"pin": "111111"}, headers=HEADERS)
    assert locked.get_json()["message"].startswith("Terlalu banyak percobaan. Tunggu 15 menit")


def test_after_handing_the_tablet_over_the_pin_alone_opens_nothing(tablet):
    tablet.client.post("/keluar")
    found = tablet.client.post("/juri/buka-kunci", json={"pin": "111111"}, headers=HEADERS)
    assert found.status_code == 403


def test_a_second_tablet_of_the_same_judge_is_announced(tablet):
    assert tablet.post().get_json()["other_device"] == ""
    second = Tablet(tablet.app, "J1")
    assert second.post().get_json()["other_device"] == "perangkat lain"
    assert tablet.post().get_json()["other_device"] == "perangkat lain"


def rescue(tablet: Tablet, *entries: dict, key: str = "") -> dict:
    texts = [json.dumps(one, sort_keys=True) for one in entries]
    sealed = [{"text": text, "seal": sync.seal(key or tablet.seal, text)} for text in texts]
    return {
        "format": sync.RESCUE_FORMAT, "event": tablet.event, "judge": "J1", "device": "uji", "entries": sealed,
    }  # fmt: skip


def bring_in(panitia, document: dict, reason: str = "Tablet jatuh") -> tuple[int, str]:
    data = {"file": (io.BytesIO(json.dumps(document).encode()), "p.json"), "reason": reason}
    found = panitia.post("/panitia/tablet/berkas-penyelamat", data=data, follow_redirects=True)
    return found.status_code, found.get_data(as_text=True)


def test_a_rescue_file_is_brought_in_once_and_the_journal_names_who_did_it(tablet, panitia):
    sheet = tablet.waiting_sheets()[0]
    scores = tablet.full(sheet)
    document = rescue(tablet, entry(sheet, 0, scores=scores), entry(sheet, 1, "submit", scores=scores))
    assert "2 masuk." in bring_in(panitia, document)[1]
    assert "2 sudah ada di server." in bring_in(panitia, document)[1]
    with tablet.database.reading() as session:
        row = session.get_one(Sheet, sheet)
        assert (row.state, row.version, row.numerator) == ("submitted", 2, 300)
        bodies = [json.loads(body) for body in session.scalars(select(JournalEvent.body).order_by(JournalEvent.seq))]
    brought = [body for body in bodies if body["reason"] == "Tablet jatuh"]
    assert [(body["verb"], body["actor"]["roles"]) for body in brought] == [
        ("sheet.draft", ["panitia"]), ("sheet.submit", ["panitia"]),
    ]  # fmt: skip


def test_a_rescue_file_with_one_changed_letter_is_refused_whole(tablet, panitia):
    sheet = tablet.waiting_sheets()[0]
    document = rescue(tablet, entry(sheet, scores={"PK1": 4}))
    document["entries"][0]["text"] = document["entries"][0]["text"].replace('"PK1": 4', '"PK1": 5')
    status, page = bring_in(panitia, document)
    assert (status, "isinya pernah diubah" in page) == (422, True)
    assert tablet.waiting_sheets()[0] == sheet


def test_a_rescue_file_sealed_by_another_judge_is_refused(tablet, panitia):
    other = Tablet(tablet.app, "J2")
    document = rescue(tablet, entry(tablet.waiting_sheets()[0], scores={"PK1": 4}), key=other.seal)
    assert bring_in(panitia, document)[0] == 422


def test_a_call_is_on_the_panitias_page_at_once_until_somebody_goes(tablet, panitia):
    first = panitia.get("/panitia/panggilan/sekarang")
    assert (first.status_code, "memanggil" in first.get_data(as_text=True)) == (200, False)
    same = panitia.get("/panitia/panggilan/sekarang", headers={"If-None-Match": first.headers["ETag"]})
    assert (same.status_code, same.data) == (304, b"")
    tablet.client.post("/juri/panggil-panitia", data={"place": "Meja 4"})
    tablet.client.post("/juri/panggil-panitia", data={"place": "Meja 4"})
    told = panitia.get("/panitia/panggilan/sekarang", headers={"If-None-Match": first.headers["ETag"]})
    page = told.get_data(as_text=True)
    assert page.count("memanggil panitia") == page.count("J1 Dr. Retno Widyastuti, M.Si.") == page.count("Meja 4") == 1
    assert "memanggil panitia" in panitia.get("/panitia").get_data(as_text=True)
    with tablet.database.reading() as session:
        call = queries.open_calls(session, 1)[0]
    answered = panitia.post(f"/panitia/panggilan/{call.id}", follow_redirects=True)
    assert "ditangani oleh" in answered.get_data(as_text=True)
    assert "memanggil panitia" not in panitia.get("/panitia").get_data(as_text=True)
    assert tablet.database.verify().ok


def test_a_judge_sees_no_calls_and_brings_in_no_files(tablet):
    assert tablet.client.get("/panitia/panggilan/sekarang").status_code == 403
    assert tablet.client.post("/panitia/tablet/berkas-penyelamat").status_code == 403


def test_six_tablets_flush_in_the_same_second_and_every_row_is_there(tablet):
    """Every judge of the panel, one of them with two tablets, each with a batch of its own."""
    tablets = [tablet, *(Tablet(tablet.app, f"J{number}") for number in range(1, 6))]
    halves = [slice(0, 1), slice(1, 2), *[slice(0, 2)] * 4]
    batches = [
        [entry(sheet, 0, "submit", scores=one.full(sheet)) for sheet in one.waiting_sheets()[half]]
        for one, half in zip(tablets, halves, strict=True)
    ]
    together = threading.Barrier(len(tablets))

    def flush(number: int) -> list[str]:
        together.wait()
        return [answer["word"] for answer in tablets[number].send(*batches[number])]

    with ThreadPoolExecutor(len(tablets)) as hands:
        words = list(hands.map(flush, range(len(tablets))))
    assert words == [["saved"] * len(batch) for batch in batches]
    ids = {one["id"] for batch in batches for one in batch}
    assert len(ids) >= 10
    assert all(journaled(tablet, one) == 1 for one in ids)
    assert tablet.database.verify().ok
