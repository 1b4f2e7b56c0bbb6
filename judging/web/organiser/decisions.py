"""The decisions only people can take: ties, another rule, a participant who leaves, special awards, corrections.

A decision that changes the order is shown first with both orders; it is recorded only from that page.
"""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import N_, _
from judging.queries import CategoryInfo, Effect
from judging.queries.papers import why_draft
from judging.queries.plenary import was_decided
from judging.queries.standing import STATUS, Standing
from judging.roles import Permission
from judging.rule_words import METHODS, PANEL_RULES
from judging.web.access import actor, allow, database, utc_now
from judging.web.not_saved import lost
from judging.web.numbers import whole
from judging.web.organiser import decision_view
from judging.web.organiser.common import blueprint, category_by_code, event_id, page, second_person, told, typed
from judging.web.organiser.pleno import show
from judging.web.organiser.pleno_seen import Failed, read

NOBODY = N_("Pilih peserta yang masih ikut dalam kategori ini.")


@blueprint.get("/pleno/<category>/akibat")
@allow(Permission.DECIDE)
def effect(category: str) -> ResponseReturnValue:
    """Both orders, before anything is decided. Changes nothing."""
    return show_effect(category_by_code(category), request.args)


@blueprint.post("/pleno/<category>/putuskan")
@allow(Permission.DECIDE)
def decide(category: str) -> ResponseReturnValue:
    """The order of a tied group (twins included), another rule than the declared one, or a participant leaving."""
    found = category_by_code(category)
    kind = typed("kind") if typed("kind") in ("rule", "out") else "tie"
    try:
        body = tie_typed() if kind == "tie" else {name: typed(name) for name in FIELDS[kind]}
        witness = second_person()
        with database().writing() as session:
            actions.decide(
                session,
                actor(),
                found.id,
                kind,
                body,
                reason=typed("reason"),
                present=request.form.get("present", "").splitlines(),
                witness=witness,
                now=utc_now(),
            )
    except actions.Refused as refusal:
        if kind == "tie":
            return show(found, Failed(f"tie-{typed('rank')}", told(refusal)))
        return show_effect(found, request.form, told(refusal))
    flash(_("Keputusan pleno dicatat, disahkan oleh {name}.", name=witness.name))
    return redirect(url_for("organiser.pleno", category=category))


FIELDS = {"rule": ("method", "panel_rule"), "out": ("participant", "status")}


@blueprint.post("/pleno/<category>/cabut/<int:decision_id>")
@allow(Permission.DECIDE)
def revoke(category: str, decision_id: int) -> ResponseReturnValue:
    found = category_by_code(category)
    with database().reading() as session:
        if not was_decided(session, found.id, decision_id):
            abort(404)
    try:
        with database().writing() as session:
            actions.revoke_decision(session, actor(), decision_id, typed("reason"), now=utc_now())
    except actions.Refused as refusal:
        return show(found, Failed(f"revoke-{decision_id}", told(refusal)))
    flash(_("Keputusan pleno dicabut; tetap tercatat."))
    return redirect(url_for("organiser.pleno", category=category))


@blueprint.post("/pleno/<category>/khusus/<int:award_id>")
@allow(Permission.DECIDE)
def give_special(category: str, award_id: int) -> ResponseReturnValue:
    found = category_by_code(category)
    if award_id not in [award.id for award in read(found).special]:
        abort(404)
    try:
        with database().writing() as session:
            actions.give_special(session, actor(), award_id, typed("holder"), typed("basis"), now=utc_now())
    except actions.Refused as refusal:
        return show(found, Failed(f"special-{award_id}", told(refusal)))
    flash(_("Penghargaan khusus dicatat."))
    return redirect(url_for("organiser.pleno", category=category))


