"""A paper sheet: keyed in by one, checked by another, and never more than a sheet of its judge."""

from __future__ import annotations

from dataclasses import replace

import pytest
from people import EVENT, NOW, judge, organiser, witness
from sqlalchemy import select

from judging import actions, journal, queries
from judging.actions import Refused, SheetEntry, Witness
from judging.models import Entry, Event, JournalEvent, PaperSheet, Sheet
from judging.paperwork.decisions import paper_sentences
from judging.queries.documents import PAPER_PHOTO
from judging.queries.result_body import result_body
from judging.queries.standing import standing
from judging.roles import SYSTEM, Actor, NotAllowed, Role

PHOTO = b"\xff\xd8 a photo of the paper"


@pytest.fixture
def opened(open_stage):
    """All sheets laid out, none touched."""
    database = open_stage("setup")
    with database.writing() as session:
        for category in queries.categories(session, EVENT):
            actions.open_judging(session, SYSTEM, category.id, now=NOW)
    return database


def sheet_of(session, code="J3"):
    rows = queries.judge_sheets(session, judge(session, code).judge_id)
    return next(line.id for line in rows if line.state == "blank" and line.indicators == 19)


def scores_of(session, sheet_id, score=3):
    rubric = queries.rubric_of(session.get_one(Sheet, sheet_id).round.rubric)
    return {indicator.code: score for indicator in rubric.indicators}


def keyed(database, *, photo=True, code="J3", leave_out=()):
    """(sheet id, paper id) of a sheet keyed in by the panitia."""
    with database.writing() as session:
        panitia, sheet_id = organiser(session, Role.PANITIA), sheet_of(session, code)
        scores = {code: score for code, score in scores_of(session, sheet_id).items() if code not in leave_out}
        paper_id = actions.key_in(session, panitia, sheet_id, {"scores": scores}, now=NOW)
        if photo:
            name = f"lembar-kertas-{paper_id}.jpg"
            kept = actions.keep_document(session, panitia, EVENT, kind=PAPER_PHOTO, name=name, content=PHOTO, now=NOW)
            actions.attach_photo(session, panitia, paper_id, kept, now=NOW)
    return sheet_id, paper_id


def second(session):
    """Somebody else with the right to confirm who judges nothing."""
    return witness(organiser(session, Role.BENDAHARA))


def check(database, paper_id, changes=None):
    with database.writing() as session:
        panitia = organiser(session, Role.PANITIA)
        scores = scores_of(session, session.get_one(PaperSheet, paper_id).sheet_id) | (changes or {})
        return actions.check_again(session, panitia, paper_id, scores, second(session), now=NOW)


def state_of(database, sheet_id):
    with database.reading() as session:
        return session.get_one(Sheet, sheet_id).state


def refusal(call, *arguments, **named):
    with pytest.raises(Refused) as caught:
        call(*arguments, **named)
    return caught.value.message


def test_what_is_keyed_in_counts_nowhere_until_it_is_checked(opened):
    sheet_id, paper_id = keyed(opened, leave_out=("K1",))
    with opened.reading() as session:
        row, paper = session.get_one(Sheet, sheet_id), session.get_one(PaperSheet, paper_id)
        assert (row.state, row.version, row.filled) == ("blank", 0, 0)
        assert (paper.state, len(paper.scores), session.scalars(select(Entry.id)).all()) == ("keyed", 18, [])


def test_keyed_in_twice_alike_is_a_sheet_like_any_other(opened):
    sheet_id, paper_id = keyed(opened)
    assert check(opened, paper_id) == "counted"
    with opened.reading() as session:
        row, paper = session.get_one(Sheet, sheet_id), session.get_one(PaperSheet, paper_id)
        entry = session.get_one(Entry, paper.entry_id)
        assert (row.state, row.version, row.numerator, row.receipt != "") == ("submitted", 1, 300, True)
        assert (entry.kind, entry.outcome, entry.device, paper.how) == ("submit", "saved", "kertas", "second")
        assert (paper.keyed_by_id, paper.confirmed_by_id) == (
            organiser(session, Role.PANITIA).person_id, second(session).person_id,
        )  # fmt: skip
        assert '"verb":"sheet.paper"' in session.scalars(select(JournalEvent.body)).all()[-1]
        assert journal.verify(session).ok


