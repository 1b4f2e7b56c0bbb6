"""The announcement's remote control, for a phone: start, next, back, pause, blank.

Shows what is on the screen now and the bare label of what comes next; names only after they were revealed.
"""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import N_, _
from judging.queries import Step
from judging.queries.programme import Programme, ScreenInfo
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.numbers import whole
from judging.web.organiser.common import blueprint, event_id, page, told, typed

MODES = {"pause": N_("Layar sedang jeda."), "blank": N_("Layar sedang kosong."), "show": ""}


@blueprint.get("/pengumuman/kendali")
@allow(Permission.ANNOUNCE)
def remote() -> ResponseReturnValue:
    return show()


@blueprint.post("/pengumuman/kendali/mulai")
@allow(Permission.ANNOUNCE)
def start_reveal() -> ResponseReturnValue:
    try:
        with database().writing() as session:
            actions.start_reveal(session, actor(), event_id(), request.form.getlist("category"), now=utc_now())
    except actions.Refused as refusal:
        return show(told(refusal))
    return redirect(url_for("organiser.remote"))


@blueprint.post("/pengumuman/kendali")
@allow(Permission.ANNOUNCE)
def press() -> ResponseReturnValue:
    try:
        with database().writing() as session:
            actions.press(session, actor(), event_id(), typed("button"), whole(typed("version"), -1), now=utc_now())
    except actions.Refused as refusal:
        return show(told(refusal))
    return redirect(url_for("organiser.remote"))


def show(problems: list[str] | None = None) -> ResponseReturnValue:
    with database().reading() as session:
        now = queries.screen(session, event_id())
        found = queries.programme(session, event_id(), now.programme)
        categories = queries.categories(session, event_id())
    return page(
        "organiser/remote.html",
        422 if problems else 200,
        problems=problems or [],
        started=bool(now.programme),
        categories=[{"code": one.code, "name": one.name} for one in categories if one.state in ("sealed", "announced")],
        **_state(now, found),
    )


def _state(now: ScreenInfo, found: Programme) -> dict[str, Any]:
    step = found.steps[now.step - 1] if not found.stopped and 0 < now.step <= len(found.steps) else None
    following = found.steps[now.step] if now.step < len(found.steps) else None
    return {
        "version": now.version,
        "mode": now.mode,
        "mode_words": _(MODES[now.mode]),
        "stopped": found.stopped,
        "count": "" if found.stopped else _("{step} dari {count}", step=now.step, count=len(found.steps)),
        "shown": _title(step) if step else _("Sebentar") if found.stopped else _("Judul acara"),
        "names": [one.name for one in step.winners] if step else [],
        "category": step.category if step else "",
        "next": _title(following) if following else "",
        "next_category": following.category if following else "",
        "at_start": now.step == 0,
    }


def _title(step: Step) -> str:
    return {"opening": _("Pembuka"), "board": _("Papan juara")}.get(step.kind, step.label)
