"""The project's own Python: `.venv` with the parts of a requirements file.

In:  the name of a requirements file.   Out: the path of a Python in which everything it names is installed.
Does not know which index pip uses: that is the machine's own pip configuration.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from tools import system
from tools.talk import CannotGoOnError, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"


def prepare(requirements: str, *, venv: Path = VENV) -> Path:
    """The Python of `venv`, with `requirements` installed. A stamp makes the second call a matter of milliseconds."""
    python = python_of(venv)
    if not works(python):
        create(venv)
    wanted = fingerprint(ROOT / requirements)
    stamp = venv / f"{requirements}.stamp"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        install(python, ROOT / requirements)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def python_of(venv: Path) -> Path:
    """Where a virtual environment keeps its interpreter on this system."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def works(python: Path) -> bool:
    """False for a missing, moved or half-made environment, or one whose Python was upgraded under it."""
    check = "import importlib.util as u, sys; sys.exit(u.find_spec('pip') is None)"
    try:
        return subprocess.call([python, "-c", check], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def create(venv: Path) -> None:
    """Make the environment anew; install Debian's venv package first where that is allowed."""
    if lacks_venv() and not system.apt_install([system.venv_package()], sudo=False):
        raise CannotGoOnError(
            f"Python ini belum punya modul venv. Pasang paket {system.venv_package()} (atau python3-venv), "
            f"misalnya: sudo apt install {system.venv_package()}. Sesudah itu jalankan lagi."
        )
    say("menyiapkan lingkungan Python (.venv)")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", venv]) != 0:
        raise CannotGoOnError(f"lingkungan Python di {venv} tidak dapat dibuat; sebabnya tertulis di atas.")


def lacks_venv() -> bool:
    """True where the system ships Python without venv or without the pip it bootstraps."""
    return any(importlib.util.find_spec(module) is None for module in ("venv", "ensurepip"))


def install(python: Path, requirements: Path) -> None:
    """pip, quietly; what pip complains about stays on the screen."""
    say(f"memasang bagian dari {requirements.name}, sekali saja (1-3 menit)")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(requirements)]
    if subprocess.call(pip) != 0:
        raise CannotGoOnError("pemasangan belum selesai. Periksa sambungan internet, lalu jalankan lagi.")


def fingerprint(requirements: Path) -> str:
    """Changes when the file changes, or any file it includes with `-r`."""
    digest = hashlib.sha256()
    for line in requirements.read_text(encoding="utf-8").splitlines():
        included = line.removeprefix("-r ").strip() if line.startswith("-r ") else ""
        digest.update((fingerprint(requirements.parent / included) if included else line).encode())
    return digest.hexdigest()
