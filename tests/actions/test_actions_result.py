"""From closing to the printed piagam: what is sealed, who may, and what the money comes to."""

from __future__ import annotations

import io
import json
import sqlite3
from datetime import date

import pytest
from people import EVENT, NOW, organiser, witness
from pypdf import PdfReader
from sqlalchemy import select

from judging import actions, codes, paperwork, queries
from judging.models import Award, Category, Sheet
from judging.queries.results import allocation, newest_results
from judging.queries.standing import standing
from judging.roles import Actor, NotAllowed, Role


def category_id(session, code="kube"):
    return session.scalars(select(Category.id).where(Category.code == code)).one()


def seal(session, code="kube"):
    chair, second = organiser(session, Role.KETUA), organiser(session, Role.PANITIA)
    return actions.seal(session, chair, category_id(session, code), witness(second), now=NOW)


def test_the_sample_is_ranked_as_published(open_stage):
    with open_stage("closed").reading() as session:
        rows = standing(session, category_id(session)).rows
    assert [(row.rank, row.participant, row.shown, str(row.total), row.decided_by, row.award) for row in rows] == [
        (1, "KUBE-TMR", "79,96", "1999/25", None, "Juara I"),
        (2, "KUBE-SEL", "75,44", "1886/25", "aspect:kelembagaan", "Juara II"),
        (3, "KUBE-UTR", "75,44", "1886/25", "aspect:kelembagaan", "Juara III"),
        (4, "KUBE-PST", "67,88", "1697/25", None, "Juara Harapan I"),
        (5, "KUBE-BRT", "59,44", "1486/25", None, "Juara Harapan II"),
    ]
    assert [str(row.aspects["kelembagaan"]) for row in rows[1:3]] == ["27", "674/25"]


def test_a_recused_judge_does_not_count_in_that_category(open_stage):
    with open_stage("closed").reading() as session:
        found = standing(session, category_id(session, "pendamping"))
    assert [one.judge for one in found.outcome.left_out[0]] == ["J5"]
    assert {row.judges for row in found.outcome.rows} == {(4,)}


def test_withdrawing_after_scoring_moves_everyone_below_up_and_leaves_the_last_place_open(open_stage):
    with open_stage("closed").writing() as session:
        leave(session, "KUBE-SEL")
        found = standing(session, category_id(session))
    assert [(row.rank, row.participant) for row in found.rows] == [
        (1, "KUBE-TMR"), (2, "KUBE-UTR"), (3, "KUBE-PST"), (4, "KUBE-BRT"),
    ]  # fmt: skip
    assert (found.awards.awards[-1].label, found.awards.awards[-1].state) == ("Juara Harapan II", "not_given")
    assert found.out == (("KUBE-SEL", "KUBE Guyub Hijau", "didiskualifikasi: Data anggota tidak benar"),)


def leave(session, code: str) -> int:
    ketua, wakil = organiser(session, Role.KETUA), organiser(session, Role.WAKIL)
    return actions.decide(
        session, ketua, category_id(session), "out", {"participant": code, "status": "disqualified"},
        reason="Data anggota tidak benar", present=["Retno"], witness=witness(wakil), now=NOW,
    )  # fmt: skip


@pytest.fixture
def tied(open_stage):
    """The closed sample with every KUBE sheet of two participants made equal, judge by judge."""
    database = open_stage("judging")
    with database.writing() as session:
        for one in queries.categories(session, EVENT):
            if one.code == "pendamping":
                actions.close_category(session, organiser(session, Role.KETUA), one.id, now=NOW)
    copy_marks(database, "KUBE-SEL", "KUBE-UTR")
    with database.writing() as session:
        actions.close_category(session, organiser(session, Role.KETUA), category_id(session), now=NOW)
    return database


