"""Count a published result again from its sheets, in exact fractions: totals, places, ties, the plenary's decisions.

In:  the public text of a result.   Out: (participant, rank, shared, decided by, total), best first.
Standard library only, and no code shared with the program: slow and plain, so that it can be read with the rules of
the field beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

Json = dict[str, Any]
Numbers = dict[tuple[str, str], Fraction]  # (participant, judge) -> points
Line = tuple[str, int, bool, str | None, str]  # participant, rank, shared, decided by, total


def mean(numbers: Iterable[Fraction]) -> Fraction:
    every = list(numbers)
    return sum(every, Fraction(0)) / len(every)


class Session:
    """One round: the sheets that count, as points of every aspect, in parts of the highest score."""

    def __init__(self, share: int, rubric: Json, sheets: list[Json], backgrounds: dict[str, str]) -> None:
        self.share, self.backgrounds = share, backgrounds
        scale = [Decimal(str(rubric["scale"][name])) for name in ("lowest", "highest", "step")]
        places = max(0, *(-int(number.as_tuple().exponent) for number in scale))
        highest = int(scale[1].scaleb(places))
        self.aspects = {aspect["code"]: aspect["indicators"] for aspect in rubric["aspects"]}
        self.points: dict[str, Numbers] = {code: {} for code in self.aspects}
        for sheet in sheets:
            for code, indicators in self.aspects.items():
                total = sum(int(one["weight"]) * int(sheet["scores"][one["code"]]) for one in indicators)
                self.points[code][sheet["participant"], sheet["judge"]] = Fraction(total, highest)
        seats = [(sheet["participant"], sheet["judge"]) for sheet in sheets]
        self.values: Numbers = {seat: sum((own[seat] for own in self.points.values()), Fraction(0)) for seat in seats}

    def keep(self, wanted: Callable[[str, str], bool]) -> None:
        self.values = {seat: value for seat, value in self.values.items() if wanted(*seat)}

    def judges(self, participant: str) -> list[str]:
        return [judge for name, judge in self.values if name == participant]

    def everyone(self) -> list[str]:
        return list(dict.fromkeys(judge for _, judge in self.values))

    def of(self, participant: str) -> list[Fraction]:
        return [value for (name, _), value in self.values.items() if name == participant]


def by_mean(one: Session, participant: str, _margin: Fraction) -> Fraction:
    return mean(one.of(participant))


def by_group(one: Session, participant: str, _margin: Fraction) -> Fraction:
    groups: dict[str, list[Fraction]] = {}
    for judge in one.judges(participant):
        groups.setdefault(one.backgrounds[judge], []).append(one.values[participant, judge])
    return mean(map(mean, groups.values()))


def by_trimmed(one: Session, participant: str, _margin: Fraction) -> Fraction:
    values = sorted(one.of(participant))
    return mean(values[1:-1] if len(values) >= 5 else values)


def by_clipped(one: Session, participant: str, margin: Fraction) -> Fraction:
    values = one.of(participant)
    centre = mean(values)
    return mean(min(max(value, centre - margin), centre + margin) for value in values)


def by_rank_sum(one: Session, participant: str, _margin: Fraction) -> Fraction:
    return mean(average_rank(one, participant, judge) for judge in one.judges(participant))


def average_rank(one: Session, participant: str, judge: str) -> Fraction:
    own = [value for (_, other), value in one.values.items() if other == judge]
    value = one.values[participant, judge]
    return sum(other > value for other in own) + Fraction(1 + sum(other == value for other in own), 2)


def by_adjusted(one: Session, participant: str, _margin: Fraction) -> Fraction:
    severity = severities(one)
    return mean(one.values[participant, judge] - severity[judge] for judge in one.judges(participant))


def severities(one: Session) -> dict[str, Fraction]:
    """Least squares of value = participant + judge, the judges' parts summing to zero, by elimination."""
    judges, names = one.everyone(), list(dict.fromkeys(name for name, _ in one.values))
    rows = []
    for judge in judges:
        seen = [name for name in names if (name, judge) in one.values]
        row = [Fraction(1) for _ in judges]  # the sum of all is zero: adding it fixes the free constant
        row[judges.index(judge)] += len(seen)
        for name in seen:
            for other in one.judges(name):
                row[judges.index(other)] -= Fraction(1, len(one.judges(name)))
        rows.append([*row, sum((one.values[name, judge] - mean(one.of(name)) for name in seen), Fraction(0))])
    for place in range(len(rows)):
        pivot = next(index for index in range(place, len(rows)) if rows[index][place])
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [number / rows[place][place] for number in rows[place]]
        for index, row in enumerate(rows):
            if index != place:
                rows[index] = [own - row[place] * top for own, top in zip(row, rows[place], strict=True)]
    return {judge: row[-1] for judge, row in zip(judges, rows, strict=True)}


def by_zscore(one: Session, participant: str, _margin: Fraction) -> Fraction:
    with localcontext() as context:
        context.prec = 60
        total = Decimal(0)
        for judge in one.judges(participant):
            own = [value for (_, other), value in one.values.items() if other == judge]
            variance = mean((value - mean(own)) ** 2 for value in own)
            apart = one.values[participant, judge] - mean(own)
            if variance:
                root = (Decimal(variance.numerator) / variance.denominator).sqrt()
                total += Decimal(apart.numerator) / apart.denominator / root
        return Fraction((100 + 20 * total / len(one.judges(participant))).quantize(Decimal("1e-9")))