def test_the_judge_stands_for_it_with_own_card_and_pin_and_no_photo_is_needed(opened):
    sheet_id, paper_id = keyed(opened, photo=False)
    with opened.writing() as session:
        panitia = organiser(session, Role.PANITIA)
        word = actions.confirm_by_judge(session, panitia, paper_id, witness(judge(session, "J3")), now=NOW)
    assert (word, state_of(opened, sheet_id)) == ("counted", "submitted")


def test_a_card_confirms_only_with_its_own_pin_and_wrong_tries_are_counted(opened):
    with opened.writing() as session:
        right = actions.confirm_with_card(session, code="J3", pin="333333", now=NOW)
        wrong = [actions.confirm_with_card(session, code="J3", pin="000000", now=NOW) for _ in range(6)]
    assert isinstance(right, Witness)
    assert [type(one).__name__ for one in wrong] == ["Refused"] * 5 + ["TryLater"]


def test_another_judges_card_confirms_nothing(opened):
    _, paper_id = keyed(opened)
    with opened.writing() as session:
        told = refusal(
            actions.confirm_by_judge, session, organiser(session, Role.PANITIA), paper_id,
            witness(judge(session, "J4")), now=NOW,
        )  # fmt: skip
    assert told == "Kartu dan PIN ini bukan milik juri lembar ini."


def test_nobody_checks_an_own_keying_whatever_account_is_used(opened):
    _, paper_id = keyed(opened)
    with opened.writing() as session:
        panitia = organiser(session, Role.PANITIA)
        scores = scores_of(session, session.get_one(PaperSheet, paper_id).sheet_id)
        told = {
            refusal(actions.check_again, session, panitia, paper_id, scores, one, now=NOW)
            for one in (None, witness(panitia))
        }
    assert told == {f"Yang memeriksa harus orang lain dari yang memasukkan ({panitia.name})."}


def test_without_a_photo_a_second_person_has_nothing_to_look_at(opened):
    _, paper_id = keyed(opened, photo=False)
    with pytest.raises(Refused, match="Unggah dahulu foto"):
        check(opened, paper_id)


def test_another_judge_of_the_category_sees_no_paper_even_with_an_account(opened):
    """The chair judges too: as a second person she would see a colleague's scores before closing."""
    _, paper_id = keyed(opened)
    with opened.writing() as session:
        panitia, ketua = organiser(session, Role.PANITIA), witness(organiser(session, Role.KETUA))
        scores = scores_of(session, session.get_one(PaperSheet, paper_id).sheet_id)
        told = refusal(actions.check_again, session, panitia, paper_id, scores, ketua, now=NOW)
    assert told == "Juri lain di kategori ini tidak boleh melihat lembar ini. Minta rekan yang bukan juri."


def test_a_difference_is_settled_by_two_people_and_both_keyings_are_kept(opened):
    sheet_id, paper_id = keyed(opened)
    assert check(opened, paper_id, {"K2": 4}) == "differs"
    assert state_of(opened, sheet_id) == "blank"
    with opened.writing() as session:
        panitia = organiser(session, Role.PANITIA)
        told = refusal(actions.settle, session, panitia, paper_id, {}, {}, second(session), now=NOW)
        alone = refusal(actions.settle, session, panitia, paper_id, {"K2": 4}, {}, witness(panitia), now=NOW)
        word = actions.settle(session, panitia, paper_id, {"K2": 4}, {}, second(session), now=NOW)
    assert (told, alone) == ("Pilih dahulu skor untuk: K2.", "Orang kedua harus orang lain.")
    with opened.reading() as session:
        row, paper = session.get_one(Sheet, sheet_id), session.get_one(PaperSheet, paper_id)
        assert (word, row.scores["K2"], paper.scores["K2"], paper.second_scores["K2"]) == ("counted", 4, 3, 4)