def copy_marks(database, source, target):
    """Send the target's sheets with the source's marks, as their judges."""
    with database.writing() as session:
        sheets = {
            (s.judge_id, s.participant.code): s
            for s in session.scalars(select(Sheet))
            if s.participant.code in (source, target)
        }
        for (judge_id, code), row in sheets.items():
            if code != target:
                continue
            given = sheets[judge_id, source]
            actor = Actor(row.judge.person_id, row.judge.person.name, frozenset({Role.JURI}), judge_id)
            if row.state == "submitted":
                back = actions.SheetEntry(codes.new_secret(), row.version, "take_back", {}, {}, {}, reason="uji")
                assert actions.save_entry(session, actor, row.id, back, now=NOW).word == "saved"
            entry = actions.SheetEntry(
                codes.new_secret(), row.version, "submit", given.scores, given.ticks, given.notes
            )
            assert actions.save_entry(session, actor, row.id, entry, now=NOW).word == "saved"


def test_an_open_tie_blocks_sealing_until_the_pleno_decides(tied):
    with tied.writing() as session, pytest.raises(actions.Refused, match="menunggu keputusan pleno"):
        seal(session)
    with tied.writing() as session:
        decide(session, [["KUBE-UTR"], ["KUBE-SEL"]])
        seal(session)
        rows = newest_results(session, EVENT)[0].rows
    assert [(row.participant, row.rank, row.tied, row.decided_by) for row in rows[1:3]] == [
        ("KUBE-UTR", 2, False, "plenary"), ("KUBE-SEL", 3, False, "plenary"),
    ]  # fmt: skip


def decide(session, order):
    chair, second = organiser(session, Role.KETUA), organiser(session, Role.PANITIA)
    return actions.decide(
        session, chair, category_id(session), "tie", {"order": order}, reason="Musyawarah", present=[chair.name],
        witness=witness(second), now=NOW,
    )  # fmt: skip


def test_twin_winners_share_the_money_of_the_places_they_take(tied):
    with tied.writing() as session:
        decide(session, [["KUBE-SEL", "KUBE-UTR"]])
        found = standing(session, category_id(session)).awards.awards
    assert [(one.label, one.state, one.each) for one in found[:3]] == [
        ("Juara I", "given", 11_000_000), ("Juara II", "twin", 7_700_000), ("Juara III", "taken", None),
    ]  # fmt: skip


@pytest.mark.parametrize("order", [[["KUBE-SEL"]], [["KUBE-SEL"], ["KUBE-TMR"]], [["KUBE-SEL"], ["KUBE-SEL"]], []])
def test_the_pleno_decides_only_whole_tied_groups(tied, order):
    with tied.writing() as session, pytest.raises(actions.Refused, match="masih bernilai sama"):
        decide(session, order)


def test_a_decision_taken_back_leaves_the_tie_open_again(tied):
    with tied.writing() as session:
        key = decide(session, [["KUBE-SEL", "KUBE-UTR"]])
        actions.revoke_decision(session, organiser(session, Role.KETUA), key, "Salah tekan", now=NOW)
        assert len(standing(session, category_id(session)).awards.open_ties) == 1


def test_sealing_takes_the_chair_and_another_person(open_stage):
    database = open_stage("closed")
    with database.writing() as session:
        chair, panitia = organiser(session, Role.KETUA), organiser(session, Role.PANITIA)
        with pytest.raises(actions.Refused, match="Orang kedua harus orang lain"):
            actions.seal(session, chair, category_id(session), witness(chair), now=NOW)
        with pytest.raises(NotAllowed):
            actions.seal(session, panitia, category_id(session), witness(chair), now=NOW)


def test_a_sealed_result_names_its_rules_panel_and_journal_head(open_stage):
    database = open_stage("closed")
    with database.writing() as session:
        seal(session)
    with database.reading() as session:
        result = newest_results(session, EVENT)[0]
    head = result.body["journal"]
    assert database.verify({"kube-dki-2026": (head["seq"], head["hash"])}).ok
    assert result.body["sealed"]["by"] == "Dr. Retno Widyastuti, M.Si."
    assert [one["judge"] for one in result.body["panel"]] == ["J1", "J2", "J3", "J4", "J5"]
    assert result.body["rules"]["method"] == "mean"
    assert len(result.body["rubrics"]["utama"]["aspects"]) == 3


