"""The practice event beside the real one: a sample in a folder and on a port of its own, begun anew by anyone.

In:  how to make another app, the real event's settings.   Out: a WSGI app over the practice that is going on.
Does not know the real event's database. Its own port keeps what a tablet stores for the two apart.
"""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from waitress import serve as waitress_serve

from judging.cli.demo import STAGES, build
from judging.settings import Settings

SAMPLE, FIRST_STAGE = "kube-dki", "judging"
Make = Callable[[Settings], Flask]


class PracticeHall:
    """Answers every request with the app of the present practice; made at the first visit, replaced by `begin`."""

    stages = STAGES

    def __init__(self, make: Make, settings: Settings) -> None:
        self._make = make
        self._folder = settings.data_dir / "latihan"
        self._settings = settings
        self._changing = threading.Lock()
        self._app: Flask | None = None

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        return self._present()(environ, start)

    def begin(self, stage: str) -> None:
        """A fresh sample in that stage takes the place of what was practised; cards and PINs are the printed ones."""
        with self._changing:
            old, self._app = self._app, self._open(self._folder / secrets.token_hex(4), stage)
        if old is not None:
            database = old.extensions["juara"]
            database.engine.dispose()
            shutil.rmtree(database.settings.data_dir, ignore_errors=True)

    def _present(self) -> Flask:
        if self._app is None:
            with self._changing:
                if self._app is None:
                    kept = sorted(self._folder.glob("*/juara.db"), key=lambda file: file.stat().st_mtime)
                    folder = kept[-1].parent if kept else self._folder / secrets.token_hex(4)
                    self._app = self._open(folder, None if kept else FIRST_STAGE)
        return self._app

    def _open(self, folder: Path, stage: str | None) -> Flask:
        app = self._make(practice_settings(self._settings, self._folder, folder))
        app.extensions["juara_practice"] = self
        database = app.extensions["juara"]
        database.migrate()
        if stage is not None:
            build(database, SAMPLE, stage)
        return app


def practice_settings(real: Settings, shared: Path, folder: Path) -> Settings:
    """Nothing of the real event but its clock: own database, own key, no backups, no public address."""
    return replace(
        real,
        data_dir=folder,
        database_url=f"sqlite:///{(folder / 'juara.db').as_posix()}",
        key_path=shared / "journal.key",
        public_host="",
        secure_cookies=False,
        backup_2=None,
        practice=True,
    )


def practise_at(hall: PracticeHall, host: str, port: int) -> None:
    """Answer on that port beside the real event, for as long as the server runs."""
    only = {"host": host, "port": port, "threads": 4, "ident": None}
    threading.Thread(target=waitress_serve, args=[hall], kwargs=only, daemon=True).start()
