"""How far the judging is, judge by participant, and closing a category. Never a score."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries, words
from judging.queries.progress import Cell, Column, Count, Line
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.cards import number_card
from judging.web.organiser import reopening
from judging.web.organiser.common import blueprint, category_by_code, event_id, page, zone

KINDS = {
    "blank": ("blank", "Belum"),
    "ready": ("ready", "Siap dikirim"),
    "reopened": ("reopened", "Ditarik"),
    "submitted": ("sent", "Terkirim"),
    "recused": ("recused", "Tidak menilai"),
    "absent": ("absent", "Tidak hadir"),
    "substituted": ("absent", "Digantikan"),
    "withdrawn": ("withdrawn", "Tidak ikut"),
}


@blueprint.get("/kemajuan")
@allow(Permission.SEE_PROGRESS)
def progress() -> ResponseReturnValue:
    with database().reading() as session:
        seen, categories = queries.progress(session, event_id()), queries.categories(session, event_id())
        chairs = {one.code for one in queries.panel(session, event_id(), now=utc_now()) if one.is_chair}
    counts = {count.category_id: count for count in seen.counts}
    groups = []
    for category in categories:
        columns = [column for column in seen.columns if column.category == category.name]
        groups.append(
            {
                "title": category.name,
                "category": category.code,
                "participants": [_head(column, category.noun) for column in columns],
                "can_close": category.state == "judging" and actor().may(Permission.CLOSE),
                "missing": _missing(counts.get(category.id)),
                "close_words": close_words(counts.get(category.id)),
            }
        )
    return page(
        "organiser/progress.html",
        summary=summary(list(seen.counts)),
        updated_at=words.local(utc_now(), zone()).strftime("%H.%M.%S"),
        groups=groups,
        judges=[_line(line, seen.columns, is_chair=line.code in chairs) for line in seen.lines],
        requests=reopening.waiting(),
    )


@blueprint.post("/tutup/<category>")
@allow(Permission.CLOSE)
def close(category: str) -> ResponseReturnValue:
    found = category_by_code(category)
    with database().writing() as session:
        actions.close_category(session, actor(), found.id, now=utc_now())
    flash(f"Penilaian {found.name} ditutup.")
    return redirect(url_for("organiser.progress"))


def summary(counts: list[Count]) -> str:
    if not counts:
        return "Penilaian belum dibuka."
    parts = [f"{count.sent} dari {count.expected} lembar {count.category}" for count in counts]
    return f"{words.listing(parts)} sudah terkirim."


def close_words(count: Count | None) -> str:
    if count is None or not count.missing:
        return "Semua lembar sudah masuk."
    who = words.listing([f"{name} {number} lembar" for name, number in count.missing])
    return f"{_missing(count)} lembar belum masuk: {who}. Lembar yang belum dikirim tidak ikut dihitung."


def _missing(count: Count | None) -> int:
    return count.expected - count.sent if count else 0


def _head(column: Column, noun: str) -> dict[str, Any]:
    card = number_card(column.number, column.prefix, off=column.status != "active")
    return card | {"short_name": short_name(column.name, noun)}


def short_name(name: str, noun: str) -> str:
    """Two words that tell participants apart: without the noun, titles before and degrees behind."""
    plain = name.partition(",")[0].removeprefix(f"{noun} ")
    spoken = [word for word in plain.split() if not word.endswith(".")] or plain.split()
    return " ".join(spoken[:2])


def _line(line: Line, columns: tuple[Column, ...], *, is_chair: bool) -> dict[str, Any]:
    detail = [line.background, *(["ketua"] if is_chair else []), *(["cadangan"] if line.is_reserve else [])]
    before = [None, *(column.category for column in columns)]
    return {
        "code": line.code,
        "name": line.name,
        "detail": f"{', '.join(detail)}{_presence(line)}",
        "cells": [
            _cell(cell, is_reserve=line.is_reserve) | {"starts_group": before[place] not in (None, column.category)}
            for place, (cell, column) in enumerate(zip(line.cells, columns, strict=True))
        ],
    }


def _presence(line: Line) -> str:
    """Whoever has sent a sheet has been here; nothing is said of a reserve who was not called."""
    if line.checked_in or any(cell.state == "submitted" for cell in line.cells):
        return " · hadir"
    return "" if all(cell.state == "none" for cell in line.cells) else " · belum hadir"


def _cell(cell: Cell, *, is_reserve: bool) -> dict[str, Any]:
    if cell.state == "none":
        kind, text = "none", "cadangan" if is_reserve else "–"
    elif cell.state == "draft":
        kind, text = "part", f"{cell.filled}/{cell.indicators}"
    else:
        kind, text = KINDS[cell.state]
    return {"kind": kind, "text": text, "done": cell.filled, "count": cell.indicators or 1}
