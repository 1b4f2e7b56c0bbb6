"""Every paper of the event, what it still waits for, and one address for each kind.

A GET draws and leaves no trace. A POST also files what was handed out, byte for byte; piagam are in certificates.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from judging import actions, paperwork, queries, words
from judging.language import N_, _
from judging.paperwork import Kind, Paper, Sheet
from judging.paperwork.catalogue import NEEDS, SIGNERS
from judging.paperwork.common import OFFICES
from judging.paperwork.recovery import PAGE
from judging.queries import Papers
from judging.queries.sign_off import SignOff, sign_offs
from judging.queries.work import totals_may_be_seen
from judging.roles import Permission, require
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import certificate_rows
from judging.web.organiser.common import as_file, blueprint, category_by_code, event_id, page
from judging.web.organiser.paper_row import Row, row

DRAFT, ISSUED, NONE = ("part", N_("Konsep")), ("sent", N_("Siap")), ("blank", N_("Belum ada"))


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the page reads."""

    papers: Papers
    rules: Mapping[int, SignOff]
    closed: frozenset[int]  # categories whose totals may be seen


@blueprint.get("/dokumen")
@allow(Permission.SEE_PAPERS)
def documents() -> ResponseReturnValue:
    return show()


def _register(kind: Kind) -> None:
    """One address for each kind (and category), so that its right stands in the map of pages."""

    @allow(kind.permission)
    def look(category: str = "") -> Response:
        return as_file(_drawn(kind, category))

    @allow(kind.permission, Permission.PRINT)
    def hand_out(category: str = "") -> Response:
        return as_file(filed(kind, _drawn(kind, category)))

    rule = f"/dokumen/{kind.key}" + ("/<category>" if kind.of_category else "")
    blueprint.add_url_rule(rule, f"paper_{kind.key}", look, methods=["GET"])
    blueprint.add_url_rule(rule, f"hand_out_{kind.key}", hand_out, methods=["POST"])


for _kind in paperwork.KINDS:
    _register(_kind)


def _drawn(kind: Kind, category: str) -> Paper:
    """A paper that waits for something answers as one that does not exist."""
    found = category_by_code(category) if category else None
    sheet = Sheet(kind, found.id if found else None, category, found.name if found else "")
    return paperwork.draw(database(), event_id(), sheet) or abort(404)


def filed(kind: Kind, paper: Paper) -> Paper:
    """Kept for the auditor once it is final."""
    if is_final(kind, read()):
        require(actor(), Permission.PRINT)
        with database().writing() as session:
            actions.keep_document(
                session, actor(), event_id(), kind=kind.key, name=paper.name, content=paper.content, now=utc_now()
            )
    return paper


def is_final(kind: Kind, papers: Papers) -> bool:
    if kind.fixed_by == "decree":
        return papers.decree is not None or not papers.draft_reason
    return kind.fixed_by == "seal"


def read() -> Papers:
    with database().reading() as session:
        return queries.papers(session, event_id())


def _desk() -> Desk:
    with database().reading() as session:
        rules = {one.category_id: one for one in sign_offs(session, event_id())}
        return Desk(queries.papers(session, event_id()), rules, totals_may_be_seen(session, event_id()))


def show(problems: list[str] | None = None) -> ResponseReturnValue:
    desk = _desk()
    return page(
        "organiser/documents.html",
        422 if problems else 200,
        groups=[*certificate_rows.groups(desk.papers), *_groups(desk)],
        issuing=certificate_rows.issuing(desk.papers, problems or []),
        unapproved=_unapproved(desk.papers),
        tools=list(_tools(desk.papers)),
    )


def _unapproved(papers: Papers) -> str:
    """How many holders of a piagam never approved their printed name; "" for none."""
    count = sum(item.unapproved and not item.issuance_id for item in paperwork.certificate_list(papers))
    blocked = papers.settings.get("unapproved_names") == "block"
    after = _("Piagamnya tidak diterbitkan sebelum disetujui.") if blocked else _("Periksa dahulu sebelum menerbitkan.")
    return _("{n} nama pada piagam belum disetujui pemiliknya. {after}", n=count, after=after) if count else ""


def _tools(papers: Papers) -> Iterator[tuple[str, str]]:
    """Pages beside this one that this person may open."""
    pages = (
        (_("Semua dokumen dalam satu ZIP"), "organiser.bundle", Permission.PRINT),
        (_("Arsip dan pindaian"), "organiser.archive", Permission.SEE_PAPERS),
        (_("Setelah pleno"), "organiser.proceedings", Permission.KEEP_RECORD),
        (_("Cara penyerahan uang"), "organiser.payouts", Permission.MANAGE_PRIZES),
        (_("Catatan juri untuk rapor"), "organiser.notes", Permission.DECIDE),
        (_("Pengaturan kertas"), "organiser.paper_settings", Permission.SET_UP),
        (_("Ekspor tabel"), "organiser.exports", Permission.SEE_PAPERS),
    )
    for text, endpoint, permission in pages:
        if actor().may(permission) and (papers.results or endpoint not in ("organiser.payouts", "organiser.notes")):
            yield text, url_for(endpoint)


