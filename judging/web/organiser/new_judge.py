"""A new judge, typed: name, background, institution, and the categories this judge will score."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.plan import JudgePlan
from judging.queries import RoundInfo
from judging.roles import Permission
from judging.spreadsheet.event_sheets import JUDGE
from judging.web.access import actor, allow, database, utc_now
from judging.web.numbers import whole
from judging.web.organiser import steps
from judging.web.organiser.answers import Answers, read
from judging.web.organiser.common import blueprint, event_id, page, told, typed

WHO = tuple(replace(JUDGE.column(key), required=key != "code") for key in ("name", "background", "institution", "code"))


@blueprint.get("/juri/baru")
@allow(Permission.SET_UP)
def new_judge() -> ResponseReturnValue:
    return _show(Answers({}), [])


@blueprint.post("/juri/baru")
@allow(Permission.SET_UP)
def add_judge() -> ResponseReturnValue:
    answers = read(WHO)
    if answers.problems:
        return _show(answers, [])
    try:
        with database().writing() as session:
            actions.add_judge(
                session,
                actor(),
                event_id(),
                plan_of(answers),
                set() if typed("is_reserve") else ticked_rounds(),
                person_id=whole(typed("person"), 0) or None,
                now=utc_now(),
            )
    except actions.Refused as refusal:
        return _show(replace(answers, problems=refusal.at), told(refusal))
    flash(_("{name} tercatat sebagai juri.", name=answers.text("name")))
    return redirect(url_for("organiser.new_judge" if steps.wants_on() else "organiser.judges"))


def plan_of(answers: Answers) -> JudgePlan:
    return JudgePlan(
        code=answers.text("code"),
        name=answers.text("name"),
        background=answers.text("background"),
        institution=answers.text("institution"),
        is_reserve=bool(typed("is_reserve")),
        is_chair=bool(typed("is_chair")),
    )


def ticked_rounds() -> set[int]:
    return {whole(text, 0) for text in request.form.getlist("seat")}


def _show(answers: Answers, refused: list[str]) -> ResponseReturnValue:
    with database().reading() as session:
        rounds = queries.rounds(session, event_id())
        accounts = queries.accounts_without_card(session, event_id())
        backgrounds = queries.backgrounds(session, event_id())
    first = not request.form
    seats = {one.id for one in rounds if one.state == "setup"} if first else ticked_rounds()
    return page(
        "organiser/new_judge.html",
        422 if answers.problems or refused else 200,
        judge=judge_context(request.form, answers, backgrounds),
        seats=seat_ticks(rounds, seats),
        accounts=[("", _("Belum punya akun"))] + [(str(key), name) for key, name in accounts],
        refused=refused,
        labels=labels(),
    )


def labels() -> dict[str, str]:
    """The words of every field, for a sentence that stands away from it."""
    return {column.key: _(column.title) for column in WHO}


def judge_context(sent: Any, answers: Answers, backgrounds: dict[str, str]) -> dict[str, Any]:
    """The fields about the judge, as they were typed or are kept."""
    keys = ("name", "background", "institution", "code", "is_reserve", "is_chair", "person")
    return {
        "values": {key: sent.get(key, "") for key in keys},
        "problems": answers.problems,
        "backgrounds": [("", _("Pilih unsur")), *backgrounds.items()],
    }


def seat_ticks(rounds: list[RoundInfo], ticked: set[int]) -> list[dict[str, Any]]:
    """One tick for each round that can still be changed."""
    return [{"id": one.id, "name": one.shown, "ticked": one.id in ticked} for one in rounds if one.state == "setup"]
