"""Secrets, codes and receipts: made here, checked here, never stored in clear.

In:  nothing, or text as typed.   Out: text.   A leaf: knows no table, no page.
Codes use Crockford's base 32, which leaves out I, L, O and U: read aloud and typed without confusion.
"""

from __future__ import annotations

import hashlib
import secrets

from werkzeug.security import check_password_hash, generate_password_hash

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})
_NOBODY = generate_password_hash("nobody")  # compared with when the card is unknown, so that both answers take as long


def random_code(characters: int) -> str:
    """`characters` x 5 random bits."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(characters))


def in_groups(code: str, size: int = 4) -> str:
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def short(sha256: str) -> str:
    """The first 32 bits of a fingerprint, to compare two papers, or a paper and a screen, by eye: "3F2A-91BC"."""
    return in_groups(sha256[:8].upper())


def as_typed(text: str) -> str:
    """What someone typed, as the code it stands for: case, spaces, dashes and look-alikes do not matter."""
    return "".join(c for c in text.upper() if c.isalnum()).translate(_LOOKALIKES)


def new_pin() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"


def new_secret() -> str:
    """128 random bits as 32 hex digits: the QR of a card, a session's token, an entry's id."""
    return secrets.token_hex(16)


def hashed(secret: str) -> str:
    """For secrets of 128 bits: a plain SHA-256 is enough, and can be looked up."""
    return hashlib.sha256(secret.encode()).hexdigest()


def hash_pin(pin: str) -> str:
    """scrypt, for PINs and passwords."""
    return generate_password_hash(pin)


class Typed(str):
    """A PIN or password as typed, which remembers what it was compared with.

    The comparison is slow on purpose. It is made before the writer's turn, and looked up inside; where another hash has
    come in between, it is made again.
    """

    def __init__(self, _text: str) -> None:
        super().__init__()
        self.compared: dict[str, bool] = {}


def pin_fits(pin_hash: str | None, pin: str) -> bool:
    stored = pin_hash or _NOBODY
    known = pin.compared if isinstance(pin, Typed) else {}
    if stored not in known:
        known[stored] = check_password_hash(stored, pin)
    return known[stored] and pin_hash is not None


def receipt(digest: str) -> str:
    """The first 50 bits of an entry's SHA-256, as a judge can write down: "7F3A9-2KQ0C"."""
    number = int(digest, 16) >> (256 - 50)
    code = "".join(CROCKFORD[(number >> shift) & 31] for shift in range(45, -1, -5))
    return in_groups(code, 5)
