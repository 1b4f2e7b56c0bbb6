"""The page Acara: name, level, year, place, dates, organiser."""

from __future__ import annotations

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries.set_up import event_mark_of
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.event_form import FIELDS, typed_facts
from judging.web.not_saved import refused
from judging.web.organiser import steps
from judging.web.organiser.common import blueprint, event_id, page, typed


@blueprint.get("/pengaturan/acara")
@allow(Permission.SET_UP)
def event_facts() -> ResponseReturnValue:
    return _show()


@blueprint.post("/pengaturan/acara")
@allow(Permission.SET_UP)
def save_event_facts() -> ResponseReturnValue:
    try:
        facts = typed_facts(utc_now().year)
        with database().writing() as session:
            actions.edit_event(session, actor(), event_id(), facts, based_on=typed("based_on"), now=utc_now())
    except actions.Refused as refusal:
        return _show(refusal)
    flash(_("Acara disimpan."))
    return redirect(steps.onward("event_facts"))


def _show(refusal: actions.Refused | None = None) -> ResponseReturnValue:
    with database().reading() as session:
        event, settings = queries.event(session, event_id()), queries.settings(session, event_id())
        mark = event_mark_of(session, event_id())
    stored = {column.key: getattr(event, column.key, "") for column in FIELDS}
    stored["organiser"] = settings.get("organiser")
    values = {name: "" if value is None else str(value) for name, value in stored.items()}
    return page(
        "organiser/event_facts.html",
        422 if refusal else 200,
        **refused(refusal),
        values=request.form if refusal else values,
        printed=f"{event.name} {event.level} Tahun {event.year}",
        based_on=typed("based_on") if refusal else mark,
        following=steps.after("event_facts"),
    )
