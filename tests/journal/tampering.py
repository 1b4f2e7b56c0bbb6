"""Someone with the database file in hand: every way to change one thing in it, one at a time.

In:  a copy of a database.   Out: for each edit, what verify() says while it stands; the edit is then undone.
Works on the bare connection, with foreign keys and triggers off, as such a person would.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from judging import journal
from judging.database import Database

Cells = dict[str, Any]


@dataclass(frozen=True)
class Table:
    name: str
    key: tuple[str, ...]  # columns
    rowid: str  # the column that can hold nothing but an integer, or ""
    columns: tuple[str, ...]
    unique: frozenset[str]
    rows: tuple[Cells, ...]

    def key_of(self, row: Cells) -> str:
        return json.dumps([row[name] for name in self.key])


class Tamperer:
    steps = (1, 1)  # every how manieth cell is tried: with another value, with another type

    def __init__(self, database: Database) -> None:
        self.connection = database.engine.connect()
        self.raw = self.connection.connection.driver_connection
        self.raw.execute("PRAGMA foreign_keys=0")
        self.connection.begin()
        for (trigger,) in self.raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            self.raw.execute(f"DROP TRIGGER {trigger}")
        self.session = Session(self.connection, info={journal.KEY: database.key})
        self.codes = dict(self.raw.execute("SELECT id, code FROM event").fetchall())

    def close(self) -> None:
        self.session.close()
        self.connection.close()

    @contextmanager
    def undone(self) -> Iterator[None]:
        self.raw.execute("SAVEPOINT edit")
        try:
            yield
        finally:
            self.raw.execute("ROLLBACK TO edit")
            self.raw.execute("RELEASE edit")

    def findings(self, *edits: tuple[str, tuple[Any, ...]]) -> list[journal.Finding]:
        """What verify says after these statements."""
        with self.undone():
            for sql, values in edits:
                self.raw.execute(sql, values)
            return list(journal.verify(self.session).findings)

    def tables(self) -> list[Table]:
        names = [str(table.__tablename__) for table in journal.protected_tables()]
        return [self._table(name) for name in sorted([*names, "journal_event"])]

    def _table(self, name: str) -> Table:
        told = self.raw.execute(f"PRAGMA table_info({name})").fetchall()
        columns = tuple(column[1] for column in told)
        key = tuple(column[1] for column in sorted(told, key=lambda one: one[5]) if column[5])
        rowid = key[0] if len(key) == 1 and told[columns.index(key[0])][2] == "INTEGER" else ""
        indexes = [index for index in self.raw.execute(f"PRAGMA index_list({name})").fetchall() if index[2]]
        unique = {part[2] for index in indexes for part in self.raw.execute(f"PRAGMA index_info({index[1]})")}
        rows = self.raw.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - a tamperer writes SQL
        cells = tuple(dict(zip(columns, row, strict=True)) for row in rows)
        return Table(name, key, rowid, columns, frozenset(unique), cells)

    def place(self, table: Table, row: Cells) -> tuple[str, str]:
        """Table and key as a finding names them."""
        if table.name == "journal_event":
            return table.name, f"{self.codes[row['event_id']]} peristiwa {row['seq']}"
        return table.name, table.key_of(row)


def where(table: Table, row: Cells) -> tuple[str, tuple[Any, ...]]:
    return " AND ".join(f"{name} = ?" for name in table.key), tuple(row[name] for name in table.key)


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if value is None:
        return 1
    return value + 1_000_003 if isinstance(value, int) else f"{value}x"


def set_cell(table: Table, row: Cells, column: str, expression: str, *values: Any) -> tuple[str, tuple[Any, ...]]:
    condition, key = where(table, row)
    return f"UPDATE {table.name} SET {column} = {expression} WHERE {condition}", (*values, *key)  # noqa: S608 - a tamperer writes SQL


def insert_like(table: Table, row: Cells) -> tuple[str, tuple[Any, ...]]:
    """The same row once more, under another key."""
    fresh = table.unique | set(table.key)
    copy = {name: other(row[name]) if name in fresh else row[name] for name in table.columns}
    if table.name == "journal_event":
        copy["event_id"] = row["event_id"]
    return f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(copy))})", tuple(copy.values())  # noqa: S608 - the same


def swap(table: Table, one: Cells, two: Cells) -> list[tuple[str, tuple[Any, ...]]]:
    """Two rows change places: each gets the other's key."""
    last = table.key[-1]
    moves: list[tuple[Cells, Callable[[], Any]]] = [
        (one, lambda: other(other(one[last]))),
        (two, lambda: one[last]),
    ]
    edits = [set_cell(table, row, last, "?", target()) for row, target in moves]
    moved = {**one, last: other(other(one[last]))}
    return [*edits, set_cell(table, moved, last, "?", two[last])]
