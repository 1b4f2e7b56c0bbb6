"""A yes-or-no column is stored as a number; alone among conditions only SQLite takes it for a truth."""

from __future__ import annotations

import ast

from house import expect_none, our_files, parse, place
from sqlalchemy import Table

from judging.models import Base
from judging.models.base import Flag

ASKING = {"where", "filter", "having", "and_", "or_", "not_"}


def flags() -> set[tuple[str, str]]:
    """(class, column) of every yes-or-no column."""
    mapped = [(mapper.class_.__name__, mapper.local_table) for mapper in Base.registry.mappers]
    columns = ((name, column) for name, table in mapped if isinstance(table, Table) for column in table.columns)
    return {(name, column.name) for name, column in columns if isinstance(column.type, Flag)}


def bare(tree: ast.Module, known: set[tuple[str, str]]) -> list[int]:
    """Lines on which such a column stands alone among conditions, or behind ~, or in a tuple of conditions."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in ASKING]
    tuples = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple)
    ]
    conditions = [part for call in calls for part in call.args] + [part for one in tuples for part in one.elts]
    inner = [one.operand if isinstance(one, ast.UnaryOp) else one for one in conditions]
    names = [one for one in inner if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name)]
    return [one.lineno for one in names if (one.value.id, one.attr) in known]


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_no_flag_stands_alone_among_conditions(root):
    files, known = our_files(root, ".py", under=("judging",)), flags()
    found = [place(root, file, line) for file in files for line in bare(parse(file), known)]
    expect_none(f"{one} a flag is a number to the database: == 1" for one in found)


def test_the_guard_sees_a_bare_flag():
    known = flags()
    assert ("Account", "active") in known
    for text, lines in {
        "select(A).where(A.id == 1, Account.active)": [1],
        "q.where(~Award.certificate)": [1],
        "def f():\n    return Account.login == x, Account.active": [2],
        "q.where(Account.active == 1)": [],
        "select(Account.active).where(Account.id == 1)": [],
    }.items():
        assert bare(ast.parse(text), known) == lines
