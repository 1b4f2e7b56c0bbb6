"""The arithmetic of the chain: how one event hangs on the event before it.

In:  the previous head and an event's body.   Out: the next head, and the mark of the key.
Does not know sessions or tables. Anyone can recompute a link; only the holder of the key can make its mark.

hash = SHA-256(FORMAT, seq, previous hash, SHA-256(body)). The body enters by its own hash, so that a public list of
(seq, body hash, hash) proves the whole chain, while each body is shown or withheld by itself.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

FORMAT = "juara-journal-1"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain, as printed on paper."""

    seq: int
    hash: str


GENESIS = Head(0, hashlib.sha256(FORMAT.encode()).hexdigest())


def body_digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def next_link(head: Head, body: str) -> Head:
    text = f"{FORMAT}\n{head.seq + 1}\n{head.hash}\n{body_digest(body)}"
    return Head(head.seq + 1, hashlib.sha256(text.encode()).hexdigest())


def key_mark(key: bytes, link_hash: str) -> str:
    """HMAC-SHA-256: without the key's file nobody can extend or rewrite the chain unnoticed."""
    return hmac.new(key, link_hash.encode(), hashlib.sha256).hexdigest()
