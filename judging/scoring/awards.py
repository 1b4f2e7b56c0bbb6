"""STEP 6: ranks to awards and money.

In:  ranked rows, the plenary's decisions on ties as data, and the table of places.
Out: the rows as decided, one line per place, ties left open, rupiah that could not be split.
Does not know scores, names as printed, tax, who signs. A tie nobody decided is surfaced, never cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from judging.language import _
from judging.scoring.category import Row
from judging.scoring.ranking import PLENARY

State = Literal["given", "twin", "taken", "open", "not_given"]


@dataclass(frozen=True, slots=True)
class Place:
    """One ordered line of the prize table, with any label; `amount` in whole rupiah, None for no money."""

    place: int
    label: str
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What the plenary decided about one tied group: its members from best to worst, twins standing together.

    (("A",), ("B",)) puts A before B; (("A", "B"),) makes them twin winners.
    """

    order: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Award:
    """One place of the table. "taken": its money went to the twins above; "open": a tie is still undecided."""

    place: int
    label: str
    state: State
    participants: tuple[str, ...]
    each: int | None  # whole rupiah for each of `participants`; None without money, or while open


@dataclass(frozen=True, slots=True)
class OpenTie:
    """Tied participants who reach into the prize table and wait for the plenary."""

    rank: int
    participants: tuple[str, ...]
    crosses_boundary: bool  # they are more than the places left: cutting would leave somebody out


@dataclass(frozen=True, slots=True)
class Awarding:
    awards: tuple[Award, ...]
    open_ties: tuple[OpenTie, ...]
    remainder: int  # whole rupiah that twin winners could not split evenly


@dataclass(frozen=True, slots=True)
class Money:
    """Whole rupiah for every ranked participant, 0 beyond the table; `remainder` could not be split evenly."""

    amounts: dict[str, int]
    remainder: int


class DecisionRefused(ValueError):
    """The decision does not fit the ranking; the text says why, in Indonesian."""


def decided(rows: Sequence[Row], decisions: Sequence[Decision]) -> tuple[Row, ...]:
    """The rows after the plenary: ranks of the named groups set, decided_by "plenary". Raises DecisionRefused.

    A decision must name exactly one tied group, each member once.
    """
    changed = {row.participant: row for row in rows}
    for decision in decisions:
        changed |= _placed(decision, _tied_group(decision, list(changed.values())))
    first_seen = {row.participant: place for place, row in enumerate(rows)}
    return tuple(sorted(changed.values(), key=lambda row: (row.rank, first_seen[row.participant])))


def award(rows: Sequence[Row], places: Sequence[Place]) -> Awarding:
    """What each place of the table gives. Twins are tied rows the plenary decided; other tied rows stay open.

    Twins share the added money of the places they take, in whole rupiah; places beyond the table count Rp0.
    """
    table = {place.place: place for place in places}
    by_rank: dict[int, list[Row]] = {}
    for row in rows:
        by_rank.setdefault(row.rank, []).append(row)
    found: dict[int, Award] = {}
    ties: list[OpenTie] = []
    remainder = 0
    for rank in sorted(set(by_rank) & set(table)):
        group = by_rank[rank]
        taken = [table[place] for place in range(rank, rank + len(group)) if place in table]
        if len(group) > 1 and not all(row.decided_by == PLENARY for row in group):
            ties.append(OpenTie(rank, _names(group), crosses_boundary=len(taken) < len(group)))
            found |= {place.place: Award(place.place, place.label, "open", _names(group), None) for place in taken}
            continue
        each, left = _split(taken, len(group))
        remainder += left
        found |= _given(group, taken, each)
    awards = tuple(found.get(place.place, _not_given(place)) for place in sorted(places, key=lambda one: one.place))
    return Awarding(awards, tuple(ties), remainder)


def share_money(ranked: Sequence[tuple[str, int]], table: Mapping[int, int]) -> Money:
    """Money of a sealed ranking of (participant, rank), where a shared rank means twin winners.

    Twins share the added money of the places they take; a place not in the table counts Rp0.
    """
    groups: dict[int, list[str]] = {}
    for participant, rank in ranked:
        groups.setdefault(rank, []).append(participant)
    amounts: dict[str, int] = {}
    remainder = 0
    for rank, group in groups.items():
        each, left = divmod(sum(table.get(place, 0) for place in range(rank, rank + len(group))), len(group))
        amounts |= dict.fromkeys(group, each)
        remainder += left
    return Money(amounts, remainder)


def _tied_group(decision: Decision, rows: Sequence[Row]) -> list[Row]:
    named = [name for twins in decision.order for name in twins]
    ranks = {row.rank for row in rows if row.participant in named}
    group = [row for row in rows if row.rank in ranks]
    if len(named) < 2 or len(set(named)) != len(named) or {row.participant for row in group} != set(named):
        raise DecisionRefused(
            _(
                "Keputusan pleno harus menyebut semua peserta yang berbagi satu peringkat, masing-masing "
                "sekali: {named}.",
                named=", ".join(named),
            )
        )
    if len(ranks) != 1:
        raise DecisionRefused(_("Peserta ini tidak berbagi satu peringkat: {named}.", named=", ".join(named)))
    return group


def _placed(decision: Decision, group: Sequence[Row]) -> dict[str, Row]:
    rows = {row.participant: row for row in group}
    rank = group[0].rank
    placed: dict[str, Row] = {}
    for twins in decision.order:
        for name in twins:
            placed[name] = replace(rows[name], rank=rank, tied=len(twins) > 1, decided_by=PLENARY)
        rank += len(twins)
    return placed


def _split(taken: Sequence[Place], heads: int) -> tuple[int | None, int]:
    """Rupiah for each head and what is left over; no amount at all means no money."""
    amounts = [place.amount for place in taken if place.amount is not None]
    return divmod(sum(amounts), heads) if amounts else (None, 0)


def _given(group: Sequence[Row], taken: Sequence[Place], each: int | None) -> dict[int, Award]:
    own, *others = taken
    state: State = "twin" if len(group) > 1 else "given"
    return {
        own.place: Award(own.place, own.label, state, _names(group), each),
        **{place.place: Award(place.place, place.label, "taken", (), None) for place in others},
    }


def _not_given(place: Place) -> Award:
    return Award(place.place, place.label, "not_given", (), None)


def _names(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(row.participant for row in rows)
