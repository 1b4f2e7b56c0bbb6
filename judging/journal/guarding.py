"""Shuts every door to protected tables but record(): flushes, bulk statements, SQL text, bare connections.

In:  an engine.   Out: the same engine, whose connections refuse an unlawful write before it reaches the database.
Against mistakes in our own code. Someone with the file in hand is another matter: verify() shows what they did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, event

from judging.models import Base, JournalEvent, Protected

_LAWFUL = "juara_lawful"
_WRITES = re.compile(r'\b(?:INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+(?:\w+\.)?["`\[]?(\w+)', re.IGNORECASE)


class UnrecordedChange(RuntimeError):
    """Something tried to write a protected row outside record()."""


def guard(engine: Engine) -> None:
    event.listen(engine, "before_cursor_execute", _refuse)


@contextmanager
def lawful(connection: Connection) -> Iterator[None]:
    """What this connection writes inside the block is lawful. For record() and migrations, nobody else."""
    info = connection.info  # kept: the connection may be lost inside the block
    before = info.get(_LAWFUL, False)
    info[_LAWFUL] = True
    try:
        yield
    finally:
        info[_LAWFUL] = before


@cache
def protected_names() -> frozenset[str]:
    """Lower-case names of every protected table, the journal itself among them."""
    mappers = [mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, Protected | JournalEvent)]
    return frozenset(str(mapper.local_table).lower() for mapper in mappers)


@cache
def written(statement: str) -> frozenset[str]:
    """The protected tables that a statement writes."""
    return frozenset(name.lower() for name in _WRITES.findall(statement)) & protected_names()


def _refuse(
    connection: Connection, _cursor: Any, statement: str, _parameters: Any, _context: Any, _executemany: bool
) -> None:
    if not connection.info.get(_LAWFUL) and (names := written(statement)):
        raise UnrecordedChange(f"written only by journal.record(): {', '.join(sorted(names))}")
