"""The scale of scores, and the only way a written score becomes a number.

In:  what a rubric declares (lowest, highest, step) and what a judge writes ("4", "85,33", 4).
Out: whole units of 10**-decimals, so that every later sum is exact.
Does not know weights, indicators, sheets.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

STRICT = ConfigDict(strict=True, frozen=True, extra="forbid", hide_input_in_errors=True)
MOST_LEVELS = 10  # a scale with more steps is typed into a number field
DECLARED = re.compile(r"-?[0-9]{1,5}(?:[.,][0-9]{1,4})?")  # bounds keep every total inside 64 bits
WRITTEN = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,9})?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # all but tab and line feed


class ScoreRefused(ValueError):
    """The score cannot be taken; the text says why, in Indonesian."""


def refused(message: str) -> PydanticCustomError:
    """A validator's refusal whose Indonesian text is shown as it stands."""
    return PydanticCustomError("refused", "{message}", {"message": message})


def _number(value: object) -> Decimal:
    """An int, Decimal or decimal text as the shortest equal Decimal; bool, float, NaN and exponents are refused."""
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise refused("harus angka, misalnya 1 atau \"0.5\".")
    text = str(value).strip()
    if not DECLARED.fullmatch(text):
        raise refused("harus angka biasa, paling banyak lima angka di depan dan empat di belakang koma.")
    return Decimal(format(Decimal(text.replace(",", ".")).normalize(), "f"))


def as_tuple(value: object) -> object:
    """TOML and JSON give lists; everything kept is immutable."""
    return tuple(value) if isinstance(value, list) else value


def _printable(text: str) -> str:
    if _CONTROL.search(text):
        raise refused("memuat tanda kendali yang tidak dapat dicetak.")
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise refused("tidak boleh kosong.")
    return text


Number = Annotated[Decimal, BeforeValidator(_number)]
Numbers = Annotated[tuple[Number, ...], BeforeValidator(as_tuple)]
Text = Annotated[str, Field(max_length=2000), AfterValidator(_printable)]
Line = Annotated[str, Field(max_length=300), AfterValidator(_printable), AfterValidator(_filled)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(as_tuple)]


class Scale(BaseModel):
    """Scores from `lowest` to `highest` in whole `step`s; `labels` is empty or names every step."""

    model_config = STRICT

    lowest: Number
    highest: Number
    step: Number
    labels: Lines = ()

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        if self.lowest < 0:
            raise refused("lowest tidak boleh kurang dari 0.")
        if self.highest <= self.lowest:
            raise refused(f"highest ({self.highest}) harus lebih besar daripada lowest ({self.lowest}).")
        if self.step <= 0:
            raise refused("step harus lebih besar daripada 0.")
        if (self.highest - self.lowest) % self.step:
            raise refused(f"step {self.step} tidak membagi habis rentang {self.lowest} sampai {self.highest}.")
        if self.labels and len(self.labels) != self.step_count:
            raise refused(f"labels berisi {len(self.labels)}, seharusnya {self.step_count}, satu untuk tiap skor.")
        return self

    @property
    def decimals(self) -> int:
        """Digits behind the comma that a score of this scale can have."""
        exponents = (number.as_tuple().exponent for number in (self.lowest, self.highest, self.step))
        return max(-exponent for exponent in exponents if isinstance(exponent, int))

    @property
    def highest_units(self) -> int:
        return self._in_units(self.highest)

    @property
    def steps(self) -> range:
        """Every valid score, in units, from the lowest up."""
        return range(self._in_units(self.lowest), self.highest_units + 1, self._in_units(self.step))

    @property
    def step_count(self) -> int:
        return len(self.steps)

    @property
    def uses_number_field(self) -> bool:
        """True when the scale has too many steps for a row of levels."""
        return self.step_count > MOST_LEVELS

    def show(self, units: int) -> str:
        """Units as a judge reads them: 8533 -> "85,33" on a scale with two decimals."""
        return f"{Decimal(units).scaleb(-self.decimals):.{self.decimals}f}".replace(".", ",")

    def units(self, score: object) -> int:
        """What a judge wrote, in units; raises ScoreRefused. An int is whole points, text may carry a comma."""
        return parse_score(score, self)

    def position(self, units: int) -> int:
        """Index of a valid score among the steps: which label, which level."""
        return self.steps.index(units)

    def _in_units(self, number: Decimal) -> int:
        return int(number.scaleb(self.decimals))


def parse_score(score: object, scale: Scale) -> int:
    """A written score in units of the scale. Takes int (whole points) and text; raises ScoreRefused.

    bool, float (so NaN and 1e999 too), exponents, and anything off the scale's steps are refused.
    """
    if isinstance(score, bool) or not isinstance(score, (int, str)):
        raise ScoreRefused("Skor harus berupa angka.")
    text = str(score).strip()
    if not WRITTEN.fullmatch(text):
        raise ScoreRefused(f"Skor “{text[:20]}” bukan angka. Tulis angka dari {_span(scale)}.")
    number = Decimal(text.replace(",", ".")).scaleb(scale.decimals)
    if not scale.steps[0] <= number <= scale.steps[-1]:
        raise ScoreRefused(f"Skor {text} di luar skala. Tulis angka dari {_span(scale)}.")
    if number % 1 or int(number) not in scale.steps:
        raise ScoreRefused(f"Skor {text} tidak tepat pada langkah {_shown(scale.step)} dari skala {_span(scale)}.")
    return int(number)


def check_units(units: Any, scale: Scale) -> int:
    """A score that already claims to be in units (JSON from a tablet): a plain int on a step, or ScoreRefused."""
    if type(units) is not int:
        raise ScoreRefused("Skor harus berupa angka.")
    if units not in scale.steps:
        raise ScoreRefused(f"Skor tidak ada pada skala. Pilih dari {_span(scale)}.")
    return units


def _span(scale: Scale) -> str:
    return f"{_shown(scale.lowest)} sampai {_shown(scale.highest)}"


def _shown(number: Decimal) -> str:
    return str(number).replace(".", ",")
