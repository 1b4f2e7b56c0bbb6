"""A judge marked absent by mistake: what waits on the tablet comes in once the judge is back, under the same id."""

from __future__ import annotations

from sites import words
from tablets import Tablet, entry

from judging import queries
from judging.models import Entry, Sheet


def leaves(panitia, judge_id: int, **form: str):
    return panitia.post(f"/panitia/juri/{judge_id}/tidak-hadir", data={"reason": "Belum datang."} | form)


def category(tablet: Tablet, sheet: int) -> str:
    with tablet.database.reading() as session:
        return str(session.get_one(Sheet, sheet).round.category_id)


def test_an_entry_refused_while_absent_is_saved_after_the_return_under_the_same_id(tablet, panitia):
    first, second = tablet.waiting_sheets()[:2]
    assert tablet.send(entry(first, scores={"PK1": 4}))[0]["version"] == 1
    waits = [entry(first, 1, scores={"PK1": 4, "PK2": 3}), entry(second, scores={"PK1": 2})]
    leaves(panitia, tablet.judge_id, confirm="yes")
    assert [answer["word"] for answer in tablet.send(*waits)] == ["forbidden", "forbidden"]
    form = {"category": category(tablet, first), "reason": "Sudah datang.", "confirm": "yes"}
    assert panitia.post(f"/panitia/juri/{tablet.judge_id}/kembali", data=form).status_code == 302
    assert [(answer["word"], answer["version"]) for answer in tablet.send(*waits)] == [("saved", 2), ("saved", 1)]
    assert [answer["word"] for answer in tablet.send(*waits)] == ["already_saved"] * 2
    with tablet.database.reading() as session:
        assert [session.get_one(Entry, one["id"]).sheet_id for one in waits] == [first, second]
        assert session.get_one(Sheet, first).scores == {"PK1": 4, "PK2": 3}
    assert tablet.database.verify().ok


def test_marks_for_a_sheet_that_fell_away_never_become_another_sheets(tablet, panitia):
    """The reserve filled one in without a connection, was released, and is called again from another number on."""
    reserve, who = Tablet(tablet.app, "J6"), str(tablet.judge_id)
    leaves(panitia, tablet.judge_id, substitute=str(reserve.judge_id), confirm="yes")
    waits = [entry(sheet, scores={"PK1": 4}) for sheet in reserve.waiting_sheets()]
    form = {"category": category(tablet, waits[0]["sheet"]), "reason": "Sudah datang.", "confirm": "yes"}
    panitia.post(f"/panitia/juri/{who}/kembali", data=form)
    assert reserve.waiting_sheets() == []
    number = {"substitute": str(reserve.judge_id), "from": "4", "confirm": "yes"}
    leaves(panitia, tablet.judge_id, **number)
    assert reserve.waiting_sheets() != []
    assert {answer["word"] for answer in reserve.send(*waits)} == {"forbidden"}


def test_before_an_absence_the_page_says_what_lies_unsent_on_the_tablet(tablet, panitia):
    with tablet.database.reading() as session:
        name = next(one.name for one in queries.judges(session, 1) if one.code == "J1")
    assert "di tablet" not in words(leaves(panitia, tablet.judge_id))
    tablet.post(entry(tablet.waiting_sheets()[0], scores={"PK1": 4}), unsent=2)
    whole = words(leaves(panitia, tablet.judge_id))
    told = f"2 lembar di tablet {name} belum terkirim. Isian itu tetap di tablet dan tidak dihitung."
    assert told in whole
    assert whole.index(told) < whole.index("peserta tidak dinilai")
    part = words(leaves(panitia, tablet.judge_id, substitute=str(Tablet(tablet.app, "J6").judge_id), **{"from": "5"}))
    assert "Isian untuk lembar yang ditutup tetap di tablet dan tidak dihitung." in part


def test_the_effect_of_a_return_says_what_lies_on_both_tablets(tablet, panitia):
    reserve = Tablet(tablet.app, "J6")
    tablet.post(unsent=2)
    leaves(panitia, tablet.judge_id, substitute=str(reserve.judge_id), confirm="yes")
    reserve.post(unsent=1)
    with tablet.database.reading() as session:
        names = {one.code: one.name for one in queries.judges(session, 1)}
    form = {"category": category(tablet, reserve.waiting_sheets()[0]), "reason": "Sudah datang."}
    text = words(panitia.post(f"/panitia/juri/{tablet.judge_id}/kembali", data=form))
    assert f"2 lembar di tablet {names['J1']} belum terkirim. Sesudah dicatat, minta {names['J1']} membuka lagi" in text
    assert f"1 lembar di tablet {names['J6']} belum terkirim. Minta {names['J6']} menyambungkan tabletnya" in text
