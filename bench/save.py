"""Saves in a full hall: the tablets' own address under waitress, beside a bare Flask insert with the same server and
the same SQLite settings. Each client is a thread with one open line; server and clients share this machine.

`ours` is measured twice: with group commit, as shipped, and with one COMMIT for each save. The disk's own fsync time
stands beside the figures, because it decides most of them.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "reliability"), str(ROOT)]
from hall import Server, Tablet, blank_sheets, draft, free_port  # noqa: E402 - found through the line above

SECONDS = 6.0
EVERY = "SELECT count(*) FROM entry"
BURST = 2_000
OFFERED = 100  # saves a second, from 200 clients
KINDS = {"group commit": ("ours", 64), "one commit a save": ("ours", 1), "floor": ("floor", 0)}
SERVER = Path(__file__).with_name("_save_server.py")


class Client(threading.Thread):
    """One sheet, one line, one save after another; with `every`, not sooner than that many seconds apart."""

    def __init__(
        self,
        tablet: Tablet,
        sheet: int,
        code: str,
        go: threading.Event,
        ended: threading.Event,
        each: int,
        every: float,
    ) -> None:
        super().__init__(daemon=True)
        self.tablet, self.sheet, self.code, self.go, self.ended = tablet, sheet, code, go, ended
        self.each, self.every = each, every
        self.times: list[float] = []
        self.failed = 0

    def run(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.tablet.port, timeout=60)
        headers = {"Content-Type": "application/json", "X-Juara": "1", "Cookie": self.tablet.cookie,
                   "Origin": f"http://127.0.0.1:{self.tablet.port}", "Sec-Fetch-Site": "same-origin"}  # fmt: skip
        self.go.wait()
        version, count, next_at = 0, 0, time.perf_counter() + self.every * (self.sheet % 100) / 100
        while not self.ended.is_set() and (not self.each or count < self.each):
            count += 1
            if self.every:
                time.sleep(max(0.0, next_at - time.perf_counter()))
                next_at += self.every
            entry = draft(self.sheet, version, {self.code: 1 + version % 5})
            body = json.dumps({"device": "ukur", "event": self.tablet.event, "entries": [entry]})
            began = time.perf_counter()
            line.request("POST", "/juri/kirim-antrean", body, headers)
            answer = line.getresponse()
            told = json.loads(answer.read()) if answer.status == 200 else {}
            self.times.append(time.perf_counter() - began)
            if told and told["answers"][0]["word"] == "saved":
                version = told["answers"][0]["version"]
            else:
                self.failed += 1
        line.close()


def beside(*arguments: object) -> subprocess.Popen[bytes]:
    """The other side, in a process group of its own."""
    command = [sys.executable, str(SERVER), *map(str, arguments)]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path[:2])}
    return subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, start_new_session=True)


def measure(
    kind: str, template: Path, clients: int, *, total: int = 0, rate: float = 0
) -> tuple[float, list[float], int]:
    """(saves a second, seconds of each, failures) of one server with so many clients."""
    role, most = KINDS[kind]
    with tempfile.TemporaryDirectory(prefix="juara-ukur-", dir=ROOT / "data") as name:
        data = Path(name) / "data"
        shutil.copytree(template, data)
        server = Server(data, free_port())
        server.process = beside(role, data, server.port, most)
        while not server.answers():
            assert server.process.poll() is None
            time.sleep(0.05)
        crew, go, ended = crew_of(data, server.port, clients, role, total // clients, clients / rate if rate else 0.0)
        began = time.perf_counter()
        go.set()
        if not total:
            time.sleep(SECONDS)
            ended.set()
        for client in crew:
            client.join(120)
        took = time.perf_counter() - began
        server.kill()
        times = sorted(one for client in crew for one in client.times)
        failed = sum(client.failed for client in crew)
        check(data, role, len(times) - failed)
    return len(times) / took, times, failed


def crew_of(
    data: Path, port: int, clients: int, role: str, each: int, every: float
) -> tuple[list[Client], threading.Event, threading.Event]:
    """Clients at their sheets, waiting for the start."""
    go, ended = threading.Event(), threading.Event()
    work = [(judge, *one) for judge, sheets in blank_sheets(data).items() for one in sheets][:clients]
    doors = {judge: Tablet(port, judge) for judge, *_ in work}
    if role != "floor":
        for door in doors.values():
            door.send()
    crew = [Client(doors[judge], sheet, codes[0], go, ended, each, every) for judge, sheet, codes in work]
    for client in crew:
        client.start()
    assert len(crew) == clients
    return crew, go, ended


def check(data: Path, role: str, answered: int) -> None:
    """What was answered is stored: a fast server that forgets would win otherwise."""
    name, query = ("floor.db", EVERY) if role == "floor" else ("juara.db", f"{EVERY} WHERE outcome = 'saved'")
    with closing(sqlite3.connect(data / name)) as raw:
        assert raw.execute(query).fetchone() == (answered,)


def fsync_p50(folder: Path) -> float:
    times = []
    with (folder / "fsync").open("wb", buffering=0) as file:
        for _ in range(200):
            file.write(b"x" * 4096)
            began = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - began)
    return median(times) * 1e3


def told(name: str, found: tuple[float, list[float], int], disk: float) -> None:
    rate, times, failed = found
    p95 = quantiles(times, n=20)[18]
    print(f"{name:<46} {rate:7.0f}/s  p50 {median(times) * 1e3:6.0f} ms  p95 {p95 * 1e3:6.0f} ms  "
          f"max {times[-1] * 1e3:6.0f} ms  failed {failed}  fsync p50 {disk:.2f} ms")  # fmt: skip


def main() -> None:
    (ROOT / "data").mkdir(exist_ok=True)  # on the disk that will hold the scores, not in memory
    with tempfile.TemporaryDirectory(prefix="juara-ukur-", dir=ROOT / "data") as name:
        template = Path(name) / "hall"
        beside("hall", template, 0, 200).wait()
        for kind in KINDS:
            told(f"20 clients, as fast as they can: {kind}", measure(kind, template, 20), fsync_p50(Path(name)))
        for kind in KINDS:
            told(
                f"200 at once, {BURST:,} saves: {kind}",
                measure(kind, template, 200, total=BURST),
                fsync_p50(Path(name)),
            )
        for kind in list(KINDS)[:2]:
            told(
                f"200 clients offer {OFFERED}/s: {kind}",
                measure(kind, template, 200, rate=OFFERED),
                fsync_p50(Path(name)),
            )
        server = Server(template)
        ready = []
        for _ in range(3):
            ready.append(server.start())
            server.kill()
        print(f"ready again after kill -9: {median(ready):.1f} s")


if __name__ == "__main__":
    main()
