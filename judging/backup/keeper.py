"""Watches the database while it serves: last heads every second, a copy at every change of state and every 5 minutes.

In:  a database.   Out: copies on disk, and notices for the organisers in `database.notices`.
Runs in a thread of its own and never stands in a judge's way: what fails is said, nothing is raised.
"""

from __future__ import annotations

import logging
import threading
import time

from judging.backup import copies, heads
from judging.database import Database
from judging.language import Later

log = logging.getLogger("juara")
EVERY = 300.0  # seconds between timed copies
STATE = ("event.", "category.", "pleno.", "result.", "decree.", "database.")  # verbs that change a state


class Keeper:
    def __init__(self, database: Database, every: float = EVERY) -> None:
        self._database, self._every = database, every
        self._path = heads.place(database.settings.key_path)
        self._missing = heads.read(self._path).missing
        self._woken, self._ended = threading.Event(), threading.Event()
        self._moved = self._changed = self._uncopied = False
        self._copied_at = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)
        database.after_commit(self._heard)

    def start(self) -> None:
        """Copies at once: what was done before this start deserves one too."""
        self._moved = self._changed = True
        self._woken.set()
        self._thread.start()

    def stop(self) -> None:
        """A last look, when the server ends."""
        self._ended.set()
        self._woken.set()
        self._thread.join()

    def _heard(self, verbs: tuple[str, ...]) -> None:
        if verbs:
            self._moved = self._uncopied = True
        if any(verb.startswith(STATE) for verb in verbs):
            self._changed = True
            self._woken.set()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._woken.wait(1.0)
            self._woken.clear()
            self._look_safely(last=False)
        self._look_safely(last=True)

    def _look_safely(self, *, last: bool) -> None:
        try:
            self._look(last=last)
        except Exception as problem:
            log.exception("backup")
            self._database.notices["backup"] = Later("Cadangan gagal: {problem}", problem=problem)

    def _look(self, *, last: bool) -> None:
        if self._moved:
            self._moved = False
            with self._database.reading() as session:
                found = heads.current(session)
            heads.write(self._path, heads.Seen(found, self._missing))
        due = self._uncopied and (last or time.monotonic() - self._copied_at >= self._every)
        if self._changed or due:
            kind: copies.Kind = "state" if self._changed else "timed"
            self._changed = self._uncopied = False
            self._copied_at = time.monotonic()
            tell(self._database, kind)


def tell(database: Database, kind: copies.Kind) -> None:
    """Copy, and leave word of what the organisers must know. Without a copy to look at, the database itself is."""
    if not database.is_file:
        notice(database, "backup", copies.ELSEWHERE)
        notice(database, "verify", altered(len(database.verify().findings)))
        return
    try:
        copy, report = copies.make(database, kind)
    except copies.NoCopy as problem:
        database.notices["backup"] = str(problem)
        return
    notice(database, "backup", copies.to_second_place(database, copy))
    notice(database, "verify", altered(len(report.findings)))


def notice(database: Database, about: str, words: str) -> None:
    if words:
        database.notices[about] = words
    else:
        database.notices.pop(about, None)


def altered(findings: int) -> str:
    if not findings:
        return ""
    return Later(
        "{n} data tidak cocok dengan catatan. Penilaian tetap berjalan, tetapi hasil tidak dapat ditetapkan "
        "atau diumumkan. Jalankan: flask --app app verify",
        n=findings,
    )
