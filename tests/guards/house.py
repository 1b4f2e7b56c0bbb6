"""Which files are ours, for the guards.

In:  the top folder.   Out: paths of the files people wrote, sorted; places named as "folder/file.py:12"; a verdict.
Does not know any rule.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

NOT_OURS = {".git", ".venv", ".hypothesis", "node_modules", "__pycache__", "vendor"}
MADE_BY_RUNNING = ("data", "shots-out")  # at the top only
ROOMS = ("rubrics", "judging", "certificates", "app.py", "start.py", "tools")


def our_files(root: Path, *suffixes: str, under: tuple[str, ...] = ("",)) -> list[Path]:
    """Files below any of `under`; all of them when no suffix is given. Caches and vendored parts are left out."""
    made = [root / name for name in MADE_BY_RUNNING]
    found = (path for top in under for path in walk(root / top) if not any(map(path.is_relative_to, made)))
    return sorted(path for path in found if not suffixes or path.suffix in suffixes)


def walk(top: Path) -> Iterator[Path]:
    if top.is_file():
        yield top
    elif top.is_dir() and top.name not in NOT_OURS and not top.name.endswith("_cache"):
        for path in top.iterdir():
            yield from walk(path)


def place(root: Path, path: Path, line: int) -> str:
    return f"{path.relative_to(root).as_posix()}:{line}"


def expect_none(faults: Iterable[str]) -> None:
    """Fail with one fault a line, whole, instead of a shortened comparison of lists."""
    if found := list(faults):
        pytest.fail("\n".join(found), pytrace=False)


@cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")  # samples of old files are in old encodings


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(read(path), filename=str(path))
