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

HEARD = 3.0  # seconds in which a program that got the console's own Ctrl-C has ended by itself
GRACE = 10.0  # seconds a server gets to finish the answers it is giving


class AskedToEnd(KeyboardInterrupt):
    """The system asked this process, and only this one, to end."""


def run_until_stopped(command: Sequence[str], *, cwd: Path, environ: Mapping[str, str]) -> int:
    """Wait for the program; on Ctrl-C or a request to end, let it finish, then end it."""
    signal.signal(signal.SIGTERM, ask_to_end)
    with subprocess.Popen(command, cwd=cwd, env=environ) as program:
        try:
            return program.wait()
        except AskedToEnd:
            stop(program, patience=0)
        except KeyboardInterrupt:
            stop(program, patience=HEARD)
    return 0


def ask_to_end(_number: int, _frame: FrameType | None) -> None:
    raise AskedToEnd


def stop(program: subprocess.Popen[bytes], *, patience: float) -> None:
    """Wait, ask once, wait, then insist. Asking twice would interrupt a server that is already closing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an impatient second Ctrl-C must not orphan the server
    if ended(program, within=patience):
        return
    if os.name == "nt":
        program.terminate()
    else:
        program.send_signal(signal.SIGINT)
    if not ended(program, within=GRACE):
        program.kill()


def ended(program: subprocess.Popen[bytes], *, within: float) -> bool:
    try:
        program.wait(timeout=within)
    except subprocess.TimeoutExpired:
        return False
    return True
