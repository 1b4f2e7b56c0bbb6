"""The prize table, the amounts that still need a word, and the keputusan that fixes the money."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.not_saved import Failed, lost
from judging.web.numbers import whole
from judging.web.organiser import prizes_view
from judging.web.organiser.common import blueprint, category_by_code, event_id, page, typed


@blueprint.get("/hadiah")
@allow(Permission.SEE_PAPERS)
def prizes() -> ResponseReturnValue:
    return show()


@blueprint.post("/hadiah/<int:award_id>/jumlah")
@allow(Permission.MANAGE_PRIZES)
def confirm_amount(award_id: int) -> ResponseReturnValue:
    return _set_amount(award_id, f"confirm-{award_id}")


@blueprint.post("/hadiah/jumlah/<category>")
@allow(Permission.MANAGE_PRIZES)
def change_amount(category: str) -> ResponseReturnValue:
    """An amount that was settled already, until the keputusan fixes it."""
    found = category_by_code(category)
    return _set_amount(whole(typed("award"), 0), f"change-{found.code}")


def _set_amount(award_id: int, form: str) -> ResponseReturnValue:
    with database().reading() as session:
        award = next((one for one in queries.awards(session, event_id()) if one.id == award_id), None) or abort(404)
    try:
        amount = rupiah_typed(typed("amount"))
        with database().writing() as session:
            actions.set_amount(session, actor(), award_id, amount, typed("reason"), now=utc_now())
    except actions.Refused as refusal:
        return show(Failed(form, refusal))
    flash(_("Jumlah {label} sudah dipastikan.", label=award.label))
    return redirect(url_for("organiser.prizes"))


@blueprint.post("/hadiah/keputusan")
@allow(Permission.MANAGE_PRIZES)
def enter_decree() -> ResponseReturnValue:
    try:
        day = day_typed(typed("date"))
        with database().writing() as session:
            actions.enter_decree(
                session, actor(), event_id(), typed("number"), day, typed("signatory") or "kepala", now=utc_now()
            )
    except actions.Refused as refusal:
        return show(Failed("decree", refusal))
    flash(_("Keputusan disimpan. Jumlah uang sekarang tetap, dan piagam dapat diterbitkan."))
    return redirect(url_for("organiser.prizes"))


def rupiah_typed(text: str) -> int:
    """Whole rupiah, with or without "Rp" and dots."""
    digits = text.lower().removeprefix("rp").strip().replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 15):
        actions.refuse_any([("amount", _("Tulis jumlah dalam rupiah bulat, misalnya 2.100.000."))])
    return int(digits)


def day_typed(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        told = _("Isi tanggalnya, misalnya 7 Desember 2026.")
        raise actions.Refused(told, at={"date": [told]}) from None


def show(failed: Failed | None = None) -> ResponseReturnValue:
    """The refused form is "decree", "confirm-ID" or "change-CATEGORY". What was typed there is kept."""
    with database().reading() as session:
        money = prizes_view.read(session, event_id())
    failed = failed or Failed()
    context = prizes_view.context(money)
    decree: dict[str, Any] = prizes_view.decree_context(money, may_enter=actor().may(Permission.MANAGE_PRIZES))
    may_settle = actor().may(Permission.MANAGE_PRIZES) and not money.allocation
    shown = {"decree"} if decree["can_enter"] else set[str]()
    for group in context["groups"]:
        forms = {row["form"] for row in group["rows"] if row["to_confirm"]} | {group["form"]}
        shown |= forms if may_settle else set()
        group["change"] = _form(failed, group["form"])
        for row in group["rows"]:
            row["confirm"] = {"amount": row["amount_digits"]} | _form(failed, row["form"])
    if failed.form == "decree":
        decree |= failed.of("decree") | {name: typed(name) for name in ("number", "date", "signatory")}
    gone = lost([] if failed.form in shown else failed.of(failed.form)["problems"], request.form)
    code = 422 if failed.refusal else 200
    return page("organiser/prizes.html", code, **context, decree=decree, may_settle=may_settle, lost=gone)


def _form(failed: Failed, form: str) -> dict[str, Any]:
    """An amount's form as it was refused; of any other, nothing was typed."""
    kept = {name: typed(name) for name in ("award", "amount", "reason")} if failed.form == form else {}
    return failed.of(form) | kept
