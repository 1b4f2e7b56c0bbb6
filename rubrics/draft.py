"""A rubric in the making: a plain document that may be wrong anywhere, and keeps whatever was typed.

In:  a document with the keys of `Rubric.to_document()`, some perhaps missing or of the wrong type.
Out: changed copies of it, its problems, its sums. Places are written as in problems: "aspects[0].indicators[2]".
Does not know forms or storage. `from_document` says whether the draft has become a rubric.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import count
from typing import Any

from pydantic import ValidationError

from rubrics.problems import Problem, RubricProblems
from rubrics.reading import from_document
from rubrics.scale import Scale

Document = dict[str, Any]
_STEP = re.compile(r"(\w+)|\[(\d{1,4})\]")
_LETTERS_AND_NUMBER = re.compile(r"([A-Za-z]+)(\d{1,6})")


class NoSuchPlace(LookupError):
    """The place names nothing in this document."""


def blank_draft(title: str) -> Document:
    """The least to begin with: one aspect, one indicator, five levels."""
    scale = {"lowest": "1", "highest": "5", "step": "1", "labels": []}
    aspect = {"code": "aspek-1", "title": "", "indicators": [_indicator("A1")]}
    chain = ["aspect:aspek-1", "head_to_head", "plenary"]
    return {"title": title, "scale": scale, "tie_break": chain, "note_required": [], "remark": "", "aspects": [aspect]}


def draft_problems(document: Document) -> tuple[Problem, ...]:
    """What still stands between the draft and a rubric; empty when nothing does."""
    try:
        from_document(document)
    except RubricProblems as found:
        return found.problems
    return ()


def scale_of(document: Document) -> Scale | None:
    """The draft's scale without its labels, or None where even that cannot be read."""
    raw = document.get("scale")
    known = {key: raw[key] for key in ("lowest", "highest", "step") if key in raw} if isinstance(raw, Mapping) else {}
    try:
        return Scale.model_validate(known)
    except ValidationError:
        return None


def weight_sums(document: Document) -> list[int]:
    """The sum of the readable weights of each aspect."""
    return [sum(w for w in _weights(aspect) if type(w) is int) for aspect in document["aspects"]]


def split_scores(text: str, scale: Scale | None) -> list[str]:
    """Scores as people list them, "1; 5". A comma separates too where the scale has whole points only."""
    commas = scale is None or scale.decimals == 0
    return [part for part in re.split(r"[,;\s]+" if commas else r"[;\s]+|,\s+", text) if part]


def joined_scores(scores: object) -> str:
    """The same back: [1, "8.5"] -> "1; 8,5"."""
    return "; ".join(str(score).replace(".", ",") for score in scores) if isinstance(scores, list) else ""


def with_aspect(document: Document) -> tuple[Document, str]:
    """One more aspect at the end, with one empty indicator; and its place."""
    changed = deepcopy(document)
    taken = {str(aspect.get("code")) for aspect in changed["aspects"]}
    code = next(name for number in count(len(taken) + 1) if (name := f"aspek-{number}") not in taken)
    letter = chr(ord("A") + len(taken) % 26)
    changed["aspects"].append({"code": code, "title": "", "indicators": [_indicator(_free_code(changed, letter, 1))]})
    chain = changed["tie_break"]
    after = max((place for place, step in enumerate(chain, 1) if str(step).startswith("aspect:")), default=0)
    chain.insert(after, f"aspect:{code}")
    return changed, f"aspects[{len(changed['aspects']) - 1}]"


def with_indicator(document: Document, aspect: str) -> tuple[Document, str]:
    """One more empty indicator at the end of the aspect at this place, numbered on from the one before; its place."""
    changed = deepcopy(document)
    rows = _at(changed, aspect)["indicators"]
    found = _LETTERS_AND_NUMBER.fullmatch(str(rows[-1].get("code"))) if rows else None
    letters, number = (found[1], int(found[2]) + 1) if found else ("X", 1)
    rows.append(_indicator(_free_code(changed, letters, number)))
    return changed, f"{aspect}.indicators[{len(rows) - 1}]"


def without(document: Document, place: str) -> Document:
    """The document without this aspect or indicator; an aspect leaves the tie-break too."""
    changed = deepcopy(document)
    rows, number = _list_at(changed, place)
    gone = rows.pop(number)
    if rows is changed["aspects"]:
        changed["tie_break"] = [step for step in changed["tie_break"] if step != f"aspect:{gone.get('code')}"]
    return changed


def shifted(document: Document, place: str, by: int) -> tuple[Document, str]:
    """The aspect or indicator one place up (-1) or down (+1) among its neighbours; and its new place."""
    changed = deepcopy(document)
    rows, number = _list_at(changed, place)
    target = max(0, min(len(rows) - 1, number + by))
    rows.insert(target, rows.pop(number))
    return changed, f"{place.rpartition('[')[0]}[{target}]"


def indicators_of(document: Document) -> Iterator[tuple[str, Document]]:
    """Every indicator with its place."""
    for a, aspect in enumerate(document["aspects"]):
        yield from ((f"aspects[{a}].indicators[{i}]", row) for i, row in enumerate(aspect["indicators"]))


def _indicator(code: str) -> Document:
    return {"code": code, "title": "", "question": "", "evidence": [], "levels": [], "basis": "", "alert": []}


def _weights(aspect: Document) -> Iterator[object]:
    return (row.get("weight") for row in aspect["indicators"])


def _free_code(document: Document, letters: str, first: int) -> str:
    taken = {str(row.get("code")) for _, row in indicators_of(document)}
    return next(code for number in count(first) if (code := f"{letters}{number}") not in taken)


def _at(document: Document, place: str) -> Any:
    """What stands at a place; raises NoSuchPlace."""
    found: Any = document
    try:
        for key, number in _STEP.findall(place):
            found = found[key] if key else found[int(number)]
    except (KeyError, IndexError, TypeError):
        raise NoSuchPlace(place) from None
    return found


def _list_at(document: Document, place: str) -> tuple[list[Document], int]:
    """The list that holds an aspect or an indicator, and its number there."""
    above, _, number = place.rpartition("[")
    rows = _at(document, above)
    index = int(number[:-1]) if re.fullmatch(r"\d{1,4}\]", number) else -1
    if not isinstance(rows, list) or not above.endswith(("aspects", "indicators")) or not 0 <= index < len(rows):
        raise NoSuchPlace(place)
    return rows, index
