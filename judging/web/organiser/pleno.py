"""The pleno, read downward: the order, why, how safe, decide; then sealing, or after it correcting.

Before sealing the page shows the standing, computed afresh; after it, the sealed text and what differs from it now.
What a decision would change is shown by judging.web.organiser.decisions, the arithmetic by .counting.
"""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import N_, _
from judging.queries import CategoryInfo
from judging.queries.standing import DecisionInfo, Standing
from judging.roles import Permission
from judging.rule_words import METHODS, NOBODY, PANEL_RULES
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import advice_view, decision_view, pleno_view
from judging.web.organiser.common import (
    blueprint,
    category_by_code,
    event_id,
    moment,
    page,
    second_person,
    told,
)
from judging.web.organiser.pleno_seen import Failed, Plenary, read

NOT_CLOSED = N_("Urutan dan nilai baru terlihat setelah penilaian ditutup.")
OTHERS_OPEN = N_("Urutan dan nilai baru terlihat setelah semua kategori dengan juri yang sama ditutup.")


@blueprint.get("/pleno")
@blueprint.get("/pleno/<category>")
@allow(Permission.SEE_STANDING)
def pleno(category: str = "") -> ResponseReturnValue:
    with database().reading() as session:
        found = queries.categories(session, event_id())
    if not found:
        return redirect(url_for("organiser.settings"))
    return show(category_by_code(category) if category else found[0])


@blueprint.post("/pleno/<category>/nama-juri")
@allow(Permission.NAME_JUDGES)
def name_judges(category: str) -> ResponseReturnValue:
    """The codes with their names, once: the page asked for again shows codes. Each time is on the record."""
    found = category_by_code(category)
    with database().writing() as session:
        actions.name_judges(session, actor(), found.id, now=utc_now())
    with database().reading() as session:
        names = [(one.code, one.name) for one in queries.panel(session, event_id(), now=utc_now())]
    return show(found, names=names)


@blueprint.post("/pleno/<category>/kunci")
@allow(Permission.SEAL)
def seal(category: str) -> ResponseReturnValue:
    found = category_by_code(category)
    try:
        witness = second_person()
        with database().writing() as session:
            actions.seal(session, actor(), found.id, witness, now=utc_now())
    except actions.Refused as refusal:
        return show(found, Failed("seal", told(refusal)))
    flash(_("Hasil {name} dikunci, disahkan oleh {witness}.", name=found.name, witness=witness.name))
    return redirect(url_for("organiser.pleno", category=category))


def show(
    category: CategoryInfo, failed: Failed | None = None, names: list[tuple[str, str]] | None = None
) -> ResponseReturnValue:
    seen, failed = read(category), failed or Failed()
    order = seen.order
    shown = (
        pleno_view.order_context(order, seen.prefix, advice_view.verdicts(seen.advice))
        if order
        else pleno_view.empty_context()
    )
    return page(
        "organiser/pleno.html",
        422 if failed.problems else 200,
        categories=[{"code": one.code, "noun": one.name, "current": one.id == category.id} for one in seen.categories],
        category={"code": category.code, "noun": category.name},
        **status(seen),
        closed_words="" if order else _(NOT_CLOSED if category.state in ("setup", "judging") else OTHERS_OPEN),
        **shown,
        nobody_words=_(NOBODY) if order and not seen.ranks_anyone else "",
        **advice_view.advice_context(seen.advice, order, seen.prefix),
        judge_names=names,
        may_name=actor().may(Permission.NAME_JUDGES),
        may_decide=seen.may_decide,
        reopened=[decision_view.reopened_row(one) for one in seen.reopened],
        **forms(seen, failed),
    )


def forms(seen: Plenary, failed: Failed) -> dict[str, Any]:
    """Everything the page can send; and, told at its head, the refused form that is none of these."""
    open_ties = pleno_view.open_ties(seen.now, seen.prefix) if seen.now else []
    decisions = seen.standing.decisions if seen.standing else ()
    special = special_forms(seen, failed) if seen.may_decide and seen.category.state == "closed" else []
    decision, correction = sealing(seen, failed), correcting(seen, failed)
    drawn = [
        *(["seal"] if decision["can_seal"] else []),
        *([correction["form"]] if seen.result and correction["may"] else []),
        *(f"special-{award['id']}" for award in special),
        *(f"tie-{tie['rank']}" for tie in open_ties if seen.may_decide),
        *(f"revoke-{one.id}" for one in decisions if seen.may_decide),
    ]
    return {
        "open_ties": [tie | failed.of(f"tie-{tie['rank']}") for tie in open_ties],
        "rule": rule_form(seen.standing) if seen.may_decide and seen.standing else None,
        "out": out_form(seen) if seen.may_decide else None,
        "special": special,
        "decisions": [decision_row(one, seen, failed) for one in decisions],
        "decision": decision,
        "correction": correction,
        "lost": failed.lost(drawn),
    }


