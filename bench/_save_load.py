"""The tablets of save.py: one thread, plain sockets, every request almost ready before the start.

In:  a line of JSON on stdin: port, clients (cookie, event, sheet, indicator), saves of each (0: until the end),
     seconds between two saves of one client (0: as fast as answered), seconds to run.
Out: "ready"; after a line on stdin the run; then a line of JSON: seconds of each save, failures, duration, processor.
It does as little as possible, because it shares the machine with the server that it measures.
"""

from __future__ import annotations

import json
import secrets
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import Any

BODY = (
    '{"device":"ukur","event":"%s","entries":[{"id":"%s","sheet":%d,"based_on":%d,"kind":"draft",'
    '"scores":{"%s":%d},"ticks":{},"notes":{}}]}'
)
HEAD = (
    "POST /juri/kirim-antrean HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nX-Juara: 1\r\n"
    "Cookie: {cookie}\r\nOrigin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: "
)


@dataclass
class Client:
    """One open line; one save after another, each based on the version before."""

    port: int
    cookie: str
    event: str
    sheet: int
    code: str
    next_at: float = 0.0
    version: int = 0
    began: float = 0.0  # 0: nothing is under way
    heard: bytes = b""
    times: list[float] = field(default_factory=list)
    failed: int = 0

    def connect(self) -> socket.socket:
        self.line = socket.create_connection(("127.0.0.1", self.port))
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head = HEAD.format(port=self.port, cookie=self.cookie)
        return self.line

    def send(self) -> None:
        body = BODY % (self.event, secrets.token_hex(16), self.sheet, self.version, self.code, 1 + self.version % 5)
        self.heard, self.began = b"", time.perf_counter()
        self.line.sendall(f"{self.head}{len(body)}\r\n\r\n{body}".encode())

    def hear(self) -> bool:
        """True when a whole answer is there."""
        part = self.line.recv(65536)
        self.heard += part
        head, gap, body = self.heard.partition(b"\r\n\r\n")
        if part and (not gap or len(body) < int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])):
            return False
        self.times.append(time.perf_counter() - self.began)
        self.began = 0.0
        if head.startswith(b"HTTP/1.1 200") and b'"saved"' in body:
            self.version += 1
        else:
            self.failed += 1
        return True


def run(clients: list[Client], each: int, every: float, seconds: float) -> float:
    """Seconds from the first request to the last answer."""
    chosen = selectors.DefaultSelector()
    for client in clients:
        chosen.register(client.line, selectors.EVENT_READ, client)
    start = time.perf_counter()
    for number, client in enumerate(clients):
        client.next_at = start + every * number / len(clients)
    waiting, busy = sorted(clients, key=lambda one: one.next_at, reverse=True), 0
    while busy or waiting:
        now = time.perf_counter()
        while waiting and waiting[-1].next_at <= now:
            waiting.pop().send()
            busy += 1
        pause = max(0.0, waiting[-1].next_at - now) if waiting else None
        for key, _ in chosen.select(pause):
            client = key.data
            if not client.hear():
                continue
            busy -= 1
            client.next_at = max(client.next_at + every, time.perf_counter())
            over = len(client.times) >= each if each else client.next_at - start >= seconds
            if not over and not client.failed:
                put_back(waiting, client)
    return time.perf_counter() - start


def put_back(waiting: list[Client], client: Client) -> None:
    """Soonest last; most come back at the far end or at the near one."""
    place = len(waiting)
    while place and waiting[place - 1].next_at < client.next_at:
        place -= 1
    waiting.insert(place, client)


def main() -> None:
    told: dict[str, Any] = json.loads(sys.stdin.readline())
    clients = [Client(told["port"], *one) for one in told["clients"]]
    for client in clients:
        client.connect()
    print("ready", flush=True)
    sys.stdin.readline()
    used = time.process_time()
    took = run(clients, told["each"], told["every"], told["seconds"])
    used = time.process_time() - used
    times = [one for client in clients for one in client.times]
    print(json.dumps({"times": times, "failed": sum(c.failed for c in clients), "took": took, "used": used}))


if __name__ == "__main__":
    main()
