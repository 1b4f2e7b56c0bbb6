"""Pages for everyone: the front door, the announced results, and whether a piagam is genuine.

Nothing here can show a place, a name or a value of a result that was not announced.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from judging import codes, queries, words
from judging.language import N_, _
from judging.queries import CheckedPaper
from judging.queries.results import announced_results
from judging.sample import judge_sign_ins, organiser_sign_ins
from judging.web import limits, results_view
from judging.web.access import database, public, utc_now
from judging.web.template_globals import current_event

blueprint = Blueprint("public", __name__)
STAGE_WORDS = {
    "setup": N_("Penilaian sedang disiapkan."),
    "judging": N_("Penilaian sedang berlangsung."),
    "closed": N_("Penilaian selesai. Hasil belum diumumkan."),
    "sealed": N_("Penilaian selesai. Hasil belum diumumkan."),
    "announced": N_("Hasil sudah diumumkan."),
    "archived": N_("Hasil sudah diumumkan."),
}
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
        stage_words=_(STAGE_WORDS[stage]),
        announced=announced,
        sample_sign_ins=_samples(event.id) if event.is_sample else (),
    )


def _samples(event_id: int) -> tuple[tuple[str, str], ...]:
    with database().reading() as session:
        codes = [judge.code for judge in queries.judges(session, event_id)]
    judges = tuple(
        (_("Juri {code}", code=code), _("kartu {code}, PIN {pin}", code=code, pin=pin))
        for code, pin in judge_sign_ins(codes)
    )
    return (*judges, *((login.capitalize(), how) for login, how in organiser_sign_ins()))


@blueprint.get("/hasil")
@blueprint.get("/hasil/<category>")
@public
def results(category: str = "") -> ResponseReturnValue:
    """Announced results; before that, and for a category that does not exist, the same calm page."""
    event = current_event()
    if event is None:
        return redirect(url_for("public.home"))
    return render_template("public/results.html", **results_view.results_context(database(), event, category, zone()))


def zone() -> str:
    found: str = current_app.extensions["juara"].settings.time_zone
    return found


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
        (_("Diberikan kepada"), found.name),
        (_("Sebagai"), found.label),
        (
            _("Kegiatan"),
            _("{category} {level} Tahun {year}", category=found.category, level=found.level, year=found.year),
        ),
        (_("Tanggal piagam"), words.long_date(date.fromisoformat(found.day))),
    ]
