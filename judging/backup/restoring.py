"""Putting a copy back, in the open: checked first, recorded in the journal, the replaced file kept.

In:  a copy, the settings, the time.   Out: what was done; or Unrestorable, and nothing was changed.
Gives the database another epoch, so that tablets offer again what they sent since the copy was made.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from judging import journal
from judging.backup import copies, files, heads
from judging.backup.heads import Heads, Missing
from judging.backup.starting import alone
from judging.database import Database, UnsafeDatabase, epoch
from judging.models import Event
from judging.roles import SYSTEM
from judging.settings import Settings


class Unrestorable(RuntimeError):
    """Why this copy is not put back, in Indonesian; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Restored:
    heads: Heads
    kept_aside: Path | None  # the replaced database
    missing: Missing  # heads seen before that the copy does not reach


def restore(settings: Settings, copy: Path, *, now: datetime) -> Restored:
    """Replace the database by `copy`. The server must not be running."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise Unrestorable(
            "Basis data ini di PostgreSQL. Pulihkan dengan pg_restore, lalu catat: flask --app app restore --replaced"
        )
    live, part = Path(url.database), Path(f"{url.database}.restoring")
    with alone(settings.data_dir):
        try:
            shutil.copyfile(copy, part)
            found, missing = _prepare(settings, part, copy.name, now)
            aside = _swap(live, part, now)
        finally:
            part.unlink(missing_ok=True)
        heads.write(heads.place(settings.key_path), heads.Seen(found))
    return Restored(found, aside, missing)


def record_replaced(database: Database, *, now: datetime) -> Restored:
    """After pg_restore put another state there: say so in every chain, and give it an epoch of its own."""
    if database.is_file:
        raise Unrestorable("--replaced hanya untuk PostgreSQL. Untuk SQLite sebutkan berkas cadangannya.")
    with alone(database.settings.data_dir):
        found, missing = _entered(database, "pg_restore", now)
        heads.write(heads.place(database.settings.key_path), heads.Seen(found))
    return Restored(found, None, missing)


def _prepare(settings: Settings, part: Path, name: str, now: datetime) -> tuple[Heads, Missing]:
    """Check the copy, bring its tables up to date, give it an epoch of its own, and say so in every chain."""
    try:
        copies.check_whole(part)
        database = Database(replace(settings, database_url=f"sqlite:///{part.as_posix()}"))
        try:
            return _entered(database, name, now)
        finally:
            database.engine.dispose()
    except (copies.NoCopy, UnsafeDatabase, DBAPIError, sqlite3.Error, OSError) as problem:
        raise Unrestorable(f"Cadangan ini tidak dapat dipakai. {problem}") from problem


def _entered(database: Database, name: str, now: datetime) -> tuple[Heads, Missing]:
    database.migrate()
    report = database.verify()
    if not report.ok:
        raise Unrestorable(_why_red(report))
    seen = heads.read(heads.place(database.settings.key_path))
    with database.writing() as session:
        missing = heads.missing(session, seen)
        _record(session, name, missing, now)
        found = heads.current(session)
    return found, missing


def _record(session: Session, name: str, missing: Missing, now: datetime) -> None:
    detail = {
        "copy": name,
        "epoch_before": epoch(session),
        "missing": [[code, head.seq, head.hash] for code, head in missing],
    }
    session.execute(
        text("UPDATE database_fact SET value = :epoch WHERE key = 'epoch'"), {"epoch": secrets.token_hex(16)}
    )
    for happening in session.scalars(select(Event).order_by(Event.id)).all():
        journal.record(session, SYSTEM, "database.restore", happening, now=now, detail=detail)


def _why_red(report: journal.Report) -> str:
    if all(one.column == "mac" for one in report.findings):
        return "Kunci catatan tidak cocok dengan cadangan ini. Salin dahulu berkas journal.key yang asli."
    first = "; ".join(str(one) for one in report.findings[:3])
    return f"Isi cadangan ini tidak cocok dengan catatannya: {first}"


def _swap(live: Path, part: Path, now: datetime) -> Path | None:
    """A rollback journal left by the old database goes aside with it: beside the new one it would ruin it."""
    aside = live.with_name(f"{live.name}.replaced-{now:%Y%m%dT%H%M%SZ}")
    kept = live.exists()
    if kept:
        live.replace(aside)
    leftover = Path(f"{live}-journal")
    if leftover.exists():
        leftover.replace(f"{aside}-journal")
    files.install(part, live)
    return aside if kept else None
