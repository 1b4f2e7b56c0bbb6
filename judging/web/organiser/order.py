"""One order for the pleno's page, from two sources: the standing before sealing, the sealed text after it.

In:  a Standing or a SealedResult.   Out: an Order with exact numbers.   Does not know how anything is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from judging.language import _
from judging.queries import SealedResult
from judging.queries.result_body import left_out as sealed_left_out
from judging.queries.standing import Standing

ON_THE_SCALE = ("mean", "group_mean", "trimmed", "clipped", "adjusted")  # totals of other methods are no 0-100 values


@dataclass(frozen=True, slots=True)
class Entry:
    """One participant in the order."""

    code: str
    number: int
    name: str
    place: str  # address as shown
    rank: int
    tied: bool
    decided_by: str | None
    total: Fraction
    shown: str
    aspects: Mapping[str, Fraction]
    judges: Mapping[str, Fraction]  # value of every counted judge, the rounds that count weighted by share
    award: str


@dataclass(frozen=True, slots=True)
class Left:
    """A judge whose sheets the rules leave out."""

    judge: str  # code
    round: str  # name; "" when the category has one round
    missing: tuple[tuple[str, str], ...]  # (participant code, status)


@dataclass(frozen=True, slots=True)
class Order:
    entries: tuple[Entry, ...]
    aspects: Mapping[str, str]  # code -> title
    highest: Mapping[str, Fraction]  # aspect -> most points it can bring; not for one that stands in several rounds
    tie_break: tuple[str, ...]
    method: str  # as applied
    panel_rule: str
    left_out: tuple[Left, ...]
    out: tuple[tuple[str, str], ...]  # (name, reason) of those not ranked
    places: Mapping[int, str]  # place -> label of the prize table
    names: Mapping[str, str]  # participant's code -> name, of those not ranked too

    def label(self, rank: int) -> str:
        return self.places.get(rank, _("Peringkat {rank}", rank=rank))

    def same_value(self) -> list[tuple[Entry, ...]]:
        """Groups of two or more with exactly the same total, best first."""
        groups = (tuple(group) for _rest, group in groupby(self.entries, key=lambda entry: entry.total))
        return [group for group in groups if len(group) > 1]


def from_standing(found: Standing) -> Order:
    shares = {one.code: one.share for one in found.rounds}
    return Order(
        entries=tuple(
            Entry(
                row.participant,
                row.number,
                row.name,
                row.place,
                row.rank,
                row.tied,
                row.decided_by,
                row.total,
                row.shown,
                row.aspects,
                _combined(found.judge_values(row.participant), shares, found.left_out),
                row.award,
            )
            for row in found.rows
        ),
        aspects=found.aspect_titles,
        highest=_highest(found.aspect_weights, [(one.share, one.tally.aspects) for one in found.rounds]),
        tie_break=found.rules.tie_break,
        method=found.outcome.method,
        panel_rule=found.rules.panel_rule,
        left_out=_left({one.code: one.name for one in found.rounds}, found.left_out),
        out=(
            *((name, reason) for _rest, name, reason in found.out),
            *((found.names[one.participant], _("belum dinilai")) for one in found.outcome.excluded),
        ),
        places={award.place: award.label for award in found.awards.awards},
        names=found.names,
    )


def from_sealed(result: SealedResult) -> Order:
    body = result.body
    without = sealed_left_out(body)
    shares = {one["code"]: one["share"] for one in body["rules"]["rounds"]}
    entries = []
    for row in body["rows"]:
        values = {
            round_: {judge: Fraction(value["exact"]) for judge, value in judges.items()}
            for round_, judges in row["judges"].items()
        }
        entries.append(
            Entry(
                row["participant"],
                row["number"],
                row["name"],
                row["place"],
                row["rank"],
                row["tied"],
                row["decided_by"],
                Fraction(row["total"]),
                row["shown"],
                {code: Fraction(points["exact"]) for code, points in row["aspects"].items()},
                _combined(values, shares, without),
                row["award"],
            )
        )
    return Order(
        entries=tuple(entries),
        aspects={one["code"]: one["title"] for one in body["aspects"]},
        highest=_sealed_highest(body, shares),
        tie_break=tuple(body["rules"]["tie_break"]),
        method=body["applied"]["method"],
        panel_rule=body["applied"]["panel_rule"],
        left_out=_left({one["code"]: one["name"] for one in body["rules"]["rounds"]}, without),
        out=tuple((one["name"], one["reason"]) for one in body["out"]),
        places={one["place"]: one["label"] for one in body["places"]},
        names={one["participant"]: one["name"] for one in (*body["rows"], *body["out"])},
    )


def _sealed_highest(body: Mapping[str, Any], shares: Mapping[str, int]) -> dict[str, Fraction]:
    rubrics = [(shares[code], rubric) for code, rubric in body["rubrics"].items() if code in shares]
    rounds = [(share, [aspect["code"] for aspect in rubric["aspects"]]) for share, rubric in rubrics]
    return _highest({one["code"]: one["weight"] for one in body["aspects"]}, rounds)


def _highest(weights: Mapping[str, int], rounds: Sequence[tuple[int, Collection[str]]]) -> dict[str, Fraction]:
    """An aspect's weight, counted by the share of its round."""
    found = {}
    for code, weight in weights.items():
        shares = [share for share, aspects in rounds if share and code in aspects]
        if len(shares) == 1:
            found[code] = Fraction(weight * shares[0], 100)
    return found


def _left(
    names: Mapping[str, str], per_round: Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]
) -> tuple[Left, ...]:
    return tuple(
        Left(judge, names[code] if len(names) > 1 else "", tuple(missing))
        for code, out in per_round.items()
        for judge, missing in out.items()
    )


def _combined(
    values: Mapping[str, Mapping[str, Fraction]], shares: Mapping[str, int], without: Mapping[str, Collection[str]]
) -> dict[str, Fraction]:
    """Each judge's values of all rounds together, weighted by the shares of the rounds in which that judge counts."""
    parts: dict[str, list[tuple[int, Fraction]]] = {}
    for code, per_judge in values.items():
        for judge, value in per_judge.items():
            if judge not in without.get(code, ()):
                parts.setdefault(judge, []).append((shares[code], value))
    return {judge: _weighted(parts[judge]) for judge in sorted(parts)}


def _weighted(parts: Sequence[tuple[int, Fraction]]) -> Fraction:
    whole = sum(share for share, _rest in parts)
    return sum((share * value for share, value in parts), Fraction(0)) / whole if whole else Fraction(0)
