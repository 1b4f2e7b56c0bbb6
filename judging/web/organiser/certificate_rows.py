"""What the page of papers says about piagam. Reads only."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from judging import paperwork, words
from judging.language import N_, _
from judging.paperwork import CertificateItem
from judging.queries import Issued, Papers
from judging.roles import Permission
from judging.web.access import actor, utc_now
from judging.web.organiser.common import zone
from judging.web.organiser.paper_row import Row, row

DRAFT, ISSUED, NONE, REVOKED = (
    ("part", N_("Konsep")),
    ("sent", N_("Terbit")),
    ("blank", N_("Belum ada")),
    ("warn", N_("Dicabut")),
)
STALE, OWNERLESS = ("warn", N_("Perlu pengganti")), ("warn", N_("Perlu dicabut"))


def groups(papers: Papers) -> list[dict[str, Any]]:
    winners = paperwork.certificate_list(papers)
    others = paperwork.certificate_list(papers, thanks=True)
    wrong = [_ownerless(one) for one in papers.ownerless]
    found = [{"title": _("Piagam"), "rows": [_all(papers, winners), *wrong, *(_one(one, papers) for one in winners)]}]
    if others:
        open_ones = [_to_replace(one, papers) for one in others if one.last_id]
        found.append({"title": _("Piagam peserta dan juri"), "rows": [_all(papers, others, thanks=True), *open_ones]})
    return found


def issuing(papers: Papers, problems: list[str]) -> dict[str, Any]:
    """The form that issues: awards first, thanks beside them."""
    winners = paperwork.certificate_list(papers)
    others = paperwork.certificate_list(papers, thanks=True)
    waiting, thanks = sum(item.waits for item in winners), sum(item.waits for item in others)
    return {
        "can_issue": actor().may(Permission.PRINT) and bool(waiting or thanks),
        "blocked_words": papers.draft_reason,
        "waiting": waiting,
        "thanks": thanks,
        "day": request.form.get("day") or today(),
        "problems": problems,
    }


def today() -> str:
    return words.local(utc_now(), zone()).date().isoformat()


def _all(papers: Papers, items: list[CertificateItem], *, thanks: bool = False) -> Row:
    title = _("Semua piagam peserta dan juri") if thanks else _("Semua piagam dalam satu PDF")
    endings = "_thanks" if thanks else "_certificates"
    if not items:
        return row(title, _("Menunggu hasil yang dikunci."), NONE)
    standing, waiting = [item for item in items if item.stands], [item for item in items if item.waits]
    if not standing and not waiting:
        return row(title, _("Semua dicabut."), REVOKED)
    if not waiting:
        return _printing(title, _("{n} piagam", n=len(standing)), url_for(f"organiser.print{endings}"))
    if stale := sum(item.stale for item in waiting):
        return row(title, _("{n} piagam perlu pengganti.", n=stale), STALE)
    if standing:
        return row(title, _("Sebagian belum diterbitkan."), DRAFT)
    href = url_for("organiser.thanks" if thanks else "organiser.certificates")
    return row(title, papers.draft_reason or _("Siap diterbitkan."), DRAFT, href, _("Lihat konsep"))


def _one(item: CertificateItem, papers: Papers) -> Row:
    title = f"{item.label} {item.category}: {item.name}"
    if item.last_id:
        return _to_replace(item, papers)
    if item.issuance_id:
        prints = next((one.prints for one in papers.issued if one.id == item.issuance_id), 0)
        printed = _("dicetak {n} kali", n=prints) if prints else _("belum dicetak")
        text = f"{item.serial}, {printed}"
        found = _printing(title, text, url_for("organiser.print_certificate", participant=item.participant))
        if actor().may(Permission.PRINT):
            found["revoke"] = url_for("organiser.revoke_certificate", issuance_id=item.issuance_id)
        return found
    href = url_for("organiser.certificate", participant=item.participant)
    text = _("Belum diterbitkan; nama belum disetujui") if item.unapproved else _("Belum diterbitkan")
    found = row(title, text, DRAFT, href, _("Lihat konsep"))
    if item.unapproved and actor().may(Permission.SET_UP):
        found["approve"] = url_for("organiser.approve_printed_name", participant=item.participant)
    return found


def _to_replace(item: CertificateItem, papers: Papers) -> Row:
    """What was issued last no longer stands as it is: revoked, or the newest result says something else."""
    title = f"{item.label} {item.category}: {item.name}"
    if item.revoked:
        text, status = _("Piagam ini dicabut."), REVOKED
    elif item.issued_name != item.name:
        text = _("{serial} terbit atas nama {name}.", serial=item.serial, name=item.issued_name)
        status = STALE
    else:
        text, status = _("{serial} memuat keterangan lama.", serial=item.serial), STALE
    if papers.draft_reason or not actor().may(Permission.PRINT):
        return row(title, f"{text} {papers.draft_reason}".strip(), status)
    href = url_for("organiser.replace_certificate", issuance_id=item.last_id)
    return row(title, text, status, href, _("Terbitkan pengganti"))


def _ownerless(one: Issued) -> Row:
    title = f"{one.label} {one.body['category']}: {one.body['name']}"
    text = _("{serial}. Menurut hasil terbaru bukan lagi penerima; cabut dan minta kembali.", serial=one.serial)
    found = row(title, text, OWNERLESS)
    if actor().may(Permission.PRINT):
        found["revoke"] = url_for("organiser.revoke_certificate", issuance_id=one.id)
    return found


def _printing(title: str, text: str, href: str) -> Row:
    if not actor().may(Permission.PRINT):
        return row(title, text, ISSUED)
    return row(title, text, ISSUED, href, _("Cetak PDF"), post=True)
