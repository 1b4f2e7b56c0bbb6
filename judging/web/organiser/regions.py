"""The page Wilayah: many added at once, one a line; renamed, moved, removed while nobody comes from them."""

from __future__ import annotations

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.actions import RegionLine
from judging.language import _
from judging.queries.set_up import region_uses
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import steps
from judging.web.organiser.common import blueprint, event_id, page, told, typed
from judging.web.organiser.region_words import regions_of
from judging.web.organiser.rows import Row, typed_rows


@blueprint.get("/pengaturan/wilayah")
@allow(Permission.SET_UP)
def regions() -> ResponseReturnValue:
    return _show()


@blueprint.post("/pengaturan/wilayah")
@allow(Permission.SET_UP)
def save_regions() -> ResponseReturnValue:
    rows = typed_rows(["name"], ["name"])
    added = [line.strip() for line in typed("more").splitlines() if line.strip()]
    lines = [*(RegionLine(row.id, row["name"]) for row in rows), *(RegionLine(None, name) for name in added)]
    try:
        with database().writing() as session:
            actions.set_regions(session, actor(), event_id(), lines, based_on=typed("based_on"), now=utc_now())
    except actions.Refused as refusal:
        return _show(told(refusal), rows)
    if lines:
        flash(_("Wilayah disimpan: {n}.", n=len(lines)))
    else:
        flash(_("Belum ada wilayah yang diisi."), "warn")
    return redirect(steps.onward("regions"))


def _show(problems: list[str] | None = None, rows: list[Row] | None = None) -> ResponseReturnValue:
    with database().reading() as session:
        stored, mark = region_uses(session, event_id())
        level = queries.event(session, event_id()).level
    used = {str(one.id): one.participants for one in stored}
    shown = rows if rows is not None else [Row(str(one.id), {"name": one.name}) for one in stored]
    return page(
        "organiser/regions.html",
        422 if problems else 200,
        problems=problems or [],
        rows=[
            {"key": row.key, "title": row["name"], "values": row.texts, "note": _people(used.get(row.key, 0))}
            for row in shown
        ],
        who=_(regions_of(level).send),
        more=request.form.get("more", "") if problems else "",
        based_on=typed("based_on") if problems else mark,
        following=steps.after("regions"),
    )


def _people(number: int) -> str:
    return _("{n} peserta", n=number) if number else ""
