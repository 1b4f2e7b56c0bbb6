"""The engine, its settings read back, and the two doors: writing() and reading().

In:  Settings.   Out: sessions whose transaction is visible as indentation.
Does not know any table's meaning. The only place that commits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from judging import journal
from judging.database.engine import BEGIN, PRAGMAS, make_engine
from judging.database.key import read_or_make_key
from judging.database.postgresql import LARGEST
from judging.database.unsafe import UnsafeDatabase
from judging.database.writer import MOST, Writer
from judging.settings import Settings

__all__ = ["LARGEST", "PRAGMAS", "Database", "UnsafeDatabase", "epoch", "read_or_make_key"]

ROOT = Path(__file__).resolve().parent.parent.parent
Listener = Callable[[tuple[str, ...]], None]


class Database:
    """One engine, one writer at a time, any number of short readers.

    `notices`: what the organisers must see, in Indonesian, under "verify", "older" or "backup"; empty when all is well.
    """

    def __init__(self, settings: Settings, *, most_in_a_commit: int = MOST) -> None:
        self.settings = settings
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        self.engine = make_engine(settings.database_url)
        self.notices: dict[str, str] = {}
        self._writer = Writer(self.engine, most_in_a_commit)
        self._reader = self.engine.execution_options(**{BEGIN: "DEFERRED"})
        try:
            self.key = read_or_make_key(settings.key_path, may_make=not self._exists())
        except UnsafeDatabase:
            self.engine.dispose()
            raise
        self._listeners: list[Listener] = []
        journal.guard(self.engine)

    @property
    def is_file(self) -> bool:
        """SQLite: one file, which Juara copies and puts back. Otherwise a server, which has programs for that."""
        return self.engine.dialect.name == "sqlite"

    def _exists(self) -> bool:
        """Was it used before? Then there is a journal that a key has signed."""
        if self.is_file:
            return Path(self.engine.url.database or "").exists()
        try:
            return inspect(self._reader).has_table("journal_event")
        except OperationalError as problem:
            place = self.engine.url.render_as_string(hide_password=True)
            raise UnsafeDatabase(f"PostgreSQL tidak dapat dihubungi di {place}. {problem.orig}") from problem

    def migrate(self) -> None:
        """Bring the tables to the newest revision. Needs no other program; safe to call at every start."""
        config = Config()
        config.set_main_option("script_location", str(ROOT / "migrations"))
        with self.engine.connect() as connection, journal.lawful(connection):
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: on the disk when the block ends, nothing kept when it raises. Not to be nested."""
        with (
            self._writer.turn() as connection,
            Session(
                connection,
                autoflush=False,
                expire_on_commit=False,
                info={journal.KEY: self.key},
                join_transaction_mode="create_savepoint",
            ) as session,
        ):
            yield session
            session.commit()  # ends the savepoint; the turn ends with the COMMIT
        verbs = tuple(session.info.get(journal.RECORDED, ()))
        for listener in self._listeners:
            listener(verbs)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A short look. Take plain values out of it; do not render inside."""
        with Session(self._reader, autoflush=False, info={journal.KEY: self.key}) as session:
            yield session

    def after_commit(self, listener: Listener) -> None:
        """Call `listener` with the verbs recorded, after each COMMIT, in the writer's thread: it must be quick."""
        self._listeners.append(listener)

    def verify(self, anchors: Mapping[str, tuple[int, str]] | None = None) -> journal.Report:
        """Compare the journal with the tables; `anchors`: event code -> (seq, hash) as printed."""
        with self.reading() as session:
            return journal.verify(session, {code: journal.Head(*head) for code, head in (anchors or {}).items()})


def epoch(session: Session) -> str:
    """Names this database file; only `restore` changes it, and tablets then offer what they sent before."""
    return str(session.execute(text("SELECT value FROM database_fact WHERE key = 'epoch'")).scalar_one())
