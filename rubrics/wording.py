"""Problems of a rubric for people who never see its TOML.

In:  a Problem, and how the reader calls a place ("baris 4", "K2").   Out: the sentence without keys and quotes.
Also where in a TOML text a place stands, as well as a search for its heading can tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rubrics.problems import Problem

KEYS = {
    "lowest": "skor terendah",
    "highest": "skor tertinggi",
    "step": "langkah",
    "labels": "sebutan skor",
    "aspect:KODE": "Aspek KODE",
    "head_to_head": "perbandingan langsung antarjuri",
    "plenary": "keputusan pleno",
}
_PLACE = re.compile(r"aspects\[\d+\](?:\.indicators\[\d+\])?")
_KEY = re.compile(rf"\b(?:{'|'.join(KEYS)})\b")
_QUOTES = re.compile(r" (?:tanpa|dalam) tanda petik")
_PARTS = re.compile(r"(\w+)(?:\[(\d+)\])?")
_ASPECT, _INDICATOR = re.compile(r"\s*\[\[\s*aspects\s*\]\]"), re.compile(r"\s*\[\[\s*aspects\s*\.\s*indicators\s*\]\]")


def for_people(problem: Problem, name_of: Callable[[str], str]) -> str:
    """ "step 3 tidak membagi habis ..." -> "langkah 3 tidak membagi habis ..."; places as `name_of` calls them."""
    if problem.message == "paling sedikit berisi 1.":
        return "belum ada isinya."
    told = _QUOTES.sub("", _PLACE.sub(lambda found: name_of(found[0]), problem.message))
    return _KEY.sub(lambda found: KEYS[found[0]], told)


def field_of(problem: Problem) -> str:
    """The place itself; a problem of the whole scale belongs to the field that its sentence opens with."""
    first = problem.message.split(" ", 1)[0]
    return f"scale.{first}" if problem.place == "scale" and first in KEYS else problem.place


def line_of(toml: str, place: str) -> int | None:
    """The line, from 1, where a place stands in a TOML text; None where that cannot be told."""
    lines = toml.splitlines()
    steps = [(name, int(number or 0)) for name, number in _PARTS.findall(place)]
    start = 0
    for heading, wanted in ((_ASPECT, "aspects"), (_INDICATOR, "indicators")):
        if steps and steps[0][0] == wanted and re.search(rf"{wanted}\[\d", place):
            found = _nth(lines, heading, steps.pop(0)[1], start)
            if found is None:
                return None
            start = found
    if not steps:
        return start + 1 if start else None
    return _key_line(lines, steps[0][0], start)


def _nth(lines: list[str], heading: re.Pattern[str], number: int, start: int) -> int | None:
    found = [index for index, line in enumerate(lines) if index >= start and heading.match(line)]
    return found[number] if number < len(found) else None


def _key_line(lines: list[str], key: str, start: int) -> int | None:
    """The key's own line in the table that opens at `start`; that table's line where the key is missing."""
    for index, line in enumerate(lines[start + 1 if start else 0 :], start + 1 if start else 0):
        if line.lstrip().startswith("[["):
            break
        if re.match(rf"\s*{re.escape(key)}\s*=", line):
            return index + 1
    return start + 1 if start else None
