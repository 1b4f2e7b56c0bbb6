"""The names to print, for all who did not approve theirs yet: each with its own tick, approved together."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries import ParticipantInfo
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.cards import number_card
from judging.web.organiser.common import blueprint, event_id, page, told

CHANGEABLE = ("setup", "judging", "closed")


@blueprint.get("/peserta/nama")
@allow(Permission.SET_UP)
def names() -> ResponseReturnValue:
    return _show([])


@blueprint.post("/peserta/nama")
@allow(Permission.SET_UP)
def approve_names() -> ResponseReturnValue:
    """Each name as it stood on the page; one that changed since is approved by nobody, and neither are the others."""
    ticked = set(request.form.getlist("approve"))
    chosen = [one for one in _waiting() if str(one.id) in ticked]
    if not chosen:
        return _show([_("Belum ada nama yang dicentang.")])
    if changed := [one.name for one in chosen if request.form.get(f"name-{one.id}") != one.name]:
        return _show([_("{name} baru saja diubah. Periksa lagi.", name=name) for name in changed])
    try:
        with database().writing() as session:
            for one in chosen:
                actions.approve_name(session, actor(), one.id, one.name, now=utc_now())
    except actions.Refused as refusal:
        return _show(told(refusal))
    flash(_("{n} nama disetujui, dan dicetak persis seperti ini.", n=len(chosen)))
    return redirect(url_for("organiser.names" if _waiting() else "organiser.participants"))


def _waiting() -> list[ParticipantInfo]:
    with database().reading() as session:
        people = queries.participants(session, event_id())
    return [
        one
        for one in people
        if one.status == "active" and one.name_approved_at is None and one.category_state in CHANGEABLE
    ]


def _show(problems: list[str]) -> ResponseReturnValue:
    groups: dict[str, list[dict[str, Any]]] = {}
    ticked = set(request.form.getlist("approve"))
    for one in _waiting():
        card = number_card(one.number, one.prefix)
        row = {"id": one.id, "card": card, "name": one.name, "place": one.place, "ticked": str(one.id) in ticked}
        groups.setdefault(one.category, []).append(row)
    found = [{"title": title, "rows": rows} for title, rows in groups.items()]
    return page("organiser/names.html", 422 if problems else 200, groups=found, problems=problems)
