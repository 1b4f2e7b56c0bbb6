"""What is looked at before the first page is served, and the lock that keeps a second server out.

In:  a database.   Out: notices for the organisers; or AlreadyServing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from judging.backup import heads
from judging.backup.copies import ELSEWHERE
from judging.backup.keeper import altered, notice
from judging.database import Database
from judging.language import Later


class AlreadyServing(RuntimeError):
    """Another server, or a restore, is at work on this data folder."""


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Held by `serve` and by `restore`; the system lets it go even when the process is killed.

    SQLite's own lock on an empty file: the same call on every system.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(data_dir / "serve.lock", timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as problem:
            raise AlreadyServing(
                f"Juara sudah berjalan dengan folder data {data_dir}. Hentikan dahulu, lalu ulangi."
            ) from problem
        yield


def look(database: Database) -> None:
    """Verify, and compare with the heads last seen. Fills `database.notices`; saving goes on whatever is found."""
    notice(database, "verify", altered(len(database.verify().findings)))
    notice(database, "backup", "" if database.is_file else ELSEWHERE)
    path = heads.place(database.settings.key_path)
    seen = heads.read(path)
    with database.reading() as session:
        missing = heads.missing(session, seen)
        found = heads.current(session)
    heads.write(path, heads.Seen(found, missing))
    said = "; ".join(f"{code} pernah sampai peristiwa {head.seq} ({head.hash[:8]})" for code, head in missing)
    notice(
        database,
        "older",
        Later(
            "Basis data ini lebih lama daripada yang terakhir dipakai: {said}. Cari cadangan yang lebih baru sebelum "
            "melanjutkan, atau jalankan restore agar penggantian ini tercatat.",
            said=said,
        )
        if missing
        else "",
    )