def _groups(desk: Desk) -> Iterator[dict[str, Any]]:
    """The catalogue in the order of the day; a paper that this person may not have is not offered."""
    sheets = paperwork.sheets(database(), event_id(), piagam=False)
    for group in paperwork.GROUPS:
        rows = [_row(sheet, desk) for sheet in sheets if sheet.kind.group == group and _may(sheet.kind)]
        if rows:
            yield {"title": _(group), "rows": rows}


def _may(kind: Kind) -> bool:
    return actor().may(kind.permission)


def _row(sheet: Sheet, desk: Desk) -> Row:
    kind = sheet.kind
    title = f"{_(kind.title)} {sheet.category}".strip()
    if not _is_there(sheet, desk):
        return row(title, _(NEEDS[kind.needs]), NONE)
    final = is_final(kind, desk.papers)
    draft = (kind.fixed_by == "decree" and not final) or (kind.key == "aturan" and bool(_rules(sheet, desk).lacks))
    keeps = final and actor().may(Permission.PRINT)
    name = f"organiser.{'hand_out' if keeps else 'paper'}_{kind.key}"
    href = url_for(name, category=sheet.category_code) if sheet.category_code else url_for(name)
    more = url_for("organiser.feedback_list", category=sheet.category_code) if kind.key == "rapor" else ""
    status, action = (DRAFT, _("Lihat konsep")) if draft else (ISSUED, _("Unduh PDF"))
    also = {"more": more, "scan": "" if draft else _where_signed(sheet, desk)}
    return row(title, _text(sheet, desk, draft=draft), status, href, action, post=keeps) | also


def _where_signed(sheet: Sheet, desk: Desk) -> str:
    """The page that takes the signed sheet of rules; "" when there is nothing to take."""
    if sheet.kind.key != "aturan" or _rules(sheet, desk).signed or not actor().may(Permission.PRINT):
        return ""
    return url_for("organiser.archive", aturan=sheet.category_code)


def _is_there(sheet: Sheet, desk: Desk) -> bool:
    results = {one.category_id: one for one in desk.papers.results}
    result = results.get(sheet.category_id or 0)
    there: dict[str, bool] = {
        "": True,
        "page": PAGE.exists(),
        "closed": sheet.category_id in desk.closed,
        "sealed": bool(result) if sheet.category_id else bool(results),
        "second": result is not None and result.number > 1,
    }
    return there[sheet.kind.needs]


def _rules(sheet: Sheet, desk: Desk) -> SignOff:
    return desk.rules[sheet.category_id or 0]


def _text(sheet: Sheet, desk: Desk, *, draft: bool) -> str:
    """Which version it is of, or what keeps it a draft; and who is to sign it but was not entered."""
    told = _rules_text(_rules(sheet, desk)) if sheet.kind.key == "aturan" else _version_text(sheet, desk, draft=draft)
    nobody = [OFFICES[role] for role in SIGNERS.get(sheet.kind.key, ()) if role not in desk.papers.officials]
    missing = _("Belum diisi di Pejabat, tercetak titik-titik: {offices}.", offices=words.listing(nobody))
    return " ".join([*([told] if told else []), *([missing] if nobody else [])])


def _rules_text(rules: SignOff) -> str:
    if rules.lacks:
        return " ".join(rules.lacks)
    if rules.signed:
        return _("Sudah ditandatangani, kode {code}.", code=rules.code)
    if rules.void:
        return _("Aturan berubah sesudah ditandatangani. Cetak dan tandatangani lagi, kode {code}.", code=rules.code)
    return _("Untuk ditandatangani panel sebelum penilaian dibuka, kode {code}.", code=rules.code)


def _version_text(sheet: Sheet, desk: Desk, *, draft: bool) -> str:
    kind, papers = sheet.kind, desk.papers
    if kind.fixed_by == "decree":
        if draft or papers.decree is None:
            return papers.draft_reason or _("Diserahkan hari itu juga.")
        number, day = papers.decree
        return _("Keputusan {number}, {day}", number=number, day=words.long_date(day))
    result = next((one for one in papers.results if one.category_id == sheet.category_id and kind.needs), None)
    return _("Hasil versi {number}", number=result.number) if result else ""
