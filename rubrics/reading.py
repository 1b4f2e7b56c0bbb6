"""Rubrics from and to text.

In:  TOML text or bytes, a stored document, a name in the library.   Out: a Rubric, or RubricProblems with every
problem at once; and TOML text again for download.
Does not know where the text came from, nor who may change a rubric.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rubrics.checks import cross_problems
from rubrics.model import Aspect, Indicator, Rubric
from rubrics.problems import Problem, RubricProblems, field_problems

LIBRARY = Path(__file__).parent / "library"
MOST_BYTES = 256 * 1024
_TOML_PLACE = re.compile(r"at line (\d+), column (\d+)")


def load_rubric(toml: str | bytes) -> Rubric:
    """The rubric a TOML text describes (at most 256 KB of UTF-8); raises RubricProblems."""
    return from_document(_parsed(_decoded(toml)))


def from_document(document: object) -> Rubric:
    """The rubric of `Rubric.to_document()`, or of a parsed TOML; raises RubricProblems."""
    if not isinstance(document, dict):
        raise RubricProblems([Problem("rubrik", "harus berupa tabel berisi kunci dan nilai.")])
    crossed = cross_problems(document)
    try:
        return Rubric.model_validate(document)
    except ValidationError as failure:
        raise RubricProblems([*field_problems(failure), *crossed]) from failure


def library() -> tuple[str, ...]:
    """Names of the rubrics that come with the program."""
    return tuple(sorted(path.stem for path in LIBRARY.glob("*.toml")))


def from_library(name: str) -> Rubric:
    """A rubric of the library by name; raises RubricProblems naming the choice."""
    if name not in library():
        raise RubricProblems([Problem("rubrik", f"“{name}” tidak ada; yang tersedia: {', '.join(library())}.")])
    return load_rubric((LIBRARY / f"{name}.toml").read_bytes())


def to_toml(rubric: Rubric) -> str:
    """The rubric as TOML for people to read and change; `load_rubric` gives an equal rubric back."""
    return "\n".join(_toml_lines(rubric)) + "\n"


def _decoded(toml: str | bytes) -> str:
    content = toml.encode("utf-8", "surrogatepass") if isinstance(toml, str) else toml
    if len(content) > MOST_BYTES:
        raise RubricProblems([Problem("berkas", f"lebih besar dari {MOST_BYTES // 1024} KB.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RubricProblems([Problem("berkas", "bukan teks UTF-8; simpan ulang sebagai UTF-8.")]) from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=_decimal)
    except RecursionError:
        raise RubricProblems([Problem("berkas", "kurungnya bertumpuk terlalu dalam.")]) from None
    except ValueError as failure:
        place = _TOML_PLACE.search(str(failure))
        where = f"baris {place[1]}, kolom {place[2]}" if place else "berkas"
        raise RubricProblems([Problem(where, "penulisan TOML tidak dapat dibaca.")]) from None


def _decimal(text: str) -> Decimal:
    """TOML's floats, exactly; what Decimal cannot hold becomes NaN, which no field accepts."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")


def _toml_lines(rubric: Rubric) -> Iterator[str]:
    scale = rubric.scale
    labels = f", labels = {_quoted_list(scale.labels)}" if scale.labels else ""
    yield f"title = {_quoted(rubric.title)}"
    yield f'scale = {{ lowest = {scale.lowest}, highest = {scale.highest}, step = "{scale.step}"{labels} }}'
    yield f"tie_break = {_quoted_list(rubric.tie_break)}"
    if rubric.note_required:
        yield f"note_required = [{', '.join(map(str, rubric.note_required))}]"
    if rubric.remark:
        yield f"remark = {_quoted(rubric.remark)}"
    for aspect in rubric.aspects:
        yield from _aspect_lines(aspect)


def _aspect_lines(aspect: Aspect) -> Iterator[str]:
    yield from ("", "[[aspects]]", f"code = {_quoted(aspect.code)}", f"title = {_quoted(aspect.title)}")
    for indicator in aspect.indicators:
        yield from ("", "[[aspects.indicators]]", *_indicator_lines(indicator))


def _indicator_lines(indicator: Indicator) -> Iterator[str]:
    yield f"code = {_quoted(indicator.code)}"
    yield f"title = {_quoted(indicator.title)}"
    yield f"weight = {indicator.weight}"
    if indicator.question:
        yield f"question = {_quoted(indicator.question)}"
    if indicator.evidence:
        yield f"evidence = {_quoted_list(indicator.evidence)}"
    if indicator.levels:
        yield from ("levels = [", *(f"  {_quoted(level)}," for level in indicator.levels), "]")
    if indicator.basis:
        yield f"basis = {_quoted(indicator.basis)}"
    if indicator.alert:
        yield f"alert = [{', '.join(map(str, indicator.alert))}]"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a subset of TOML's, and control signs were refused before."""
    return json.dumps(text, ensure_ascii=False)


def _quoted_list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"