@blueprint.post("/pleno/<category>/koreksi")
@allow(Permission.SEAL)
def correct(category: str) -> ResponseReturnValue:
    """The next version of a sealed result: recounted from the record, or with a name spelled right."""
    found = category_by_code(category)
    try:
        person_id = _to_rename(found) if typed("kind") == "name" else None
        witness = second_person()
        with database().writing() as session:
            if person_id is None:
                actions.correct_result(session, actor(), found.id, typed("reason"), witness, now=utc_now())
            else:
                name, reason = typed("name"), typed("reason")
                actions.correct_name(session, actor(), person_id, name, reason, witness, now=utc_now())
    except actions.Refused as refusal:
        return show(found, Failed("correct-name" if typed("kind") == "name" else "correct-recount", told(refusal)))
    flash(_("Versi koreksi hasil {name} dikunci, disahkan oleh {witness}.", name=found.name, witness=witness.name))
    return redirect(url_for("organiser.corrections"))


def _to_rename(category: CategoryInfo) -> int:
    with database().reading() as session:
        people = queries.participants(session, event_id())
    for one in people:
        if one.code == typed("participant") and one.category_id == category.id:
            return one.id
    raise actions.Refused(_(NOBODY))


@blueprint.get("/koreksi")
@allow(Permission.SEE_STANDING)
def corrections() -> ResponseReturnValue:
    """Every paper that says something else than the results that stand now."""
    with database().reading() as session:
        papers = queries.touched_papers(session, event_id())
        draft = bool(why_draft(session, event_id()))
    return page("organiser/corrections.html", papers=[decision_view.touched_row(one, draft=draft) for one in papers])


def tie_typed() -> dict[str, list[list[str]]]:
    """Places as chosen become groups from best to worst; the same place makes twins."""
    chosen: dict[int, list[str]] = {}
    for name, text in request.form.items():
        if name.startswith("place-"):
            if not text.isdecimal():
                raise actions.Refused(_("Pilih tempat untuk setiap peserta. Tempat yang sama berarti juara kembar."))
            chosen.setdefault(whole(text, 0), []).append(name.removeprefix("place-"))
    return {"order": [chosen[place] for place in sorted(chosen)]}


def show_effect(category: CategoryInfo, asked: Any, problems: list[str] | None = None) -> ResponseReturnValue:
    """`asked`: kind and its fields, from the address or from the form that was refused."""
    kind = "out" if asked.get("kind") == "out" else "rule"
    seen = read(category)
    if not seen.may_decide or seen.standing is None:
        if problems:  # decided on from an older page
            return show(category, Failed(kind, problems))
        return redirect(url_for("organiser.pleno", category=category.code))
    names = {one.code: one.name for one in seen.people}
    title, found = _out(seen.category, asked, names) if kind == "out" else _rule(seen.category, asked, seen.standing)
    return page(
        "organiser/effect.html",
        422 if problems else 200,
        category={"code": category.code, "noun": category.name},
        title=title,
        orders=decision_view.two_orders(found.before, found.after, names) if not found.refused else [],
        refused=found.refused,
        is_change=found.is_change,
        hidden=[("kind", kind), *((name, asked.get(name, "")) for name in FIELDS[kind])],
        problems=problems or [],
        typed=request.form,
        lost=lost(problems or [], request.form),
    )


def _out(category: CategoryInfo, asked: Any, names: dict[str, str]) -> tuple[str, Effect]:
    code, status = asked.get("participant", ""), asked.get("status", "")
    if code not in names or status not in STATUS:
        return _("Peserta tidak diperingkat"), Effect((), (), _(NOBODY))
    with database().reading() as session:
        return f"{names[code]} {_(STATUS[status])}", queries.out_effect(session, category.id, code)


def _rule(category: CategoryInfo, asked: Any, standing: Standing) -> tuple[str, Effect]:
    method, panel_rule = asked.get("method", ""), asked.get("panel_rule", "")
    if method not in METHODS or panel_rule not in PANEL_RULES:
        return _("Aturan lain"), Effect((), (), _("Pilih cara menghitung dan juri yang dihitung."))
    with database().reading() as session:
        found = queries.rule_effect(session, category.id, method, panel_rule, standing.declared.margin)
    return f"{_(METHODS[method])}; {_(PANEL_RULES[panel_rule])}", found
