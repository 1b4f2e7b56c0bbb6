"""The name _ says a sentence; in a file that says sentences it is nothing else."""

from __future__ import annotations

import ast

from house import expect_none, our_files, parse, place

from judging import language


def says_sentences(tree: ast.Module) -> bool:
    found = (one for one in ast.walk(tree) if isinstance(one, ast.ImportFrom) and one.module == language.__name__)
    return any(name.name == "_" for one in found for name in one.names)


def faults(tree: ast.Module) -> list[int]:
    stored = (one for one in ast.walk(tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    return [one.lineno for one in stored if one.id == "_"] if says_sentences(tree) else []


def test_the_name_that_says_sentences_is_not_used_for_leftovers(root):
    files = our_files(root, ".py", under=("judging",))
    expect_none(f"{place(root, file, line)} _ is given a value" for file in files for line in faults(parse(file)))


def test_the_guard_sees_a_leftover():
    said = "from judging.language import _\n"
    assert [faults(ast.parse(text)) for text in (f"{said}for a, _ in []: pass", "for a, _ in []: pass", said)] == [
        [2],
        [],
        [],
    ]
