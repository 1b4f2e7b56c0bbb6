"""The engine, its settings read back, and the two doors: writing() and reading().

In:  Settings.   Out: sessions whose transaction is visible as indentation.
Does not know any table's meaning. The only place that commits.

SQLite runs with journal_mode=DELETE and synchronous=EXTRA: of the settings tried with replayed power cuts, the safe one
that does not need WAL (see docs/decisions/0003-sqlite-delete-extra.md).
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.orm import Session

from judging import journal
from judging.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PRAGMAS = {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "busy_timeout": 10_000, "trusted_schema": 0}


class UnsafeDatabase(RuntimeError):
    """The database did not take a setting that keeps scores safe."""


class Database:
    """One engine, one writer at a time, any number of short readers."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        self._key = read_or_make_key(settings.key_path)
        self.engine = make_engine(settings.database_url)
        self._writer = threading.Lock()

    def migrate(self) -> None:
        """Bring the tables to the newest revision. Needs no other program; safe to call at every start."""
        config = Config()
        config.set_main_option("script_location", str(ROOT / "migrations"))
        with self.engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: committed when the block ends, nothing kept when it raises."""
        with self._writer, self._session("IMMEDIATE") as session:
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A short look. Take plain values out of it; do not render inside."""
        with self._session("DEFERRED") as session:
            yield session

    def verify(self, anchors: Mapping[str, tuple[int, str]] | None = None) -> journal.Report:
        """Compare the journal with the tables; `anchors`: event code -> (seq, hash) as printed."""
        with self.reading() as session:
            return journal.verify(session, {code: journal.Head(*head) for code, head in (anchors or {}).items()})

    @contextmanager
    def _session(self, begin: str) -> Iterator[Session]:
        bind = self.engine.execution_options(juara_begin=begin)
        info = {journal.KEY: self._key, journal.MAY_WRITE: begin == "IMMEDIATE"}
        with Session(bind, autoflush=False, info=info) as session:
            journal.guard(session)
            yield session


def make_engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(raw: sqlite3.Connection, _record: Any) -> None:
    raw.isolation_level = None  # SQLAlchemy's own "begin" event opens the transaction
    for name, wanted in PRAGMAS.items():
        raw.execute(f"PRAGMA {name}={wanted}")
        found = raw.execute(f"PRAGMA {name}").fetchone()[0]
        if found != wanted and not (name == "journal_mode" and found == "memory"):
            raise UnsafeDatabase(f"SQLite menolak {name}={wanted} (terbaca {found}).")


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("juara_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")


def read_or_make_key(path: Path) -> bytes:
    """The journal's 256-bit key. Made once, readable by its owner only, kept outside the database and its backups."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def epoch(session: Session) -> str:
    """Names this database file; only `restore` changes it, and tablets then offer what they sent before."""
    return str(session.execute(text("SELECT value FROM database_fact WHERE key = 'epoch'")).scalar_one())
