"""The ground of every table: naming, column types that store what they hash, and which tables are protected.

Stored values are only integers, text and NULL: the journal's after-image of a row is the row itself on any database.
"""

from __future__ import annotations

import json
import secrets
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import Integer, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


def canonical(value: Any) -> str:
    """The one text of a JSON value: sorted keys, no spaces, plain ASCII; NaN is refused."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


@compiles(Text, "postgresql")
def _bytewise(_type: Text, _compiler: Any, **_options: Any) -> str:
    """Text is compared byte by byte, as SQLite does: codes stand in the same order whatever the server's language."""
    return 'TEXT COLLATE "C"'


class Moment(TypeDecorator[datetime]):
    """An aware time, stored as UTC ISO text with microseconds."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a time zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


class Day(TypeDecorator[date]):
    """A calendar day, stored as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """Yes or no, stored as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else bool(value)


class Document(TypeDecorator[Any]):
    """A JSON value, stored as its canonical text. Replace it whole; a change inside it is not seen."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else json.loads(value)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: Moment, date: Day, bool: Flag, str: Text, dict[str, Any]: Document}


class Protected:
    """A table whose every change is a journal event (held by journal.guard)."""

    __personal__: ClassVar[tuple[str, ...]] = ()  # columns that enter the journal as salted hashes only


class Personal(Protected):
    """A protected table with personal values; each row has its own salt, erased together with the values."""

    salt: Mapped[str | None] = mapped_column(default=lambda: secrets.token_hex(16))
