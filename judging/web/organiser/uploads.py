"""A workbook between "check" and "import": kept under a random name in a private folder, never for longer than an hour.

In:  bytes and the file's name.   Out: an id for the form, or the file again.   Does not know what is inside.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from judging import codes

KEPT_SECONDS = 60 * 60
ID_LENGTH = 32  # hex digits


def keep(data_dir: Path, data: bytes, file_name: str) -> str:
    """Store the file; older ones that nobody imported go."""
    folder = data_dir / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _forget_old(folder)
    upload_id = codes.new_secret()
    (folder / upload_id).write_bytes(data)
    (folder / f"{upload_id}.json").write_text(json.dumps({"name": file_name}), encoding="utf-8")
    return upload_id


def find(data_dir: Path, upload_id: str) -> tuple[bytes, str] | None:
    """(bytes, file name), or None when it is gone or the id is none of ours."""
    if len(upload_id) != ID_LENGTH or not set(upload_id) <= set("0123456789abcdef"):
        return None
    path = data_dir / "uploads" / upload_id
    if not path.is_file():
        return None
    return path.read_bytes(), str(json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["name"])


def forget(data_dir: Path, upload_id: str) -> None:
    for name in (upload_id, f"{upload_id}.json"):
        (data_dir / "uploads" / name).unlink(missing_ok=True)


def _forget_old(folder: Path) -> None:
    for path in folder.iterdir():
        if path.stat().st_mtime < time.time() - KEPT_SECONDS:
            path.unlink(missing_ok=True)
