"""The server ends with its door: no orphan keeps the port, and its exit code is told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tools import process

LISTEN = """
import socket, time
with socket.create_server(("127.0.0.1", 0)) as server:
    print(server.getsockname()[1], flush=True)
    time.sleep(60)
"""
DOOR = """
import os, pathlib, sys
from tools import process
process.HEARD = 0.1
sys.exit(process.run_until_stopped([sys.executable, "-c", sys.argv[1]], cwd=pathlib.Path.cwd(), environ=os.environ))
"""


def test_the_exit_code_of_the_program_is_ours(tmp_path: Path):
    command = [sys.executable, "-c", "import sys; sys.exit(3)"]
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert process.run_until_stopped(command, cwd=tmp_path, environ=os.environ) == 3
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_stopping_the_door_stops_the_server(root: Path, ending: signal.Signals):
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen([sys.executable, "-c", DOOR, LISTEN], cwd=root, **pipes) as door:
        assert door.stdout is not None
        port = int(door.stdout.readline())
        door.send_signal(ending)
        assert door.wait(timeout=30) == 0
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
        pass
