"""Saves in a full hall: the tablets' own address under waitress, beside a bare Flask insert with the same server and
the same SQLite settings. The tablets are one lean process of their own, on the same machine.

`ours` is measured twice: with group commit, as shipped, and with one COMMIT for each save. Beside each figure stands
what decides it: the disk's own fsync time, and how much of a processor the server and the tablets took.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT / "tests" / "reliability"), str(ROOT)]
from hall import Server, Tablet, blank_sheets, free_port  # noqa: E402 - found through the line above

SECONDS = 8.0
EVERY = "SELECT count(*) FROM entry"
CLIENTS, OFFERED = 200, 100  # OFFERED: saves a second, from all of them
KINDS = {"group commit": ("ours", 64), "one commit a save": ("ours", 1), "floor": ("floor", 0)}
TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 0


@dataclass(frozen=True)
class Load:
    name: str
    clients: int
    each: int = 0  # saves of each client; 0: for SECONDS
    offered: float = 0.0  # saves a second from all of them; 0: as fast as they are answered


LOADS = (
    Load("20 clients, as fast as they can", 20),
    Load(f"{CLIENTS} clients offer {OFFERED}/s", CLIENTS, offered=OFFERED),
    Load(f"{CLIENTS} at the same moment, one save each", CLIENTS, each=1),
    Load(f"{CLIENTS} at once, {CLIENTS * 10:,} saves", CLIENTS, each=10),
)


@dataclass(frozen=True)
class Found:
    times: list[float]  # seconds of each save
    failed: int
    took: float
    server: float  # processors taken: 1 is one of them wholly
    tablets: float
    disk: float  # ms, p50 of an fsync


def python(script: str, *arguments: object, **more: Any) -> subprocess.Popen[str]:
    """Another side, in a process group of its own."""
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path[:2])}
    return subprocess.Popen(command, cwd=ROOT, env=environ, start_new_session=True, text=True, **more)


def measure(kind: str, template: Path, load: Load) -> Found:
    role, most = KINDS[kind]
    with tempfile.TemporaryDirectory(prefix="juara-ukur-", dir=ROOT / "data") as name:
        data = Path(name) / "data"
        shutil.copytree(template, data)
        server = Server(data, free_port())
        server.process = python("_save_server.py", role, data, server.port, most, stdout=subprocess.DEVNULL)  # type: ignore[assignment]  # its text is never read
        while not server.answers():
            assert server.process is not None
            assert server.process.poll() is None
            time.sleep(0.05)
        told, busy = driven(server, crew(data, server.port, load.clients, role), load)
        server.kill()
        check(data, role, len(told["times"]) - told["failed"])
        disk = fsync_p50(Path(name))
    took = told["took"]
    return Found(sorted(told["times"]), told["failed"], took, busy / took, told["used"] / took, disk)


def driven(server: Server, clients: list[tuple[str, str, int, str]], load: Load) -> tuple[dict[str, Any], float]:
    """What the tablets tell after the run, and the processor seconds of the server meanwhile."""
    every = load.clients / load.offered if load.offered else 0.0
    task = {"port": server.port, "clients": clients, "each": load.each, "every": every, "seconds": SECONDS}
    tablets = python("_save_load.py", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert tablets.stdin is not None
    assert tablets.stdout is not None
    tablets.stdin.write(json.dumps(task) + "\n")
    tablets.stdin.flush()
    assert tablets.stdout.readline() == "ready\n"
    before = processor(server)
    told = json.loads(tablets.communicate("go\n")[0])
    return told, processor(server) - before


def processor(server: Server) -> float:
    """Processor seconds of the server's process so far; 0 where the system does not tell."""
    try:
        assert server.process is not None
        fields = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def crew(data: Path, port: int, clients: int, role: str) -> list[tuple[str, str, int, str]]:
    """(cookie, event, sheet, indicator) of each tablet; signed in where there is somebody to sign in to."""
    work = [(judge, *one) for judge, sheets in blank_sheets(data).items() for one in sheets][:clients]
    assert len(work) == clients
    doors = {judge: Tablet(port, judge) for judge, *_ in work}
    if role != "floor":
        for door in doors.values():
            door.send()
    return [(doors[judge].cookie, doors[judge].event, sheet, codes[0]) for judge, sheet, codes in work]


def check(data: Path, role: str, answered: int) -> None:
    """What was answered is stored: a fast server that forgets would win otherwise."""
    name, query = ("floor.db", EVERY) if role == "floor" else ("juara.db", f"{EVERY} WHERE outcome = 'saved'")
    with closing(sqlite3.connect(data / name)) as raw:
        assert raw.execute(query).fetchone() == (answered,)


def fsync_p50(folder: Path) -> float:
    times = []
    with (folder / "fsync").open("wb", buffering=0) as file:
        for _ in range(100):
            file.write(b"x" * 4096)
            began = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - began)
    return median(times) * 1e3


def tell(load: Load, kind: str, found: Found) -> None:
    p95, most = quantiles(found.times, n=20)[18] * 1e3, found.times[-1] * 1e3
    speed = f"{len(found.times) / found.took:6.0f}/s  p50 {median(found.times) * 1e3:5.0f} ms  p95 {p95:5.0f} ms"
    cost = f"server {found.server:.0%}, tablets {found.tablets:.0%} of a core  fsync p50 {found.disk:.2f} ms"
    print(f"{load.name:<41} {kind:<17} {speed}  max {most:5.0f} ms  failed {found.failed}  {cost}", flush=True)


def ready_again(template: Path) -> float:
    """Median seconds from the start after kill -9 to the first page."""
    server, times = Server(template), []
    for _ in range(3):
        times.append(server.start())
        server.kill()
    return median(times)


def main() -> None:
    (ROOT / "data").mkdir(exist_ok=True)  # on the disk that will hold the scores, not in memory
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "not told"
    print(f"{os.cpu_count()} cores; load of the machine before: {load}")
    with tempfile.TemporaryDirectory(prefix="juara-ukur-", dir=ROOT / "data") as name:
        template = Path(name) / "hall"
        python("_save_server.py", "hall", template, 0, CLIENTS).wait()
        for one in LOADS:
            for kind in KINDS:
                tell(one, kind, measure(kind, template, one))
        print(f"ready again after kill -9: {ready_again(template):.1f} s")


if __name__ == "__main__":
    main()
