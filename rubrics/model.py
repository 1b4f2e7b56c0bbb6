"""What is judged: a rubric of aspects and weighted indicators over one scale.

In:  plain values (from TOML, or a stored document).   Out: frozen objects that cannot be built invalid.
Does not know judges, participants, storage, screens.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from rubrics.checks import cross_problems, default_chain
from rubrics.scale import STRICT, Line, Lines, Numbers, Scale, Text, as_tuple, refused

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$")]
Weight = Annotated[int, Field(ge=0, le=100)]


class Indicator(BaseModel):
    """One thing a judge scores. `evidence` are one-tap ticks; `levels` describe every step of the scale, or nothing."""

    model_config = STRICT

    code: Code
    title: Line
    weight: Weight
    question: Text = ""
    evidence: Lines = ()
    levels: Lines = ()
    basis: Text = ""
    alert: Numbers = ()


class Aspect(BaseModel):
    """A named group of indicators; its weight is the sum of theirs."""

    model_config = STRICT

    code: Code
    title: Line
    indicators: Annotated[tuple[Indicator, ...], BeforeValidator(as_tuple), Field(min_length=1, max_length=100)]

    @property
    def weight(self) -> int:
        return sum(indicator.weight for indicator in self.indicators)


class Rubric(BaseModel):
    """Everything a panel judges by. Weights are whole and sum to 100, so a sheet's value lies between 0 and 100."""

    model_config = STRICT

    title: Line
    scale: Scale
    tie_break: Lines
    note_required: Numbers = ()
    remark: Text = ""
    aspects: Annotated[tuple[Aspect, ...], BeforeValidator(as_tuple), Field(min_length=1, max_length=50)]

    @model_validator(mode="before")
    @classmethod
    def _with_default_chain(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and "tie_break" not in raw:
            return {**raw, "tie_break": default_chain(raw.get("aspects"))}
        return raw

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        if found := cross_problems(self.to_document()):
            raise refused("; ".join(f"{problem.place}: {problem.message}" for problem in found))
        return self

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in the order written."""
        return tuple(indicator for aspect in self.aspects for indicator in aspect.indicators)

    @cached_property
    def by_code(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    @property
    def aspect_codes(self) -> tuple[str, ...]:
        return tuple(aspect.code for aspect in self.aspects)

    @cached_property
    def note_units(self) -> frozenset[int]:
        """Scores, in units, that need a note or a tick."""
        return frozenset(self.scale.units(str(score)) for score in self.note_required)

    def alert_units(self, code: str) -> frozenset[int]:
        """Scores, in units, of one indicator that ask the judge to tell the chair."""
        return frozenset(self.scale.units(str(score)) for score in self.by_code[code].alert)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical JSON of the whole document, in hexadecimal."""
        text = json.dumps(self.to_document(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def to_document(self) -> dict[str, Any]:
        """The whole rubric as plain JSON values; decimals are texts. `from_document` gives the same rubric back."""
        return self.model_dump(mode="json")
