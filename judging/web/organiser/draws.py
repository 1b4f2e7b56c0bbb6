"""The draw of the order of appearance: a seed typed or made, the order it gives, and every draw before it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries import CategoryInfo, DrawInfo, ParticipantInfo
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.cards import number_card
from judging.web.organiser.common import blueprint, category_by_code, event_id, moment, page, told, typed

THROWS, FACES, SHOWN_DIGITS = 12, 6, 16


@dataclass(frozen=True, slots=True)
class Asked:
    """The form that was sent: for a made seed, or refused."""

    category: str = ""
    seed: str = ""
    problems: list[str] = field(default_factory=list)


@blueprint.get("/peserta/undian")
@allow(Permission.SET_UP)
def draw() -> ResponseReturnValue:
    return _show(Asked())


@blueprint.post("/peserta/undian")
@allow(Permission.SET_UP)
def draw_order() -> ResponseReturnValue:
    if typed("answer") == "make":
        return _show(Asked(typed("category"), " ".join(str(secrets.randbelow(FACES) + 1) for _n in range(THROWS))))
    found = category_by_code(typed("category"))
    try:
        with database().writing() as session:
            actions.draw_order(session, actor(), found.id, typed("seed"), typed("reason"), now=utc_now())
    except actions.Refused as refusal:
        return _show(Asked(found.code, typed("seed"), told(refusal)))
    flash(_("Nomor urut {category} sudah diundi.", category=found.name))
    return redirect(url_for("organiser.draw"))


def _show(asked: Asked) -> ResponseReturnValue:
    with database().reading() as session:
        categories, people = queries.categories(session, event_id()), queries.participants(session, event_id())
        made = queries.draws(session, event_id())
    return page(
        "organiser/draw.html",
        422 if asked.problems else 200,
        groups=[_group(one, people, made, asked) for one in categories],
    )


def _group(category: CategoryInfo, people: list[ParticipantInfo], made: list[DrawInfo], asked: Asked) -> dict[str, Any]:
    mine = category.code == asked.category
    own = [one for one in people if one.category_id == category.id]
    turns = [one for one in made if one.category_id == category.id]
    return {
        "code": category.code,
        "title": category.name,
        "count": len(own),
        "can_draw": category.state == "setup" and len(own) > 1,
        "rows": _rows(own, turns[0] if turns else None),
        "turns": [_turn(one) for one in turns],
        "seed": asked.seed if mine else "",
        "reason": typed("reason") if mine else "",
        "problems": asked.problems if mine else [],
    }


def _rows(own: list[ParticipantInfo], last: DrawInfo | None) -> list[dict[str, Any]]:
    tickets = dict(zip(last.codes, last.tickets, strict=True)) if last else {}
    return [
        {"card": number_card(one.number, one.prefix, off=one.status != "active"), "name": one.name, "code": one.code,
         "ticket": tickets.get(one.code, "")[:SHOWN_DIGITS]}
        for one in own
    ]  # fmt: skip


def _turn(one: DrawInfo) -> dict[str, Any]:
    return {"turn": one.turn, "seed": one.seed, "at": moment(one.drawn_at), "reason": one.reason,
            "codes": ", ".join(one.codes)}  # fmt: skip
