"""Piagam: drafts, issuing, printing on the record, revoking with a second person, successors, approving a name."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, paperwork, queries
from judging.language import N_, _
from judging.paperwork import CertificateItem, Paper
from judging.queries.results import Issued, every_issued
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser.certificate_rows import today
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
    flash(_("{n} piagam diterbitkan. Sekarang dapat dicetak.", n=made) if made else _("Tidak ada piagam baru."))
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
    items = [item for item in paperwork.certificate_list(read(), thanks=thanks) if item.stands or item.waits]
    return [item for item in items if participant in ("", item.participant)] or abort(404)


def _draft(participant: str, *, thanks: bool = False) -> ResponseReturnValue:
    if any(item.stands for item in _chosen(participant, thanks=thanks)):
        flash(_(ISSUED_WORDS), "warn")
        return redirect(url_for("organiser.documents"))
    return as_file(paperwork.certificates_pdf(database(), event_id(), participant, thanks=thanks))


def _printed(participant: str, *, thanks: bool = False) -> ResponseReturnValue:
    chosen = _chosen(participant, thanks=thanks)
    if any(item.stale for item in chosen):
        raise actions.Refused(_("Piagam ini tidak cocok lagi dengan hasil terbaru. Terbitkan dahulu penggantinya."))
    if not all(item.stands for item in chosen):
        raise actions.Refused(_("Piagam ini belum diterbitkan."))
    issued = [item.issuance_id for item in chosen if item.issuance_id]
    with database().writing() as session:
        actions.record_printing(session, actor(), event_id(), issued, now=utc_now())
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


@blueprint.get("/dokumen/piagam/pengganti/<int:issuance_id>")
@allow(Permission.PRINT)
def replace_form(issuance_id: int) -> ResponseReturnValue:
    return _replacing(issuance_id)


@blueprint.post("/dokumen/piagam/pengganti/<int:issuance_id>")
@allow(Permission.PRINT)
def replace_certificate(issuance_id: int) -> ResponseReturnValue:
    """The successor of one that was revoked, or that says something else than the newest result."""
    _any_issued(issuance_id)
    try:
        day = day_typed(typed("day")).isoformat()
        with database().writing() as session:
            serial = actions.replace_certificate(session, actor(), issuance_id, day=day, now=utc_now())
    except actions.Refused as refusal:
        return _replacing(issuance_id, told(refusal))
    flash(_("Piagam pengganti {serial} diterbitkan. Sekarang dapat dicetak.", serial=serial))
    return redirect(url_for("organiser.documents"))


def _any_issued(issuance_id: int) -> Issued:
    """Of the visitor's own event, whatever became of it."""
    with database().reading() as session:
        found = every_issued(session, event_id())
    return next((one for one in found if one.id == issuance_id), None) or abort(404)


def _replacing(issuance_id: int, problems: list[str] | None = None) -> ResponseReturnValue:
    """The page of one that has no successor to be issued says so on the page of papers."""
    papers = read()
    everyone = (*paperwork.certificate_list(papers), *paperwork.certificate_list(papers, thanks=True))
    item = next((one for one in everyone if one.last_id == issuance_id), None)
    if item is None:
        return show(problems) if problems else abort(404)
    old, official = _any_issued(issuance_id), papers.officials.get("kepala")
    return page(
        "organiser/replace.html",
        422 if problems else 200,
        item={"serial": old.serial, "label": item.label, "name": item.name, "id": old.id},
        rows=[
            (_("Nama"), _becomes(old.body["name"], item.name)),
            (_("Ditandatangani"), _becomes(old.body["signatory"]["name"], official.name if official else "–")),
        ],
        day=request.form.get("day") or today(),
        problems=problems or [],
    )


def _becomes(before: str, after: str) -> str:
    return before if before == after else _("{before} menjadi {after}", before=before, after=after)


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
