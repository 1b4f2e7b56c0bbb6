"""A PostgreSQL of our own for as long as a test needs one: a new folder, a socket in it, no network.

In:  the server's programs, wherever the system keeps them.   Out: databases by name, copies of them, their addresses.
Sorts as Indonesian people do where the server can, not by bytes: an order of ours must not hang on it.
PostgreSQL refuses to run as root; there it runs as its own account, or as nobody. It brings nothing to the disk
(fsync=off), which Juara refuses: the tests that are not about that let it pass.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from chromium import until

from judging.settings import Settings

PORT = 54391  # names the socket's file only
OPTIONS = ("listen_addresses=", "shared_buffers=32MB", "max_connections=80", "autovacuum=off", "fsync=off")


@dataclass(frozen=True, slots=True)
class Server:
    folder: Path

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://juara@/{name}?host={self.folder}&port={PORT}"

    def connect(self, name: str = "postgres") -> psycopg.Connection[Any]:
        """As another program would: past everything of ours."""
        return psycopg.connect(host=str(self.folder), port=PORT, user="juara", dbname=name, autocommit=True)

    def make(self, name: str, like: str = "template0") -> str:
        with self.connect() as raw:
            raw.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        return self.url(name)


def settings(folder: Path, url: str) -> Settings:
    return Settings.from_environment({"JUARA_DATA": str(folder), "DATABASE_URL": url})


def programs() -> Path:
    """The newest server's folder; on Debian its programs are not on the path."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else Path("/usr/lib/postgresql").glob("*/bin")
    able = [place for place in places if (place / "postgres").exists()]
    if not able:
        pytest.skip("PostgreSQL is not installed (apt install postgresql)")
    return max(able, key=version)


def version(place: Path) -> int:
    told = subprocess.run([place / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"\d+", told)[0])


def account() -> dict[str, Any]:
    """Whom the server runs as: never root."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd  # noqa: PLC0415 - Windows has no such module

    names = {one.pw_name for one in pwd.getpwall()}
    who = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


@contextmanager
def running() -> Iterator[Server]:
    place, who = programs(), account()
    folder = Path(tempfile.mkdtemp(prefix="juara-pg-"))  # a socket's path must be short
    if who:
        os.chown(folder, who["user"], who["group"])
    quiet = {"cwd": folder, "stdin": subprocess.DEVNULL, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"}, **who}
    data = folder / "data"
    order = ["--locale-provider=icu", "--icu-locale=id"] if version(place) >= 15 else []
    make = [place / "initdb", "-D", data, "-U", "juara", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", *order]
    try:
        made = subprocess.run(make, capture_output=True, text=True, check=False, **quiet)
        assert made.returncode == 0, made.stderr
        with (folder / "log").open("w") as log:
            options = [part for option in OPTIONS for part in ("-c", option)]
            serve = [place / "postgres", "-D", data, "-k", folder, "-p", str(PORT), *options]
            process = subprocess.Popen(serve, stdout=log, stderr=log, **quiet)
        try:
            yield ready(Server(folder), process)
        finally:
            stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def ready(server: Server, process: subprocess.Popen[bytes]) -> Server:
    until(lambda: answers(server, process))
    return server


def answers(server: Server, process: subprocess.Popen[bytes]) -> bool:
    assert process.poll() is None, (server.folder / "log").read_text()
    try:
        server.connect().close()
    except psycopg.OperationalError:
        return False
    return True


def stop(process: subprocess.Popen[bytes]) -> None:
    """At once, its children too: nobody needs what is in it."""
    process.send_signal(signal.SIGQUIT)
    process.wait(20)
