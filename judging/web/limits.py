"""How many look-ups one address may make in a minute, so that nobody walks through the codes of papers.

In:  an address and the time.   Out: whether this one is still within the limit.
Kept in memory: a restart forgets it, which is harmless. Behind a proxy all visitors share the proxy's address, because
no header of a request is believed.
"""

from __future__ import annotations

import threading
from collections import Counter
from datetime import datetime

from flask import Flask

LOOK_UPS = 30


def register(app: Flask) -> None:
    app.extensions["juara_look_ups"] = PerMinute(LOOK_UPS)


def look_ups(app: Flask) -> PerMinute:
    found: PerMinute = app.extensions["juara_look_ups"]
    return found


class PerMinute:
    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._minute: int | None = None
        self._counts: Counter[str] = Counter()

    def allows(self, address: str, now: datetime) -> bool:
        """Count one more. Each minute of the clock begins with nothing counted."""
        minute = int(now.timestamp() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._counts = minute, Counter()
            self._counts[address] += 1
            return self._counts[address] <= self._most
