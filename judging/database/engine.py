"""The engine, with every setting that keeps scores safe read back from SQLite.

In:  a database URL.   Out: an engine whose connections are safe, or UnsafeDatabase.
Does not know tables, sessions, who writes when; nor what PostgreSQL needs (postgresql.py).

SQLite runs with journal_mode=DELETE and synchronous=EXTRA: of the settings tried with replayed power cuts, the safe one
that does not need WAL (docs/decisions/0003-sqlite-delete-extra.md). secure_delete wipes what was erased from the file.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from judging.database import postgresql
from judging.database.unsafe import UnsafeDatabase

PRAGMAS = {
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "trusted_schema": 0,
    "secure_delete": 1,
}
KEPT_OPEN = 20  # connections kept; one thread of the server needs one, so there is no upper limit
BEGIN = "juara_begin"


def make_engine(url: str) -> Engine:
    """Its errors name the statement and never the values: what judges wrote does not belong in a server's log."""
    place = read_url(url)
    try:
        engine = create_engine(
            place,
            pool_size=KEPT_OPEN,
            max_overflow=-1,
            pool_pre_ping=place.drivername != "sqlite",
            hide_parameters=True,
        )
    except (ImportError, NoSuchModuleError) as problem:
        raise UnsafeDatabase(
            "Untuk PostgreSQL pasang dahulu psycopg: .venv/bin/pip install -r requirements-optional.txt"
        ) from problem
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    else:
        postgresql.prepare(engine, BEGIN)
    return engine


def read_url(url: str) -> URL:
    """SQLite or PostgreSQL, the latter under any of the names people write."""
    try:
        place = make_url(url)
    except ArgumentError as problem:
        raise UnsafeDatabase(
            "DATABASE_URL tidak terbaca. Contoh: postgresql+psycopg://juara:sandi@127.0.0.1/juara"
        ) from problem
    if place.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return place.set(drivername="postgresql+psycopg")
    if place.get_backend_name() != "sqlite":
        raise UnsafeDatabase(f"Juara berjalan di SQLite atau PostgreSQL, bukan {place.drivername}.")
    return place


def _set_pragmas(raw: sqlite3.Connection, _record: Any) -> None:
    raw.isolation_level = None  # SQLAlchemy's own "begin" event opens the transaction
    for name, wanted in PRAGMAS.items():
        raw.execute(f"PRAGMA {name}={wanted}")
        found = raw.execute(f"PRAGMA {name}").fetchone()[0]
        if found != wanted:
            raise UnsafeDatabase(f"SQLite menolak {name}={wanted} (terbaca {found}).")


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get(BEGIN, "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")
