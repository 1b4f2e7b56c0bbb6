"""Who scores what: judges down, categories and their rounds across, one tick for each seat, saved together."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries import JudgeInfo, RoundInfo
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.numbers import whole
from judging.web.organiser.common import blueprint, event_id, page


@blueprint.get("/juri/penugasan")
@allow(Permission.SET_UP)
def seats() -> ResponseReturnValue:
    with database().reading() as session:
        rounds, judges = queries.rounds(session, event_id()), queries.judges(session, event_id())
        seated = queries.seated(session, event_id())
    return page(
        "organiser/seats.html",
        rounds=[{"name": one.shown, "open": one.state == "setup"} for one in rounds],
        rows=[_row(one, rounds, seated.get(one.id, set())) for one in judges],
        can_change=any(one.state == "setup" for one in rounds),
    )


@blueprint.post("/juri/penugasan")
@allow(Permission.SET_UP)
def save_seats() -> ResponseReturnValue:
    with database().reading() as session:
        wanted: dict[int, set[int]] = {one.id: set() for one in queries.judges(session, event_id())}
    for text in request.form.getlist("seat"):
        judge, _colon, round_ = text.partition(":")
        wanted.get(whole(judge, 0), set()).add(whole(round_, 0))
    with database().writing() as session:
        actions.set_seats(session, actor(), event_id(), wanted, now=utc_now())
    flash(_("Penugasan disimpan."))
    return redirect(url_for("organiser.seats"))


def _row(one: JudgeInfo, rounds: list[RoundInfo], seated: set[int]) -> dict[str, Any]:
    cells = [
        {"value": f"{one.id}:{round_.id}", "ticked": round_.id in seated, "open": round_.state == "setup",
         "label": _("{judge} menilai {category}", judge=one.name, category=round_.shown)}
        for round_ in rounds
    ]  # fmt: skip
    return {"code": one.code, "name": one.name, "reserve": one.is_reserve, "cells": cells}
