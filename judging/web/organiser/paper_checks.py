"""The second pair of eyes on a paper sheet: its judge's card and PIN, or another person who keys it in again.

In:  a sheet that was keyed in.   Out: it counts, or two readings to settle.   The rules are in actions/paper_checks.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions
from judging.language import _
from judging.queries.credentials import card_pin
from judging.queries.paper_sheets import PaperView
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.forms import SheetForm, read_sheet
from judging.web.organiser import paper_sheets_view as view
from judging.web.organiser.common import blueprint, page, second_person, told, typed
from judging.web.organiser.paper_sheets import named, names, one
from judging.web.pins import compared


@blueprint.get("/kertas/<int:sheet_id>/juri")
@allow(Permission.SET_UP)
def judge_reads_paper(sheet_id: int) -> ResponseReturnValue:
    """What was keyed in, for the judge to read: on the screen of whoever keyed it in, and on no other."""
    return _reading(one(sheet_id))


@blueprint.post("/kertas/<int:sheet_id>/juri")
@allow(Permission.SET_UP)
def judge_confirms_paper(sheet_id: int) -> ResponseReturnValue:
    found = one(sheet_id)
    try:
        pin = compared(typed("pin"), partial(card_pin, code=typed("card_code")))
        with database().writing() as session:
            signed = actions.confirm_with_card(session, code=typed("card_code"), pin=pin, now=utc_now())
        if isinstance(signed, actions.Refused):
            raise signed
        with database().writing() as session:
            over = bool(typed("over_tablet"))
            word = actions.confirm_by_judge(session, actor(), found.paper_id, signed, over_tablet=over, now=utc_now())
    except actions.Refused as refusal:
        return _reading(found, told(refusal))
    return _finished(found, word)


@blueprint.get("/kertas/<int:sheet_id>/periksa")
@allow(Permission.SET_UP)
def check_paper(sheet_id: int) -> ResponseReturnValue:
    return _checking(one(sheet_id))


@blueprint.post("/kertas/<int:sheet_id>/periksa")
@allow(Permission.SET_UP)
def check_paper_again(sheet_id: int) -> ResponseReturnValue:
    """The scores once more, by another person: signed in here, or with an own PIN on the screen of the first."""
    found = one(sheet_id)
    sent = read_sheet(request.form, found.rubric, "draft", "")
    try:
        witness = second_person() if typed("second_login") or view.is_first(found, actor().person_id) else None
        with database().writing() as session:
            word = actions.check_again(session, actor(), found.paper_id, scores_of(found, sent), witness, now=utc_now())
    except actions.Refused as refusal:
        return _checking(found, sent, told(refusal))
    if word == "differs":
        flash(_("Ada yang berbeda. Lihat kertasnya bersama-sama."), "warn")
        return redirect(url_for("organiser.settle_paper", sheet_id=sheet_id))
    return _finished(found, word)


@blueprint.get("/kertas/<int:sheet_id>/beda")
@allow(Permission.SET_UP)
def settle_paper(sheet_id: int) -> ResponseReturnValue:
    return _settling(one(sheet_id))


@blueprint.post("/kertas/<int:sheet_id>/beda")
@allow(Permission.SET_UP)
def paper_settled(sheet_id: int) -> ResponseReturnValue:
    found = one(sheet_id)
    sent = read_sheet(request.form, found.rubric, "draft", "")
    try:
        witness = second_person()
        notes = {code: text for code, text in sent.entry.notes.items() if text}
        with database().writing() as session:
            word = actions.settle(
                session, actor(), found.paper_id, scores_of(found, sent), notes, witness, now=utc_now()
            )
    except actions.Refused as refusal:
        return _settling(found, sent, told(refusal))
    return _finished(found, word)


def scores_of(found: PaperView, sent: SheetForm) -> Mapping[str, int]:
    """What was typed as scores; a text that is none is refused by name."""
    if sent.problems:
        raise actions.Refused(_("Ada isian yang bukan skor."), *(named(found, problem) for problem in sent.problems))
    return sent.entry.scores


def _finished(found: PaperView, word: str) -> ResponseReturnValue:
    if word == "late":
        flash(_("Penilaian sudah ditutup: lembar ini menunggu keputusan ketua."), "warn")
    else:
        flash(_("Lembar {judge} untuk {name} dihitung.", **names(found)))
    return redirect(url_for("organiser.paper_sheets"))


def _reading(found: PaperView, problems: list[str] | None = None) -> ResponseReturnValue:
    if found.paper_id == 0 or not found.line.waits or not view.is_first(found, actor().person_id):
        return _gone_on(found, problems)
    context = view.reading(found, problems or [], typed("card_code"))
    return page("organiser/paper_judge.html", 422 if problems else 200, **context)


def _gone_on(found: PaperView, problems: list[str] | None) -> ResponseReturnValue:
    """The sheet is at another step by now: its page, and why what came from an older one was not taken."""
    for text in problems or []:
        flash(text, "bad")
    return redirect(url_for("organiser.paper_sheet", sheet_id=found.line.sheet_id))


def _checking(
    found: PaperView, sent: SheetForm | None = None, problems: list[str] | None = None
) -> ResponseReturnValue:
    if found.line.waits != "check":
        return _gone_on(found, problems)
    first = view.is_first(found, actor().person_id)
    context = view.checking(found, sent, problems or [], first=first, login=typed("second_login"))
    return page("organiser/paper_check.html", 422 if problems else 200, **context)


def _settling(
    found: PaperView, sent: SheetForm | None = None, problems: list[str] | None = None
) -> ResponseReturnValue:
    if found.line.waits != "settle":
        return _gone_on(found, problems)
    context = view.settling(found, sent, problems or [], login=typed("second_login"))
    return page("organiser/paper_settle.html", 422 if problems else 200, **context)
