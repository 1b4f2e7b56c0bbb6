"""The draw of the order of appearance: from a seed everybody heard, so that anybody can draw it again.

In:  the seed as read aloud, the category's code, the participants' codes.   Out: each one's ticket, and the order.
A ticket is the SHA-256 of the three, one to a line; the lowest ticket comes first. Nobody's ticket depends on who else
takes part. How to recompute it by hand: docs/drawing.md. A leaf: knows no table, no page, and no chance.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable


def as_read(seed: str) -> str:
    """The seed as it is hashed: no spaces around it, one blank between words, whatever keyboard it came from."""
    return " ".join(unicodedata.normalize("NFC", seed).split())


def ticket(seed: str, category: str, participant: str) -> str:
    """64 hex digits."""
    return hashlib.sha256(f"{as_read(seed)}\n{category}\n{participant}".encode()).hexdigest()


def drawn(seed: str, category: str, participants: Iterable[str]) -> list[str]:
    """The codes in the order of their tickets."""
    return sorted(participants, key=lambda code: ticket(seed, category, code))
