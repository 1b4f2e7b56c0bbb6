"""What no file of ours may contain, and what must lie beside what is not ours."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from house import ROOMS, expect_none, our_files, parse, place, read

WRITTEN = (".py", ".html", ".jinja", ".js", ".css", ".md", ".toml", ".txt", ".ini", ".mako", ".sh", ".yml", "")
APP = ("rubrics", "judging", "certificates", "app.py")

UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b")  # in halves, so that this file passes its own rule
MACHINE = re.compile(r"(?<![\w.:/\-])/(?:wo" r"rk|ro" r"ot|tm" r"p|ho" r"me)(?:/|(?=[\s\"'`),;]|$))")
# Names of namespaces are written as addresses but never fetched; the rest are for examples (RFC 2606).
HARMLESS = r"www\.w3\.org|ns\.adobe\.com|purl\.org|www\.aiim\.org|www\.color\.org|[\w.-]*\.example|example\.\w+"
ADDRESS = re.compile(rf"https?://(?!(?:{HARMLESS})\b)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{{2,}}", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
CLIENTS = {"urllib.request", "http.client", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}
FONTS = (".ttf", ".otf", ".woff", ".woff2")


@pytest.mark.parametrize("pattern", [UNFINISHED, MACHINE], ids=["unfinished", "a path of one machine"])
def test_no_file_says(root: Path, pattern: re.Pattern[str]):
    expect_none(
        f"{place(root, file, number)} {found.group()}"
        for file in our_files(root, *WRITTEN)
        for number, line in enumerate(read(file).splitlines(), start=1)
        for found in pattern.finditer(line)
    )


def test_only_the_database_room_commits(root: Path):
    files = [file for file in our_files(root, ".py", under=ROOMS) if file.parent != root / "judging" / "database"]
    calls = ((file, node) for file in files for node in ast.walk(parse(file)) if isinstance(node, ast.Call))
    expect_none(place(root, file, node.lineno) for file, node in calls if names(node.func, "commit"))


def names(function: ast.expr, method: str) -> bool:
    return isinstance(function, ast.Attribute) and function.attr == method


def test_scripts_and_styles_name_no_address_outside(root: Path):
    expect_none(
        f"{file.relative_to(root).as_posix()} names {found}"
        for file in our_files(root, ".js", ".css", ".svg", ".webmanifest", under=("static",))
        for found in ADDRESS.findall(COMMENT.sub("", read(file)))
    )


def test_the_app_names_no_address_outside(root: Path):
    """Where a rule comes from may be cited in a docstring or a comment; a value may not be an address."""
    expect_none(
        f"{place(root, file, node.lineno)} names {found}"
        for file in our_files(root, ".py", under=APP)
        for node in values(parse(file))
        for found in ADDRESS.findall(str(node.value))
    )


def values(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every text constant but those standing alone as a statement, which are docstrings."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


def test_the_app_carries_no_network_client(root: Path):
    expect_none(
        f"{place(root, file, node.lineno)} {ast.unparse(node)}"
        for file in our_files(root, ".py", under=APP)
        for node in ast.walk(parse(file))
        if isinstance(node, ast.Import | ast.ImportFrom) and not CLIENTS.isdisjoint(imported(node))
    )


def imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    return {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}


def test_every_vendored_part_has_its_version_and_licence(root: Path):
    vendor = root / "static" / "vendor"
    parts = sorted(path for path in vendor.glob("*") if path.is_dir())
    expect_none(f"{part.name} has no licence" for part in parts if not has_licence(part))
    expect_none(f"{part.name} has no version" for part in parts if not re.search(r"\d+\.\d+", version(part)))


def has_licence(folder: Path) -> bool:
    return any("licen" in path.name.lower() for path in folder.iterdir())


def version(part: Path) -> str:
    return " ".join(path.read_text(encoding="utf-8") for path in part.glob("VERSION*"))


def test_every_font_has_its_licence_beside_it(root: Path):
    """The fonts' licence asks for it: whoever receives a font receives its terms."""
    folders = {file.parent for file in our_files(root, *FONTS)}
    expect_none(f"{folder} has no licence" for folder in sorted(folders) if not has_licence(folder))


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        (UNFINISHED, "# TO~DO: later", 1),
        (UNFINISHED, "todo list, XX~XX, method", 0),
        (MACHINE, "cd /wo~rk/main", 1),
        (MACHINE, 'open("/t~mp")', 1),
        (MACHINE, "kerja/wo~rk/, ./t~mp/, :ro~ot, https://a.example/wo~rk/", 0),
        (ADDRESS, 'fetch("https://cdn.jsdelivr.net/x.js")', 1),
        (ADDRESS, 'f"http://{host}:{port}" http://127.0.0.1:8000 http://www.w3.org/2000/svg http://juri.example/', 0),
    ],
)
def test_the_patterns_see_what_they_should(pattern: re.Pattern[str], line: str, found: int):
    """A tilde keeps this file itself from holding what it looks for."""
    assert len(pattern.findall(line.replace("~", ""))) == found
