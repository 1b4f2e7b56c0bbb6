"""Files and functions stay small enough to read in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

from house import ROOMS, expect_none, our_files, parse, place, read

FILE_LINES, FUNCTION_LINES = 300, 40
PYTHON = (*ROOMS, "migrations/env.py", "bench", "tests")
PAGES = ("templates", "static")


def test_no_file_is_longer_than_300_lines(root: Path):
    files = our_files(root, ".py", under=PYTHON) + our_files(root, ".html", ".jinja", ".js", ".css", under=PAGES)
    lengths = {file: len(read(file).splitlines()) for file in files}
    expect_none(f"{place(root, file, lines)} is the last line" for file, lines in lengths.items() if lines > FILE_LINES)


def test_no_function_is_longer_than_40_lines(root: Path):
    expect_none(
        f"{place(root, file, node.lineno)} {node.name} has {length(node)} lines"
        for file in our_files(root, ".py", under=(*ROOMS, "bench"))
        for node in ast.walk(parse(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > FUNCTION_LINES
    )


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From `def` to the last line, the docstring included."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_the_ruler_counts_from_def_to_the_last_line():
    tree = ast.parse('def f(\n    a,\n):\n    """One."""\n\n    return a\n')
    assert [length(node) for node in tree.body if isinstance(node, ast.FunctionDef)] == [6]