def by_majority(one: Session, participant: str, _margin: Fraction) -> Fraction:
    names = list(dict.fromkeys(name for name, _ in one.values))
    places = {n: [1 + sum(one.values[m, j] > one.values[n, j] for m in names) for j in one.everyone()] for n in names}

    def keys(name: str) -> list[tuple[int, int]]:
        high = [[own for own in places[name] if own <= place] for place in range(1, len(names) + 1)]
        return [(-len(own), sum(own)) if 2 * len(own) > len(places[name]) else (0, 0) for own in high]

    return Fraction(1 + sum(keys(name) < keys(participant) for name in names))


METHODS = {"mean": by_mean, "group_mean": by_group, "trimmed": by_trimmed, "clipped": by_clipped,
           "rank_sum": by_rank_sum, "adjusted": by_adjusted, "zscore": by_zscore, "majority": by_majority}  # fmt: skip
LOWER_IS_BETTER = ("rank_sum", "majority")


def sessions(result: Json) -> tuple[list[Session], str]:
    """The rounds with only what counts under the rule applied, and the method that was used."""
    names = list(dict.fromkeys(sheet["participant"] for sheet in result["sheets"]))
    sent = [sheet for sheet in result["sheets"] if sheet["state"] == "submitted"]
    rubrics, backgrounds = result["rubrics"], result["backgrounds"]
    rounds = [
        Session(one["share"], rubrics[one["code"]], [s for s in sent if s["round"] == one["code"]], backgrounds)
        for one in result["rules"]["rounds"]
        if one["share"]
    ]
    rule, method = result["applied"]["panel_rule"], result["applied"]["method"]
    for one in rounds:
        full = {judge for judge in one.everyone() if all((name, judge) in one.values for name in names)}
        if rule == "complete_judges":
            one.keep(lambda _name, judge, full=full: judge in full)  # type: ignore[misc]  # bound now, on purpose
        elif rule == "adjusted" and full != set(one.everyone()):
            method = "adjusted"
    ranked = {name for name in names if all(one.judges(name) for one in rounds)}
    for one in rounds:
        one.keep(lambda name, _judge: name in ranked)
    return rounds, method


def count(result: Json) -> list[Line]:
    """The standing as the sheets give it, the plenary's decisions applied."""
    rounds, method = sessions(result)
    margin = Fraction(str(result["applied"]["margin"] or 3).replace(",", "."))
    names = [name for name in dict.fromkeys(s["participant"] for s in result["sheets"]) if rounds[0].judges(name)]
    totals = {name: sum(Fraction(r.share, 100) * METHODS[method](r, name, margin) for r in rounds) for name in names}
    found: list[tuple[list[str], str | None]] = []
    for total in sorted(set(totals.values()), reverse=method not in LOWER_IS_BETTER):
        equal = [name for name in names if totals[name] == total]
        found += divide(equal, result["rules"]["tie_break"], rounds, None)
    for decision in result["decisions"]:
        if decision["kind"] == "tie":
            found = [part for group, why in found for part in decided(group, why, decision["body"]["order"])]
    lines, rank = [], 1
    for group, why in found:
        lines += [(name, rank, len(group) > 1, why, str(Fraction(totals[name]))) for name in group]
        rank += len(group)
    return lines


def divide(
    group: list[str], chain: Sequence[str], rounds: list[Session], why: str | None
) -> list[tuple[list[str], str | None]]:
    if len(group) == 1 or not chain or chain[0] == "plenary":
        return [(group, why)]
    parts = split(group, chain[0], rounds)
    reason = chain[0] if len(parts) > 1 else why
    return [found for part in parts for found in divide(part, chain[1:], rounds, reason)]


def split(group: list[str], step: str, rounds: list[Session]) -> list[list[str]]:
    """A tied group divided by one step of the chain, the best first."""
    if step == "head_to_head":
        panels = {tuple(tuple(sorted(one.judges(name))) for one in rounds) for name in group}
        leads = [name for name in group if all(beats(name, other, rounds) for other in group if other != name)]
        return [leads, [n for n in group if n not in leads]] if leads and len(panels) == 1 else [group]
    code = step.removeprefix("aspect:")
    own = [one for one in rounds if code in one.aspects]
    keys = {n: sum(r.share * mean(r.points[code][n, judge] for judge in r.judges(n)) for r in own) for n in group}
    return [[name for name in group if keys[name] == key] for key in sorted(set(keys.values()), reverse=True)]


def beats(one: str, other: str, rounds: list[Session]) -> bool:
    judges = {judge for r in rounds for judge in r.judges(one)}
    lead = [sum(r.share * (r.values.get((one, j), 0) - r.values.get((other, j), 0)) for r in rounds) for j in judges]
    return sum(by > 0 for by in lead) > sum(by < 0 for by in lead)


def decided(group: list[str], why: str | None, order: list[list[str]]) -> Iterator[tuple[list[str], str | None]]:
    named = sorted(name for twins in order for name in twins)
    yield from [(twins, "plenary") for twins in order] if named == sorted(group) and len(group) > 1 else [(group, why)]
