"""Text to PDF operators: kerned, tracked, with ligatures, and searchable.

In:  text and a Style (font, size in points, tracking and word space in em).
Out: `measure()`: its width in points; `operators()`: the PDF text it becomes; `clean()`: text fit for paper.
Draws characters, never markup: "A<B>C" is five letters. Does not know pages or where the text stands.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from certificates.typefaces import face, split_by_face

SPELL_OUT_ABOVE = 0.05  # em of tracking from which search would see "J U A R A"


@dataclass(frozen=True, slots=True)
class Style:
    font: str
    size: float  # points
    tracking: float = 0  # em after every letter but the last
    word_space: float = 0  # em added to every space
    colour: str = "#000000"

    def at(self, size: float) -> Style:
        return replace(self, size=size)

    @property
    def ascent(self) -> float:
        """Points from baseline to the top of the tallest letters."""
        return face(self.font).ascent * self.size

    @property
    def descent(self) -> float:
        return face(self.font).descent * self.size


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Composed Unicode, spaces single, control characters and lone surrogates gone: all else as given."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    return "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cs"})


@lru_cache(maxsize=8192)
def glyph_runs(
    text: str, font: str, tracking: float, word_space: float
) -> tuple[tuple[str, str, tuple[float, ...]], ...]:
    """(font, characters, space to add after each in 1/1000 em): the text as it will be drawn, at any size."""
    runs = []
    for name, part in split_by_face(text, font):
        own = face(name)
        chars = part if tracking else ligated(part, own.ligatures)
        follow = [*chars[1:], ""]
        extra = tuple(
            own.kern(char, after) + (1000 * word_space if char == " " else 0)
            for char, after in zip(chars, follow, strict=True)
        )
        runs.append((name, chars, extra))
    return tuple(runs)


def ligated(text: str, ligatures: dict[str, str]) -> str:
    for letters, ligature in ligatures.items():
        text = text.replace(letters, ligature)
    return text


def measure(text: str, style: Style) -> float:
    """Width in points, without the tracking after the last letter."""
    return width_in_em(text, style.font, style.tracking, style.word_space) * style.size


@lru_cache(maxsize=8192)
def width_in_em(text: str, font: str, tracking: float, word_space: float) -> float:
    """The same for any size: a text is measured once, however often it is tried larger or smaller."""
    runs = glyph_runs(text, font, tracking, word_space)
    units = sum(sum(map(face(name).advance, chars)) + sum(extra) for name, chars, extra in runs)
    letters = sum(len(chars) for _, chars, _ in runs)
    return units / 1000 + tracking * max(0, letters - 1)


def operators(text: str, style: Style, x: float, y: float, doc: Any) -> str:
    """The PDF operators that show the text with its baseline starting at x, y points."""
    parts = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
    if style.tracking:
        parts.append(f"{style.tracking * style.size:.3f} Tc")
    for name, chars, extra in glyph_runs(text, style.font, style.tracking, style.word_space):
        parts.extend(shown(name, chars, extra, style.size, doc))
    parts.append("0 Tc ET" if style.tracking else "ET")
    shown_text = " ".join(parts)
    if style.tracking > SPELL_OUT_ABOVE:
        actual = text.encode("utf-16-be", "surrogatepass").hex().upper()
        return f"/Span <</ActualText <FEFF{actual}>>> BDC {shown_text} EMC"
    return shown_text


def shown(name: str, chars: str, extra: tuple[float, ...], size: float, doc: Any) -> list[str]:
    """One font's share of a line: a font switch per subset, then a TJ array with the kerning between the letters."""
    font, parts, at = face(name).font, list[str](), 0
    for subset, codes in font.splitString(chars, doc):
        array, pending = [], ""
        for code, space in zip(codes, extra[at : at + len(codes)], strict=True):
            pending += f"{code:02X}"
            if space:
                array.append(f"<{pending}>{-space:g}")
                pending = ""
        at += len(codes)
        array.append(f"<{pending}>" if pending else "")
        parts.append(f"{font.getSubsetInternalName(subset, doc)} {size:g} Tf [{''.join(array)}] TJ")
    return parts
