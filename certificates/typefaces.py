"""The typefaces of every paper: registered once with ReportLab, with their kerning and a fallback for what they lack.

In:  fonts/*.ttf and fonts/*.kern.json.
Out: `face(name)`: a Face that tells advances and kerning in 1/1000 em, and splits text by the font that can show it.
Does not know pages, sizes or what is written.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).parent / "fonts"
FALLBACK = "DejaVuSans"  # 5,900 characters; what even it lacks prints as its box
APOSTROPHE, PRINTED_APOSTROPHE = 0x27, 0x2019
LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}  # longest first
LIGATED = ("EBGaramond", "SourceSerif4")  # families whose f runs into a following i or l


class SpellingFont(TTFont):  # type: ignore[misc]  # ReportLab is untyped
    """A TrueType font whose embedded subset tells readers the text each glyph stands for.

    ReportLab writes one code point of four hex digits per glyph. Emoji need two UTF-16 units and a ligature is two or
    three letters, so those lines of the ToUnicode table are rewritten: search and copy then give the name as typed.
    """

    def __init__(self, name: str, filename: Path) -> None:
        super().__init__(name, str(filename), asciiReadable=False)  # only the glyphs in use are embedded
        glyphs, widths = self.face.charToGlyph, self.face.charWidths
        if PRINTED_APOSTROPHE in glyphs:
            glyphs[APOSTROPHE], widths[APOSTROPHE] = glyphs[PRINTED_APOSTROPHE], widths[PRINTED_APOSTROPHE]

    def addObjects(self, doc: Any) -> None:  # noqa: N802  the name ReportLab calls
        subsets = len(self.state[doc].subsets)
        super().addObjects(doc)
        for number in range(subsets):
            font = doc.idToObject["BasicFonts"].dict[f"{doc.fontMapping[self.fontName][1:]}+{number}"]
            stream = doc.idToObject[f"toUnicodeCMap:{font.BaseFont}"]
            stream.content = "\n".join(spelled(line) for line in stream.content.split("\n"))


def spelled(line: str) -> str:
    """One line of a ToUnicode table with its code point written as UTF-16, ligatures as their letters."""
    code, _, target = line.partition("> <")
    if not target:
        return line
    char = chr(int(target.rstrip(">"), 16))
    letters = next((pair for pair, ligature in LIGATURES.items() if ligature == char), char)
    return f"{code}> <{letters.encode('utf-16-be', 'surrogatepass').hex().upper()}>" if code else line


class Face:
    """One font as the typesetter sees it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.font = SpellingFont(name, FONTS / f"{name}.ttf")
        pdfmetrics.registerFont(self.font)
        self.ascent: float = self.font.face.ascent / 1000  # em
        self.descent: float = -self.font.face.descent / 1000
        self.kerning = read_kerning(name)
        self.ligatures = LIGATURES if name.startswith(LIGATED) else {}

    def has(self, char: str) -> bool:
        return ord(char) in self.font.face.charToGlyph

    def advance(self, char: str) -> float:
        """1/1000 em."""
        return float(self.font.face.getCharWidth(ord(char)))

    def kern(self, left: str, right: str) -> int:
        """1/1000 em to add between two characters; mostly 0 or less."""
        return self.kerning.get((left, right), 0)

    def admit(self, char: str) -> None:
        """Let this (fallback) font hold a character it cannot draw: an invisible one as nothing, others as its box."""
        if not self.has(char):
            glyphs, widths, code = self.font.face.charToGlyph, self.font.face.charWidths, ord(char)
            glyphs[code], widths[code] = (glyphs[0x20], 0) if is_invisible(char) else (0, self.font.face.defaultWidth)


def is_invisible(char: str) -> bool:
    """Joiners, direction marks and variation selectors: kept in the text, not to be seen."""
    return unicodedata.category(char) == "Cf" or 0xFE00 <= ord(char) <= 0xFE0F


def read_kerning(name: str) -> dict[tuple[str, str], int]:
    """Every kerned pair of a font, opened from its classes; empty for the fallback."""
    path = FONTS / f"{name}.kern.json"
    if not path.exists():
        return {}
    table = json.loads(path.read_text(encoding="utf-8"))
    pairs: dict[tuple[str, str], int] = {}
    for key, value in table["pairs"].items():
        left, right = map(int, key.split(","))
        pairs.update({(a, b): value for a in table["left"][left] for b in table["right"][right]})
    return pairs


@cache
def face(name: str) -> Face:
    return Face(name)


@lru_cache(maxsize=8192)
def split_by_face(text: str, name: str) -> tuple[tuple[str, str], ...]:
    """Text as runs of (font name, characters): the asked font wherever it can, the fallback elsewhere."""
    asked, runs = face(name), list[tuple[str, str]]()
    for char in text:
        able = name if asked.has(char) else FALLBACK
        if able == FALLBACK:
            face(FALLBACK).admit(char)
        if runs and runs[-1][0] == able:
            runs[-1] = (able, runs[-1][1] + char)
        else:
            runs.append((able, char))
    return tuple(runs)
