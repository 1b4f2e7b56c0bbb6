"""Conflicts of interest before judging opens: suggested from what is entered, put on record, taken off again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries import JudgeInfo, ParticipantInfo, Recorded, Suggestion
from judging.queries.suggestions import written
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.numbers import whole
from judging.web.organiser.common import blueprint, event_id, page, told, typed


@dataclass(frozen=True, slots=True)
class Failed:
    """The refused form: "add", "remove-3" or "4:7" of a suggestion."""

    form: str = ""
    problems: list[str] = field(default_factory=list)

    def of(self, form: str) -> list[str]:
        return self.problems if form == self.form else []


@blueprint.get("/juri/benturan")
@allow(Permission.SET_UP)
def conflicts() -> ResponseReturnValue:
    return _show(Failed())


@blueprint.post("/juri/benturan")
@allow(Permission.SET_UP)
def answer_conflict() -> ResponseReturnValue:
    """A suggestion accepted or set aside, or a conflict that somebody told of."""
    judge_id, participant_id = whole(typed("judge"), 0), whole(typed("participant"), 0)
    form = "add" if typed("answer") == "add" else f"{judge_id}:{participant_id}"
    try:
        _only_ours(judge_id, participant_id)
        with database().writing() as session:
            what = (session, actor(), judge_id, participant_id)
            if typed("answer") == "set_aside":
                found = queries.suggested_conflicts(session, event_id())
                signals = next((one.signals for one in found if form == f"{one.judge_id}:{one.participant_id}"), ())
                actions.set_aside_conflict(*what, written(signals), now=utc_now())
            else:
                actions.record_conflict(*what, typed("reason"), now=utc_now())
    except actions.Refused as refusal:
        return _show(Failed(form, told(refusal)))
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
        return _show(Failed(f"remove-{conflict_id}", told(refusal)))
    flash(_("Catatan benturan dicabut; alasannya tersimpan di jurnal."))
    return redirect(url_for("organiser.conflicts"))


def _only_ours(judge_id: int, participant_id: int) -> None:
    with database().reading() as session:
        judges = {one.id for one in queries.judges(session, event_id())}
        people = {one.id for one in queries.participants(session, event_id())}
    if judge_id not in judges or participant_id not in people:
        raise actions.Refused(_("Pilih juri dan pesertanya dahulu."))


def _show(failed: Failed) -> ResponseReturnValue:
    with database().reading() as session:
        found = queries.suggested_conflicts(session, event_id())
        recorded = queries.recorded_conflicts(session, event_id())
        judges, people = queries.judges(session, event_id()), queries.participants(session, event_id())
    changeable = {one.id for one in people if one.category_state == "setup"}
    return page(
        "organiser/conflicts.html",
        422 if failed.problems else 200,
        suggested=[_suggestion(one, failed) for one in found if not one.set_aside and one.participant_id in changeable],
        aside=[_suggestion(one, failed) for one in found if one.set_aside],
        recorded=[_recorded(one, failed) for one in recorded],
        adding=_adding(judges, [one for one in people if one.id in changeable], failed),
        lost=failed.problems if failed.form.startswith("remove") or ":" in failed.form else [],
    )


def _suggestion(one: Suggestion, failed: Failed) -> dict[str, Any]:
    key = f"{one.judge_id}:{one.participant_id}"
    why = " ".join(str(signal) for signal in one.signals)
    return {"key": key.replace(":", "-"), "judge_id": one.judge_id, "participant_id": one.participant_id,
            "judge_code": one.judge_code, "judge": one.judge, "participant": one.participant, "why": why,
            "problems": failed.of(key), "reason": typed("reason") if failed.of(key) else why}  # fmt: skip


def _recorded(one: Recorded, failed: Failed) -> dict[str, Any]:
    problems = failed.of(f"remove-{one.id}")
    return {"id": one.id, "judge_code": one.judge_code, "judge": one.judge, "participant": one.participant,
            "reason": one.reason, "can_change": one.can_change, "problems": problems}  # fmt: skip


def _adding(judges: list[JudgeInfo], people: list[ParticipantInfo], failed: Failed) -> dict[str, Any]:
    mine = bool(failed.of("add"))
    return {
        "judges": [("", _("Pilih juri")), *((str(one.id), f"{one.code} {one.name}") for one in judges)],
        "people": [("", _("Pilih peserta")), *((str(one.id), one.name) for one in people)],
        "judge": typed("judge") if mine else "",
        "participant": typed("participant") if mine else "",
        "reason": typed("reason") if mine else "",
        "problems": failed.of("add"),
        "open": bool(people and judges),
    }
