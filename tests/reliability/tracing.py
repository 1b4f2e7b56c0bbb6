"""Runs deeds.py beside the tests, and says when this machine does not let one program trace another."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
WRITES = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "unlink", "unlinkat", "rename", "openat")


class Deeds:
    def __init__(self, saves: int = 6) -> None:
        if shutil.which("strace") is None:
            pytest.skip("strace is not installed (apt install strace)")
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("deeds.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "JUARA_SAVES": str(saves)},
        )

    def attempt(self, data: Path, deed: str, *strace: str, **pragmas: Any) -> dict[str, Any]:
        wanted = {"data": str(data), "deed": deed, "strace": list(strace), "pragmas": pragmas}
        self.process.stdin.write(json.dumps(wanted) + "\n")
        self.process.stdin.flush()
        told = json.loads(self.process.stdout.readline())
        if "refused" in told:
            pytest.skip(f"this machine does not permit tracing: {told['refused']}")
        return told

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
