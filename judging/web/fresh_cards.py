"""Cards just issued, for the few minutes in which their PINs can still be printed.

In:  cards, and the session that issued them.   Out: the same cards, to that session alone, until the time is over.
In memory only: what is stored is hashed, and a restart forgets this. A card that was not printed in time is replaced.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask

from judging.actions import IssuedCard

KEPT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Fresh:
    cards: tuple[IssuedCard, ...]
    until: datetime


def register(app: Flask) -> None:
    app.extensions["juara_fresh_cards"] = FreshCards()


def fresh_cards(app: Flask) -> FreshCards:
    found: FreshCards = app.extensions["juara_fresh_cards"]
    return found


class FreshCards:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: dict[int, Fresh] = {}
        self._unseen: set[int] = set()

    def keep(self, session_id: int, cards: list[IssuedCard], now: datetime) -> None:
        """Beside those of the last minutes; a judge's newer card takes the place of the older."""
        with self._lock:
            self._forget_old(now)
            newer = {card.judge_code for card in cards}
            before = self._of[session_id].cards if session_id in self._of else ()
            others = (card for card in before if card.judge_code not in newer)
            self._of[session_id] = Fresh((*others, *cards), now + KEPT)
            self._unseen.add(session_id)

    def of(self, session_id: int, now: datetime) -> Fresh | None:
        with self._lock:
            self._forget_old(now)
            return self._of.get(session_id)

    def first_look(self, session_id: int) -> bool:
        """True once after each issue: a PIN stands on the page a single time."""
        with self._lock:
            seen_now = session_id in self._unseen
            self._unseen.discard(session_id)
            return seen_now

    def forget(self, session_id: int) -> None:
        with self._lock:
            self._of.pop(session_id, None)

    def _forget_old(self, now: datetime) -> None:
        self._of = {key: fresh for key, fresh in self._of.items() if fresh.until > now}
