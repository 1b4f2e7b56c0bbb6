"""The rubric of a category, and its rounds where it has several: name, day, share with the sum in view."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions
from judging.actions import RoundLine
from judging.event_rules import WHOLE_SHARE
from judging.language import _
from judging.queries.set_up import CategorySetUp
from judging.roles import Permission
from judging.spreadsheet.event_sheets import CATEGORY
from judging.spreadsheet.forms import read_form
from judging.web.access import actor, allow, database, utc_now
from judging.web.not_saved import refused
from judging.web.organiser import steps
from judging.web.organiser.categories import one, rubric_options, rubric_typed
from judging.web.organiser.common import blueprint, page, typed
from judging.web.organiser.rows import Row, typed_rows

FIELDS = ("round_name", "share", "day", "rubric")
COLUMNS = tuple(
    replace(CATEGORY.column(key), title=title)
    for key, title in (("round_name", "Nama sesi"), ("share", "Bobot"), ("day", "Tanggal"))
)


@blueprint.get("/pengaturan/kategori/<category>/sesi")
@allow(Permission.SET_UP)
def rounds(category: str) -> ResponseReturnValue:
    found = one(category)
    return _show(found, _stored(found))


@blueprint.post("/pengaturan/kategori/<category>/sesi")
@allow(Permission.SET_UP)
def save_rounds(category: str) -> ResponseReturnValue:
    found = one(category)
    rows = typed_rows(FIELDS, ["round_name"])
    try:
        lines = _lines(rows)
        with database().writing() as session:
            actions.set_rounds(session, actor(), found.id, lines, based_on=typed("based_on"), now=utc_now())
    except actions.Refused as refusal:
        return _show(found, rows, refusal)
    flash(_("Rubrik {name} disimpan.", name=found.name))
    page_of = "award_lines" if steps.wants_on() else "rounds"
    return redirect(url_for(f"organiser.{page_of}", category=found.code))


def _lines(rows: list[Row]) -> list[RoundLine]:
    lines = []
    problems: list[tuple[str, str]] = []
    for number, row in enumerate(rows):
        values, wrong = read_form(COLUMNS, row.texts)
        name = values["round_name"] or _("Sesi {n}", n=number + 1)
        problems += [(f"{key}-{number}", _("{row}: {problem}", row=name, problem=text)) for key, text in wrong.items()]
        day: date | None = values["day"]
        lines.append(RoundLine(row.id, values["round_name"], values["share"] or 0, day, rubric_typed(row["rubric"])))
    actions.refuse_any(problems)
    return lines


def _stored(found: CategorySetUp) -> list[Row]:
    """A lone round is shown without the name and the share it has for itself."""
    lone = len(found.rounds) == 1
    return [
        Row(
            str(row.id),
            {
                "round_name": "" if lone else row.name,
                "share": "" if lone else str(row.share),
                "day": row.day.isoformat() if row.day else "",
                "rubric": str(row.rubric_id),
            },
        )
        for row in found.rounds
    ]


def _show(found: CategorySetUp, rows: list[Row], refusal: actions.Refused | None = None) -> ResponseReturnValue:
    shares = [int(row["share"]) for row in rows if row["share"].isascii() and row["share"].isdecimal()]
    practised = {str(one.id) for one in found.rounds if one.has_practice}
    gone_too = _("Bila sesi ini dihapus, latihan bersamanya ikut terhapus.")
    shown: list[dict[str, Any]] = [
        {
            "key": row.key,
            "title": row["round_name"] or _("Sesi {n}", n=number),
            "values": row.texts,
            "note": gone_too if row.key in practised else "",
        }
        for number, row in enumerate(rows, start=1)
    ]
    return page(
        "organiser/rounds.html",
        422 if refusal else 200,
        category={"code": found.code, "name": found.name},
        is_open=found.state != "setup",
        **refused(refusal),
        following=steps.following(
            _("Hadiah {category}", category=found.name), url_for("organiser.award_lines", category=found.code)
        ),
        rows=shown,
        single=len(rows) == 1,
        total=sum(shares),
        whole=WHOLE_SHARE,
        rubrics=rubric_options(),
        facts=[(_round_name(found, row.name, row.share), f"{row.rubric}") for row in found.rounds],
        based_on=typed("based_on") if refusal else found.rounds_mark,
    )


def _round_name(found: CategorySetUp, name: str, share: int) -> str:
    return _("Sesi {name} ({share}%)", name=name, share=share) if len(found.rounds) > 1 else _("Rubrik")
