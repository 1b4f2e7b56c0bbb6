"""The journal's 256-bit key: made once, readable by its owner only, kept outside the database and its backups.

In:  its path.   Out: the key; UnsafeDatabase when the file is not one, or is gone while there is a journal it signed.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from judging.database.unsafe import UnsafeDatabase

BYTES = 32


def read_or_make_key(path: Path, *, may_make: bool) -> bytes:
    """`may_make` is false where a database already exists: a new key would make every old mark look forged."""
    if not path.exists():
        if not may_make:
            raise UnsafeDatabase(
                f"Kunci catatan {path} tidak ada, padahal basis datanya ada. Kembalikan berkas kunci itu dari "
                "salinan yang disimpan terpisah, lalu jalankan lagi."
            )
        _make(path)
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) != BYTES:
        raise UnsafeDatabase(f"Isi {path} bukan kunci catatan. Kembalikan berkas itu dari salinannya.")
    return key


def _make(path: Path) -> None:
    """Written beside and renamed, so that a half-written key never stands under its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with part.open("r+", encoding="ascii") as file:
        file.write(secrets.token_hex(BYTES))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
