"""Files that are whole or not there: written beside their place, brought to the disk, then renamed.

In:  paths.   Out: paths.   Does not know what is in them.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def install(part: Path, final: Path) -> None:
    """Put a finished file under its name, so that a power cut leaves the old one or the new one."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(final)
    sync_folder(final.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_whole(source: Path, final: Path) -> None:
    part = final.with_name(f"{final.name}.part")
    shutil.copyfile(source, part)
    install(part, final)


def write_text(final: Path, text: str) -> None:
    part = final.with_name(f"{final.name}.part")
    part.write_text(text, encoding="utf-8")
    install(part, final)
