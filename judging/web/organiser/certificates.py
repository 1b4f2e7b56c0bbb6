"""Piagam: drafts, issuing, printing on the record, revoking with a second person, approving a printed name."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, paperwork, queries
from judging.language import N_, _
from judging.paperwork import CertificateItem, Paper
from judging.queries.results import Issued
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser.common import as_file, blueprint, event_id, page, second_person, told, typed
from judging.web.organiser.documents import read, show
from judging.web.organiser.prizes import day_typed

ISSUED_WORDS = N_("Piagam ini sudah terbit. Pakai tombol cetak, supaya cetakannya tercatat.")


@blueprint.post("/dokumen/piagam/terbit")
@allow(Permission.PRINT)
def issue_certificates() -> ResponseReturnValue:
    kinds = ("participant", "judge") if typed("kind") == "thanks" else ("award",)
    try:
        day, made = day_typed(typed("day")).isoformat(), 0
        with database().writing() as session:
            for kind in kinds:
                made += actions.issue_certificates(session, actor(), event_id(), day=day, now=utc_now(), kind=kind)
    except actions.Refused as refusal:
        return show(told(refusal))
    flash(_("{n} piagam diterbitkan. Sekarang dapat dicetak.", n=made))
    return redirect(url_for("organiser.documents"))


@blueprint.get("/dokumen/piagam")
@allow(Permission.SEE_PAPERS)
def certificates() -> ResponseReturnValue:
    return _draft("")


@blueprint.post("/dokumen/piagam")
@allow(Permission.PRINT)
def print_certificates() -> ResponseReturnValue:
    return _printed("")


@blueprint.get("/dokumen/piagam/<participant>")
@allow(Permission.SEE_PAPERS)
def certificate(participant: str) -> ResponseReturnValue:
    return _draft(participant)


@blueprint.post("/dokumen/piagam/<participant>")
@allow(Permission.PRINT)
def print_certificate(participant: str) -> ResponseReturnValue:
    return _printed(participant)


@blueprint.get("/dokumen/piagam-terima-kasih")
@allow(Permission.SEE_PAPERS)
def thanks() -> ResponseReturnValue:
    return _draft("", thanks=True)


@blueprint.post("/dokumen/piagam-terima-kasih")
@allow(Permission.PRINT)
def print_thanks() -> ResponseReturnValue:
    return _printed("", thanks=True)


def _chosen(participant: str, *, thanks: bool) -> list[CertificateItem]:
    """The piagam of one recipient, or all; asking for one that does not exist is a 404."""
    items = paperwork.certificate_list(read(), thanks=thanks)
    return [item for item in items if participant in ("", item.participant) and not item.revoked] or abort(404)


def _draft(participant: str, *, thanks: bool = False) -> ResponseReturnValue:
    if any(item.issuance_id for item in _chosen(participant, thanks=thanks)):
        flash(_(ISSUED_WORDS), "warn")
        return redirect(url_for("organiser.documents"))
    return as_file(paperwork.certificates_pdf(database(), event_id(), participant, thanks=thanks))


def _printed(participant: str, *, thanks: bool = False) -> ResponseReturnValue:
    issued = [item.issuance_id for item in _chosen(participant, thanks=thanks)]
    if None in issued:
        raise actions.Refused(_("Piagam ini belum diterbitkan."))
    with database().writing() as session:
        actions.record_printing(session, actor(), event_id(), [key for key in issued if key], now=utc_now())
    paper = paperwork.certificates_pdf(database(), event_id(), participant, thanks=thanks)
    keep(paper, "piagam-terima-kasih" if thanks else "piagam")
    return as_file(paper)


def keep(paper: Paper, kind: str) -> None:
    """File it byte for byte, and say what could not be printed."""
    with database().writing() as session:
        actions.keep_document(
            session, actor(), event_id(), kind=kind, name=paper.name, content=paper.content, now=utc_now()
        )
    for problem in paper.skipped:
        flash(problem, "warn")


@blueprint.get("/dokumen/piagam/cabut/<int:issuance_id>")
@allow(Permission.PRINT)
def revoke_form(issuance_id: int) -> ResponseReturnValue:
    return _revoking(_issued(issuance_id))


@blueprint.post("/dokumen/piagam/cabut/<int:issuance_id>")
@allow(Permission.PRINT)
def revoke_certificate(issuance_id: int) -> ResponseReturnValue:
    one = _issued(issuance_id)
    try:
        witness = second_person()
        with database().writing() as session:
            actions.revoke_certificate(session, actor(), one.id, typed("reason"), witness, now=utc_now())
    except actions.Refused as refusal:
        return _revoking(one, told(refusal))
    flash(_("Piagam {serial} dicabut. Kodenya sekarang menjawab: dicabut.", serial=one.serial), "warn")
    return redirect(url_for("organiser.documents"))


def _issued(issuance_id: int) -> Issued:
    papers = read()
    return next((one for one in (*papers.issued, *papers.thanked) if one.id == issuance_id), None) or abort(404)


def _revoking(one: Issued, problems: list[str] | None = None) -> ResponseReturnValue:
    return page(
        "organiser/revoke.html",
        422 if problems else 200,
        item={"serial": one.serial, "name": one.body["name"], "label": one.label, "id": one.id},
        problems=problems or [],
        reason=request.form.get("reason", ""),
        second_login=request.form.get("second_login", ""),
    )


@blueprint.post("/dokumen/piagam/<participant>/nama")
@allow(Permission.SET_UP)
def approve_printed_name(participant: str) -> ResponseReturnValue:
    """After sealing a name can still be approved, just as it stands."""
    with database().reading() as session:
        everyone = queries.participants(session, event_id())
    found = next((one for one in everyone if one.code == participant), None) or abort(404)
    with database().writing() as session:
        actions.approve_printed_name(session, actor(), found.id, now=utc_now())
    flash(_("Nama {name} disetujui seperti tercetak.", name=found.name))
    return redirect(url_for("organiser.documents"))
