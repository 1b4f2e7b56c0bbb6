"""The pleno: the proposed order and its reasons, the decisions that only people can take, and sealing.

Before sealing the page shows the standing, computed afresh; after it, the sealed text and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.queries import CategoryInfo, ParticipantInfo, Seal, SealedResult, SpecialAward
from judging.queries.results import newest_results
from judging.queries.standing import DecisionInfo, Standing
from judging.roles import Permission
from judging.rule_words import METHODS, PANEL_RULES
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import pleno_view
from judging.web.organiser.common import (
    blueprint,
    category_by_code,
    event_id,
    moment,
    page,
    second_person,
    told,
    typed,
)
from judging.web.organiser.order import Order, from_sealed, from_standing

Form = dict[str, Any]
NOT_CLOSED = "Urutan dan nilai baru terlihat setelah penilaian ditutup."
OTHERS_OPEN = "Urutan dan nilai baru terlihat setelah semua kategori dengan juri yang sama ditutup."


@dataclass(frozen=True, slots=True)
class Failed:
    """The form of the page that was refused: which one, and why. What was typed is in the request."""

    form: str = ""
    problems: list[str] = field(default_factory=list)

    def of(self, form: str) -> Form:
        same = form == self.form
        return {"problems": self.problems if same else [], "typed": request.form if same else {}}


@dataclass(frozen=True, slots=True)
class Plenary:
    """Everything the page reads of one category."""

    category: CategoryInfo
    categories: list[CategoryInfo]
    people: list[ParticipantInfo]
    special: list[SpecialAward]
    standing: Standing | None
    result: SealedResult | None
    seal: Seal | None

    @property
    def order(self) -> Order | None:
        if self.result is not None:
            return from_sealed(self.result)
        return from_standing(self.standing) if self.standing else None

    @property
    def is_open(self) -> bool:
        return self.result is None and self.standing is not None


@blueprint.get("/pleno")
@blueprint.get("/pleno/<category>")
@allow(Permission.SEE_STANDING)
def pleno(category: str = "") -> ResponseReturnValue:
    with database().reading() as session:
        found = queries.categories(session, event_id())
    if not found:
        return redirect(url_for("organiser.settings"))
    return show(category_by_code(category) if category else found[0])


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
    flash(f"Hasil {found.name} dikunci, disahkan oleh {witness.name}.")
    return redirect(url_for("organiser.pleno", category=category))


@blueprint.post("/pleno/<category>/putuskan")
@allow(Permission.DECIDE)
def decide(category: str) -> ResponseReturnValue:
    """The order of a tied group (twins included), or another rule than the declared one."""
    found = category_by_code(category)
    kind = "rule" if typed("kind") == "rule" else "tie"
    try:
        body = rule_typed() if kind == "rule" else tie_typed()
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
        return show(found, Failed("rule" if kind == "rule" else f"tie-{typed('rank')}", told(refusal)))
    flash(f"Keputusan pleno dicatat, disahkan oleh {witness.name}.")
    return redirect(url_for("organiser.pleno", category=category))


@blueprint.post("/pleno/<category>/cabut/<int:decision_id>")
@allow(Permission.DECIDE)
def revoke(category: str, decision_id: int) -> ResponseReturnValue:
    found = category_by_code(category)
    standing = read(found).standing
    if standing is None or decision_id not in [decision.id for decision in standing.decisions]:
        abort(404)
    try:
        with database().writing() as session:
            actions.revoke_decision(session, actor(), decision_id, typed("reason"), now=utc_now())
    except actions.Refused as refusal:
        return show(found, Failed(f"revoke-{decision_id}", told(refusal)))
    flash("Keputusan pleno dicabut; tetap tercatat.")
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
    flash("Penghargaan khusus dicatat.")
    return redirect(url_for("organiser.pleno", category=category))


def tie_typed() -> dict[str, list[list[str]]]:
    """Places as chosen become groups from best to worst; the same place makes twins."""
    chosen: dict[int, list[str]] = {}
    for name, text in request.form.items():
        if name.startswith("place-"):
            if not text.isdecimal():
                raise actions.Refused("Pilih tempat untuk setiap peserta. Tempat yang sama berarti juara kembar.")
            chosen.setdefault(int(text), []).append(name.removeprefix("place-"))
    return {"order": [chosen[place] for place in sorted(chosen)]}


def rule_typed() -> dict[str, str]:
    return {"method": typed("method"), "panel_rule": typed("panel_rule")}


def read(category: CategoryInfo) -> Plenary:
    with database().reading() as session:
        results = newest_results(session, event_id())
        result = next((one for one in results if one.category_id == category.id), None)
        return Plenary(
            category=category,
            categories=queries.categories(session, event_id()),
            people=[one for one in queries.participants(session, event_id()) if one.category_id == category.id],
            special=[one for one in queries.special_awards(session, event_id()) if one.category_id == category.id],
            standing=None if result else queries.visible_standing(session, category.id),
            result=result,
            seal=queries.seals(session, event_id()).get(category.id),
        )


def show(category: CategoryInfo, failed: Failed | None = None) -> ResponseReturnValue:
    seen, failed = read(category), failed or Failed()
    order = seen.order
    prefix = seen.people[0].prefix if seen.people else ""
    shown = pleno_view.order_context(order, prefix) if order else pleno_view.empty_context()
    open_ties = pleno_view.open_ties(order, prefix) if order and seen.is_open else []
    may_decide = seen.is_open and actor().may(Permission.DECIDE)
    return page(
        "organiser/pleno.html",
        422 if failed.problems else 200,
        categories=[{"code": one.code, "noun": one.name, "current": one.id == category.id} for one in seen.categories],
        category={"code": category.code, "noun": category.name},
        **status(seen),
        closed_words="" if order else (NOT_CLOSED if category.state in ("setup", "judging") else OTHERS_OPEN),
        **shown,
        open_ties=[tie | failed.of(f"tie-{tie['rank']}") for tie in open_ties],
        rule=rule_form(seen.standing, failed) if may_decide and seen.standing else None,
        special=special_forms(seen, failed) if may_decide else [],
        decisions=[decision_row(one, seen, failed) for one in seen.standing.decisions] if seen.standing else [],
        may_decide=may_decide,
        decision=sealing(seen, failed),
    )


def status(seen: Plenary) -> dict[str, Any]:
    """The badge beside the title."""
    if seen.result and seen.seal:
        text = f"Hasil versi {seen.seal.number}, dikunci {moment(seen.seal.sealed_at)}"
        return {
            "status": {"kind": "locked", "text": text},
            "status_more": f"oleh {seen.seal.sealed_by}, disahkan {seen.seal.confirmed_by}",
        }
    if seen.standing is None:
        return {"status": {"kind": "blank", "text": "Belum ditutup"}, "status_more": ""}
    return {
        "status": {"kind": "locked", "text": "Masih tertutup"},
        "status_more": "Hanya panitia dan pimpinan tim penilai yang melihat halaman ini.",
    }


def sealing(seen: Plenary, failed: Failed) -> dict[str, Any]:
    sealed = seen.result is not None
    form = failed.of("seal")
    return {
        "sealed": sealed,
        "version_words": f"Hasil versi {seen.result.number}" if seen.result else "",
        "can_seal": not sealed and not _why_not_sealed(seen),
        "blocked_words": "" if sealed else _why_not_sealed(seen),
        "problems": form["problems"],
        "second_login": form["typed"].get("second_login", ""),
    }


def _why_not_sealed(seen: Plenary) -> str:
    if seen.standing is None:
        return "Penilaian belum ditutup."
    if seen.standing.outcome.refused:
        return f"Peringkat belum dapat dihitung. {seen.standing.outcome.refused.message}"
    if seen.standing.awards.open_ties:
        return "Masih ada nilai sama yang menunggu keputusan pleno."
    if not actor().may(Permission.SEAL):
        return "Hasil dikunci oleh ketua atau wakil, dengan akunnya sendiri."
    return ""


def rule_form(standing: Standing, failed: Failed) -> dict[str, Any]:
    """Departing from the declared rule; offered open when the rule as declared ranks nobody."""
    return {
        "needed": standing.outcome.refused is not None,
        "methods": list(METHODS.items()),
        "panel_rules": list(PANEL_RULES.items()),
        "method": standing.rules.method,
        "panel_rule": standing.rules.panel_rule,
    } | failed.of("rule")


def special_forms(seen: Plenary, failed: Failed) -> list[dict[str, Any]]:
    names = {one.code: one.name for one in seen.people}
    return [
        {
            "id": award.id,
            "label": award.label,
            "basis": award.basis,
            "holder": award.holder,
            "candidates": [("", "Tidak diberikan"), *((code, names[code]) for code in award.candidates)],
        }
        | failed.of(f"special-{award.id}")
        for award in seen.special
    ]


def decision_row(decision: DecisionInfo, seen: Plenary, failed: Failed) -> dict[str, Any]:
    names = {one.code: one.name for one in seen.people}
    if decision.kind == "tie":
        groups = [" dan ".join(names.get(code, code) for code in twins) for twins in decision.body["order"]]
        title = f"Urutan nilai sama: {', lalu '.join(groups)}"
    else:
        title = f"Aturan lain: {METHODS[decision.body['method']]}; {PANEL_RULES[decision.body['panel_rule']]}"
    return {
        "id": decision.id,
        "title": title,
        "facts": [
            ("Alasan", decision.reason),
            ("Hadir", ", ".join(decision.present)),
            ("Diputus", f"{moment(decision.decided_at)} oleh {decision.decided_by}"),
            ("Disahkan", decision.confirmed_by),
        ],
    } | failed.of(f"revoke-{decision.id}")
