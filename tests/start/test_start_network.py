"""A busy port is said before anything is installed, with another one to try."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from tools import network, talk


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_busy_port_is_named(busy_port: int):
    reason = f"port {busy_port} sedang dipakai program lain (mungkin Juara sudah berjalan di jendela lain)."
    assert network.why_closed("127.0.0.1", busy_port) == reason


def test_a_port_given_back_is_open(busy_port: int):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert network.why_closed("127.0.0.1", port) is None


def test_the_next_free_port_lies_above(busy_port: int):
    other = network.free_port("127.0.0.1", busy_port - 1)
    assert other is None or busy_port < other <= busy_port + network.NEXT_PORTS


def test_the_lan_address_is_one_other_devices_can_reach():
    address = network.lan_address()
    assert address is None or not IPv4Address(address).is_loopback


def test_start_on_a_busy_port_offers_another(root: Path, busy_port: int):
    start = [sys.executable, str(root / "start.py"), "--port", str(busy_port)]
    answer = subprocess.run(start, capture_output=True, text=True, check=False)
    offer = f"Pakai port lain: {talk.how_to_run()} --port {network.free_port('127.0.0.1', busy_port)}"
    assert (answer.returncode, answer.stdout.strip().endswith(offer)) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--port", "90000"], 2, "port adalah bilangan 1 sampai 65535"),
        (["--nama"], 2, "perintah itu tidak dikenal"),
        (["bench", "tidak-ada"], 1, "tidak ada ukuran tidak-ada"),
        (["--help"], 0, "Ctrl-C untuk berhenti"),
    ],
)
def test_start_answers_wrong_input_without_a_traceback(root: Path, arguments: list[str], code: int, words: str):
    start = [sys.executable, str(root / "start.py"), *arguments]
    answer = subprocess.run(start, capture_output=True, text=True, check=False)
    assert (answer.returncode, words in answer.stdout, answer.stderr) == (code, True, "")
