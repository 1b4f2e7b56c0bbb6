"""The engine, with every setting that keeps scores safe read back from SQLite.

In:  a database URL.   Out: an engine whose connections are safe, or UnsafeDatabase.
Does not know tables, sessions, who writes when.

SQLite runs with journal_mode=DELETE and synchronous=EXTRA: of the settings tried with replayed power cuts, the safe one
that does not need WAL (docs/decisions/0003-sqlite-delete-extra.md). secure_delete wipes what was erased from the file.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

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


class UnsafeDatabase(RuntimeError):
    """The database did not take a setting that keeps scores safe, or the journal's key is not there."""


def make_engine(url: str) -> Engine:
    engine = create_engine(url, pool_size=KEPT_OPEN, max_overflow=-1)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    return engine


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
