"""One evidence file as an answer: shown in the browser, alone on its page, never kept and never run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response, abort

from judging import queries
from judging.language import _
from judging.queries import EvidenceInfo
from judging.web.access import database

ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf"}
POLICY = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def answer(found: Iterable[EvidenceInfo], file_id: int) -> Response:
    """The file, if it is one of `found`; any other answers as one that does not exist."""
    info = next((one for one in found if one.id == file_id), None) or abort(404)
    with database().reading() as session:
        content = queries.evidence_content(session, info.id)
    response = Response(content or abort(404), mimetype=info.media)
    response.headers["Content-Disposition"] = f'inline; filename="bukti-{info.id}.{ENDINGS[info.media]}"'
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def listed(found: Iterable[EvidenceInfo]) -> list[dict[str, Any]]:
    """As components/profile.html and the organiser's page name them."""
    return [{"id": one.id, "title": one.title, "kind": _kind(one)} for one in found]


def _kind(one: EvidenceInfo) -> str:
    return _("gambar") if one.media.startswith("image/") else _("PDF, {n} halaman", n=one.pages)
