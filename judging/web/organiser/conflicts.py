"""Conflicts of interest before judging opens: suggested from what is entered, put on record, taken off again."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries import JudgeInfo, ParticipantInfo, Recorded, Suggestion
from judging.queries.suggestions import written
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.not_saved import Failed
from judging.web.numbers import whole
from judging.web.organiser.common import blueprint, event_id, page, typed


@blueprint.get("/juri/benturan")
@allow(Permission.SET_UP)
def conflicts() -> ResponseReturnValue:
    return _show(Failed())


@blueprint.post("/juri/benturan")
@allow(Permission.SET_UP)
def answer_conflict() -> ResponseReturnValue:
    """A suggestion accepted or set aside, or a conflict that somebody told of."""
    judge_id, participant_id = whole(typed("judge"), 0), whole(typed("participant"), 0)
    form = "add" if typed("answer") == "add" else _key(judge_id, participant_id)
    try:
        _only_ours(judge_id, participant_id)
        with database().writing() as session:
            what = (session, actor(), judge_id, participant_id)
            if typed("answer") == "set_aside":
                found = queries.suggested_conflicts(session, event_id())
                signals = next((one.signals for one in found if form == _key(one.judge_id, one.participant_id)), ())
                actions.set_aside_conflict(*what, written(signals), now=utc_now())
            else:
                actions.record_conflict(*what, typed("reason"), now=utc_now())
    except actions.Refused as refusal:
        return _show(Failed(form, refusal))
    flash(_("Saran dikesampingkan.") if typed("answer") == "set_aside" else _("Benturan kepentingan dicatat."))
    return redirect(url_for("organiser.conflicts"))


@blueprint.post("/juri/benturan/<int:conflict_id>")
@allow(Permission.SET_UP)
def remove_conflict(conflict_id: int) -> ResponseReturnValue:
    with database().reading() as session:
        ours = {one.id for one in queries.recorded_conflicts(session, event_id())}
    if conflict_id not in ours:
        abort(404)
    try:
        with database().writing() as session:
            actions.remove_conflict(session, actor(), conflict_id, typed("reason"), now=utc_now())
    except actions.Refused as refusal:
        return _show(Failed(f"remove-{conflict_id}", refusal))
    flash(_("Catatan benturan dicabut; alasannya tersimpan di jurnal."))
    return redirect(url_for("organiser.conflicts"))


def _only_ours(judge_id: int, participant_id: int) -> None:
    with database().reading() as session:
        judges = {one.id for one in queries.judges(session, event_id())}
        people = {one.id for one in queries.participants(session, event_id())}
    missing = (
        ("judge", judge_id in judges, _("Pilih jurinya dahulu.")),
        ("participant", participant_id in people, _("Pilih pesertanya dahulu.")),
    )
    actions.refuse_any((name, told) for name, is_there, told in missing if not is_there)


def _key(judge_id: int, participant_id: int) -> str:
    """The form of a suggestion."""
    return f"tie-{judge_id}-{participant_id}"


def _show(failed: Failed) -> ResponseReturnValue:
    with database().reading() as session:
        found = queries.suggested_conflicts(session, event_id())
        recorded = queries.recorded_conflicts(session, event_id())
        judges, people = queries.judges(session, event_id()), queries.participants(session, event_id())
    changeable = {one.id for one in people if one.category_state == "setup"}
    waiting = [one for one in found if not one.set_aside and one.participant_id in changeable]
    shown = [
        *(_key(one.judge_id, one.participant_id) for one in waiting),
        *(f"remove-{one.id}" for one in recorded if one.can_change),
        *(["add"] if judges and changeable else []),
    ]
    return page(
        "organiser/conflicts.html",
        422 if failed.refusal else 200,
        suggested=[_suggestion(one, failed) for one in waiting],
        aside=[_suggestion(one, failed) for one in found if one.set_aside],
        recorded=[_recorded(one, failed) for one in recorded],
        adding=_adding(judges, [one for one in people if one.id in changeable], failed) | {"open": "add" in shown},
        lost=[] if failed.form in shown else failed.of(failed.form)["problems"],
    )


def _suggestion(one: Suggestion, failed: Failed) -> dict[str, Any]:
    key = _key(one.judge_id, one.participant_id)
    why = " ".join(str(signal) for signal in one.signals)
    return {"key": key, "judge_id": one.judge_id, "participant_id": one.participant_id,
            "judge_code": one.judge_code, "judge": one.judge, "participant": one.participant, "why": why,
            "reason": typed("reason") if failed.form == key else why} | failed.of(key)  # fmt: skip


def _recorded(one: Recorded, failed: Failed) -> dict[str, Any]:
    return {"id": one.id, "judge_code": one.judge_code, "judge": one.judge, "participant": one.participant,
            "reason": one.reason, "can_change": one.can_change} | failed.of(f"remove-{one.id}")  # fmt: skip


def _adding(judges: list[JudgeInfo], people: list[ParticipantInfo], failed: Failed) -> dict[str, Any]:
    mine = failed.form == "add"
    return failed.of("add") | {
        "judges": [("", _("Pilih juri")), *((str(one.id), f"{one.code} {one.name}") for one in judges)],
        "people": [("", _("Pilih peserta")), *((str(one.id), one.name) for one in people)],
        "judge": typed("judge") if mine else "",
        "participant": typed("participant") if mine else "",
        "reason": typed("reason") if mine else "",
    }
