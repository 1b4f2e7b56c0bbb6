"""The pleno's page as its template takes it: rows, strips, reasons, every number written out. Judges are codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from judging import words
from judging.language import _
from judging.rule_words import METHODS, PANEL_RULES
from judging.sheet import show_value
from judging.web.cards import number_card
from judging.web.organiser import ties
from judging.web.organiser.order import ON_THE_SCALE, Entry, Left, Order
from judging.web.organiser.panel_words import MISSING
from judging.web.places import place_mark

Axis = tuple[int, int]


def order_context(order: Order, prefix: str, verdicts: Mapping[str, tuple[bool, str]]) -> dict[str, Any]:
    """Everything between the page's head and the decision. `verdicts`: see advice_view.verdicts."""
    cards = {entry.code: _card(entry, prefix) for entry in order.entries}
    axis = axis_of(order)
    return {
        "aspect_titles": [_aspect_title(order, code) for code in order.aspects],
        "axis_words": f"{axis[0]}–{axis[1]}",
        "thick_words": _("akhir") if order.method in ON_THE_SCALE else _("rata-rata"),
        "rows": [
            row | {"verdict": verdicts.get(entry.code)}
            for row, entry in zip(_rows(order, cards, axis), order.entries, strict=True)
        ],
        "judges_words": judges_words(order),
        "left_out": list(order.out),
        "panel": panel_facts(order),
        "ties": ties.tie_sections(order, cards),
    }


def empty_context() -> dict[str, Any]:
    """Before totals may be seen there is nothing to show."""
    lists = ("aspect_titles", "rows", "left_out", "panel", "ties")
    return {name: [] for name in lists} | {"axis_words": "", "thick_words": "", "judges_words": ""}


def panel_facts(order: Order) -> list[tuple[str, str]]:
    """The rules that made this order, and every judge they leave out."""
    facts = [
        (_("Cara menghitung"), _(METHODS[order.method])),
        (_("Juri yang dihitung"), _(PANEL_RULES[order.panel_rule])),
    ]
    for one in order.left_out:
        if one.missing:
            without = [f"{order.names.get(code, code)} ({_(MISSING.get(why, why))})" for code, why in one.missing]
            facts.append((_not_counted(one), _("Tidak ada lembar untuk {without}.", without=words.listing(without))))
    return facts


def _not_counted(one: Left) -> str:
    if one.round:
        return _("{judge} tidak dihitung pada sesi {round}", judge=one.judge, round=one.round)
    return _("{judge} tidak dihitung", judge=one.judge)


def judges_words(order: Order) -> str:
    """How many judges count, by which codes; who is left out, of which round where there are several, and why."""
    out = {one.judge for one in order.left_out}
    counted = sorted({judge for entry in order.entries for judge in entry.judges}, key=_by_number)
    partly = [judge for judge in counted if judge in out or any(judge not in one.judges for one in order.entries)]
    codes = code_range(counted)
    if not counted:
        sentences = [_("Belum ada juri yang dihitung.")]
    elif partly:
        sentences = [_("Dihitung: {n} juri ({codes}); tidak menilai semua peserta: {partly}.", n=len(counted),
                       codes=codes, partly=words.listing(partly))]  # fmt: skip
    else:
        sentences = [_("Dihitung: {n} juri ({codes}), semuanya menilai semua peserta.", n=len(counted), codes=codes)]
    for one in order.left_out:
        whys = dict.fromkeys(_(MISSING.get(why, why)) for _code, why in one.missing)
        why = f" ({words.listing(list(whys))})" if whys else ""
        sentences.append(f"{_not_counted(one)}{why}.")
    every = sorted({*counted, *out}, key=_by_number)
    return " ".join([*sentences, *([_("{codes} adalah kode juri.", codes=code_range(every))] if every else [])])


def code_range(codes: Sequence[str]) -> str:
    """ "J1–J5" where the numbers follow one another, else "J1, J2, dan J5"."""
    numbers = [_by_number(code) for code in codes]
    follow = all(b == (a[0], a[1] + 1, "") for a, b in pairwise(numbers))
    return f"{codes[0]}–{codes[-1]}" if len(codes) > 2 and follow else words.listing(codes)


def _by_number(code: str) -> tuple[str, int, str]:
    """("J", 10, ""), so that J10 comes after J9; a code without a number goes by its letters."""
    letters = code.rstrip("0123456789")
    number = code[len(letters) :]
    return (letters, int(number), "") if number else (letters, 0, code)


