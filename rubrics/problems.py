"""What is wrong with a rubric, in words an organiser can act on.

In:  pydantic's list of failures, or findings of our own pass.
Out: Problem rows (place, message) and one exception that carries them all.
Does not know how a rubric is read or what it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

MESSAGES: Mapping[str, str] = {
    "missing": "wajib diisi.",
    "extra_forbidden": "kunci ini tidak dikenal; perbaiki ejaannya atau hapus.",
    "string_type": "harus berupa teks dalam tanda petik.",
    "int_type": "harus bilangan bulat tanpa tanda petik.",
    "tuple_type": "harus berupa daftar dalam kurung siku.",
    "model_type": "harus berupa tabel berisi kunci dan nilai.",
    "too_short": "paling sedikit berisi {min_length}.",
    "too_long": "paling banyak berisi {max_length}.",
    "string_too_long": "paling panjang {max_length} huruf.",
    "greater_than_equal": "paling kecil {ge}.",
    "less_than_equal": "paling besar {le}.",
    "string_pattern_mismatch": "hanya boleh huruf, angka, titik, garis bawah, dan tanda hubung, paling panjang 32.",
}
UNREADABLE = "isinya tidak dapat dipakai."


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `place` is a path such as "aspects[1].indicators[0].weight", counted from 0."""

    place: str
    message: str


class RubricProblems(ValueError):
    """The rubric was refused; `problems` lists everything that must be mended."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> tuple[str, ...]:
        """The problems as numbered lines, ready to be shown."""
        return tuple(f"{n}. {p.place}: {p.message}" for n, p in enumerate(self.problems, start=1))


def place_of(path: Iterable[str | int]) -> str:
    """("aspects", 1, "weight") -> "aspects[1].weight"; the whole document is called "rubrik"."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".") or "rubrik"


def field_problems(failure: ValidationError) -> list[Problem]:
    """Pydantic's findings in Indonesian. The root's own check is left out: it repeats the cross-field pass."""
    return [
        Problem(place_of(found["loc"]), _message(found["type"], found["msg"], found.get("ctx", {})))
        for found in failure.errors(include_url=False, include_input=False)
        if found["loc"] or found["type"] in MESSAGES
    ]


def _message(kind: str, text: str, context: Mapping[str, Any]) -> str:
    if kind == "refused":  # raised by our own validators, already in Indonesian
        return text
    return MESSAGES.get(kind, UNREADABLE).format_map(context)
