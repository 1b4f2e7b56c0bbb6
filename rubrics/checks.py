"""Problems that need two places of a rubric at once.

In:  the document as read, which may be malformed anywhere.   Out: every cross-field problem that can be seen.
Runs beside the field checks, not after them, so that the organiser gets one list. Anything of the wrong type is
passed over here: the field checks name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from rubrics.problems import Problem
from rubrics.scale import Scale, ScoreRefused

FIXED_STEPS = ("head_to_head", "plenary")
FULL_WEIGHT = 100


def default_chain(aspects: object) -> tuple[str, ...]:
    """Aspects as written, then head-to-head, then the plenary."""
    rows = aspects if isinstance(aspects, (list, tuple)) else ()
    codes = (row.get("code") if isinstance(row, dict) else getattr(row, "code", None) for row in rows)
    return (*(f"aspect:{code}" for code in codes if isinstance(code, str)), *FIXED_STEPS)


def cross_problems(raw: dict[str, Any]) -> list[Problem]:
    """Every problem between fields, in the order of the document."""
    scale = _scale(raw.get("scale"))
    return [
        *_chain_problems(raw),
        *(_off_scale("note_required", raw.get("note_required"), scale) if scale else ()),
        *_duplicates(_aspects(raw), "kode aspek"),
        *_duplicates(_indicators(raw), "kode indikator"),
        *_weight_problems(raw),
        *(_level_problems(raw, scale) if scale else ()),
    ]


def _scale(raw: object) -> Scale | None:
    """The scale without its labels, or None where even that cannot be read."""
    if not isinstance(raw, dict):
        return None
    try:
        return Scale.model_validate({key: raw[key] for key in ("lowest", "highest", "step") if key in raw})
    except ValidationError:
        return None


def _rows(raw: object) -> Iterator[tuple[int, dict[str, Any]]]:
    if isinstance(raw, list):
        yield from ((place, row) for place, row in enumerate(raw) if isinstance(row, dict))


def _aspects(raw: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(f"aspects[{place}]", row) for place, row in _rows(raw.get("aspects"))]


def _indicators(raw: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{place}.indicators[{number}]", row)
        for place, aspect in _aspects(raw)
        for number, row in _rows(aspect.get("indicators"))
    ]


def _duplicates(rows: Sequence[tuple[str, dict[str, Any]]], what: str) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for place, row in rows:
        code = row.get("code")
        if not isinstance(code, str):
            continue
        if code in seen:
            yield Problem(f"{place}.code", f"{what} “{code}” sudah dipakai di {seen[code]}.")
        seen.setdefault(code, place)


def _weight_problems(raw: dict[str, Any]) -> Iterator[Problem]:
    weights: list[Any] = [row.get("weight") for _, row in _indicators(raw)]
    readable = bool(weights) and all(type(weight) is int for weight in weights)
    if readable and sum(weights) != FULL_WEIGHT:
        yield Problem("aspects", f"jumlah semua bobot {sum(weights)}, seharusnya {FULL_WEIGHT}.")


def _chain_problems(raw: dict[str, Any]) -> Iterator[Problem]:
    chain = raw.get("tie_break")
    if not isinstance(chain, list):
        return
    known = {f"aspect:{row.get('code')}" for _, row in _aspects(raw)}
    for number, step in enumerate(chain):
        place = f"tie_break[{number}]"
        if not isinstance(step, str):
            continue
        if step not in known and step.startswith("aspect:"):
            yield Problem(place, f"aspek “{step.removeprefix('aspect:')}” tidak ada di rubrik ini.")
        elif step not in known and step not in FIXED_STEPS:
            yield Problem(place, f"langkah “{step}” tidak dikenal; pakai aspect:KODE, head_to_head, atau plenary.")
        elif step in chain[:number]:
            yield Problem(place, f"langkah “{step}” ditulis dua kali.")
        elif "plenary" in chain[:number]:
            yield Problem(place, "langkah sesudah plenary tidak pernah dipakai; letakkan plenary paling akhir.")


def _level_problems(raw: dict[str, Any], scale: Scale) -> Iterator[Problem]:
    for place, row in _indicators(raw):
        levels = row.get("levels")
        if isinstance(levels, list) and levels and len(levels) != scale.step_count:
            yield Problem(
                f"{place}.levels", f"berisi {len(levels)} uraian, seharusnya {scale.step_count}, satu untuk tiap skor."
            )
        yield from _off_scale(f"{place}.alert", row.get("alert"), scale)


def _off_scale(place: str, scores: object, scale: Scale) -> Iterator[Problem]:
    if not isinstance(scores, list):
        return
    for number, score in enumerate(scores):
        try:
            scale.units(score if type(score) is int else str(score))
        except ScoreRefused as refusal:
            yield Problem(f"{place}[{number}]", str(refusal))
