"""One step of the announcement as the screen's template takes it: words, and strokes as lines to draw.

In:  a step, the screen's state, the event.   Out: plain values.   Knows no other step.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from judging import words
from judging.queries import EventInfo, Step
from judging.queries.programme import ScreenInfo, Winner
from judging.web.places import place_mark

HEIGHT, WIDTH = 720, 190  # of one stroke's room in the drawing
SIZES = ((9, 22, "huge"), (13, 40, "large"), (18, 70, "middle"))  # longest word, whole name


def step_context(step: Step, now: ScreenInfo, event: EventInfo | None, today: str) -> dict[str, Any]:
    kind = "blank" if now.mode == "blank" else "pause" if now.mode == "pause" else step.kind
    shown = step if kind == step.kind else Step(kind)
    year = event.year if event else ""
    return {
        "version": now.version,
        "kind": "pause" if kind == "stale" else kind,
        "event_title": f"{event.name} {year}" if event else "Juara",
        "level": event.level if event else "",
        "is_sample": event.is_sample if event else False,
        "corner": f"{shown.category} {year}" if shown.category else today,
        "imprint": f"Hasil dikunci, versi {shown.version}" if shown.version else "",
        "label": shown.label,
        "basis": shown.basis,
        "opening": f"{_number(shown.count)} {shown.category}",
        "outlines": [{"label": label, "strokes": strokes(label, shown.first, hollow=True)} for label in shown.labels],
        "strokes": strokes(shown.label, shown.first) if shown.label else None,
        "winners": [_winner(one, len(shown.winners)) for one in shown.winners],
        "podium": _podium(shown),
        "others": [_entry(label, [winner], shown.first) for label, winner in shown.board[_on_podium(shown) :]],
    }


def strokes(label: str, first: str, *, hollow: bool = False) -> dict[str, Any]:
    """The strokes of a place as slightly bent lines, as a hand draws them; a ring where the label has no numeral."""
    count, is_second_group = place_mark(label, first)
    paths = []
    for n in range(count):
        x, top = WIDTH * n + WIDTH // 2, 66 + (14 if n % 2 else 0)
        bend, foot = (-2, -14) if n % 2 == 0 else (-1, 12)
        paths.append(f"M{x} {top}Q{x + bend} {HEIGHT // 2} {x + foot} {HEIGHT - 66}")
    return {"paths": paths, "width": max(count, 1) * WIDTH, "height": HEIGHT, "hollow": hollow or is_second_group}


def _winner(one: Winner, together: int) -> dict[str, Any]:
    return {
        "name": one.name,
        "size": "small" if together > 2 else _size(one.name, smaller=together > 1),
        "place": [part for part in one.place.split(" · ") if part] or [one.region],
        "linked": one.linked,
        "photo": one.photo is not None,
        "amount": words.rupiah(one.amount) if one.amount else "",
    }


def _size(name: str, *, smaller: bool) -> str:
    """By the longest word, which cannot break, and the whole, which can."""
    longest = max(len(word) for word in name.split()) if name.split() else 0
    found = next((size for word, whole, size in SIZES if longest <= word and len(name) <= whole), "small")
    return "middle" if smaller and found in ("huge", "large") else found


def _on_podium(step: Step) -> int:
    """How many rows of the board stand on the line: those of its first three awards."""
    labels = list(dict.fromkeys(label for label, _ in step.board))[:3]
    return sum(label in labels for label, _ in step.board)


def _podium(step: Step) -> list[dict[str, Any]]:
    """The second on the left, the first in the middle, the third on the right; fewer stand in their order."""
    by_label: dict[str, list[Winner]] = {}
    for label, winner in step.board[: _on_podium(step)]:
        by_label.setdefault(label, []).append(winner)
    entries = [_entry(label, winners, step.first) for label, winners in by_label.items()]
    for place, entry in enumerate(entries):
        entry["height"] = ("tall", "mid", "low")[place]
    return [entries[1], entries[0], entries[2]] if len(entries) == 3 else entries


def _entry(label: str, winners: Sequence[Winner], first: str) -> dict[str, Any]:
    return {
        "label": label,
        "strokes": strokes(label, first),
        "names": [(one.name, one.region) for one in winners],
    }


def _number(count: int) -> str:
    return words.terbilang(count) if count < 20 else str(count)
