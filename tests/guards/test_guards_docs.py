"""The map shows every room, links lead somewhere, and each change is told."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from house import expect_none, our_files, place, read

LINK = re.compile(r"\[[^\]]*\]\(<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\)")
ELSEWHERE = ("http://", "https://", "mailto:", "#")


def test_the_map_names_every_folder_and_every_room(root: Path):
    shown = read(root / "docs" / "map.md")
    folders = sorted({f"{file.relative_to(root).parts[0]}/" for file in our_files(root) if file.parent != root})
    names = [*folders, *rooms(root / "judging")]
    expect_none(f"docs/map.md does not show `{name}`" for name in names if f"`{name}`" not in shown)


def rooms(judging: Path) -> list[str]:
    """As the map writes them: `judging/sheet.py`, `judging/web/`."""
    files = our_files(judging, ".py")
    inside = {file.relative_to(judging).parts for file in files if file.name != "__init__.py" or file.parent != judging}
    return sorted({f"judging/{parts[0]}" + ("/" if len(parts) > 1 else "") for parts in inside})


def test_every_relative_link_leads_somewhere(root: Path):
    pages = our_files(root, ".md")
    expect_none(
        f"{place(root, page, number)} {target}"
        for page in pages
        for number, line in enumerate(without_code(read(page)).splitlines(), start=1)
        for target in LINK.findall(line)
        if not target.startswith(ELSEWHERE) and not (page.parent / target.split("#")[0]).exists()
    )


def without_code(page: str) -> str:
    """Blank lines for fenced code, so that line numbers stay."""
    return re.sub(r"^```.*?^```", lambda found: "\n" * found.group().count("\n"), page, flags=re.DOTALL | re.MULTILINE)


def test_the_changelog_tells_of_this_version(root: Path):
    version = tomllib.loads(read(root / "pyproject.toml"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}\b", read(root / "CHANGELOG.md"), re.MULTILINE)


def test_the_decisions_are_numbered_without_a_gap(root: Path):
    numbers = [page.name[:4] for page in sorted((root / "docs" / "decisions").glob("*.md"))]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
