"""The files kept for the auditor: issued papers byte for byte, and scans of signed ones filed beside them."""

from __future__ import annotations

from io import BytesIO

from flask import Response, abort, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from judging import actions, paperwork
from judging.language import N_, _
from judging.paperwork.pictures import BadUpload, Scan, checked_scan
from judging.queries.documents import KeptDocument, altered_documents, document_content
from judging.queries.documents import documents as kept_documents
from judging.queries.sign_off import SignOff, sign_offs
from judging.roles import Permission
from judging.web.access import actor, allow, database, large_upload, utc_now
from judging.web.organiser.common import blueprint, category_by_code, event_id, moment, page, told, typed, uploaded

TITLES = {kind.key: kind.title for kind in (*paperwork.KINDS, *paperwork.PIAGAM)} | {actions.SCAN: N_("Pindaian")}

RULES = "aturan"  # in the catalogue of papers; its scan says of which category, and under which code


@blueprint.get("/dokumen/arsip")
@allow(Permission.SEE_PAPERS)
def archive() -> ResponseReturnValue:
    return _show()


@blueprint.post("/dokumen/arsip")
@allow(Permission.PRINT)
@large_upload
def file_scan() -> ResponseReturnValue:
    try:
        scan, of = checked_scan(uploaded("scan")), typed("of")
        if of.startswith(f"{RULES}:"):
            _file_rules(scan, of)
        else:
            _file(scan, of if of in TITLES else actions.SCAN)
    except BadUpload as problem:
        return _show([str(problem)])
    except actions.Refused as refusal:
        return _show(told(refusal))
    flash(_("Pindaian disimpan."))
    return redirect(url_for("organiser.archive", aturan=_unsigned() if of.startswith(f"{RULES}:") else None))


def _unsigned() -> str | None:
    """The category whose signed sheet of rules is missing still: its scan comes next."""
    with database().reading() as session:
        return next((one.category_code for one in sign_offs(session, event_id()) if not one.signed), None)


def _file(scan: Scan, of: str) -> None:
    name = f"pindaian-{of}-{_next_number():03d}{scan.ending}"
    with database().writing() as session:
        actions.keep_document(
            session,
            actor(),
            event_id(),
            kind=actions.SCAN,
            name=name,
            content=scan.content,
            media=scan.media,
            remark=typed("remark") or TITLES[of],
            now=utc_now(),
        )


def _file_rules(scan: Scan, of: str) -> None:
    """`of` names the category, and the code that stands at the foot of the sheet that was signed."""
    _kind, code, category_code = of.split(":", 2) if of.count(":") > 1 else abort(404)
    category = category_by_code(category_code)
    ending = f"{_next_number():03d}{scan.ending}"
    with database().writing() as session:
        actions.keep_signed_rules(
            session,
            actor(),
            category.id,
            code=code,
            ending=ending,
            content=scan.content,
            media=scan.media,
            remark=typed("remark") or f"{TITLES[RULES]} {category.name}",
            now=utc_now(),
        )


def _next_number() -> int:
    with database().reading() as session:
        return 1 + sum(one.kind == actions.SCAN for one in kept_documents(session, event_id()))


@blueprint.get("/dokumen/arsip/<int:document_id>")
@allow(Permission.SEE_PAPERS)
def kept(document_id: int) -> Response:
    with database().reading() as session:
        found = document_content(session, event_id(), document_id) or abort(404)
    document, content = found
    return send_file(BytesIO(content), mimetype=document.media, as_attachment=True, download_name=document.name)


def _show(problems: list[str] | None = None) -> ResponseReturnValue:
    with database().reading() as session:
        found = kept_documents(session, event_id())
        altered = {one.id for one in altered_documents(session, event_id())}
        rules = sign_offs(session, event_id())
    return page(
        "organiser/archive.html",
        422 if problems else 200,
        rows=[_row(one, altered=one.id in altered) for one in found],
        titles=[
            ("", _("Surat lain")),
            *((f"{RULES}:{one.code}:{one.category_code}", _rules_title(one)) for one in rules),
            *((kind.key, _(kind.title)) for kind in paperwork.KINDS if kind.key != RULES),
        ],
        chosen=next((f"{RULES}:{one.code}:{one.category_code}" for one in rules if _is_meant(one)), typed("of")),
        may_file=actor().may(Permission.PRINT),
        may_keep=actor().may(Permission.KEEP_RECORD),
        problems=problems or [],
        remark=request.form.get("remark", ""),
    )


def _rules_title(one: SignOff) -> str:
    return _("Lembar aturan {category} (kode di kakinya {code})", category=one.category, code=one.code)


def _is_meant(one: SignOff) -> bool:
    """The page was asked for by a row about this category's sheet."""
    return request.args.get("aturan") == one.category_code


def _row(one: KeptDocument, *, altered: bool) -> dict[str, object]:
    size = f"{max(1, round(one.size / 1024))} KB"
    return {
        "title": _(one.remark or TITLES.get(one.kind, one.kind)),
        "name": one.name,
        "text": f"{size} · {moment(one.kept_at)} · {one.kept_by or 'sistem'}",
        "mark": f"{one.sha256[:4]} {one.sha256[4:8]}".upper(),
        "altered": altered,
        "href": "" if altered else url_for("organiser.kept", document_id=one.id),
    }
