"""What the plenary may weigh, as plain values for a page: sentences, numbers already written out, rows of a table.

In:  nothing.   Out: frozen dataclasses. Judges appear as codes; participants in `order` as codes, in texts by name.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """One prize place, or two that only trade with each other: "Juara II dan III: belum aman" and why."""

    places: tuple[int, ...]
    participants: tuple[str, ...]  # codes
    label: str  # "Juara II dan III"
    verdict: str  # "aman" | "belum aman"
    text: str
    is_close: bool


@dataclass(frozen=True, slots=True)
class CountLine:
    """The sheets counted in another way. The first line is the declared way."""

    kind: str  # declared | without | method
    title: str  # "Tanpa J3"
    order: tuple[str, ...]  # codes of the first places; empty when this way gives no order
    words: str  # "Tidak" | "Juara II dan Juara III bertukar" | "Tidak dapat dihitung: ..."
    is_changed: bool
    is_proof: bool  # False: shown beside, but not counted for safety


@dataclass(frozen=True, slots=True)
class Item:
    """One number with its sentence; `rows` under `heading` where there is more to show."""

    title: str
    sentence: str
    heading: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class JudgeLine:
    judge: str  # code
    round: str  # name; "" when the category has one round
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """Everything under "Bahan pertimbangan", and the safety sentences above it."""

    safety: tuple[SafetyLine, ...]
    counts: tuple[CountLine, ...]
    items: tuple[Item, ...]
    judges: tuple[JudgeLine, ...]
    linked: str  # a note when a linked category comes out in the same order of regions; "" otherwise
    seed: int  # of the draws, so that they can be repeated
