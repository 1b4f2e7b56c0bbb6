"""Every paper, what it still waits for, and issuing the piagam.

A KONSEP is looked at by GET and leaves no trace. What is issued is printed by POST, which counts the printing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, paperwork, queries, words
from judging.paperwork import CertificateItem
from judging.queries import CategoryRules, Papers
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser.common import as_file, blueprint, category_by_code, event_id, page, told, typed, zone
from judging.web.organiser.prizes import day_typed

DRAFT, ISSUED, NONE = ("part", "Konsep"), ("sent", "Terbit"), ("blank", "Belum ada")
Row = dict[str, Any]


@blueprint.get("/dokumen")
@allow(Permission.SEE_PAPERS)
def documents() -> ResponseReturnValue:
    return show()


@blueprint.post("/dokumen/piagam/terbit")
@allow(Permission.PRINT)
def issue_certificates() -> ResponseReturnValue:
    try:
        day = day_typed(typed("day"))
        with database().writing() as session:
            made = actions.issue_certificates(session, actor(), event_id(), day=day.isoformat(), now=utc_now())
    except actions.Refused as refusal:
        return show(told(refusal))
    flash(f"{made} piagam diterbitkan. Sekarang dapat dicetak.")
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


@blueprint.get("/dokumen/alokasi")
@allow(Permission.SEE_PAPERS)
def allocation() -> Response:
    if not read().results:
        abort(404)
    return as_file(paperwork.allocation_pdf(database(), event_id()))


@blueprint.get("/dokumen/aturan/<category>")
@allow(Permission.SEE_PROGRESS)
def rules_sheet(category: str) -> Response:
    found = category_by_code(category)
    return as_file(paperwork.rules_sheet_pdf(database(), event_id(), found.id))


@blueprint.get("/dokumen/berita-acara/<category>")
@allow(Permission.SEE_STANDING)
def minutes(category: str) -> Response:
    found = category_by_code(category)
    return as_file(paperwork.minutes_pdf(database(), event_id(), found.id) or abort(404))


def read() -> Papers:
    with database().reading() as session:
        return queries.papers(session, event_id())


def _chosen(participant: str) -> list[CertificateItem]:
    """The piagam of one participant, or all; asking for one that does not exist is a 404."""
    items = [item for item in paperwork.certificate_list(read()) if participant in ("", item.participant)]
    return items or abort(404)


def _draft(participant: str) -> ResponseReturnValue:
    if any(item.issuance_id for item in _chosen(participant)):
        flash("Piagam ini sudah terbit. Pakai tombol cetak, supaya cetakannya tercatat.", "warn")
        return redirect(url_for("organiser.documents"))
    return as_file(paperwork.certificates_pdf(database(), event_id(), participant))


def _printed(participant: str) -> ResponseReturnValue:
    issued = [item.issuance_id for item in _chosen(participant)]
    if None in issued:
        raise actions.Refused("Piagam ini belum diterbitkan.")
    with database().writing() as session:
        actions.record_printing(session, actor(), event_id(), [key for key in issued if key], now=utc_now())
    return as_file(paperwork.certificates_pdf(database(), event_id(), participant))


def show(problems: list[str] | None = None) -> ResponseReturnValue:
    papers = read()
    items = paperwork.certificate_list(papers)
    with database().reading() as session:
        categories = queries.category_rules(session, event_id())
    groups = [
        {"title": "Piagam", "rows": [_all_certificates(papers, items), *(_certificate(one, papers) for one in items)]},
        {"title": "Hadiah", "rows": [_allocation(papers)]},
        {"title": "Setelah pleno", "rows": [_minutes(one, papers) for one in categories]},
        {
            "title": "Sebelum penilaian",
            "rows": [_rules(one.code, one.name, one.declared_at is not None) for one in categories],
        },
    ]
    return page(
        "organiser/documents.html",
        422 if problems else 200,
        groups=groups,
        issuing={
            "can_issue": actor().may(Permission.PRINT) and any(not item.issuance_id for item in items),
            "blocked_words": papers.draft_reason,
            "waiting": sum(not item.issuance_id for item in items),
            "day": request.form.get("day") or words.local(utc_now(), zone()).date().isoformat(),
            "problems": problems or [],
        },
    )


def _row(
    title: str, text: str, status: tuple[str, str], href: str = "", action: str = "", *, post: bool = False
) -> Row:
    return {
        "title": title,
        "text": text,
        "status": {"kind": status[0], "text": status[1]},
        "href": href,
        "action": action,
        "post": post,
    }


def _all_certificates(papers: Papers, items: Sequence[CertificateItem]) -> Row:
    title = "Semua piagam dalam satu PDF"
    if not items:
        return _row(title, "Menunggu hasil yang dikunci.", NONE)
    if all(item.issuance_id for item in items):
        return _printing(title, f"{len(items)} piagam", url_for("organiser.print_certificates"))
    if any(item.issuance_id for item in items):
        return _row(title, "Sebagian belum diterbitkan.", DRAFT)
    return _row(
        title, papers.draft_reason or "Siap diterbitkan.", DRAFT, url_for("organiser.certificates"), "Lihat konsep"
    )


def _certificate(item: CertificateItem, papers: Papers) -> Row:
    title = f"{item.label} {item.category}: {item.name}"
    if item.issuance_id:
        prints = next((one.prints for one in papers.issued if one.id == item.issuance_id), 0)
        text = f"{item.serial}, {f'dicetak {prints} kali' if prints else 'belum dicetak'}"
        return _printing(title, text, url_for("organiser.print_certificate", participant=item.participant))
    href = url_for("organiser.certificate", participant=item.participant)
    return _row(title, "Belum diterbitkan", DRAFT, href, "Lihat konsep")


def _printing(title: str, text: str, href: str) -> Row:
    if not actor().may(Permission.PRINT):
        return _row(title, text, ISSUED)
    return _row(title, text, ISSUED, href, "Cetak PDF", post=True)


def _allocation(papers: Papers) -> Row:
    title = "Daftar alokasi hadiah"
    if not papers.results:
        return _row(title, "Menunggu hasil yang dikunci.", NONE)
    href = url_for("organiser.allocation")
    if papers.decree is None:
        return _row(title, "Jumlah belum tetap: keputusan belum diisi.", DRAFT, href, "Lihat konsep")
    number, day = papers.decree
    return _row(title, f"Keputusan {number}, {words.long_date(day)}", ISSUED, href, "Unduh PDF")


def _minutes(rules: CategoryRules, papers: Papers) -> Row:
    title = f"Berita acara penilaian {rules.name}"
    result = next((one for one in papers.results if one.category_id == rules.category_id), None)
    if result is None:
        return _row(title, "Menunggu hasil yang dikunci.", NONE)
    href = url_for("organiser.minutes", category=rules.code) if actor().may(Permission.SEE_STANDING) else ""
    return _row(title, f"Hasil versi {result.number}, untuk ditandatangani tim penilai.", ISSUED, href, "Unduh PDF")


def _rules(code: str, name: str, declared: bool) -> Row:
    text = (
        "Aturan yang ditetapkan, untuk ditandatangani tim penilai."
        if declared
        else "Rencana; tetap saat penilaian dibuka."
    )
    href = url_for("organiser.rules_sheet", category=code) if actor().may(Permission.SEE_PROGRESS) else ""
    return _row(f"Lembar aturan penilaian {name}", text, ISSUED if declared else DRAFT, href, "Unduh PDF")
