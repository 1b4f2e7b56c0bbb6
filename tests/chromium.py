"""The system's Chromium, as every test that needs a real browser starts it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 60.0  # seconds until a test gives a thing up for lost; nothing is measured by it


def executable() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "Chromium is not installed; start.py test installs it with apt"
    return path


def until(question: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Ask again until the answer is yes. The page's security policy forbids the browser's own way of waiting."""
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "it did not become true in time"
        time.sleep(0.02)
