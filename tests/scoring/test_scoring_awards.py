"""Ranks to awards and money: twins, ties across the prize table, places nobody took."""

from __future__ import annotations

from fractions import Fraction

import pytest

from judging.scoring import Award, Decision, DecisionRefused, OpenTie, Place, Row, award, decided, share_money

TABLE = tuple(
    Place(number, label, amount)
    for number, (label, amount) in enumerate(
        [("Juara I", 11_000_000), ("Juara II", 8_800_000), ("Juara III", 6_600_000)], start=1
    )
)


def rows(*names_by_rank: str) -> tuple[Row, ...]:
    """ "A", "BC", "D": B and C share the second place."""
    found, rank = [], 1
    for names in names_by_rank:
        found += [Row(name, rank, len(names) > 1, None, Fraction(90 - rank), {}, (3,)) for name in names]
        rank += len(names)
    return tuple(found)


def places(found: tuple[Row, ...]) -> list[tuple[str, int, bool, str | None]]:
    return [(row.participant, row.rank, row.tied, row.decided_by) for row in found]


def test_each_place_gives_its_award_and_an_empty_one_is_not_given():
    assert award(rows("A", "B"), TABLE).awards == (
        Award(1, "Juara I", "given", ("A",), 11_000_000),
        Award(2, "Juara II", "given", ("B",), 8_800_000),
        Award(3, "Juara III", "not_given", (), None),
    )


def test_an_open_tie_across_the_boundary_is_surfaced_and_never_cut():
    found = award(rows("A", "B", "CD", "E"), TABLE)
    assert found.open_ties == (OpenTie(3, ("C", "D"), crosses_boundary=True),)
    assert found.awards[2] == Award(3, "Juara III", "open", ("C", "D"), None)


def test_an_open_tie_inside_the_table_waits_too():
    found = award(rows("AB", "C", "D"), TABLE)
    assert found.open_ties == (OpenTie(1, ("A", "B"), crosses_boundary=False),)
    assert [(one.state, one.participants) for one in found.awards] == [
        ("open", ("A", "B")), ("open", ("A", "B")), ("given", ("C",)),
    ]  # fmt: skip


def test_a_tie_below_the_table_needs_nobody():
    assert award(rows("A", "B", "C", "DE"), TABLE).open_ties == ()


def test_the_plenary_orders_a_tied_group():
    after = decided(rows("A", "BCD", "E"), [Decision((("D",), ("B",), ("C",)))])
    assert places(after) == [
        ("A", 1, False, None),
        ("D", 2, False, "plenary"),
        ("B", 3, False, "plenary"),
        ("C", 4, False, "plenary"),
        ("E", 5, False, None),
    ]


def test_twins_share_the_money_of_the_places_they_take():
    after = decided(rows("A", "BC", "D"), [Decision((("B", "C"),))])
    assert places(after)[1:3] == [("B", 2, True, "plenary"), ("C", 2, True, "plenary")]
    found = award(after, TABLE)
    assert found.awards[1:] == (
        Award(2, "Juara II", "twin", ("B", "C"), 7_700_000),
        Award(3, "Juara III", "taken", (), None),
    )
    assert (found.open_ties, found.remainder) == ((), 0)


def test_twins_beyond_the_table_count_nothing_there_and_the_remainder_is_reported():
    after = decided(rows("A", "B", "CDEFGHI"), [Decision((tuple("CDEFGHI"),))])
    found = award(after, TABLE)
    assert found.awards[2] == Award(3, "Juara III", "twin", tuple("CDEFGHI"), 942_857)
    assert found.remainder == 6_600_000 - 7 * 942_857 == 1


def test_some_may_be_ordered_and_others_stand_as_twins():
    after = decided(rows("ABC"), [Decision((("B",), ("A", "C")))])
    assert places(after) == [("B", 1, False, "plenary"), ("A", 2, True, "plenary"), ("C", 2, True, "plenary")]


def test_a_prize_without_money_stays_without():
    table = [Place(1, "Juara I"), Place(2, "Juara II")]
    after = decided(rows("AB"), [Decision((("A", "B"),))])
    assert [one.each for one in award(after, table).awards] == [None, None]


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ((("B",),), "masing-masing sekali: B."),
        ((("B",), ("B",)), "masing-masing sekali: B, B."),
        ((("B",), ("X",)), "masing-masing sekali: B, X."),
        ((("A",), ("B",), ("C",)), "Peserta ini tidak berbagi satu peringkat: A, B, C."),
    ],
)
def test_a_decision_must_name_one_tied_group(order: tuple[tuple[str, ...], ...], message: str):
    with pytest.raises(DecisionRefused) as caught:
        decided(rows("A", "BC"), [Decision(order)])
    assert str(caught.value).endswith(message)


def test_a_decision_cannot_part_those_the_score_already_parted():
    with pytest.raises(DecisionRefused, match="masing-masing sekali"):
        decided(rows("A", "B"), [Decision((("A",),))])


def test_money_of_a_sealed_ranking_is_shared_among_twins():
    ranked = [("A", 1), ("B", 2), ("C", 2), ("D", 4)]
    money = share_money(ranked, {1: 100, 2: 61, 3: 40})
    assert (money.amounts, money.remainder) == ({"A": 100, "B": 50, "C": 50, "D": 0}, 1)
