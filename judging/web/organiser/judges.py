"""The judges, with the state of each and of each one's card. Issuing cards is in cards.py."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import N_, _
from judging.queries import PanelJudge
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import cards, steps
from judging.web.organiser.common import blueprint, day, event_id, judging_opened, page
from judging.web.organiser.day_view import left_seats, open_seats

STATES = {
    "reserve": ("blank", N_("Cadangan")),
    "absent": ("absent", N_("Tidak hadir")),
    "substituted": ("absent", N_("Digantikan")),
    "finished": ("sent", N_("Semua lembar terkirim")),
    "present": ("done", N_("Hadir")),
    "expected": ("blank", N_("Belum hadir")),
}


@blueprint.get("/juri")
@allow(Permission.SET_UP)
def judges() -> ResponseReturnValue:
    return show()


@blueprint.post("/juri/<int:judge_id>/pin")
@allow(Permission.SET_UP)
def release_pin(judge_id: int) -> ResponseReturnValue:
    judge = one(judge_id)
    with database().writing() as session:
        actions.release_pin(session, actor(), judge_id)
    flash(_("{name} dapat mencoba PIN lagi.", name=judge.name))
    return redirect(url_for("organiser.judges"))


def everyone() -> list[PanelJudge]:
    with database().reading() as session:
        return queries.panel(session, event_id(), now=utc_now())


def one(judge_id: int) -> PanelJudge:
    return next((judge for judge in everyone() if judge.id == judge_id), None) or abort(404)


def show() -> ResponseReturnValue:
    panel = everyone()
    return page(
        "organiser/judges.html",
        fresh=cards.fresh_context(),
        local_address=cards.local_address() if _tablets_needed(panel) else "",
        following=steps.after("judges"),
        rows=[_row(judge) for judge in panel],
        opened=judging_opened(),
        without_card=sum(judge.card_issued_at is None for judge in panel),
    )


def _tablets_needed(panel: list[PanelJudge]) -> bool:
    seats = [seat.category_state for judge in panel for seat in judge.seats]
    return not judging_opened() or "judging" in seats


def _row(judge: PanelJudge) -> dict[str, Any]:
    kind, text = STATES[_state(judge)]
    parts = [judge.background_name, judge.institution, *([_("ketua")] if judge.is_chair else [])]
    return {
        "id": judge.id,
        "code": judge.code,
        "name": judge.name,
        "detail": ", ".join(part for part in parts if part),
        "state_kind": kind,
        "state_text": _(text),
        "state_more": next((seat.reason for seat in judge.seats if seat.status != "active"), ""),
        "has_card": judge.card_issued_at is not None,
        "card_words": _("Kartu diterbitkan {day}", day=day(judge.card_issued_at))
        if judge.card_issued_at
        else _("Belum punya kartu"),
        "locked": judge.locked,
        "can_change": bool(open_seats(judge)),
        "may_return": bool(left_seats(judge)),
    }


def _state(judge: PanelJudge) -> str:
    statuses = {seat.status for seat in judge.seats}
    if statuses and "active" not in statuses:
        return "substituted" if "substituted" in statuses else "absent"
    if not judge.seats and judge.is_reserve:
        return "reserve"
    if judge.seats and all(seat.category_state != "setup" and not seat.unsent for seat in judge.seats):
        return "finished"
    return "present" if judge.checked_in else "expected"