def test_someone_else_announces(open_stage):
    database = open_stage("sealed")
    with database.writing() as session:
        with pytest.raises(actions.Refused, match="oleh orang lain"):
            actions.announce(session, organiser(session, Role.KETUA), category_id(session), now=NOW)
        actions.announce(session, organiser(session, Role.PANITIA), category_id(session), now=NOW)


def test_nothing_is_sealed_over_altered_data(open_stage):
    database = open_stage("closed")
    with sqlite3.connect(str(database.engine.url.database)) as connection:
        connection.execute("UPDATE sheet SET numerator = numerator + 1 WHERE id = 7")
    connection.close()
    with database.writing() as session, pytest.raises(actions.Refused, match="tidak cocok dengan catatan") as refusal:
        seal(session)
    assert "sheet[[7]].numerator: seharusnya" in refusal.value.problems[0]


def decree(session):
    day = date(2026, 12, 2)
    return actions.enter_decree(session, organiser(session, Role.BENDAHARA), EVENT, "412 Tahun 2026", day, now=NOW)


def settle(session):
    for award in session.scalars(select(Award).where(Award.to_confirm != "")):
        actions.set_amount(session, organiser(session, Role.BENDAHARA), award.id, award.amount, "Sesuai DPA", now=NOW)


def test_the_decree_waits_for_every_amount_and_every_result(open_stage):
    with (
        open_stage("closed").writing() as session,
        pytest.raises(actions.Refused, match="Belum semua hasil ditetapkan"),
    ):
        decree(session)
    with (
        open_stage("sealed").writing() as session,
        pytest.raises(actions.Refused, match="perlu konfirmasi: Juara Harapan II"),
    ):
        decree(session)


def test_the_allocation_adds_up_to_the_article(open_stage):
    with open_stage("announced").writing() as session:
        settle(session)
        actions.enter_decree(
            session, organiser(session, Role.BENDAHARA), EVENT, "412 Tahun 2026", date(2026, 12, 2), now=NOW
        )
        body = json.loads(allocation(session, EVENT).body)
    amounts = [[line["amount"] for line in one["lines"]] for one in body["categories"]]
    assert amounts == [
        [11_000_000, 8_800_000, 6_600_000, 4_400_000, 3_300_000],
        [8_800_000, 6_600_000, 4_400_000, 2_200_000, 2_100_000],
    ]
    assert [one["subtotal"] for one in body["categories"]] == [34_100_000, 24_100_000]


def test_ten_piagam_are_issued_once_and_say_what_was_sealed(open_stage):
    database = open_stage("announced")
    with database.writing() as session:
        panitia = organiser(session, Role.PANITIA)
        with pytest.raises(actions.Refused, match="KONSEP"):
            actions.issue_certificates(session, panitia, EVENT, day="2026-12-07", now=NOW)
        settle(session)
        actions.enter_decree(
            session, organiser(session, Role.BENDAHARA), EVENT, "412 Tahun 2026", date(2026, 12, 2), now=NOW
        )
    with database.writing() as session:
        assert actions.issue_certificates(session, panitia, EVENT, day="2026-12-07", now=NOW) == 10
    with database.writing() as session:
        assert actions.issue_certificates(session, panitia, EVENT, day="2026-12-07", now=NOW) == 0
    pages = PdfReader(io.BytesIO(paperwork.certificates_pdf(database, EVENT).content)).pages
    with database.reading() as session:
        papers = queries.papers(session, EVENT)
    assert len(pages) == 10
    for page, one in zip(pages, papers.issued, strict=True):
        words = page.extract_text()
        assert one.body["name"] in words
        assert one.label.upper() in words
        assert one.serial in words
        assert "DATA CONTOH" in words


@pytest.mark.parametrize("sample", ["kube-dki", "psm-lks"])
def test_every_change_of_a_whole_event_is_in_the_journal(open_stage, sample):
    report = open_stage("announced", sample).verify()
    assert report.findings == ()
    assert report.rows > 200
