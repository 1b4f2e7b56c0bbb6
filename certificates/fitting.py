"""Making text fit its box: names on one or two balanced lines, sentences wrapped, and a refusal where neither works.

In:  text, Styles, a width in mm.   Out: lines (and for a name their size in points).
Refuses (`NameTooLong`, `TextTooLong`) rather than clip, squeeze or shrink below what can be read across a room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from certificates.page import MM
from certificates.typesetting import Style, clean, measure, width_in_em

TITLES_BEFORE = re.compile(r"(?:Hj?|Drs?|Dra|Ir|Prof|Apt|K\.?H|R\.?A|St|Tgk|Rr?)\.|KUBE|Sdri?\.")
DEGREE = re.compile(r"[A-Z][A-Za-z]*\.(?:[A-Za-z]+\.?)*,?")
MONTH = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
STEP = 0.4  # points by which a text that must go in is set smaller
REGION = re.compile(r" (?=(?:Provinsi|Kabupaten|Kota) )")
STAYS = re.compile(
    rf"(?:Nomor:?|No\.|Tahun|tahun|pukul|NIP|Tingkat|TINGKAT) \S+|\d+ (?:{MONTH})(?: \d{{4}})?"
    r"|(?:Juara|Harapan) (?:I{1,3}|IV|V)\b"
)


class TextTooLong(ValueError):
    """Some text does not fit its place; the message says which text and what to do."""


class NameTooLong(TextTooLong):
    """A name does not fit its certificate even on two lines of the smallest size."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Nama “{name}” terlalu panjang untuk piagam. Isi nama cetak yang lebih pendek.")
        self.name = name


@dataclass(frozen=True, slots=True)
class NameRule:
    """Sizes in points: one line from `largest` down to `threshold`, else two lines from `two_lines` down to `least`."""

    style: Style
    largest: float
    threshold: float
    two_lines: float
    least: float
    leading: float = 1.05  # em between the baselines of two lines


@dataclass(frozen=True, slots=True)
class FittedName:
    lines: tuple[str, ...]
    size: float  # points
    leading: float  # mm between baselines


def fit_name(name: str, width: float, rule: NameRule) -> FittedName:
    """The name as large as its box lets it be: one line, or the best balanced two. Raises NameTooLong."""
    text = clean(name)
    size = min(rule.largest, size_for(text, width, rule.style))
    if size >= rule.threshold:
        return FittedName((text,), size, 0)
    breaks = two_line_breaks(text, rule.style)
    if not breaks and size >= rule.least:  # one long word has no other way
        return FittedName((text,), size, 0)
    if breaks:
        lines = min(breaks, key=lambda pair: break_cost(pair[0], pair[1], rule.style))
        size = min(rule.two_lines, *(size_for(line, width, rule.style) for line in lines))
        if size >= rule.least:
            return FittedName(lines, size, size * rule.leading / MM)
    raise NameTooLong(text)


def size_for(text: str, width: float, style: Style) -> float:
    """The size in points at which the text is just `width` mm wide, rounded down to a hundredth."""
    wide = width_in_em(text, style.font, style.tracking, style.word_space)
    return int(width * MM / wide * 100) / 100 if wide else 1000


def two_line_breaks(text: str, style: Style) -> list[tuple[str, str]]:
    """Every way to break the text at a space, widest-balanced or not."""
    spaces = [match.start() for match in re.finditer(" ", text)]
    return [
        (text[:at], text[at + 1 :]) for at in spaces if measure(text[:at], style) and measure(text[at + 1 :], style)
    ]


def break_cost(first: str, second: str, style: Style) -> float:
    """How ungainly a two-line name looks: unbalanced, a lone "Hj.", degrees by themselves or torn apart."""
    wide, narrow = measure(first, style), measure(second, style)
    cost = abs(wide - narrow) / (wide + narrow)
    if wide < narrow:
        cost *= 0.8  # a name standing on a broader foot is calmer
    if TITLES_BEFORE.fullmatch(first):
        cost += 1
    before, after = first.rpartition(" ")[2], second.split(" ")
    if all(map(DEGREE.fullmatch, after)):
        cost += 0.12
    if DEGREE.fullmatch(before) and before.endswith(",") and DEGREE.fullmatch(after[0]):
        cost += 0.25
    return cost


@lru_cache(maxsize=2048)
def wrap(text: str, width: float, style: Style) -> tuple[str, ...]:
    """Lines no wider than `width` mm, filled from the left."""
    return tuple(fill(unbreakable_words(clean(text)), width, style))


