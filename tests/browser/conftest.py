"""A real server and a real Chromium, started for one test and ended with it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

START_SECONDS = 40


@pytest.fixture
def serve(root: Path, stage_folders: Callable[[str, str], Path], tmp_path: Path) -> Iterator[Callable[..., str]]:
    """serve("judging") gives the address of a server over a private copy of that stage; serve(folder) over a folder."""
    running: list[subprocess.Popen[bytes]] = []

    def start(stage: str | Path, sample: str = "kube-dki") -> str:
        data = stage if isinstance(stage, Path) else tmp_path / f"served-{len(running)}"
        if not isinstance(stage, Path):
            shutil.copytree(stage_folders(sample, stage), data)
        port = free_port()
        command = [sys.executable, "-m", "flask", "--app", "app", "serve", "--no-sample", "--port", str(port)]
        environ = {**os.environ, "JUARA_DATA": str(data)}
        with (tmp_path / f"server-{len(running)}.log").open("wb") as log:
            running.append(subprocess.Popen(command, cwd=root, env=environ, stdout=log, stderr=log))
        address = f"http://127.0.0.1:{port}"
        wait_until_ready(address, running[-1])
        return address

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=10)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    """Ask until it answers; each refused connection returns at once, so the tries are counted by a bounded wait."""
    for _ in range(START_SECONDS * 10):
        assert process.poll() is None, "the server ended by itself"
        try:
            urllib.request.urlopen(f"{address}/", timeout=5).read()  # noqa: S310 - loopback
        except OSError:
            try:
                process.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
        else:
            return
    raise AssertionError("the server did not answer in time")
