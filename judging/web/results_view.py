"""The announced results as everyone may see them: on the page, and in the static copy for any web host.

In:  an event and a category's code.   Out: what public/results.html takes.   Reads announced versions and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from judging import queries, words
from judging.database import Database
from judging.language import N_, _
from judging.queries import CategoryInfo, EventInfo, Seal, SealedResult
from judging.queries.results import SealedRow, announced_results
from judging.web.places import place_mark

STEPS = {
    "aspect": N_("nilai aspek {title}"),
    "head_to_head": N_("banding langsung antarjuri"),
    "plenary": N_("keputusan pleno"),
}


def results_context(database: Database, event: EventInfo, category: str, zone: str) -> dict[str, Any]:
    """The chosen category, else the first that was announced; without any the page is closed."""
    with database.reading() as session:
        found = announced_results(session, event.id)
        named = {one.id: one for one in queries.categories(session, event.id)}
        newest = queries.seals(session, event.id)
        show_values = queries.settings(session, event.id).get("show_values") is True
    chosen = next((one for one in found if named[one.category_id].code == category), found[0] if found else None)
    shown = _shown(chosen, newest[chosen.category_id], zone, show_values=show_values) if chosen else _closed()
    return {
        "event": _event_card(event),
        "categories": [_tab(named[one.category_id], one is chosen) for one in found],
        **shown,
    }


def _event_card(event: EventInfo) -> dict[str, Any]:
    return {"title": f"{event.name} {event.year}", "is_sample": event.is_sample}


def _tab(category: CategoryInfo, current: bool) -> dict[str, Any]:
    return {"code": category.code, "noun": category.name, "current": current}


def _closed() -> dict[str, Any]:
    return {
        "announced_on": "",
        "first": (),
        "rows": (),
        "specials": (),
        "notes": (),
        "version_words": "",
        "erratum": (),
    }


def _shown(result: SealedResult, newest: Seal, zone: str, *, show_values: bool) -> dict[str, Any]:
    first_label = next((one["label"] for one in result.body["places"] if one["place"] == 1), "")
    rows = [_row(row, first_label, show_values) for row in result.rows]
    first = [row for row, sealed in zip(rows, result.rows, strict=True) if sealed.rank == 1]
    return {
        "announced_on": _day(result, zone),
        "first": first,
        "rows": rows[len(first) :],
        "specials": [
            {"label": one.label, "name": one.name, "place": one.place, "basis": one.basis} for one in result.specials
        ],
        "notes": _notes(result),
        "erratum": tuple(_erratum(result, newest)),
        "version_words": _("Hasil versi {number}, diumumkan {day}.", number=result.number, day=_day(result, zone)),
    }


def _day(result: SealedResult, zone: str) -> str:
    return words.long_date(words.local(result.announced_at, zone).date()) if result.announced_at else ""


def _erratum(result: SealedResult, newest: Seal) -> Iterator[str]:
    """What was put right, and whether something still is being put right. Never the reason's own words."""
    correction = result.body.get("correction")
    if correction and correction["kind"] == "name":
        yield _("Nama {before} diperbaiki menjadi {after}.", before=correction["before"], after=correction["after"])
    elif correction:
        yield _("Urutan atau nilai diperbaiki dengan berita acara koreksi.")
    if correction:
        yield _(
            "Hasil versi {number} menggantikan versi {replaces}.", number=result.number, replaces=correction["replaces"]
        )
    if newest.number > result.number:
        yield _("Hasil ini sedang dikoreksi. Versi yang baru segera diumumkan.")


def _row(row: SealedRow, first_label: str, show_values: bool) -> dict[str, Any]:
    label = row.award or _("Peringkat {rank}", rank=row.rank)
    strokes, hollow = place_mark(label, first_label)
    return {
        "label": label,
        "strokes": strokes if row.award else 0,
        "hollow": hollow,
        "name": row.name,
        "place": row.place,
        "value": row.shown if show_values else "",
    }


def _notes(result: SealedResult) -> list[str]:
    """Why equal values stand in this order, without any figure."""
    titles = {one["code"]: one["title"].lower() for one in result.body["aspects"]}
    equal: dict[str, list[SealedRow]] = {}
    for row in result.rows:
        equal.setdefault(row.total, []).append(row)
    return [_note(group, titles) for group in equal.values() if len(group) > 1]


def _note(group: list[SealedRow], titles: dict[str, str]) -> str:
    names = words.listing([row.name for row in group])
    if all(row.tied for row in group):
        return _("{names} adalah juara kembar menurut keputusan pleno.", names=names)
    step = next((row.decided_by for row in group if row.decided_by), "plenary")
    kind, _colon, aspect = step.partition(":")
    return _(
        "{names} bernilai sama. Urutannya ditentukan {step}.",
        names=names,
        step=_(STEPS[kind], title=titles.get(aspect, aspect)),
    )
