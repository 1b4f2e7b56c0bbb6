"""A hall to try: a real server process, and judges' tablets as plain HTTP clients with a queue of their own.

In:  a data folder with a sample.   Out: what was acknowledged, and what the database holds afterwards.
The tablets speak as the pages do: sign in with card and PIN, post JSON to the queue's address, try the same id again
whenever an answer did not come.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from judging import codes
from judging.sample import judge_pin

ROOT = Path(__file__).resolve().parent.parent.parent
Answer = tuple[int, dict[str, str], bytes]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@dataclass
class Server:
    """`flask --app app serve`, in a process group of its own so that a kill takes all of it."""

    data: Path
    port: int = field(default_factory=free_port)
    prefix: tuple[str, ...] = ()  # a program to run it under
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Seconds until the first page is answered."""
        began = time.perf_counter()
        log = (self.data / "server.log").open("ab")
        self.process = subprocess.Popen(
            [
                *self.prefix,
                sys.executable,
                "-m",
                "flask",
                "--app",
                "app",
                "serve",
                "--port",
                str(self.port),
                "--no-sample",
            ],
            cwd=ROOT,
            env={**os.environ, "JUARA_DATA": str(self.data), "PYTHONUNBUFFERED": "1"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        while not self.answers():
            if self.process.poll() is not None:
                raise RuntimeError((self.data / "server.log").read_text()[-3000:])
            time.sleep(0.01)
        return time.perf_counter() - began

    def answers(self) -> bool:
        try:
            return ask(self.port, "GET", "/juri/masuk")[0] == 200
        except OSError:
            return False

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGINT)

    def _signal(self, number: int) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)
            self.process.wait(20)


def ask(port: int, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as line:
        line.request(method, path, body or None, headers or {})
        answer = line.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@dataclass
class Tablet:
    """One judge's tablet. Signs in again whenever the server asks for it."""

    port: int
    judge: str
    cookie: str = ""
    event: str = ""

    def sign_in(self) -> None:
        status, headers, page = ask(self.port, "GET", "/juri/masuk")
        token = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
        if status != 200 or token is None:
            raise ConnectionError(f"no door: {status}")
        form = {"card_code": self.judge, "pin": judge_pin(self.judge), "csrf_token": token[1].decode()}
        kept = headers.get("set-cookie", "").split(";")[0]
        status, headers, _ = ask(
            self.port,
            "POST",
            "/juri/masuk",
            urllib.parse.urlencode(form).encode(),
            {"Content-Type": "application/x-www-form-urlencoded", "Cookie": kept, **self._origin()},
        )
        found = re.search(r"juara_sesi=[^;]+", headers.get("set-cookie", ""))
        if status != 302 or found is None:
            raise ConnectionError(f"not signed in: {status}")
        self.cookie = found[0]

    def send(self, *entries: dict[str, Any]) -> list[dict[str, Any]]:
        """The queue's answers; ConnectionError when there was none that counts."""
        if not self.cookie:
            self.sign_in()
        body = json.dumps({"device": "uji", "event": self.event, "entries": entries}).encode()
        headers = {"Content-Type": "application/json", "X-Juara": "1", "Cookie": self.cookie, **self._origin()}
        status, _, answer = ask(self.port, "POST", "/juri/kirim-antrean", body, headers)
        told = json.loads(answer) if status in (200, 409) else {}
        if status == 409 and told.get("word") == "other_event":
            self.event = told["event"]
            return self.send(*entries)
        if status != 200:
            self.cookie = "" if status in (302, 401, 403) else self.cookie
            raise ConnectionError(f"{status}")
        return list(told["answers"])

    def _origin(self) -> dict[str, str]:
        return {"Origin": f"http://127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin"}


def draft(sheet: int, based_on: int, scores: dict[str, int]) -> dict[str, Any]:
    return {
        "id": codes.new_secret(),
        "sheet": sheet,
        "based_on": based_on,
        "kind": "draft",
        "scores": scores,
        "ticks": {},
        "notes": {},
    }


@dataclass
class Tally:
    """What the tablets were told."""

    acknowledged: dict[str, int] = field(default_factory=dict)  # entry -> version
    words: Counter[str] = field(default_factory=Counter)
    lost_answers: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def heard(self, answer: dict[str, Any]) -> None:
        with self.lock:
            self.words[answer["word"]] += 1
            if answer["word"] in ("saved", "already_saved"):
                self.acknowledged[answer["id"]] = answer["version"]


def blank_sheets(data: Path) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    """Judge's code -> own open sheets with their indicators."""
    with closing(sqlite3.connect(data / "juara.db")) as raw:
        rows = raw.execute(
            "SELECT judge.code, sheet.id, rubric_version.body FROM sheet JOIN judge ON judge.id = sheet.judge_id "
            "JOIN round ON round.id = sheet.round_id JOIN rubric_version ON rubric_version.id = round.rubric_id "
            "WHERE sheet.state = 'blank'"
        ).fetchall()
    found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for code, sheet, body in rows:
        indicators = tuple(one["code"] for aspect in json.loads(body)["aspects"] for one in aspect["indicators"])
        found.setdefault(code, []).append((sheet, indicators))
    return found


def stored(data: Path) -> list[tuple[str, int]]:
    """(entry, version) of everything that was saved."""
    with closing(sqlite3.connect(data / "juara.db")) as raw:
        return raw.execute("SELECT id, version FROM entry WHERE outcome = 'saved'").fetchall()
