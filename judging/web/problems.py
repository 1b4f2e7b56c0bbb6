"""How a page says that something is not possible: plain words, the right status, nothing lost."""

from __future__ import annotations

import logging

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from markupsafe import Markup
from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError
from werkzeug.exceptions import HTTPException, SecurityError

from judging import language
from judging.actions import Refused
from judging.database import UnsafeDatabase
from judging.language import N_, _
from judging.roles import NotAllowed

log = logging.getLogger("juara")
_KNOWN = (400, 403, 404, 409, 413, 429, 500, 503)
WAIT = {429: "60", 503: "5"}  # seconds
_STALE = N_("Halaman ini sudah lama terbuka. Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi.")


_BARE = Markup(
    '<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Juara</title><h1>{title}</h1><p>{text}</p>'
)


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SecurityError, _unknown_host)
    app.register_error_handler(CSRFError, lambda _problem: page(400, _(_STALE)))
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Refused, lambda refusal: page(409, refusal.message, refusal.problems))
    for problem in (DatabaseError, UnsafeDatabase):  # full, broken, locked, read-only: whatever the disk does
        app.register_error_handler(problem, _unavailable)
    for problem in (IntegrityError, ProgrammingError):  # our own mistake: trying again will not help
        app.register_error_handler(problem, _unexpected)
    app.register_error_handler(Exception, _unexpected)


def page(status: int, detail: str = "", problems: tuple[str, ...] = (), code: int = 0) -> ResponseReturnValue:
    """`status` chooses the words; `code` is sent where it differs."""
    try:
        body = render_template("public/problem.html", status=status, detail=detail, problems=problems)
    except (DatabaseError, UnsafeDatabase):  # the page's frame reads the database too
        body = _BARE.format(
            language=language.chosen(),
            title=_("Server belum dapat membaca data"),
            text=_("Isian di tablet tetap tersimpan di tablet dan dikirim ulang sendiri. Panggil panitia."),
        )
    return Response(body, code or status, {"Retry-After": WAIT[status]} if status in WAIT else {})


def _http(problem: HTTPException) -> ResponseReturnValue:
    status = problem.code or 500
    if status < 400:
        return problem
    known = status if status in _KNOWN else 400 if status < 500 else 500
    return page(known, code=status)


def _unknown_host(_problem: SecurityError) -> ResponseReturnValue:
    """Asked under a name that is none of ours: no page can be built, for it would carry that name's addresses."""
    return Response(_("Alamat ini tidak dikenal.") + "\n", 400, mimetype="text/plain")


def _not_allowed(problem: NotAllowed) -> ResponseReturnValue:
    log.warning("denied: %s wants %s", request.endpoint, problem.permission)
    return page(403)


def _unavailable(problem: Exception) -> ResponseReturnValue:
    log.error("database unavailable: %s", problem)
    return page(503)


def _unexpected(problem: Exception) -> ResponseReturnValue:
    log.error("unexpected at %s", request.path, exc_info=problem)
    return page(500)
