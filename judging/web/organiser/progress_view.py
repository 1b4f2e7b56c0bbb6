"""The grid of judges and participants as its page takes it: states, counts, who is here. Never a score.

In:  Progress and presence.   Out: plain values for templates/organiser/progress.html.   Decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from judging import words
from judging.language import N_, _
from judging.queries import CategoryInfo
from judging.queries.presence import Presence
from judging.queries.progress import Cell, Column, Count, Line, Progress
from judging.web.cards import number_card
from judging.web.organiser.common import zone

MOST_ROOMY = 14  # columns that fit with their words on a small laptop; beyond, squares without words
KINDS = {
    "blank": ("blank", N_("Belum")),
    "ready": ("ready", N_("Siap dikirim")),
    "reopened": ("reopened", N_("Ditarik")),
    "submitted": ("sent", N_("Terkirim")),
    "recused": ("recused", N_("Tidak menilai")),
    "absent": ("absent", N_("Tidak hadir")),
    "substituted": ("absent", N_("Digantikan")),
    "withdrawn": ("withdrawn", N_("Tidak ikut")),
}
PAPER = {
    "awaited": ("paper", N_("Kertas")),
    "keyed": ("paper check", N_("Kertas, periksa")),
    "differs": ("paper check", N_("Kertas, beda")),
    "late": ("paper check", N_("Kertas, terlambat")),
}


@dataclass(frozen=True, slots=True)
class Hall:
    """Everything the grid is drawn from."""

    seen: Progress
    categories: Sequence[CategoryInfo]
    chairs: frozenset[str]  # codes
    here: Mapping[int, Presence]


def tables(hall: Hall) -> list[dict[str, Any]]:
    """One table for everything while it fits; one for each category, without words in its squares, when it does not."""
    dense = len(hall.seen.columns) > MOST_ROOMY
    if not dense:
        return [_table(hall, hall.categories, dense=False)]
    return [_table(hall, [category], dense=True) for category in hall.categories]


def _table(hall: Hall, categories: Sequence[CategoryInfo], *, dense: bool) -> dict[str, Any]:
    wanted = {category.name for category in categories}
    places = [place for place, column in enumerate(hall.seen.columns) if column.category in wanted]
    columns = [hall.seen.columns[place] for place in places]
    groups = [
        {"title": one.name, "participants": [_head(c, one.noun) for c in columns if c.category == one.name]}
        for one in categories
    ]
    lines = [(line, [line.cells[place] for place in places]) for line in hall.seen.lines]
    shown = [(line, cells) for line, cells in lines if not dense or any(cell.state != "none" for cell in cells)]
    rows = [_line(hall, line, cells, columns) for line, cells in shown]
    return {"dense": dense, "groups": [one for one in groups if one["participants"]], "judges": rows}


def _head(column: Column, noun: str) -> dict[str, Any]:
    card = number_card(column.number, column.prefix, off=column.status != "active")
    return card | {"name": column.name, "short_name": short_name(column.name, noun)}


def short_name(name: str, noun: str) -> str:
    """Two words that tell participants apart: without the noun, titles before and degrees behind."""
    plain = name.partition(",")[0].removeprefix(f"{noun} ")
    spoken = [word for word in plain.split() if not word.endswith(".")] or plain.split()
    return " ".join(spoken[:2])


def _line(hall: Hall, line: Line, cells: Sequence[Cell], columns: Sequence[Column]) -> dict[str, Any]:
    who = [
        line.background,
        *([_("ketua")] if line.code in hall.chairs else []),
        *([_("cadangan")] if line.is_reserve else []),
    ]
    before = [None, *(column.category for column in columns)]
    return {
        "code": line.code,
        "name": line.name,
        "detail": ", ".join(who),
        "presence": _presence(line, hall.here.get(line.judge_id)),
        "cells": [
            _cell(cell, is_reserve=line.is_reserve) | {"starts_group": before[place] not in (None, column.category)}
            for place, (cell, column) in enumerate(zip(cells, columns, strict=True))
        ],
    }


def _presence(line: Line, here: Presence | None) -> dict[str, str]:
    """Where the judge is, in words, and whether somebody should look: marks that have not left a tablet."""
    if line.on_paper:
        return {"kind": "", "text": _("menilai di kertas")}
    if here is not None and here.unsent:
        text = _("{n} belum terkirim, terlihat {clock}", n=here.unsent, clock=words.zone_clock(here.seen_at, zone()))
        return {"kind": "look", "text": text}
    if here is not None and here.connected:
        return {"kind": "on", "text": _("tersambung")}
    if here is not None:
        return {"kind": "", "text": _("terlihat {clock}", clock=words.zone_clock(here.seen_at, zone()))}
    if line.checked_in or any(cell.state == "submitted" for cell in line.cells):
        return {"kind": "", "text": _("hadir")}
    called = any(cell.state != "none" for cell in line.cells)
    return {"kind": "", "text": _("belum hadir") if called else ""}


def _cell(cell: Cell, *, is_reserve: bool) -> dict[str, Any]:
    if cell.state == "none":
        kind, text = "none", _("cadangan") if is_reserve else "–"
    elif cell.paper:
        kind, text = PAPER[cell.paper][0], _(PAPER[cell.paper][1])
    elif cell.state == "draft":
        kind, text = "part", f"{cell.filled}/{cell.indicators}"
    else:
        kind, text = KINDS[cell.state][0], _(KINDS[cell.state][1])
    return {"kind": kind, "text": text, "done": cell.filled, "count": cell.indicators or 1}


def summary(counts: Sequence[Count]) -> str:
    if not counts:
        return _("Penilaian belum dibuka.")
    parts = [
        _("{sent} dari {n} lembar {category}", sent=count.sent, n=count.expected, category=count.category)
        for count in counts
    ]
    return _("{parts} sudah terkirim.", parts=words.listing(parts))


def close_words(count: Count | None) -> str:
    """What closing means now: who has not sent, and whose paper nobody checked."""
    if count is None or not count.missing:
        return _("Semua lembar sudah masuk.")
    said = _(
        "{n} lembar belum masuk: {who}. Lembar yang belum dikirim tidak ikut dihitung.",
        n=missing(count),
        who=_names(count.missing),
    )
    if not count.unchecked:
        return said
    paper = _("Di antaranya lembar kertas yang belum diperiksa: {who}.", who=_names(count.unchecked))
    return f"{said} {paper}"


def missing(count: Count | None) -> int:
    return count.expected - count.sent if count else 0


def _names(who: Sequence[tuple[str, int]]) -> str:
    return words.listing([_("{name} {n} lembar", name=name, n=number) for name, number in who])