def correcting(seen: Plenary, failed: Failed) -> dict[str, Any]:
    """After sealing one form: a recount where the record gives another result, else a name spelled right."""
    found = decision_view.correction_context(seen.result, seen.standing)
    form = "correct-recount" if found["orders"] else "correct-name"
    return (
        found
        | failed.of(form)
        | {
            "form": form,
            "may": actor().may(Permission.SEAL) and seen.category.state != "archived",
            "archived": seen.category.state == "archived",
        }
    )


def status(seen: Plenary) -> dict[str, Any]:
    """The badge beside the title."""
    if seen.result and seen.seal:
        text = _("Hasil versi {number}, dikunci {when}", number=seen.seal.number, when=moment(seen.seal.sealed_at))
        return {
            "status": {"kind": "locked", "text": text},
            "status_more": _(
                "oleh {sealed_by}, disahkan {confirmed_by}",
                sealed_by=seen.seal.sealed_by,
                confirmed_by=seen.seal.confirmed_by,
            ),
        }
    if seen.standing is None:
        return {"status": {"kind": "blank", "text": _("Belum ditutup")}, "status_more": ""}
    return {
        "status": {"kind": "locked", "text": _("Tertutup untuk umum")},
        "status_more": _("Hanya panitia dan pimpinan tim penilai yang melihat halaman ini."),
    }


def sealing(seen: Plenary, failed: Failed) -> dict[str, Any]:
    sealed = seen.result is not None
    form = failed.of("seal")
    return {
        "sealed": sealed,
        "unsafe_words": advice_view.unsafe_words(seen.advice),
        "version_words": _("Hasil versi {number}", number=seen.result.number) if seen.result else "",
        "can_seal": not sealed and not _why_not_sealed(seen),
        "blocked_words": "" if sealed else _why_not_sealed(seen),
        "left_behind": seen.left_behind,
        "problems": form["problems"],
        "second_login": form["typed"].get("second_login", ""),
    }


def _why_not_sealed(seen: Plenary) -> str:
    if seen.standing is None:
        return _("Penilaian belum ditutup.")
    if seen.is_moving:
        return _("Masih ada lembar yang dibuka kembali, atau permintaan yang belum dijawab.")
    if undecided := seen.standing.outcome.undecided:
        return _("Peringkat belum dapat dihitung. {reason}", reason=undecided.message)
    if seen.standing.awards.open_ties:
        return _("Masih ada nilai sama yang menunggu keputusan pleno.")
    if not actor().may(Permission.SEAL):
        return _("Hasil dikunci oleh ketua atau wakil, dengan akunnya sendiri.")
    return ""


def rule_form(standing: Standing) -> dict[str, Any]:
    """Departing from the declared rule; offered open when the rule as declared ranks nobody."""
    return {
        "needed": standing.outcome.undecided is not None,
        "methods": [(key, _(text)) for key, text in METHODS.items()],
        "panel_rules": [(key, _(text)) for key, text in PANEL_RULES.items()],
        "method": standing.rules.method,
        "panel_rule": standing.rules.panel_rule,
    }


def out_form(seen: Plenary) -> dict[str, Any]:
    active = [one for one in seen.people if one.status == "active"]
    return {"people": [("", _("Pilih")), *((one.code, f"{one.prefix}{one.number} {one.name}") for one in active)]}


def special_forms(seen: Plenary, failed: Failed) -> list[dict[str, Any]]:
    names = {one.code: one.name for one in seen.people}
    places = {row.participant: row.award for row in seen.standing.rows} if seen.standing else {}
    return [
        {
            "id": award.id,
            "twice": _("{name} juga {place}.", name=names[award.holder], place=places[award.holder])
            if places.get(award.holder)
            else "",
            "label": award.label,
            "basis": award.basis,
            "holder": award.holder,
            "candidates": [("", _("Tidak diberikan")), *((code, names[code]) for code in award.candidates)],
        }
        | failed.of(f"special-{award.id}")
        for award in seen.special
    ]


def decision_row(decision: DecisionInfo, seen: Plenary, failed: Failed) -> dict[str, Any]:
    names = {one.code: one.name for one in seen.people}
    return decision_view.decision_row(decision, names) | failed.of(f"revoke-{decision.id}")
