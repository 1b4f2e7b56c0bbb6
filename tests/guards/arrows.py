"""The arrows of the house: which room may name which.

In:  a folder laid out like this project.   Out: every import that bends an arrow, as "file:line imports name (why)".
Does not run the code it reads. The table is docs/map.md's; why two rooms may also name scoring is decision 0002.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from house import our_files, parse, place


@dataclass(frozen=True, slots=True)
class Room:
    may_name: frozenset[str]  # our rooms, without the leaves
    never: frozenset[str]  # outside packages, and single names such as sqlalchemy.select
    leaves: bool = True  # may it name the leaf rooms?


def room(may_name: str = "", never: str = "", *, leaves: bool = True) -> Room:
    return Room(frozenset(may_name.split()), frozenset(never.split()), leaves)


WEB = "pandas sqlalchemy.select sqlalchemy.sql sqlalchemy.future reportlab"
STORE = "flask wtforms pandas"
EDGE = (
    "judging.actions judging.queries judging.sync judging.paperwork judging.spreadsheet judging.sheet judging.roles "
    "rubrics judging.database judging.backup"
)
LEAF = room(never="flask wtforms sqlalchemy pandas reportlab")

ROOMS: dict[str, Room] = {
    "rubrics": room(never="pandas sqlalchemy flask wtforms", leaves=False),
    "judging": room(),  # judging/__init__.py
    "judging.sheet": room("rubrics", "pandas sqlalchemy flask wtforms"),
    "judging.scoring": room("rubrics judging.sheet", "sqlalchemy flask wtforms reportlab time secrets uuid"),
    "certificates": room(never="pandas flask wtforms sqlalchemy", leaves=False),
    "judging.models": room(never=STORE),
    "judging.journal": room("judging.models", STORE),
    "judging.database": room("judging.models judging.journal", STORE),
    "judging.backup": room("judging.models judging.journal judging.database", STORE),
    "judging.queries": room("judging.models rubrics judging.sheet judging.scoring", "flask wtforms"),
    "judging.actions": room(
        "judging.models judging.journal judging.queries judging.sheet judging.scoring rubrics",
        "flask wtforms reportlab",
    ),
    "judging.sync": room("judging.actions judging.sheet judging.database", "flask wtforms"),
    "judging.spreadsheet": room("rubrics", "flask wtforms sqlalchemy"),
    "judging.paperwork": room("judging.queries certificates", "flask wtforms sqlalchemy"),
    "judging.web": room(EDGE, WEB),
    "judging.cli": room(f"{EDGE} judging.scoring", WEB),
    "app": room("judging.database judging.web judging.cli", "pandas reportlab"),
    "migrations": room("judging.models judging.database", STORE),
}
LEAVES = (
    "settings", "words", "roles", "plan", "profiles", "codes", "sample", "rule_words", "language",
    "event_rules", "drawing", "starting",
)  # fmt: skip
ROOMS |= {f"judging.{leaf}": LEAF for leaf in LEAVES}

# Advice about a result (how the panel judged, how firm the order is) stands beside the flow; the flow never asks it.
FLOW, ADVICE = "judging.scoring", frozenset({"consistency", "sensitivity"})
CLOCK = frozenset({"now", "today", "utcnow"})


def bent_arrows(root: Path) -> list[str]:
    """Every bent arrow below `root`, in the order of the files."""
    files = our_files(root, ".py", under=("rubrics", "judging", "certificates", "app.py", "migrations"))
    return [f"{place(root, file, line)} {fault}" for file in files for line, fault in faults(root, file)]


def faults(root: Path, file: Path) -> Iterator[tuple[int, str]]:
    module = module_of(root, file)
    home = room_of(module)
    if home is None or (home == "judging" and module != "judging"):
        yield 1, "stands in no room: give it a line in docs/map.md and in tests/guards/arrows.py"
        return
    for line, name in imports(parse(file), module, is_package=file.name == "__init__.py"):
        if why := objection(home, module, name):
            yield line, f"imports {name} ({why})"
    if home == FLOW:
        yield from chance_and_clock(parse(file))


def objection(home: str, module: str, name: str) -> str | None:
    """Why `module` of room `home` may not import `name`; None when it may."""
    rules = ROOMS[home]
    if any(within(name, banned) for banned in rules.never):
        return f"{home} never names it"
    target = room_of(name)
    if home == target == FLOW and advises(name) and not advises(module):
        return "the flow never asks for advice"
    if target in {None, home} or target in rules.may_name:
        return None
    if target == "judging" or (rules.leaves and ROOMS[target or ""] is LEAF):
        return None
    return f"not among what {home} may name"


def within(name: str, package: str) -> bool:
    """`flask` also stands for flask.views and its relatives such as flask_wtf; a whole holds each of its parts."""
    return name == package or name.startswith((f"{package}.", f"{package}_")) or package.startswith(f"{name}.")


def advises(module: str) -> bool:
    return not ADVICE.isdisjoint(module.removeprefix(f"{FLOW}.").split(".")[:1])


def room_of(module: str) -> str | None:
    """The nearest enclosing room of a dotted name; None for what is not ours."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if name in ROOMS), None)


def module_of(root: Path, file: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.Module, module: str, *, is_package: bool) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything imported anywhere in the file, in functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, module, is_package=is_package)
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in {"importlib.import_module", "import_module", "__import__"}:
            yield from ((node.lineno, name.value) for name in node.args[:1] if is_text(name))


def absolute(node: ast.ImportFrom, module: str, *, is_package: bool) -> str:
    """The package a `from` import starts at, with its leading dots resolved."""
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    kept = parts[: len(parts) - node.level + is_package]
    return ".".join([*kept, node.module] if node.module else kept)


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def called(node: ast.Call) -> str:
    """The dotted name a call is made by, as written; "" where it is no plain name."""
    function = ast.unparse(node.func)
    return function if function.replace(".", "").replace("_", "").isalnum() else ""


def chance_and_clock(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Scoring gives the same answer tomorrow: no reading of the clock, no draw without a seed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := called(node)):
            if "." in name and name.rsplit(".", 1)[-1] in CLOCK:
                yield node.lineno, f"calls {name} (scoring does not know the clock)"
            elif draws_unseeded(name, node):
                yield node.lineno, f"calls {name} (chance in scoring needs a seed)"


def draws_unseeded(name: str, node: ast.Call) -> bool:
    if name.endswith(("default_rng", "random.Random", "SeedSequence")) or name == "Random":
        return not node.args and not node.keywords
    return name.startswith(("random.", "np.random.", "numpy.random.")) and name.rsplit(".", 1)[-1][0].islower()
