"""Means of the indicators, on recap and rapor: of the version that the paper names, from the judges who count."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from gaps import GAP, judged_but
from paper_desk import EVENT, words_of
from reopened import send_again

from judging import paperwork
from judging.cli.demo import sample_scores
from judging.paperwork.recap import recap_pdf
from judging.queries.result_body import left_out
from judging.queries.score_papers import indicator_means, recap_body, result_sheets


def recap_of(desk, category: int = 1) -> str:
    return words_of(recap_pdf(desk.database, EVENT, category).content)


@pytest.mark.parametrize(
    ("sample", "participant", "round_code", "scores"),
    [("kube-dki", "KUBE-BRT", "utama", {"K1": 1, "K2": 1}), ("psm-lks", "PSM-BJM", "paparan", {"P1": 10, "P2": 10})],
)
def test_a_sheet_sent_again_changes_no_paper_of_the_version_before_it(
    open_desk, sample, participant, round_code, scores
):
    desk = open_desk(sample, "sealed")
    before = recap_of(desk), paperwork.feedback_of(desk.database, EVENT, 1, participant)
    send_again(desk.database, participant, "J1", round_code, **scores)
    after = recap_of(desk), paperwork.feedback_of(desk.database, EVENT, 1, participant)
    assert after == before
    assert "Versi hasil 1" in after[0]


def test_before_sealing_the_recap_counts_the_sheets_as_they_stand(open_desk):
    desk = open_desk(stage="closed")
    before = recap_of(desk)
    send_again(desk.database, "KUBE-BRT", "J1", K1=1)
    assert recap_of(desk) != before


@pytest.fixture
def gap(open_desk):
    """Sealed; J1 lacks one sheet in the second round and none in the first."""
    desk = open_desk("psm-lks", "setup")
    judged_but(desk.database, "psm-lks", GAP, sealed=True)
    return desk


def test_a_judge_is_left_out_only_of_the_round_in_which_a_sheet_is_missing(gap):
    result = gap.papers().results[0]
    assert left_out(result.body) == {"berkas": {}, "paparan": {"J1": [("PSM-BJM", "absent")]}}
    assert [(one["judge"], one["counted"]) for one in result.body["panel"]] == [(f"J{n}", True) for n in range(1, 6)]
    first, second = recap_of(gap).split("Nilai tiap juri: ")[1:]
    assert "*)" not in first
    assert "*) nilai J1 tidak dihitung menurut aturan dalam sesi ini;" in second


def test_the_minutes_say_in_which_round_a_judge_does_not_count(gap):
    text = words_of(gap.draw("berita-acara")[0].content)
    (name,) = [one["name"] for one in gap.papers().results[0].body["panel"] if one["judge"] == "J1"]
    told = f"{name} tidak menilai semua peserta sesi Paparan (tidak hadir), sehingga menurut aturan nilainya"
    assert text.count(f"{told} tidak dihitung dalam sesi itu.") == 1
    assert text.count("tidak menilai semua peserta") == 1


def test_means_leave_a_judge_out_only_of_that_round(gap):
    """The first indicator of either round, participant by participant, counted again from the sample's own table."""
    with gap.database.reading() as session:
        body, _number = recap_body(session, 1)
        means = indicator_means(body, result_sheets(session, 1))
    given = sample_scores("psm-lks")
    for code, round_, judges in (("B1", "berkas", "12345"), ("P1", "paparan", "2345")):
        for row in body["rows"]:
            scores = [given[row["participant"], round_, f"J{n}"][code] for n in judges]
            exact = means[row["participant"]][f"{round_}:{code}"].exact
            assert exact == Fraction(sum(scores), len(scores)), (row["participant"], code)


@pytest.mark.parametrize(
    ("counted", "missing", "expected"),
    [
        (False, [["PSM-BJM", "absent"]], {"berkas": {}, "paparan": {"J1": [("PSM-BJM", "absent")]}}),
        (True, [], {"berkas": {}, "paparan": {}}),
    ],
)
def test_a_result_sealed_before_rounds_were_told_apart_is_read_by_its_values(gap, counted, missing, expected):
    body = json.loads(json.dumps(gap.papers().results[0].body))
    for one in body["panel"]:
        del one["left_out"]
        one |= {"counted": counted or one["judge"] != "J1", "missing": missing if one["judge"] == "J1" else []}
    assert left_out(body) == expected
