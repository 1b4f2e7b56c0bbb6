"""How equal values were ordered: every step of the declared chain, with both sides' figures.

In:  an Order.   Out: plain values for the tie steps of the pleno's page, and the words of a gap.
Recomputes no rank: the rows say who stands where, this says which step shows why.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from judging import words
from judging.language import _
from judging.sheet import show_distinct, show_value
from judging.web.organiser.order import Entry, Order
from judging.web.organiser.panel_words import step_title

ASPECT, HEAD_TO_HEAD, PLENARY = "aspect:", "head_to_head", "plenary"
Group = tuple[Entry, ...]


def gap(order: Order, upper: Entry, lower: Entry | None) -> tuple[str, str]:
    """("4,52", ""), or for equal values ("Nilai sama", "kelembagaan +0,04")."""
    if lower is None:
        return "–", ""
    if upper.total != lower.total:
        return difference(upper.total, lower.total), ""
    return _("Nilai sama"), deciding_words(order, upper, lower)


def deciding_words(order: Order, upper: Entry, lower: Entry) -> str:
    if upper.rank == lower.rank:
        return _("juara kembar") if upper.decided_by == PLENARY else _("menunggu pleno")
    for step in order.tie_break:
        if step.startswith(ASPECT):
            code = step.removeprefix(ASPECT)
            if upper.aspects[code] != lower.aspects[code]:
                return f"{order.aspects[code].lower()} +{difference(upper.aspects[code], lower.aspects[code])}"
        elif step in (upper.decided_by, lower.decided_by):
            return step_title(step, order.aspects).lower()
    return step_title(PLENARY, order.aspects).lower()


def difference(one: Fraction, other: Fraction) -> str:
    """Two decimals, or as many more as it takes to see that they differ."""
    return show_distinct([Fraction(0), abs(one - other)])[1]


def tie_sections(order: Order, cards: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """One section for every group of equal values."""
    return [_section(order, group, cards) for group in order.same_value()]


def _section(order: Order, group: Group, cards: dict[str, dict[str, Any]]) -> dict[str, Any]:
    first = group[0]
    names = words.listing([entry.name for entry in group])
    return {
        "title": _("Bagaimana {place} ditentukan", place=order.label(first.rank)),
        "text": _("{names} bernilai sama persis: {shown}.", names=names, shown=first.shown) + _decided(order, group),
        "steps": [_total_step(group, cards), *_chain_steps(order, group, cards)],
    }


def _decided(order: Order, group: Group) -> str:
    """Which step set the first of them apart; nothing while the pleno still has to say."""
    steps = {entry.decided_by for entry in group if entry.decided_by}
    if len(steps) != 1:
        return ""
    (step,) = steps
    title = step_title(step, order.aspects)
    if step == PLENARY:
        return _(" Urutannya diputus pleno, dengan alasan tertulis.")
    return _(
        " Urutannya ditentukan oleh {step}, sesuai aturan yang ditetapkan sebelum penilaian.",
        step=title[:1].lower() + title[1:],
    )


def _total_step(group: Group, cards: dict[str, dict[str, Any]]) -> dict[str, Any]:
    sides = [(cards[entry.code], entry.shown) for entry in group]
    return {"kind": "same", "title": _("Nilai akhir"), "sides": sides, "sign": "=", "result": _("Sama, lanjut")}


def _chain_steps(order: Order, group: Group, cards: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Go through the chain as the ranking did: each step only looks at those the steps before left together."""
    together: list[Group] = [group]
    steps: list[dict[str, Any]] = []
    settled = 0  # number of the step that left nobody together; the total is the first
    for number, step in enumerate(order.tie_break, start=2):
        waiting = [part for part in together if len(part) > 1]
        split = [piece for part in together for piece in _split(part, step)] if waiting else together
        kind = "unused" if not waiting else "decides" if len(split) > len(together) else "same"
        settled = number if kind == "decides" else settled
        shown = _step(order, group, step, kind, cards)
        steps.append(shown | {"result": _unused(settled)} if kind == "unused" else shown)
        together = split
    return steps


def _split(part: Group, step: str) -> list[Group]:
    """The part as this step leaves it, best first. Aspects are recomputed; the other steps are told by the rows."""
    if len(part) < 2:
        return [part]
    if step.startswith(ASPECT):
        code = step.removeprefix(ASPECT)
        values = sorted({entry.aspects[code] for entry in part}, reverse=True)
        return [tuple(entry for entry in part if entry.aspects[code] == value) for value in values]
    if any(entry.decided_by == step for entry in part):
        ranks = sorted({entry.rank for entry in part})
        if step == HEAD_TO_HEAD:  # only a leader is set apart
            leader, others = part[:1], part[1:]
            return [leader, others] if len(ranks) > 1 else [part]
        return [tuple(entry for entry in part if entry.rank == rank) for rank in ranks]
    return [part]


def _step(order: Order, group: Group, step: str, kind: str, cards: dict[str, dict[str, Any]]) -> dict[str, Any]:
    texts = _texts(group, step)
    return {
        "kind": kind,
        "title": step_title(step, order.aspects),
        "lead": _("juri yang memberi nilai lebih tinggi:") if step == HEAD_TO_HEAD and texts else "",
        "sides": [(cards[entry.code], text) for entry, text in zip(group, texts, strict=True)] if texts else [],
        "sign": _sign(group, step) if len(group) == 2 else "",
        "result": _result(group, step, kind),
    }


def _texts(group: Group, step: str) -> list[str]:
    if step.startswith(ASPECT):
        return show_distinct([entry.aspects[step.removeprefix(ASPECT)] for entry in group])
    if step == HEAD_TO_HEAD and len(group) == 2:
        return [_("{n} juri", n=wins(group[0], group[1])), _("{n} juri", n=wins(group[1], group[0]))]
    return []


def wins(one: Entry, other: Entry) -> int:
    """How many judges gave `one` more than `other`."""
    return sum(value > other.judges[judge] for judge, value in one.judges.items() if judge in other.judges)


def _sign(group: Group, step: str) -> str:
    one, other = group
    if step.startswith(ASPECT):
        code = step.removeprefix(ASPECT)
        return _compared(one.aspects[code], other.aspects[code])
    return _("lawan") if step == HEAD_TO_HEAD else ""


def _compared(one: Fraction, other: Fraction) -> str:
    return "=" if one == other else ">" if one > other else "<"


def _unused(settled: int) -> str:
    return _("Tidak dilihat lagi, sudah ditentukan di langkah {n}", n=settled)


def _result(group: Sequence[Entry], step: str, kind: str) -> str:
    if step == PLENARY:
        if all(entry.decided_by == PLENARY for entry in group):
            return _("Juara kembar") if group[0].rank == group[-1].rank else _("Diputus pleno")
        return _("Menunggu keputusan pleno") if kind == "same" else _("Diputus pleno")
    if kind == "same":
        return _("Sama, lanjut")
    if len(group) == 2 and step.startswith(ASPECT):
        code = step.removeprefix(ASPECT)
        return _("Menentukan, selisih {points}", points=difference(group[0].aspects[code], group[1].aspects[code]))
    return _("Menentukan") if len(group) == 2 else _("Memisahkan")


def shown_aspects(entry: Entry, aspects: Sequence[str]) -> list[str]:
    return [show_value(entry.aspects[code]) for code in aspects]
