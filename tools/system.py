"""Programs and packages that come from the operating system, not from pip.

In:  names of programs that must be on the path.   Out: the same programs, installed by apt where that is allowed.
Does not know what they are for. Where it may not install, it says what a person should install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tools.talk import say


@dataclass(frozen=True, slots=True)
class Program:
    """Something the tests drive: any one of `names` on the path is enough."""

    names: tuple[str, ...]
    package: str  # the apt package that brings it


FOR_TESTS = (
    Program(("chromium", "chromium-browser", "google-chrome"), "chromium"),
    Program(("pdftoppm",), "poppler-utils"),
    Program(("qpdf",), "qpdf"),
    Program(("strace",), "strace"),
    Program(("pg_ctlcluster", "initdb"), "postgresql"),  # Debian keeps the server's own programs off the path
)


def missing_packages(programs: Sequence[Program]) -> list[str]:
    """The packages of those programs of which no name is on the path."""
    return [program.package for program in programs if not any(map(shutil.which, program.names))]


def apt_prefix(*, sudo: bool) -> list[str] | None:
    """What to put before apt-get, or None where this account may not install (or there is no apt)."""
    if shutil.which("apt-get") is None:
        return None
    user_id = getattr(os, "geteuid", None)  # absent on Windows
    if user_id is not None and user_id() == 0:
        return []
    return ["sudo", "-n"] if sudo and sudo_asks_nothing() else None


def sudo_asks_nothing() -> bool:
    """True when this account may use sudo without typing a password."""
    program = shutil.which("sudo")
    return program is not None and subprocess.call([program, "-n", "true"], stderr=subprocess.DEVNULL) == 0


def apt_install(packages: Sequence[str], *, sudo: bool) -> bool:
    """True when apt installed them all. `sudo` allows a sudo that asks for no password."""
    prefix = apt_prefix(sudo=sudo)
    if prefix is None:
        return False
    say(f"memasang paket sistem: {' '.join(packages)}")
    apt_get = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    quietly([*apt_get, "update"])
    return quietly([*apt_get, "install", "-y", "--no-install-recommends", *packages]) == 0


def quietly(command: Sequence[str]) -> int:
    """Exit code; nothing is asked, and only complaints reach the screen."""
    return subprocess.call(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def provide(programs: Sequence[Program]) -> None:
    """Install what is missing, or say so and go on: the tests that need it will fail by name."""
    packages = missing_packages(programs)
    if packages and not apt_install(packages, sudo=True):
        say(f"yang belum ada di mesin ini: {', '.join(packages)}. Pasang dahulu agar semua uji dapat berjalan.")


def venv_package() -> str:
    """Debian and Ubuntu keep venv apart from Python, in a package named after the version."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
