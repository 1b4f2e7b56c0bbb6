"""Whoever switches a check off says why, where it is switched off. That it names its rule is ruff's own check."""

from __future__ import annotations

import re
from pathlib import Path

from house import expect_none, our_files, place, read

SWITCHED_OFF = re.compile(r"#\s*noqa:\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*")


def test_every_ignore_in_pyproject_has_its_reason(root: Path):
    """Lists under `ignore` and `per-file-ignores`: each line with a rule's code ends in a comment."""
    lines = read(root / "pyproject.toml").splitlines()
    first, last = lines.index("[tool.ruff.lint]"), lines.index("[tool.mypy]")
    ignoring = (line for line in lines[first:last] if re.search(r'"[A-Z]+\d*"', line) and not line.startswith("select"))
    expect_none(line for line in ignoring if not re.search(r"#\s*\w", line))


def test_every_check_switched_off_in_code_has_its_reason(root: Path):
    expect_none(
        f"{place(root, file, number)} {line.strip()}"
        for file in our_files(root, ".py")
        for number, line in enumerate(read(file).splitlines(), start=1)
        if not excused(line, above=read(file).splitlines()[number - 2])
    )


def excused(line: str, *, above: str) -> bool:
    """True for a line that switches nothing off, or says why behind the code or in a comment on the line above."""
    found = SWITCHED_OFF.search(line)
    return found is None or bool(re.search(r"\w", line[found.end() :])) or above.strip().startswith("#")


def test_the_guard_tells_a_reason_from_none():
    off = "x = 1  # no~qa: F401, S101".replace("~", "")
    assert excused("x = 1", above="")
    assert excused(f"{off}  # re-exported", above="")
    assert excused(off, above="# re-exported")
    assert not excused(off, above="y = 2")