def test_an_incomplete_sheet_can_be_kept_and_not_be_checked(opened):
    _, paper_id = keyed(opened, leave_out=("K5",))
    with opened.writing() as session:
        who = (organiser(session, Role.PANITIA), paper_id, witness(judge(session, "J3")))
        with pytest.raises(Refused) as caught:
            actions.confirm_by_judge(session, *who, now=NOW)
    assert [text.partition(" ")[0] for text in caught.value.problems] == ["K5"]


def test_keying_in_again_changes_no_sent_sheet_and_no_checked_keying(opened):
    sheet_id, paper_id = keyed(opened)
    check(opened, paper_id, {"K2": 4})
    content = {"scores": {"K1": 5}}
    with opened.writing() as session:
        panitia = organiser(session, Role.PANITIA)
        waiting = refusal(actions.key_in, session, panitia, sheet_id, content, now=NOW)
        actions.settle(session, panitia, paper_id, {"K2": 3}, {}, second(session), now=NOW)
        sent = refusal(actions.key_in, session, panitia, sheet_id, content, now=NOW)
        aside = refusal(actions.set_aside, session, panitia, paper_id, "salah", now=NOW)
        assert session.get_one(Sheet, sheet_id).scores["K1"] == 3
    assert waiting.startswith("Lembar ini sudah dimasukkan oleh ")
    assert sent == "Lembar ini sudah terkirim. Hanya jurinya yang dapat menariknya kembali."
    assert aside == "Lembar kertas ini sudah selesai diperiksa."


def test_the_judge_takes_a_paper_sheet_back_as_any_other_and_it_is_keyed_in_anew(opened):
    sheet_id, paper_id = keyed(opened)
    check(opened, paper_id)
    back = SheetEntry("d" * 32, 1, "take_back", {}, {}, {}, "K1 tertukar")
    with opened.writing() as session:
        assert actions.save_entry(session, judge(session, "J3"), sheet_id, back, now=NOW).word == "saved"
    with opened.writing() as session:
        panitia = organiser(session, Role.PANITIA)
        content = {"scores": scores_of(session, sheet_id, 4)}
        again = actions.key_in(session, panitia, sheet_id, content, now=NOW)
        actions.confirm_by_judge(session, panitia, again, witness(judge(session, "J3")), now=NOW)
        assert again != paper_id
        assert (session.get_one(Sheet, sheet_id).numerator, session.get_one(Sheet, sheet_id).version) == (400, 3)


def test_a_tablet_is_never_overwritten_only_its_judge_chooses(opened):
    sheet_id, paper_id = keyed(opened)
    draft = SheetEntry("e" * 32, 0, "draft", {"K1": 5}, {"K1": (0,)}, {})
    with opened.writing() as session:
        assert actions.save_entry(session, judge(session, "J3"), sheet_id, draft, now=NOW).word == "saved"
    with pytest.raises(Refused, match="Juri juga mengisi lembar ini di tablet"):
        check(opened, paper_id)
    with opened.writing() as session:
        panitia, own = organiser(session, Role.PANITIA), witness(judge(session, "J3"))
        told = refusal(actions.confirm_by_judge, session, panitia, paper_id, own, now=NOW)
        word = actions.confirm_by_judge(session, panitia, paper_id, own, over_tablet=True, now=NOW)
        kept = session.get_one(Entry, "e" * 32)
        assert (kept.version, kept.scores, session.get_one(Sheet, sheet_id).version) == (1, {"K1": 5}, 2)
    assert (told.startswith("Juri juga mengisi"), word) == (True, "counted")


