"""What changes on the day: a judge who does not come or is replaced, a participant who withdraws. Effect first.

In:  the change as it is meant: once to be shown, then, with "confirm", to be made.   Out: its effect, or it is done.
"""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries, words
from judging.actions.common import need_reason
from judging.language import _
from judging.queries import PanelJudge, ParticipantInfo, Seat
from judging.queries.day import leave_effect, old_signatures, out_effect_before, reserves, sits_on
from judging.queries.presence import presence
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.numbers import whole
from judging.web.organiser import day_view as view
from judging.web.organiser.common import blueprint, event_id, page, told, typed

STATUSES = ("withdrawn", "disqualified", "active")


@blueprint.get("/hari-ini")
@allow(Permission.SET_UP)
def day_changes() -> ResponseReturnValue:
    with database().reading() as session:
        panel = queries.panel(session, event_id(), now=utc_now())
        people = queries.participants(session, event_id())
        papers = old_signatures(session, event_id())
    return page("organiser/day.html", **view.hub(panel, people, papers))


@blueprint.get("/juri/<int:judge_id>/tidak-hadir")
@allow(Permission.SET_UP)
def judge_leaves(judge_id: int) -> ResponseReturnValue:
    return _judge_form(_judge(judge_id))


@blueprint.post("/juri/<int:judge_id>/tidak-hadir")
@allow(Permission.SET_UP)
def judge_left(judge_id: int) -> ResponseReturnValue:
    """Absent, or replaced by a reserve, in the categories chosen: shown first, made when confirmed."""
    judge = _judge(judge_id)
    try:
        seats = _chosen(judge)
        reserve = _reserve()
        _is_free(reserve, seats)
        need_reason(typed("reason"))
        if typed("confirm") != "yes":
            return _judge_effect(judge, seats, reserve)
        _make_leave(judge, seats, reserve)
    except actions.Refused as refusal:
        return _judge_form(judge, told(refusal))
    said = _("{name}: digantikan {reserve}.", name=judge.name, reserve=reserve[1]) if reserve else ""
    flash(said or _("{name}: tidak hadir.", name=judge.name))
    return redirect(url_for("organiser.day_changes"))


def _make_leave(judge: PanelJudge, seats: list[Seat], reserve: tuple[int, str] | None) -> None:
    with database().writing() as session:
        for seat in seats:
            what = (session, actor(), seat.category_id, judge.id)
            if reserve:
                start = view.from_number()
                actions.substitute(*what, reserve[0], typed("reason"), from_number=start, now=utc_now())
            else:
                actions.mark_absent(*what, typed("reason"), now=utc_now())


def _chosen(judge: PanelJudge) -> list[Seat]:
    """The seats ticked; all of them where the form came without a choice."""
    seats = view.open_seats(judge)
    wanted = set(request.form.getlist("category"))
    found = [seat for seat in seats if not wanted or str(seat.category_id) in wanted]
    if found:
        return found
    left = [seat for seat in judge.seats if seat.status != "active"]
    if asked := [seat for seat in left if not wanted or str(seat.category_id) in wanted]:
        what = words.listing([f"{seat.category} ({seat.reason})" for seat in asked])
        raise actions.Refused(_("Sudah dicatat: {name} tidak lagi menilai {what}.", name=judge.name, what=what))
    raise actions.Refused(_("Juri ini tidak punya lembar yang belum dikirim."))


def _is_free(reserve: tuple[int, str] | None, seats: list[Seat]) -> None:
    """Asked before the effect is shown: who sits on a category already takes over nothing there."""
    if reserve is None:
        return
    with database().reading() as session:
        taken = sits_on(session, reserve[0])
    if where := [seat.category for seat in seats if seat.category_id in taken]:
        raise actions.Refused(
            _("{name} sudah menilai {categories}. Pilih juri cadangan lain, atau tidak digantikan.",
              name=reserve[1], categories=words.listing(where))
        )  # fmt: skip


def _reserve() -> tuple[int, str] | None:
    """(id, name) of the chosen substitute."""
    if not typed("substitute"):
        return None
    with database().reading() as session:
        found = [(key, name) for key, _code, name in reserves(session, event_id())]
    chosen = whole(typed("substitute"), 0)
    return next((one for one in found if one[0] == chosen), None) or abort(404)


def _judge(judge_id: int) -> PanelJudge:
    with database().reading() as session:
        panel = queries.panel(session, event_id(), now=utc_now())
    return next((judge for judge in panel if judge.id == judge_id), None) or abort(404)


def _judge_form(judge: PanelJudge, problems: list[str] | None = None) -> ResponseReturnValue:
    with database().reading() as session:
        open_in = {seat.category_id for seat in view.open_seats(judge)}
        others = [one for one in reserves(session, event_id()) if one[0] != judge.id]
        standing_by = [one for one in others if open_in - sits_on(session, one[0])]
    context = view.judge_form(judge, standing_by, problems or [])
    return page("organiser/day_judge.html", 422 if problems else 200, **context)


def _judge_effect(judge: PanelJudge, seats: list[Seat], reserve: tuple[int, str] | None) -> ResponseReturnValue:
    with database().reading() as session:
        effects = [
            leave_effect(session, seat.category_id, judge.id, reserve[0] if reserve else None, view.from_number())
            for seat in seats
        ]
        here = presence(session, event_id(), now=utc_now()).get(judge.id)
    unsent = here.unsent if here else 0
    return page("organiser/day_effect.html", **view.judge_effect(judge, effects, reserve[1] if reserve else "", unsent))


@blueprint.get("/peserta/<int:participant_id>/mundur")
@allow(Permission.SET_UP)
def participant_leaves(participant_id: int) -> ResponseReturnValue:
    return _participant_form(_participant(participant_id))


@blueprint.post("/peserta/<int:participant_id>/mundur")
@allow(Permission.SET_UP)
def withdraw(participant_id: int) -> ResponseReturnValue:
    """Withdrawn, disqualified, or back again: shown first, made when confirmed."""
    found = _participant(participant_id)
    try:
        need_reason(typed("reason"))
        if typed("confirm") != "yes":
            return _participant_effect(found)
        with database().writing() as session:
            actions.set_standing(session, actor(), found.id, typed("kind"), typed("reason"), now=utc_now())
    except actions.Refused as refusal:
        return _participant_form(found, told(refusal))
    flash(_("Keadaan {name} disimpan.", name=found.name))
    return redirect(url_for("organiser.participant", participant_id=participant_id))


def _participant(participant_id: int) -> ParticipantInfo:
    with database().reading() as session:
        found = queries.participant(session, event_id(), participant_id)
    return found or abort(404)


def _participant_form(found: ParticipantInfo, problems: list[str] | None = None) -> ResponseReturnValue:
    return page(
        "organiser/day_participant.html", 422 if problems else 200, **view.participant_form(found, problems or [])
    )


def _participant_effect(found: ParticipantInfo) -> ResponseReturnValue:
    if typed("kind") not in STATUSES:
        raise actions.Refused(_("Pilih salah satu: aktif, mengundurkan diri, atau didiskualifikasi."))
    if found.category_state not in ("setup", "judging"):
        raise actions.Refused(_("Penilaian kategori ini sudah ditutup. Sekarang pleno yang memutuskan."))
    with database().reading() as session:
        effect = out_effect_before(session, found.id, back=typed("kind") == "active")
    return page("organiser/day_effect.html", **view.participant_effect(found, effect))
