"""The draw of the order of appearance: a seed typed or made, the order it gives, and every draw before it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries import CategoryInfo, DrawInfo, ParticipantInfo
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.cards import number_card
from judging.web.organiser.common import blueprint, category_by_code, event_id, moment, page, told, typed

THROWS, FACES, SHOWN_DIGITS = 12, 6, 16
NONE: Mapping[str, str] = MappingProxyType({})
NO_PROBLEMS: Mapping[str, list[str]] = MappingProxyType({})


@blueprint.get("/peserta/undian")
@allow(Permission.SET_UP)
def draw() -> ResponseReturnValue:
    return _show()


@blueprint.post("/peserta/undian")
@allow(Permission.SET_UP)
def draw_order() -> ResponseReturnValue:
    """One form for all categories, so that a seed typed for one is still there when another is drawn."""
    act, _dash, code = typed("answer").partition("-")
    if act == "make":
        return _show({f"seed-{code}": " ".join(str(secrets.randbelow(FACES) + 1) for _n in range(THROWS))})
    if act != "draw":
        return _show()
    found, seed, reason = category_by_code(code), typed(f"seed-{code}"), typed(f"reason-{code}")
    try:
        with database().writing() as session:
            actions.draw_order(session, actor(), found.id, seed, reason, now=utc_now())
    except actions.Refused as refusal:
        return _show(problems={code: told(refusal)})
    flash(_("Nomor urut {category} sudah diundi.", category=found.name))
    drawn = {f"seed-{code}": "", f"reason-{code}": ""}
    waiting = any(text for key, text in request.form.items() if key.startswith("seed-") and key not in drawn)
    return _show(drawn) if waiting else redirect(url_for("organiser.draw"))


def _show(
    shown: Mapping[str, str] = NONE, problems: Mapping[str, list[str]] = NO_PROBLEMS
) -> ResponseReturnValue:
    """`shown`: fields that are not as they were typed; `problems`: category's code -> what is wrong there."""
    with database().reading() as session:
        categories, people = queries.categories(session, event_id()), queries.participants(session, event_id())
        made = queries.draws(session, event_id())
    fields = {**request.form, **shown}
    return page(
        "organiser/draw.html",
        422 if problems else 200,
        groups=[_group(one, people, made, fields) | {"problems": problems.get(one.code, [])} for one in categories],
    )


def _group(
    category: CategoryInfo, people: list[ParticipantInfo], made: list[DrawInfo], fields: Mapping[str, str]
) -> dict[str, Any]:
    own = [one for one in people if one.category_id == category.id]
    turns = [one for one in made if one.category_id == category.id]
    return {
        "code": category.code,
        "title": category.name,
        "count": len(own),
        "can_draw": category.state == "setup" and len(own) > 1,
        "rows": _rows(own, turns[0] if turns else None),
        "turns": [_turn(one) for one in turns],
        "seed": fields.get(f"seed-{category.code}", ""),
        "reason": fields.get(f"reason-{category.code}", ""),
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
