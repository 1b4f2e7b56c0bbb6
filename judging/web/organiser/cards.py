"""Issuing judges' cards, printing the ones just issued, and replacing one.

A PIN is stored hashed: it can be printed for some minutes after issuing, by the session that issued it, and no more.
"""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from flask import abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, codes, paperwork, queries, words
from judging import sample as known
from judging.actions import IssuedCard, Witness
from judging.language import _
from judging.queries import PanelJudge
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.fresh_cards import Fresh, FreshCards, fresh_cards
from judging.web.not_saved import refused
from judging.web.organiser.common import (
    as_file,
    blueprint,
    day,
    event_id,
    judging_opened,
    page,
    second_person,
    typed,
    zone,
)


@blueprint.post("/juri/kartu")
@allow(Permission.SET_UP)
def issue_cards() -> ResponseReturnValue:
    """A card for every judge who has none; once judging is open, one by one and by two people."""
    waiting = [judge for judge in _everyone() if judge.card_issued_at is None]
    if not waiting:
        flash(_("Semua juri sudah punya kartu. Kartu pengganti diterbitkan satu per satu."), "warn")
    elif judging_opened():
        flash(_("Sesudah penilaian dibuka, kartu diterbitkan satu per satu bersama orang kedua."), "warn")
    else:
        _issue(waiting)
        flash(_("{n} kartu diterbitkan.", n=len(waiting)))
    return redirect(url_for("organiser.judges"))


@blueprint.get("/juri/<int:judge_id>/kartu")
@allow(Permission.SET_UP)
def replace_card(judge_id: int) -> ResponseReturnValue:
    """Asked first: the card that the judge holds ends at once."""
    return _asked(_one(judge_id))


def _asked(judge: PanelJudge, refusal: actions.Refused | None = None) -> ResponseReturnValue:
    since = day(judge.card_issued_at) if judge.card_issued_at else ""
    who = {"id": judge.id, "code": judge.code, "name": judge.name, "since": since, "signed_in": judge.checked_in}
    return page(
        "organiser/replace_card.html",
        422 if refusal else 200,
        judge=who,
        local_address=local_address(),
        needs_second=judging_opened(),
        login=typed("second_login"),
        **refused(refusal),
    )


@blueprint.post("/juri/<int:judge_id>/kartu")
@allow(Permission.SET_UP)
def issue_card(judge_id: int) -> ResponseReturnValue:
    judge = _one(judge_id)
    opened = judging_opened()
    if (judge.card_issued_at or opened) and typed("confirm") != "yes":
        return redirect(url_for("organiser.replace_card", judge_id=judge_id))
    try:
        _issue([judge], second_person() if opened else None)
    except actions.Refused as refusal:
        return _asked(judge, refusal)
    flash(_("Kartu {name} diterbitkan.", name=judge.name))
    return redirect(url_for("organiser.judges"))


@blueprint.get("/juri/kartu/unduh")
@allow(Permission.SET_UP)
def card_paper() -> ResponseReturnValue:
    """The cards just issued, as PDF."""
    fresh = _fresh()
    if fresh is None:
        flash(_("PIN kartu sudah tidak tersimpan. Bila belum tercetak, pakai Ganti kartu."), "warn")
        return redirect(url_for("organiser.judges"))
    with database().reading() as session:
        event, names = queries.event(session, event_id()), queries.backgrounds(session, event_id())
    named = [replace(card, background=names.get(card.background, card.background)) for card in fresh.cards]
    paper = paperwork.cards_pdf(
        named, event_name=f"{event.name} {event.year}", base_url=request.url_root, is_sample=event.is_sample
    )
    return as_file(paper)


@blueprint.post("/juri/kartu/selesai")
@allow(Permission.SET_UP)
def cards_printed() -> ResponseReturnValue:
    _shelf().forget(_session_id())
    flash(_("PIN kartu dihapus dari ingatan server."))
    return redirect(url_for("organiser.judges"))


def _issue(waiting: list[PanelJudge], witness: Witness | None = None) -> None:
    """A judge's first card in the only event of a sample database carries the printed code and PIN."""
    with database().writing() as session:
        printed = queries.event(session, event_id()).is_sample and len(queries.events(session)) == 1
        cards = [
            actions.issue_card(
                session,
                actor(),
                judge.id,
                now=utc_now(),
                witness=witness,
                code=judge.code if printed and not judge.card_issued_at else "",
                pin=known.judge_pin(judge.code) if printed and not judge.card_issued_at else "",
            )
            for judge in waiting
        ]
    _shelf().keep(_session_id(), cards, utc_now())


def fresh_context() -> dict[str, Any] | None:
    """What the page of judges says about cards that can still be printed; a single new PIN stands there once."""
    fresh = _fresh()
    if fresh is None:
        return None
    first = _shelf().first_look(_session_id())
    return {
        "count": len(fresh.cards),
        "judges": words.listing([card.judge_code for card in fresh.cards]),
        "until": words.zone_clock(fresh.until, zone()),
        "slip": _slip(fresh.cards[0]) if first and len(fresh.cards) == 1 else None,
    }


def _slip(card: IssuedCard) -> dict[str, str]:
    return {"judge_code": card.judge_code, "name": card.name, "pin": card.pin,
            "card_code": codes.in_groups(card.code, paperwork.CARD_GROUP)}  # fmt: skip


def local_address() -> str:
    """The address that cards would print, when it opens on this laptop alone; else empty."""
    there = urlsplit(request.url_root)
    host, is_local = there.hostname or "", False
    with suppress(ValueError):
        is_local = ipaddress.ip_address(host).is_loopback
    return there.netloc if is_local or host == "localhost" else ""


def _fresh() -> Fresh | None:
    return _shelf().of(_session_id(), utc_now())


def _shelf() -> FreshCards:
    return fresh_cards(current_app)


def _session_id() -> int:
    return actor().session_id or 0


def _everyone() -> list[PanelJudge]:
    with database().reading() as session:
        return queries.panel(session, event_id(), now=utc_now())


def _one(judge_id: int) -> PanelJudge:
    return next((judge for judge in _everyone() if judge.id == judge_id), None) or abort(404)