def test_the_judge_sends_on_the_tablet_and_the_paper_is_set_aside(opened):
    sheet_id, paper_id = keyed(opened)
    with opened.writing() as session:
        sent = SheetEntry("f" * 32, 0, "submit", scores_of(session, sheet_id, 2), {}, {})
        assert actions.save_entry(session, judge(session, "J3"), sheet_id, sent, now=NOW).word == "saved"
    with pytest.raises(Refused, match="sudah terkirim"):
        check(opened, paper_id)
    with opened.writing() as session:
        actions.set_aside(session, organiser(session, Role.PANITIA), paper_id, "dikirim dari tablet", now=NOW)
        assert session.get_one(Sheet, sheet_id).numerator == 200


def test_a_paper_checked_after_closing_waits_for_the_chair_as_any_late_sheet(opened):
    sheet_id, paper_id = keyed(opened)
    with opened.writing() as session:
        category = session.get_one(Sheet, sheet_id).round.category
        actions.close_category(session, organiser(session, Role.KETUA), category.id, now=NOW)
    assert (check(opened, paper_id), state_of(opened, sheet_id)) == ("late", "blank")
    with opened.reading() as session:
        late = [(one.judge_code, one.can_count) for one in queries.late_entries(session, EVENT)]
    assert late == [("J3", True)]


@pytest.mark.parametrize("role", [Role.KETUA, Role.BENDAHARA, Role.VIEWER])
def test_only_the_panitia_keys_in(opened, role):
    with opened.writing() as session:
        someone, sheet_id = replace(organiser(session, Role.PANITIA), roles=frozenset({role})), sheet_of(session)
        with pytest.raises(NotAllowed):
            actions.key_in(session, someone, sheet_id, {"scores": {}}, now=NOW)


def test_a_wrong_score_is_named_and_nothing_is_kept(opened):
    with opened.writing() as session:
        panitia: Actor = organiser(session, Role.PANITIA)
        with pytest.raises(Refused) as caught:
            actions.key_in(session, panitia, sheet_of(session), {"scores": {"K1": 6, "X9": 1}}, now=NOW)
        assert session.scalars(select(PaperSheet.id)).all() == []
    assert caught.value.problems == (
        "K1 (Pengurus pilihan anggota): Skor tidak ada pada skala. Pilih dari 1 sampai 5.",
        "Indikator X9 tidak ada pada rubrik ini.",
    )


def test_a_judge_on_paper_is_noted_once_and_can_change(opened):
    with opened.writing() as session:
        panitia, paper_judge = organiser(session, Role.PANITIA), judge(session, "J3").judge_id or 0
        for paper in (True, True, False):
            actions.score_on_paper(session, panitia, paper_judge, paper=paper, now=NOW)
        bodies = session.scalars(select(JournalEvent.body)).all()[-3:]
    assert ["judge.on_paper" in body for body in bodies] == [False, True, False]
    assert ["judge.on_tablet" in body for body in bodies] == [False, False, True]


def test_a_counted_paper_sheet_is_marked_in_the_result_and_printed_in_the_minutes(opened):
    sheet_id, paper_id = keyed(opened)
    check(opened, paper_id)
    with opened.reading() as session:
        happening, category = session.get_one(Event, EVENT), session.get_one(Sheet, sheet_id).round.category
        body = result_body(session, happening, category, standing(session, category.id))
        keyer, other = organiser(session, Role.PANITIA).name, second(session).name
    assert body["paper"] == [
        {"judge": "J3", "name": "Maria Goretti Simanjuntak", "keyed_by": keyer, "confirmed_by": other, "how": "second",
         "sheets": 1}
    ]  # fmt: skip
    whose = f"Lembar kertas: J3 Maria Goretti Simanjuntak, 1 lembar, dimasukkan oleh {keyer}"
    stands = f"dikonfirmasi oleh {other}, yang memasukkannya sekali lagi dengan hasil sama."
    assert list(paper_sentences(body)) == [f"{whose}, {stands}"]
