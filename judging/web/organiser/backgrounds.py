"""The page Unsur juri: where judges come from, in the order printed."""

from __future__ import annotations

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from judging import actions
from judging.actions import BackgroundLine
from judging.event_rules import MOST_BACKGROUNDS
from judging.language import _
from judging.queries.set_up import background_uses
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import steps
from judging.web.organiser.common import blueprint, event_id, page, told, typed
from judging.web.organiser.rows import Row, typed_rows


@blueprint.get("/pengaturan/unsur-juri")
@allow(Permission.SET_UP)
def backgrounds() -> ResponseReturnValue:
    return _show()


@blueprint.post("/pengaturan/unsur-juri")
@allow(Permission.SET_UP)
def save_backgrounds() -> ResponseReturnValue:
    rows = typed_rows(["name"], ["name"])
    lines = [BackgroundLine(row.key, row["name"]) for row in rows]
    try:
        with database().writing() as session:
            actions.set_backgrounds(session, actor(), event_id(), lines, based_on=typed("based_on"), now=utc_now())
    except actions.Refused as refusal:
        return _show(told(refusal), rows)
    if lines:
        flash(_("Unsur juri disimpan: {n}.", n=len(lines)))
    else:
        flash(_("Belum ada unsur juri yang diisi."), "warn")
    return redirect(steps.onward("backgrounds"))


def _show(problems: list[str] | None = None, rows: list[Row] | None = None) -> ResponseReturnValue:
    with database().reading() as session:
        stored, mark = background_uses(session, event_id())
    used = {code: judges for code, _name, judges in stored}
    shown = rows if rows is not None else [Row(code, {"name": name}) for code, name, _judges in stored]
    return page(
        "organiser/backgrounds.html",
        422 if problems else 200,
        problems=problems or [],
        rows=[
            {"key": row.key, "title": row["name"], "values": row.texts, "note": _judges(used.get(row.key, 0))}
            for row in shown
        ],
        may_add=len(shown) < MOST_BACKGROUNDS,
        based_on=typed("based_on") if problems else mark,
        following=steps.after("backgrounds"),
    )


def _judges(number: int) -> str:
    return _("{n} juri", n=number) if number else ""
