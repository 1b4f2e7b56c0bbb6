"""Wires settings, database, web and commands together; holds no rule."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

from flask import Flask

from judging import cli, web
from judging.database import Database, UnsafeDatabase
from judging.settings import Settings

ROOT = Path(__file__).resolve().parent


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or Settings.from_environment()
    app = Flask("juara", root_path=str(ROOT), static_folder=None)
    app.config.update(
        SECRET_KEY=page_secret(settings),
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=512 * 1024,
        SESSION_COOKIE_NAME="juara_formulir" + ("_latihan" if settings.practice else ""),
        JUARA_COOKIE_ENDING="_latihan" if settings.practice else "",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        WTF_CSRF_TIME_LIMIT=None,  # a form may lie open for the whole day in the hall
    )
    app.extensions["juara"] = open_database(settings)
    app.extensions["juara_make"] = create_app  # the practice event is another app like this one
    web.register(app)
    cli.register(app)
    return app


def open_database(settings: Settings) -> Database:
    """The database, or one plain sentence and the end: nothing is served over settings that may lose scores."""
    try:
        return Database(settings)
    except UnsafeDatabase as problem:
        sys.exit(str(problem))


def page_secret(settings: Settings) -> str:
    """Signs forms; kept beside the journal's key so that forms survive a restart in the hall."""
    path = settings.key_path.with_name("page.key")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_text(encoding="ascii")
