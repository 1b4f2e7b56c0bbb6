"""Making copies of the running database: online, checked on the copy itself, named by the journal's head.

In:  a database.   Out: files `juara.seq000412.9f3a1b2c.state.db` in the backup folder and in the second place.
Never copies the live file: SQLite's own online backup reads a consistent state while judges go on saving.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Literal

from judging import journal
from judging.backup import files
from judging.backup.heads import Heads
from judging.database import Database
from judging.language import Later

Kind = Literal["state", "timed"]
ELSEWHERE = Later(
    "Basis data ini di PostgreSQL, dan Juara tidak membuat cadangannya. Jadwalkan pg_dump ke tempat lain; "
    "kunci catatan (journal.key) disimpan terpisah."
)
ALTERED = "altered"  # a copy of a database that no longer matches its journal: kept, never restored
TIMED_KEPT = 24


class NoCopy(RuntimeError):
    """The copy could not be made or is not whole; the text says why, in Indonesian."""


class Elsewhere(NoCopy):
    """The database is no file: its server has programs for copies."""


def folder(database: Database) -> Path:
    return database.settings.data_dir / "backup"


def make(database: Database, kind: Kind = "state") -> tuple[Path, journal.Report]:
    """One checked copy in the backup folder; the same head and kind is not copied twice."""
    if not database.is_file:
        raise Elsewhere(ELSEWHERE)
    into = folder(database)
    into.mkdir(parents=True, exist_ok=True)
    part = into / f"{secrets.token_hex(4)}.part"
    try:
        _copy_online(database, part)
        report = check(database, part)
        final = into / name(database, report.heads, kind if report.ok else ALTERED)
        if not final.exists():
            files.install(part, final)
    except (OSError, sqlite3.Error) as problem:
        raise NoCopy(f"Cadangan tidak dapat dibuat: {problem}") from problem
    finally:
        part.unlink(missing_ok=True)
    _forget_old(into, final)
    return final, report


def to_second_place(database: Database, copy: Path) -> str:
    """Put the copy in the second place too; gives what the organisers must know, "" when all is well."""
    second = database.settings.backup_2
    if second is None:
        return Later(
            "Cadangan hanya di laptop ini. "
            "Pasang USB, tutup Juara, lalu jalankan lagi: python3 start.py --lan --backup FOLDER-USB"
        )
    try:
        if not second.is_dir():
            return Later("Tempat cadangan kedua {second} tidak ada. Pasang lagi USB-nya.", second=second)
        if not (second / copy.name).exists():
            files.copy_whole(copy, second / copy.name)
        if _digest(second / copy.name) != _digest(copy):
            (second / copy.name).unlink()
            return Later("Cadangan di {second} tidak sama dengan aslinya. Ganti USB-nya.", second=second)
        _forget_old(second, second / copy.name)
    except OSError as problem:
        return Later("Cadangan kedua di {second} gagal: {problem}", second=second, problem=problem)
    return ""


def check(database: Database, file: Path) -> journal.Report:
    """Does the file match its journal? Raises NoCopy when it is not even whole."""
    check_whole(file)
    copy = Database(replace(database.settings, database_url=f"sqlite:///{file.as_posix()}"))
    try:
        return copy.verify()
    finally:
        copy.engine.dispose()


def check_whole(file: Path) -> None:
    """SQLite's own integrity check. Raises NoCopy, or sqlite3.Error for what is no database."""
    with closing(sqlite3.connect(file)) as raw:
        verdict = [row[0] for row in raw.execute("PRAGMA integrity_check(5)")]
    if verdict != ["ok"]:
        raise NoCopy(f"Berkas {file.name} tidak utuh: {'; '.join(verdict)}")


def name(database: Database, heads: Heads, kind: str) -> str:
    """Of several events: the sum of their numbers, and a hash over all heads."""
    stem = Path(database.engine.url.database or "juara").stem
    ends = [head.hash for head in heads.values()]
    mark = ends[0] if len(ends) == 1 else hashlib.sha256("".join(ends).encode()).hexdigest()
    return f"{stem}.seq{sum(head.seq for head in heads.values()):06d}.{mark[:8]}.{kind}.db"


def newest(folders: Iterable[Path]) -> list[Path]:
    """Copies that may be restored, the one made last first."""
    found = (copy for each in folders if each.is_dir() for copy in each.glob("*.seq*.db"))
    return sorted((copy for copy in found if f".{ALTERED}." not in copy.name), key=_made, reverse=True)


def _made(copy: Path) -> tuple[int, str]:
    """By the clock, as after a restore the journal counts again from less; within one tick of it the number tells."""
    return copy.stat().st_mtime_ns, copy.name


def _copy_online(database: Database, part: Path) -> None:
    held = database.engine.raw_connection()
    try:
        with closing(sqlite3.connect(part)) as target:
            held.driver_connection.backup(target)  # type: ignore[union-attr]  # sqlite3's own, checked in make()
    finally:
        held.close()


def _forget_old(into: Path, just_made: Path) -> None:
    """Copies at a change of state stay for good; of the timed ones the newest, with the one just made among them."""
    timed = sorted(into.glob("*.timed.db"), key=lambda copy: (copy == just_made, *_made(copy)))
    for old in timed[:-TIMED_KEPT]:
        old.unlink()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