def fill(words: Sequence[str], width: float, style: Style) -> list[str]:
    """Words set into lines. One wider than a line is cut where it must be."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, style) <= width * MM:
            lines[-1] = longer
        else:
            lines.extend(cut(word, width, style))
    return [line for line in lines if line]


@lru_cache(maxsize=2048)
def balanced(text: str, width: float, style: Style, most: int) -> tuple[str, ...]:
    """At most `most` lines of nearly equal length; raises TextTooLong when they do not hold the text."""
    lines = wrap(text, width, style)
    if len(lines) > most:
        raise TextTooLong(f"Teks “{clean(text)}” terlalu panjang. Ringkas agar muat {most} baris.")
    if len(lines) < 2:
        return lines
    narrow, wide = 0.0, width
    while wide - narrow > 0.5:  # the narrowest width that needs no further line
        middle = (narrow + wide) / 2
        fits = len(wrap(text, middle, style)) == len(lines)
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return wrap(text, wide, style)


def unbreakable_words(text: str) -> list[str]:
    """Words to wrap at; "Nomor 412", "Tahun 2026", "5 November 2026" stay in one piece."""
    joined = STAYS.sub(lambda match: match.group().replace(" ", "\u00a0"), text)
    return [word.replace("\u00a0", " ") for word in joined.split(" ")]


def cut(word: str, width: float, style: Style) -> list[str]:
    """A word in pieces no wider than `width`, parted after "/" or "-" where it has one; one piece when it fits."""
    if measure(word, style) <= width * MM:
        return [word]
    pieces = [""]
    for char in word:
        if pieces[-1] and measure(pieces[-1] + char, style) > width * MM:
            at = max(pieces[-1].rfind("/"), pieces[-1].rfind("-")) + 1 or len(pieces[-1])
            pieces[-1:] = [pieces[-1][:at], pieces[-1][at:]]
        pieces[-1] += char
    return pieces


def shrink(text: str, width: float, style: Style, least: float) -> Style:
    """The style, smaller if needed so that the text fits one line; raises TextTooLong below `least` points."""
    size = min(style.size, size_for(clean(text), width, style))
    if size < least:
        raise TextTooLong(f"Teks “{clean(text)}” terlalu panjang untuk satu baris. Ringkas teks itu.")
    return style.at(size)


def one_or_two(text: str, width: float, style: Style, least: float) -> tuple[Sequence[str], Style]:
    """One line, smaller if need be; below `least` points two lines of that size. Raises TextTooLong beyond."""
    size = min(style.size, size_for(clean(text), width, style))
    if size >= least:
        return [clean(text)], style.at(size)
    return balanced(text, width, style.at(least), most=2), style.at(least)


def at_most(text: str, width: float, style: Style, most: int, least: float) -> tuple[Sequence[str], Style]:
    """Lines of a text that must go in: set smaller until `most` hold it; at `least` points it takes what it needs."""
    while len(lines := wrap(text, width, style)) > most and style.size - STEP >= least:
        style = style.at(style.size - STEP)
    return lines, style


def before_region(text: str, width: float, style: Style) -> list[str]:
    """A position too long for one line, broken before its region; empty where that is not needed or does not fit."""
    parts = REGION.split(clean(text), maxsplit=1)
    fits = all(measure(part, style) <= width * MM for part in parts)
    return parts if len(parts) == 2 and fits and measure(clean(text), style) > width * MM else []


@dataclass(frozen=True, slots=True)
class Gap:
    """Space above a line of a stack, mm: what looks best, the least, and its share of any slack."""

    natural: float
    least: float
    stretch: float = 1


def stack(gaps: Sequence[Gap], span: float) -> list[float]:
    """Distances from the first line to each following one, filling `span` mm. Raises TextTooLong when it cannot."""
    slack = span - sum(gap.natural for gap in gaps)
    if slack >= 0:
        shares = [gap.stretch for gap in gaps]
    else:
        shares = [gap.natural - gap.least for gap in gaps]
        if sum(shares) < -slack:
            raise TextTooLong("Isi piagam terlalu panjang untuk satu halaman. Ringkas alasan atau keterangan penerima.")
    whole = sum(shares) or 1
    at, places = 0.0, []
    for gap, share in zip(gaps, shares, strict=True):
        at += gap.natural + slack * share / whole
        places.append(at)
    return places
