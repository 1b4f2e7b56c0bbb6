"""Group commit: one writing connection, bodies one after another, one COMMIT for those who wait together.

In:  an engine.   Out: turns at the writing connection; a turn ends only when what it wrote is on the disk, or raises.
Does not know sessions or tables. Why it is worth it: docs/decisions/0009-group-commit.md.

Each body runs in a savepoint of its own (the Session makes it), so that one refusal undoes only its own writes. Whoever
finds nobody waiting commits for all; the others wait for that COMMIT. When it fails, it fails for all of them.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from judging.database import postgresql
from judging.database.engine import BEGIN

MOST = 64  # bodies in one COMMIT
STRAY = 1.0  # seconds after which a waiting body looks whether anyone is left to commit


@dataclass(slots=True, eq=False)
class _Group:
    """Bodies that share a COMMIT."""

    connection: Connection
    size: int = 0  # bodies whose writes wait for the COMMIT
    ended: threading.Event = field(default_factory=threading.Event)
    failure: BaseException | None = None


class Writer:
    def __init__(self, engine: Engine, most: int = MOST) -> None:
        self._engine = engine.execution_options(**{BEGIN: "IMMEDIATE"})
        self._most = most
        self._turn = threading.Lock()
        self._count = threading.Lock()
        self._waiting = 0
        self._group: _Group | None = None

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """The writing connection, inside a transaction. Raises OperationalError when its COMMIT failed."""
        self._queue()
        try:
            group = self._group = self._group or self._begin()
            try:
                yield group.connection
            except BaseException as problem:
                self._leave(group, problem if _spoils(group.connection, problem) else None)
                raise
            group.size += 1
            self._leave(group, None)
        finally:
            self._turn.release()
        self._await(group)

    def _queue(self) -> None:
        with self._count:
            self._waiting += 1
        try:
            self._turn.acquire()
        finally:
            with self._count:
                self._waiting -= 1

    def _begin(self) -> _Group:
        connection = self._engine.connect()
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise
        return _Group(connection)

    def _leave(self, group: _Group, problem: BaseException | None) -> None:
        """The body is over: end the group when it is spoiled, commit when nobody waits to join, else leave it open."""
        problem = problem or _lost(group.connection)
        if problem is None and self._waiting and group.size < self._most:
            return
        self._end(group, problem)

    def _end(self, group: _Group, problem: BaseException | None) -> None:
        """COMMIT, or give everything up. Whatever goes wrong here, those who wait are told."""
        self._group = None
        group.failure = problem
        try:
            if problem is None and group.size:
                group.connection.commit()
        except BaseException as failure:  # noqa: BLE001 - it is raised again by each of those who wait
            group.failure = failure
        finally:
            if group.failure is not None:
                group.connection.invalidate()  # the next group's fresh connection recovers the file
            group.connection.close()
            group.ended.set()

    def _await(self, group: _Group) -> None:
        while not group.ended.wait(STRAY):
            with self._turn:
                if self._group is group:
                    self._end(group, None)
        if group.failure is not None:
            raise OperationalError("COMMIT", None, group.failure) from group.failure


def _spoils(connection: Connection, problem: BaseException) -> bool:
    """Trouble of SQLite itself may have rolled back the whole transaction, the other bodies' writes too.

    PostgreSQL undoes a body to its savepoint and says how the transaction stands: _lost() asks.
    """
    if connection.dialect.name != "sqlite":
        return False
    return isinstance(problem, DBAPIError | MemoryError) and not isinstance(problem, IntegrityError)


def _lost(connection: Connection) -> BaseException | None:
    """Some errors end a transaction or make it worthless; a body that swallowed one must not go on unnoticed."""
    if connection.in_transaction() and not connection.invalidated:
        raw = connection.connection.driver_connection
        if raw.in_transaction if isinstance(raw, sqlite3.Connection) else postgresql.whole(raw):
            return None
    return RuntimeError("the transaction ended before its COMMIT")
