"""One long-running program, and its end.

In:  a command and its environment.   Out: its exit code; 0 when a person stopped it.
Does not know what the program does. Leaves none behind.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

GRACE = 10  # seconds a server gets to finish the answers it is giving


def run_until_stopped(command: Sequence[str], *, cwd: Path, environ: Mapping[str, str]) -> int:
    """Wait for the program; on Ctrl-C or a request to end, let it finish, then end it."""
    signal.signal(signal.SIGTERM, as_interrupt)
    with subprocess.Popen(command, cwd=cwd, env=environ) as program:
        try:
            return program.wait()
        except KeyboardInterrupt:
            stop(program)
            return 0


def as_interrupt(_number: int, _frame: FrameType | None) -> None:
    """A request to end from the system is treated as a person's Ctrl-C."""
    raise KeyboardInterrupt


def stop(program: subprocess.Popen[bytes]) -> None:
    """Ask once, wait, then insist. On Windows the console has already told the program."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an impatient second Ctrl-C must not orphan the server
    if os.name != "nt":
        program.send_signal(signal.SIGINT)
    try:
        program.wait(timeout=GRACE)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
