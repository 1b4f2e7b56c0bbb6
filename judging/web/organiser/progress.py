"""How far the judging is, judge by participant, and closing a category. Never a score.

In:  a small question every few seconds.   Out: the page, its moving parts alone, or 304 while nothing moved.
"""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries, words
from judging.language import _, chosen
from judging.queries.presence import grid_version, presence
from judging.roles import Permission
from judging.web.access import actor, allow, database, unattended, utc_now
from judging.web.organiser import progress_view as view
from judging.web.organiser import reopening
from judging.web.organiser.common import blueprint, category_by_code, event_id, page, zone

MOST_FINDINGS = 5  # the journal's page has them all


@blueprint.get("/kemajuan")
@allow(Permission.SEE_PROGRESS)
def progress() -> ResponseReturnValue:
    tag, parts = _tag(), _moving()
    return page("organiser/progress.html", **parts, tag=tag)


@blueprint.get("/kemajuan/sekarang")
@allow(Permission.SEE_PROGRESS)
@unattended
def progress_now() -> ResponseReturnValue:
    """What moves on the page, for the open page to put in place: nothing at all while nothing moved."""
    tag = _tag()
    if tag in request.if_none_match:
        return Response(status=304)
    response = Response(render_template("organiser/progress_part.html", **_moving()))
    response.set_etag(tag)
    return response


def _tag() -> str:
    """The language belongs to it: another reader of the same grid reads other words."""
    with database().reading() as session:
        return f"{grid_version(session, event_id(), now=utc_now())}-{chosen()}"


def _moving() -> dict[str, Any]:
    with database().reading() as session:
        seen, categories = queries.progress(session, event_id()), queries.categories(session, event_id())
        chairs = frozenset(one.code for one in queries.panel(session, event_id(), now=utc_now()) if one.is_chair)
        here = presence(session, event_id(), now=utc_now())
    counts = {count.category_id: count for count in seen.counts}
    hall = view.Hall(seen, categories, chairs, here)
    return {
        "summary": view.summary(seen.counts),
        "updated_at": words.local(utc_now(), zone()).strftime("%H.%M.%S"),
        "tables": view.tables(hall),
        "closing": [
            {"title": one.name, "category": one.code, "words": view.close_words(counts.get(one.id))}
            for one in categories
            if one.state == "judging" and actor().may(Permission.CLOSE)
        ],
        "requests": reopening.waiting(),
        "held": seen.held,
        "papers": sum(number for count in seen.counts for _name, number in count.unchecked),
        "may_key_in": actor().may(Permission.SET_UP),
    }


@blueprint.post("/tutup/<category>")
@allow(Permission.CLOSE)
def close(category: str) -> ResponseReturnValue:
    found = category_by_code(category)
    with database().writing() as session:
        findings = actions.close_category(session, actor(), found.id, now=utc_now())
    flash(_("Penilaian {name} ditutup.", name=found.name))
    if findings:
        told = _("Jurnal tidak cocok dengan data: {findings}. Hasil tidak dapat dikunci sebelum ini diperiksa.",
                 findings="; ".join(findings[:MOST_FINDINGS]))  # fmt: skip
        flash(told, "bad")
    return redirect(url_for("organiser.progress"))
