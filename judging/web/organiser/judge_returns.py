"""A judge recorded as absent or replaced has come after all: the way back. Effect first, as on the day's other pages.

In:  the categories and the reason; once to be shown, then, with "confirm", to be made.   Out: its effect; or done.
"""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions
from judging.actions.common import need_reason
from judging.actions.returning import need_untouched
from judging.language import _
from judging.queries import PanelJudge, Seat
from judging.queries.presence import presence
from judging.queries.returning import return_effect
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import judge_return_view as view
from judging.web.organiser.common import blueprint, event_id, page, told, typed
from judging.web.organiser.day_view import left_seats
from judging.web.organiser.judges import one


@blueprint.get("/juri/<int:judge_id>/kembali")
@allow(Permission.SET_UP)
def judge_returns(judge_id: int) -> ResponseReturnValue:
    return _form(one(judge_id))


@blueprint.post("/juri/<int:judge_id>/kembali")
@allow(Permission.SET_UP)
def judge_returned(judge_id: int) -> ResponseReturnValue:
    """Back in the categories chosen, in all of them or in none."""
    judge = one(judge_id)
    try:
        seats = _chosen(judge)
        need_reason(typed("reason"))
        if typed("confirm") != "yes":
            return _effect(judge, seats)
        with database().writing() as session:
            for seat in seats:
                actions.bring_back(session, actor(), seat.category_id, judge.id, typed("reason"), now=utc_now())
    except actions.Refused as refusal:
        return _form(judge, told(refusal))
    flash(_("{name} kembali menilai.", name=judge.name))
    return redirect(url_for("organiser.day_changes"))


def _chosen(judge: PanelJudge) -> list[Seat]:
    seats, wanted = left_seats(judge), set(request.form.getlist("category"))
    found = [seat for seat in seats if str(seat.category_id) in wanted]
    if seats and not found:
        raise actions.Refused(_("Pilih sedikitnya satu kategori."))
    if not found:
        raise actions.Refused(_(view.NOTHING_LEFT))
    return found


def _form(judge: PanelJudge, problems: list[str] | None = None) -> ResponseReturnValue:
    return page("organiser/day_return.html", 422 if problems else 200, **view.form(judge, problems or []))


def _effect(judge: PanelJudge, seats: list[Seat]) -> ResponseReturnValue:
    """What stands in the way is said here already, not only when it is confirmed."""
    with database().reading() as session:
        effects = [return_effect(session, seat.category_id, judge.id) for seat in seats]
        here = presence(session, event_id(), now=utc_now())
    need_untouched(taken for effect in effects for taken in effect.takeovers)
    unsent = {judge_id: tablet.unsent for judge_id, tablet in here.items()}
    return page("organiser/day_effect.html", **view.effect(judge, effects, unsent))
