"""A second count of a whole contest, by people's arithmetic: standard library only, no code shared with the program.

In:  a contest as plain dicts.   Out: (participant, rank, tied, decided_by, total) by rank, or the reason for none.
Slow and obvious on purpose; what the program computes with arrays must agree with it to the last fraction.
"""

from __future__ import annotations

from fractions import Fraction


def mean(numbers):
    numbers = list(numbers)
    return Fraction(sum(numbers), 1) / len(numbers)


def aspect_points(sheet, weights):
    return {aspect: sum(weight * sheet[code] for code, weight in items.items()) for aspect, items in weights.items()}


def judge_values(one, participant):
    """judge -> the sheet's value on 0-100."""
    return {
        judge: Fraction(sum(aspect_points(sheet, one["weights"]).values()), one["highest"])
        for (name, judge), sheet in one["sheets"].items()
        if name == participant
    }


def total_of(one, participant, contest):
    values = judge_values(one, participant)
    method = contest["method"]
    if method == "group_mean":
        groups = {contest["backgrounds"][judge] for judge in values}
        return mean(mean(values[j] for j in values if contest["backgrounds"][j] == group) for group in groups)
    if method == "trimmed" and len(values) >= 5:
        return mean(sorted(values.values())[1:-1])
    if method == "clipped":
        centre, margin = mean(values.values()), Fraction(contest["margin"])
        return mean(min(max(value, centre - margin), centre + margin) for value in values.values())
    if method == "rank_sum":
        return mean(average_rank(one, participant, judge) for judge in values)
    return mean(values.values())


def average_rank(one, participant, judge):
    own = {name: judge_values(one, name)[judge] for (name, other) in one["sheets"] if other == judge}
    better = sum(value > own[participant] for value in own.values())
    equal = sum(value == own[participant] for value in own.values())
    return better + Fraction(equal + 1, 2)


def panel(one, contest):
    """The round with only the sheets that count."""
    judges = {judge for _, judge in one["sheets"]}
    if contest["panel_rule"] == "complete_judges":
        judges = {j for j in judges if all((name, j) in one["sheets"] for name in contest["participants"])}
    return {**one, "sheets": {pair: sheet for pair, sheet in one["sheets"].items() if pair[1] in judges}}


def is_disjoint(one):
    left = [{name for name, other in one["sheets"] if other == judge} for judge in {j for _, j in one["sheets"]}]
    seen = left.pop()
    while joined := [names for names in left if names & seen]:
        seen = seen.union(*joined)
        left = [names for names in left if names not in joined]
    return bool(left)


def aspect_mean(rounds, aspect, participant):
    return sum(
        Fraction(one["share"], 100)
        * mean(
            Fraction(aspect_points(sheet, one["weights"])[aspect], one["highest"])
            for (name, _), sheet in one["sheets"].items()
            if name == participant
        )
        for one in rounds
        if aspect in one["weights"]
    )


def seats(rounds, participant):
    return {(n, judge) for n, one in enumerate(rounds) for name, judge in one["sheets"] if name == participant}


def beats(rounds, one, other):
    def view(judge, participant):
        return sum(r["share"] * judge_values(r, participant).get(judge, 0) for r in rounds)

    judges = {judge for _, judge in seats(rounds, one)}
    ahead = sum(view(judge, one) > view(judge, other) for judge in judges)
    behind = sum(view(judge, one) < view(judge, other) for judge in judges)
    return ahead > behind


def pieces(group, step, rounds):
    """A tied group divided by one step, best piece first."""
    if step == "head_to_head":
        if len({frozenset(seats(rounds, name)) for name in group}) > 1:
            return [group]
        leader = [name for name in group if all(beats(rounds, name, other) for other in group if other != name)]
        return [leader, [name for name in group if name not in leader]] if leader else [group]
    keys = {name: aspect_mean(rounds, step.removeprefix("aspect:"), name) for name in group}
    return [[name for name in group if keys[name] == key] for key in sorted(set(keys.values()), reverse=True)]


def divide(group, chain, rounds, decided=None):
    """[(participants sharing a place, the step that last split them off)] in order."""
    if len(group) == 1 or not chain or chain[0] == "plenary":
        return [(group, decided)]
    parts = pieces(group, chain[0], rounds)
    why = chain[0] if len(parts) > 1 else decided
    return [found for part in parts for found in divide(part, chain[1:], rounds, why)]


def recount(contest):
    rounds = [panel(one, contest) for one in contest["rounds"] if one["share"]]
    if any(not one["sheets"] for one in rounds):
        return "no_judges"
    names = [p for p in contest["participants"] if all(any(n == p for n, _ in one["sheets"]) for one in rounds)]
    rounds = [{**one, "sheets": {k: v for k, v in one["sheets"].items() if k[0] in names}} for one in rounds]
    if not names:
        return "empty"
    if any(is_disjoint(one) for one in rounds):
        return "disjoint"
    if contest["method"] == "rank_sum" and any(
        len(one["sheets"]) < len(names) * len({judge for _, judge in one["sheets"]}) for one in rounds
    ):
        return "undefined"
    totals = {p: sum(Fraction(one["share"], 100) * total_of(one, p, contest) for one in rounds) for p in names}
    result, place = [], 1
    for value in sorted(set(totals.values()), reverse=contest["method"] != "rank_sum"):
        equal = [name for name in names if totals[name] == value]
        for group, why in divide(equal, contest["chain"], rounds):
            result += [(name, place, len(group) > 1, why, value) for name in group]
            place += len(group)
    return result
