"""The page Batasan: who may take part, whether there is a time for objections, what the public is shown."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries.paper_settings import settings_mark
from judging.roles import Permission
from judging.spreadsheet.event_sheets import SETTINGS
from judging.web.access import actor, allow, database, utc_now
from judging.web.event_form import typed_values
from judging.web.not_saved import refused
from judging.web.organiser import steps
from judging.web.organiser.common import blueprint, event_id, page, typed

NUMBERS = tuple(column for column in SETTINGS if column.key in {"members_lowest", "members_highest"})
TICKS = ("one_per_region", "objections", "show_prizes", "show_values")


@blueprint.get("/pengaturan/batasan")
@allow(Permission.SET_UP)
def event_limits() -> ResponseReturnValue:
    return _show()


@blueprint.post("/pengaturan/batasan")
@allow(Permission.SET_UP)
def save_event_limits() -> ResponseReturnValue:
    try:
        values = typed_values(NUMBERS, request.form) | {name: name in request.form for name in TICKS}
        with database().writing() as session:
            actions.set_limits(session, actor(), event_id(), values, based_on=typed("based_on"), now=utc_now())
    except actions.Refused as refusal:
        return _show(refusal)
    flash(_("Batasan disimpan."))
    return redirect(steps.onward("event_limits"))


def _show(refusal: actions.Refused | None = None) -> ResponseReturnValue:
    with database().reading() as session:
        stored, mark = queries.settings(session, event_id()), settings_mark(session, event_id())
    values: dict[str, Any] = {column.key: stored.get(column.key) or "" for column in NUMBERS}
    values |= {name: stored.get(name) is True for name in TICKS}
    values["one_per_region"] = stored.get("one_per_region") is not False
    return page(
        "organiser/event_limits.html",
        422 if refusal else 200,
        **refused(refusal),
        values=request.form if refusal else values,
        based_on=typed("based_on") if refusal else mark,
        following=steps.after("event_limits"),
    )
