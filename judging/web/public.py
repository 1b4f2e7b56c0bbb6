"""Pages for everyone: the front door, the announced results, and whether a piagam is genuine.

Nothing here can show a place, a name or a value of a result that was not announced.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from judging import codes, queries, words
from judging.queries import CategoryInfo, CheckedPaper, EventInfo, SealedResult
from judging.queries.results import SealedRow, announced_results
from judging.sample import judge_sign_ins, organiser_sign_ins
from judging.web import limits
from judging.web.access import database, public, utc_now
from judging.web.places import place_mark
from judging.web.template_globals import current_event

blueprint = Blueprint("public", __name__)
STAGE_WORDS = {
    "setup": "Penilaian sedang disiapkan.",
    "judging": "Penilaian sedang berlangsung.",
    "closed": "Penilaian selesai. Hasil belum diumumkan.",
    "sealed": "Penilaian selesai. Hasil belum diumumkan.",
    "announced": "Hasil sudah diumumkan.",
    "archived": "Hasil sudah diumumkan.",
}
STEPS = {"aspect": "nilai aspek {}", "head_to_head": "banding langsung antarjuri", "plenary": "keputusan pleno"}
MOST_CODE = 40  # characters of a typed code; more is never one of ours


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    event = current_event()
    if event is None:
        return render_template("public/home.html", stage_words="", announced=False, sample_sign_ins=())
    with database().reading() as session:
        states = [category.state for category in queries.categories(session, event.id)]
        announced = bool(announced_results(session, event.id))
    stage = min(states, key=list(STAGE_WORDS).index, default="setup")
    return render_template(
        "public/home.html",
        event={"title": f"{event.name} {event.year}", "level": event.level, "is_sample": event.is_sample},
        stage_words=STAGE_WORDS[stage],
        announced=announced,
        sample_sign_ins=_samples(event.id) if event.is_sample else (),
    )


def _samples(event_id: int) -> tuple[tuple[str, str], ...]:
    with database().reading() as session:
        codes = [judge.code for judge in queries.judges(session, event_id)]
    judges = tuple((f"Juri {code}", f"kartu {code}, PIN {pin}") for code, pin in judge_sign_ins(codes))
    return (*judges, *((login.capitalize(), how) for login, how in organiser_sign_ins()))


@blueprint.get("/hasil")
@blueprint.get("/hasil/<category>")
@public
def results(category: str = "") -> ResponseReturnValue:
    """Announced results; before that, and for a category that does not exist, the same calm page."""
    event = current_event()
    if event is None:
        return redirect(url_for("public.home"))
    with database().reading() as session:
        found = announced_results(session, event.id)
        named = {one.id: one for one in queries.categories(session, event.id)}
        show_values = queries.settings(session, event.id).get("show_values") is True
    chosen = next((one for one in found if named[one.category_id].code == category), found[0] if found else None)
    return render_template(
        "public/results.html",
        event=_event_card(event),
        categories=[_tab(named[one.category_id], one is chosen) for one in found],
        **(_shown(chosen, show_values) if chosen else _closed()),
    )


def _event_card(event: EventInfo) -> dict[str, Any]:
    return {"title": f"{event.name} {event.year}", "is_sample": event.is_sample}


def _tab(category: CategoryInfo, current: bool) -> dict[str, Any]:
    return {"code": category.code, "noun": category.name, "current": current}


def _closed() -> dict[str, Any]:
    return {"announced_on": "", "first": (), "rows": (), "specials": (), "notes": (), "version_words": ""}


def _shown(result: SealedResult, show_values: bool) -> dict[str, Any]:
    first_label = next((one["label"] for one in result.body["places"] if one["place"] == 1), "")
    rows = [_row(row, first_label, show_values) for row in result.rows]
    first = [row for row, sealed in zip(rows, result.rows, strict=True) if sealed.rank == 1]
    return {
        "announced_on": _day(result),
        "first": first,
        "rows": rows[len(first) :],
        "specials": [
            {"label": one.label, "name": one.name, "place": one.place, "basis": one.basis} for one in result.specials
        ],
        "notes": _notes(result),
        "version_words": f"Hasil versi {result.number}, diumumkan {_day(result)}.",
    }


def _day(result: SealedResult) -> str:
    zone = current_app.extensions["juara"].settings.time_zone
    return words.long_date(words.local(result.announced_at, zone).date()) if result.announced_at else ""


def _row(row: SealedRow, first_label: str, show_values: bool) -> dict[str, Any]:
    label = row.award or f"Peringkat {row.rank}"
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
        return f"{names} adalah juara kembar menurut keputusan pleno."
    step = next((row.decided_by for row in group if row.decided_by), "plenary")
    kind, _, aspect = step.partition(":")
    return f"{names} bernilai sama. Urutannya ditentukan {STEPS[kind].format(titles.get(aspect, aspect))}."


@blueprint.get("/periksa")
@blueprint.get("/periksa/<path:code>")
@public
def check(code: str = "") -> ResponseReturnValue:
    """Whether a piagam stands. A code that is not ours answers like one that never existed."""
    asked = (code or request.args.get("code", "")).strip()
    if asked and not limits.look_ups(current_app).allows(request.remote_addr or "", utc_now()):
        abort(429)
    found = None
    if 0 < len(asked) <= MOST_CODE:
        with database().reading() as session:
            found = queries.check_paper(session, codes.as_typed(asked))
    return render_template("public/check.html", code=asked[:MOST_CODE], **_verdict(asked, found))


def _verdict(asked: str, found: CheckedPaper | None) -> dict[str, Any]:
    verdict = "" if not asked else found.state if found else "unknown"
    return {
        "verdict": verdict,
        "facts": _facts(found) if found and found.state != "revoked" else [],
        "replacement_code": found.replacement if found else "",
    }


def _facts(found: CheckedPaper) -> list[tuple[str, str]]:
    return [
        ("Diberikan kepada", found.name),
        ("Sebagai", found.label),
        ("Kegiatan", f"{found.category} {found.level} Tahun {found.year}"),
        ("Tanggal piagam", words.long_date(date.fromisoformat(found.day))),
    ]