def _aspect_title(order: Order, code: str) -> str:
    """ "Kelembagaan / 35": with the most points it can bring, where one number says that."""
    highest = order.highest.get(code)
    if highest is None:
        return order.aspects[code]
    return f"{order.aspects[code]} / {highest if highest.denominator == 1 else show_value(highest)}"


def axis_of(order: Order) -> Axis:
    """Whole tens around every value on the page."""
    values = [value for entry in order.entries for value in _points(order, entry)] or [Fraction(0), Fraction(100)]
    low, high = int(min(values) // 10) * 10, -int(-max(values) // 10) * 10
    return (low, high) if high > low else (max(low - 10, 0), max(low - 10, 0) + 20)


def _points(order: Order, entry: Entry) -> list[Fraction]:
    return [*entry.judges.values(), _thick(order, entry)]


def _thick(order: Order, entry: Entry) -> Fraction:
    """Where the thick stroke stands: the total, or the plain mean where totals are on another scale."""
    if order.method in ON_THE_SCALE or not entry.judges:
        return entry.total
    return sum(entry.judges.values(), Fraction(0)) / len(entry.judges)


def _rows(order: Order, cards: Mapping[str, dict[str, Any]], axis: Axis) -> list[dict[str, Any]]:
    following = [*order.entries[1:], None][: len(order.entries)]  # nothing follows nothing
    return [
        _row(order, entry, lower, cards[entry.code], axis)
        for entry, lower in zip(order.entries, following, strict=True)
    ]


def _row(order: Order, entry: Entry, lower: Entry | None, card: dict[str, Any], axis: Axis) -> dict[str, Any]:
    label = entry.award or _("Peringkat {rank}", rank=entry.rank)
    strokes, hollow = place_mark(label, order.label(1))
    gap, gap_more = ties.gap(order, entry, lower)
    same = [one for one in order.entries if one.total == entry.total]
    return {
        "label": label,
        "strokes": strokes if entry.award else 0,
        "hollow": hollow,
        "participant": card,
        "value": entry.shown,
        "strip": _strip(order, entry, axis),
        "aspects": ties.shown_aspects(entry, list(order.aspects)),
        "gap": gap,
        "gap_more": gap_more,
        "tied": len(same) > 1,
    }


def _strip(order: Order, entry: Entry, axis: Axis) -> dict[str, Any]:
    judges = [f"{judge} {show_value(value)}" for judge, value in entry.judges.items()]
    step = 10 if axis[1] - axis[0] <= 60 else 20
    return {
        "marks": [_place(value, axis) for value in entry.judges.values()],
        "mean": _place(_thick(order, entry), axis),
        "ticks": [(_place(Fraction(tick), axis), str(tick)) for tick in range(axis[0], axis[1] + 1, step)],
        "words": _("Nilai tiap juri: {judges}; nilai akhir {shown}.", judges=words.listing(judges), shown=entry.shown),
    }


def _place(value: Fraction, axis: Axis) -> int:
    return max(0, min(1000, int((value - axis[0]) * 1000 / (axis[1] - axis[0]))))


def _card(entry: Entry, prefix: str) -> dict[str, Any]:
    return number_card(entry.number, prefix) | {"name": entry.name, "place": entry.place}


def open_ties(order: Order, prefix: str) -> list[dict[str, Any]]:
    """Groups the pleno still has to order: for each member the places it may take; the same place makes twins."""
    groups: dict[int, list[Entry]] = {}
    for entry in order.entries:
        if entry.tied and entry.decided_by != ties.PLENARY:
            groups.setdefault(entry.rank, []).append(entry)
    return [_open_tie(order, rank, group, prefix) for rank, group in groups.items()]


def _open_tie(order: Order, rank: int, group: Sequence[Entry], prefix: str) -> dict[str, Any]:
    places = range(rank, rank + len(group))
    names = words.listing([entry.name for entry in group])
    matters = any(place in order.places for place in places)
    return {
        "rank": rank,
        "title": _("{names} masih bernilai sama", names=names),
        "text": _("Perlu diputus sebelum hasil dikunci.")
        if matters
        else _("Di luar tabel hadiah; boleh dibiarkan sama."),
        "options": [("", _("Pilih")), *((str(place), order.label(place)) for place in places)],
        "members": [_card(entry, prefix) | {"code": entry.code} for entry in group],
    }
