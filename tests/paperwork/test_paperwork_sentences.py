"""Sentences of the berita acara, made of what people typed: one full stop each, whoever wrote it."""

from __future__ import annotations

import pytest

from judging.paperwork.decisions import decision_sentences, reopened_sentences

ROWS = [{"participant": "A", "name": "Ni Made Ayu, S.Tr.Sos."}, {"participant": "B", "name": "Sukirno"}]


def reopened(by: str, reason: str) -> str:
    one = {
        "judge": "J3", "participant": "A", "round": "", "opened_by": by, "reason": reason,
        "before": "84,00", "after": "82,00", "changes": [("K1", 4, 2)],
    }  # fmt: skip
    return next(reopened_sentences({"rows": ROWS, "out": [], "reopened": [one]}))


@pytest.mark.parametrize(
    ("by", "reason", "told"),
    [
        ("Siti", "Salah tekan", "disetujui Siti. Alasan: Salah tekan. Nilai lembar 84,00 menjadi 82,00"),
        ("Siti, M.Si.", "Salah tekan.", "disetujui Siti, M.Si. Alasan: Salah tekan. Nilai lembar 84,00"),
        ("Siti, M.Si.", "Sungguh?", "disetujui Siti, M.Si. Alasan: Sungguh? Nilai lembar 84,00"),
    ],
)
def test_a_sheet_opened_again(by, reason, told):
    assert told in reopened(by, reason)


@pytest.mark.parametrize(
    ("order", "told"),
    [("BA", "Sukirno, lalu Ni Made Ayu, S.Tr.Sos. Diputus"), ("AB", "Ni Made Ayu, S.Tr.Sos., lalu Sukirno. Diputus")],
)
@pytest.mark.parametrize(
    ("present", "end"),
    [("Darma, M.Si.", "Siti dan Darma, M.Si. Alasan: Mufakat."), ("Budi", "Siti dan Budi. Alasan: Mufakat.")],
)
def test_a_tie_that_the_pleno_decided(order, told, present, end):
    one = {
        "kind": "tie", "body": {"order": [[code] for code in order]}, "by": "Siti", "confirmed_by": "Darma",
        "present": ["Siti", present], "reason": "Mufakat",
    }  # fmt: skip
    (sentence,) = decision_sentences({"rows": ROWS, "out": [], "decisions": [one]})
    assert f"Keputusan pleno atas nilai sama: {told}" in sentence
    assert sentence.endswith(end)
