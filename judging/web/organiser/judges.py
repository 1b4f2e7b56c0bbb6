"""The judges: their cards, and who does not come or is replaced.

A card's PIN is known once, in the answer to the request that issues it: on the page, and in the PDF asked for there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, paperwork, queries
from judging import sample as known
from judging.actions import IssuedCard
from judging.language import N_, _
from judging.queries import PanelJudge
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import steps
from judging.web.organiser.common import as_file, blueprint, day, event_id, page, typed
from judging.web.organiser.day_view import open_seats

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


@blueprint.post("/juri/<int:judge_id>/kartu")
@allow(Permission.SET_UP)
def issue_card(judge_id: int) -> ResponseReturnValue:
    return show(_issue([one(judge_id)])[0])


@blueprint.post("/juri/kartu")
@allow(Permission.SET_UP)
def issue_cards() -> ResponseReturnValue:
    """A card for every judge who has none; the PDF is the only place where their PINs stand."""
    waiting = [judge for judge in everyone() if judge.card_issued_at is None]
    if not waiting:
        flash(_("Semua juri sudah punya kartu. Kartu pengganti diterbitkan satu per satu."), "warn")
        return redirect(url_for("organiser.judges"))
    return _cards(_issue(waiting))


@blueprint.post("/juri/<int:judge_id>/cetak-kartu")
@allow(Permission.SET_UP)
def card_paper(judge_id: int) -> ResponseReturnValue:
    """The card that the page shows, as PDF. Its PIN is stored nowhere, so it comes from that page."""
    judge = one(judge_id)
    card = IssuedCard(
        judge_code=judge.code,
        name=judge.name,
        background=judge.background,
        institution=judge.institution,
        code=typed("card_code"),
        secret=typed("card_secret"),
        pin=typed("card_pin"),
    )
    if not (card.code and card.secret and card.pin):
        abort(400)
    return _cards([card])


@blueprint.post("/juri/<int:judge_id>/pin")
@allow(Permission.SET_UP)
def release_pin(judge_id: int) -> ResponseReturnValue:
    judge = one(judge_id)
    with database().writing() as session:
        actions.release_pin(session, actor(), judge_id)
    flash(_("{name} dapat mencoba PIN lagi.", name=judge.name))
    return redirect(url_for("organiser.judges"))


def _issue(waiting: list[PanelJudge]) -> list[IssuedCard]:
    """A judge's first card in the only event of a sample database carries the printed code and PIN."""
    with database().writing() as session:
        printed = queries.event(session, event_id()).is_sample and len(queries.events(session)) == 1
        return [
            actions.issue_card(
                session,
                actor(),
                judge.id,
                now=utc_now(),
                code=judge.code if printed and not judge.card_issued_at else "",
                pin=known.judge_pin(judge.code) if printed and not judge.card_issued_at else "",
            )
            for judge in waiting
        ]


def _cards(cards: list[IssuedCard]) -> ResponseReturnValue:
    with database().reading() as session:
        event, names = queries.event(session, event_id()), queries.backgrounds(session, event_id())
    named = [replace(card, background=names.get(card.background, card.background)) for card in cards]
    paper = paperwork.cards_pdf(
        named, event_name=f"{event.name} {event.year}", base_url=request.url_root, is_sample=event.is_sample
    )
    return as_file(paper)


def everyone() -> list[PanelJudge]:
    with database().reading() as session:
        return queries.panel(session, event_id(), now=utc_now())


def one(judge_id: int) -> PanelJudge:
    return next((judge for judge in everyone() if judge.id == judge_id), None) or abort(404)


def show(card: IssuedCard | None = None) -> ResponseReturnValue:
    """The list; with `card` the one just issued, at the one moment its PIN is known."""
    panel = everyone()
    return page(
        "organiser/judges.html",
        new_card=_new_card(card, panel) if card else None,
        following=steps.after("judges"),
        rows=[_row(judge) for judge in panel],
        without_card=sum(judge.card_issued_at is None for judge in panel),
    )


def _new_card(card: IssuedCard, panel: list[PanelJudge]) -> dict[str, Any]:
    judge = next(judge for judge in panel if judge.code == card.judge_code)
    return {
        "judge_code": card.judge_code,
        "name": card.name,
        "card_code": card.code,
        "pin": card.pin,
        "secret": card.secret,
        "judge_id": judge.id,
    }


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
        "card_words": _("Kartu diterbitkan {day}", day=day(judge.card_issued_at))
        if judge.card_issued_at
        else _("Belum punya kartu"),
        "locked": judge.locked,
        "can_change": bool(open_seats(judge)),
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
