"""One judge's name, background and institution mended; or a judge entered by mistake taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries import PanelJudge
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser.answers import Answers, read
from judging.web.organiser.common import blueprint, event_id, page, told
from judging.web.organiser.judges import one
from judging.web.organiser.new_judge import WHO, judge_context, labels, plan_of


@blueprint.get("/juri/<int:judge_id>")
@allow(Permission.SET_UP)
def judge(judge_id: int) -> ResponseReturnValue:
    found = one(judge_id)
    return _show(found, _kept(found), Answers({}), [])


@blueprint.post("/juri/<int:judge_id>")
@allow(Permission.SET_UP)
def save_judge(judge_id: int) -> ResponseReturnValue:
    found, answers = one(judge_id), read(WHO)
    if answers.problems:
        return _show(found, request.form, answers, [])
    try:
        with database().writing() as session:
            actions.edit_judge(session, actor(), found.id, plan_of(answers), now=utc_now())
    except actions.Refused as refusal:
        return _show(found, request.form, replace(answers, problems=refusal.at), told(refusal))
    flash(_("Data {name} disimpan.", name=answers.text("name")))
    return redirect(url_for("organiser.judges"))


@blueprint.post("/juri/<int:judge_id>/hapus")
@allow(Permission.SET_UP)
def remove_judge(judge_id: int) -> ResponseReturnValue:
    found = one(judge_id)
    try:
        with database().writing() as session:
            actions.remove_judge(session, actor(), found.id, now=utc_now())
    except actions.Refused as refusal:
        return _show(found, _kept(found), Answers({}), told(refusal))
    flash(_("{name} dihapus dari daftar juri.", name=found.name))
    return redirect(url_for("organiser.judges"))


def _kept(found: PanelJudge) -> dict[str, str]:
    return {
        "name": found.name,
        "background": found.background,
        "institution": found.institution,
        "code": found.code,
        "is_reserve": "1" if found.is_reserve else "",
        "is_chair": "1" if found.is_chair else "",
    }


def _show(found: PanelJudge, typed: Mapping[str, str], answers: Answers, refused: list[str]) -> ResponseReturnValue:
    with database().reading() as session:
        backgrounds = queries.backgrounds(session, event_id())
    return page(
        "organiser/edit_judge.html",
        422 if answers.problems or refused else 200,
        judge=judge_context(typed, answers, backgrounds) | {"id": found.id, "title": found.name},
        can_remove=not found.checked_in and all(seat.category_state == "setup" for seat in found.seats),
        refused=refused,
        labels=labels(),
    )
