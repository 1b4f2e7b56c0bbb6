"""PostgreSQL behind the same two doors: settings that keep scores safe read back, one writer at a time.

In:  an engine for PostgreSQL.   Out: the same engine, whose connections are safe, or UnsafeDatabase.
Does not know tables, sessions, who writes when. What is held and what is not: docs/decisions/0012-postgresql.md.

A writer takes one lock of the database before it reads anything, in whichever process it runs: so no two journal events
ever follow the same one. A reader sees one moment from its first question to its last, as with SQLite.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext

from judging.database.unsafe import UnsafeDatabase

LARGEST = 2**31 - 1  # that a column of whole numbers holds there: keys, versions, places; money has wider columns
WRITERS = 0x4A75617261  # the lock's number: "Juara"
WAIT = "10s"  # for the lock, as SQLite's busy_timeout; then the tablets are told to try again
ASLEEP = "60s"  # a writer whose machine vanished lets the others in after this
OURS = {"synchronous_commit": "on", "lock_timeout": WAIT}
NEEDED = {
    "fsync": "on",
    "full_page_writes": "on",
    "server_encoding": "UTF8",
    "transaction_read_only": "off",
    "synchronous_commit": "on",
}
_IN_TRANSACTION = 2  # libpq's word for an open transaction without an error in it


def prepare(engine: Engine, begin: str) -> None:
    """`begin`: the execution option that says who opens a transaction: "DEFERRED" for a reader."""
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "handle_error", _say_no_row)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(begin) == "DEFERRED":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        else:
            connection.exec_driver_sql(
                "SELECT set_config('idle_in_transaction_session_timeout', %s, true), pg_advisory_xact_lock(%s)",
                (ASLEEP, WRITERS),
            )


def _say_no_row(context: ExceptionContext) -> None:
    """Of a statement's refusal only the first line, for the log: below it the server repeats the row."""
    if getattr(context.original_exception, "sqlstate", None) is None:
        return  # not the server's words
    for problem in (context.original_exception, context.sqlalchemy_exception):
        if problem is not None and problem.args:
            problem.args = (str(problem.args[0]).partition("\n")[0], *problem.args[1:])


def whole(raw: Any) -> bool:
    """Is this connection's transaction open and free of errors? COMMIT of another one would quietly keep nothing."""
    return bool(raw.info.transaction_status == _IN_TRANSACTION)


def _set_up(raw: Any, _record: Any) -> None:
    with raw.cursor() as cursor:
        for name, value in OURS.items():
            cursor.execute("SELECT set_config(%s, %s, false)", (name, value))
        for name, wanted in NEEDED.items():
            found = cursor.execute("SELECT current_setting(%s)", (name,)).fetchone()[0]
            if found != wanted:
                raise UnsafeDatabase(f"PostgreSQL berjalan dengan {name}={found}; Juara memerlukan {name}={wanted}.")
    raw.commit()
