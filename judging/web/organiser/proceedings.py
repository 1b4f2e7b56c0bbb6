"""From sealing to the archive: what is signed, objected to, decided, announced and handed over, each on its day."""

from __future__ import annotations

from datetime import date

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries import ObjectionInfo
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import proceedings_view
from judging.web.organiser.common import blueprint, category_by_code, event_id, page, told, typed
from judging.web.organiser.pleno_seen import Failed
from judging.web.organiser.prizes import day_typed


@blueprint.get("/tahapan")
@allow(Permission.KEEP_RECORD)
def proceedings() -> ResponseReturnValue:
    return show()


@blueprint.post("/tahapan/berita-acara/<category>")
@allow(Permission.KEEP_RECORD)
def sign_minutes(category: str) -> ResponseReturnValue:
    found = category_by_code(category)
    try:
        day = day_typed(typed("day"))
        with database().writing() as session:
            actions.sign_minutes(session, actor(), found.id, day, typed("note"), now=utc_now())
    except actions.Refused as refusal:
        return show(Failed(f"minutes-{category}", told(refusal)))
    return done(_("Tanggal berita acara dicatat."))


@blueprint.post("/tahapan/hasil-sementara")
@allow(Permission.KEEP_RECORD)
def give_own_values() -> ResponseReturnValue:
    try:
        day, until = day_typed(typed("day")), day_typed(typed("until"))
        with database().writing() as session:
            actions.give_own_values(session, actor(), event_id(), day, until, typed("note"), now=utc_now())
    except actions.Refused as refusal:
        return show(Failed("own_values", told(refusal)))
    return done(_("Masa sanggahan dicatat."))


@blueprint.post("/tahapan/sanggahan")
@allow(Permission.KEEP_RECORD)
def receive_objection() -> ResponseReturnValue:
    try:
        day = day_typed(typed("day"))
        person_id = participant_of(typed("participant"))
        with database().writing() as session:
            ticket = actions.receive_objection(
                session,
                actor(),
                person_id,
                received_on=day,
                sender=typed("sender"),
                statement=typed("statement"),
                now=utc_now(),
            )
    except actions.Refused as refusal:
        return show(Failed("objection", told(refusal)))
    return done(_("Sanggahan dicatat dengan nomor {ticket}. Berikan nomor ini kepada yang mengajukan.", ticket=ticket))


@blueprint.post("/tahapan/sanggahan/<int:objection_id>")
@allow(Permission.DECIDE)
def answer_objection(objection_id: int) -> ResponseReturnValue:
    objection(objection_id)
    try:
        with database().writing() as session:
            actions.answer_objection(session, actor(), objection_id, typed("outcome"), typed("answer"), now=utc_now())
    except actions.Refused as refusal:
        return show(Failed(f"answer-{objection_id}", told(refusal)))
    return done(_("Jawaban sanggahan dicatat."))


@blueprint.post("/tahapan/penyerahan")
@allow(Permission.KEEP_RECORD)
def hand_over() -> ResponseReturnValue:
    try:
        day = day_typed(typed("day"))
        with database().writing() as session:
            actions.hand_over(session, actor(), event_id(), day, typed("note"), now=utc_now())
    except actions.Refused as refusal:
        return show(Failed("handed_over", told(refusal)))
    return done(_("Tanggal penyerahan dicatat."))


@blueprint.post("/tahapan/arsip")
@allow(Permission.KEEP_RECORD)
def archive_event() -> ResponseReturnValue:
    try:
        with database().writing() as session:
            actions.archive(session, actor(), event_id(), now=utc_now())
    except actions.Refused as refusal:
        return show(Failed("archive", told(refusal)))
    return done(_("Acara diarsipkan. Semua tetap dapat dibaca dan diperiksa."))


@blueprint.get("/tahapan/hasil-sementara/<participant>")
@allow(Permission.KEEP_RECORD)
def own_values(participant: str) -> ResponseReturnValue:
    """One participant's own values, to be printed and handed over: no rank, no other participant."""
    with database().reading() as session:
        found = queries.own_values(session, event_id(), participant)
        last = queries.milestones(session, event_id()).get(("own_values", None))
    if found is None:
        abort(404)
    return page("organiser/own_values.html", **proceedings_view.own_values_context(found, last))


def done(message: str) -> ResponseReturnValue:
    flash(message)
    return redirect(url_for("organiser.proceedings"))


def participant_of(code: str) -> int:
    with database().reading() as session:
        found = next((one for one in queries.participants(session, event_id()) if one.code == code), None)
    if found is None:
        raise actions.Refused(_("Pilih pesertanya."))
    return found.id


def objection(objection_id: int) -> ObjectionInfo:
    with database().reading() as session:
        found = queries.objections(session, event_id())
    return next((one for one in found if one.id == objection_id), None) or abort(404)


def show(failed: Failed | None = None) -> ResponseReturnValue:
    failed = failed or Failed()
    with database().reading() as session:
        seen = proceedings_view.Seen(
            categories=queries.categories(session, event_id()),
            milestones=queries.milestones(session, event_id()),
            objections=queries.objections(session, event_id()),
            people=queries.participants(session, event_id()),
            decree=queries.papers(session, event_id()).decree,
            takes_objections=queries.settings(session, event_id()).get("objections") is True,
        )
    context = proceedings_view.context(seen, today(), may_answer=actor().may(Permission.DECIDE))
    return page(
        "organiser/proceedings.html",
        422 if failed.problems else 200,
        **context,
        lost=failed.lost(proceedings_view.drawn(context)),
        failed=failed.form,
        problems=failed.problems,
        typed=request.form if failed.problems else {},
    )


def today() -> date:
    return proceedings_view.local_day(utc_now())
