"""Means of the indicators, on recap and rapor: of the version that the paper names, from the judges who count."""

from __future__ import annotations

import pytest
from paper_desk import EVENT, words_of
from reopened import send_again

from judging import paperwork
from judging.paperwork.recap import recap_pdf


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
