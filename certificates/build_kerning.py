"""Read each font's kerning once and write it beside the font as classes and a matrix.

Run by hand when a font changes: `python -m certificates.build_kerning` (needs fontTools; running Juara does not).
In:  the TTF files of fonts/.
Out: fonts/NAME.kern.json = {"left": [characters of each class], "right": [...], "pairs": {"l,r": 1/1000 em}}.
Characters that kern alike share a class, which keeps a file under 32 KB. Does not know who will read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FONTS = Path(__file__).parent / "fonts"
NEVER_KERNED = {"DejaVuSans.ttf"}  # the fallback font: kerned text there would be a word in another script
DRAWN_AS = {"'": "’"}  # typefaces.py draws the typewriter's apostrophe with the printer's
CHARACTERS = [chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x180), *range(0x218, 0x21C))] + list(
    "ḌḍḤḥṢṣṬṭẒẓ–—‘’“”…•"
)


def main() -> None:
    for path in sorted(FONTS.glob("*.ttf")):
        if path.name not in NEVER_KERNED:
            table = compact(character_pairs(TTFont(path)))
            text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
            path.with_suffix(".kern.json").write_text(text + "\n", encoding="utf-8")


def character_pairs(font: Any) -> dict[str, dict[str, int]]:
    """left character -> right character -> units of 1/1000 em; pairs without kerning are left out."""
    cmap = font.getBestCmap()
    glyph_of = {char: name for char in CHARACTERS if (name := cmap.get(ord(DRAWN_AS.get(char, char))))}
    units = font["head"].unitsPerEm
    lookups = [list(subtables(lookup)) for lookup in kern_lookups(font["GPOS"].table)]
    rows: dict[str, dict[str, int]] = {}
    for left, first in glyph_of.items():
        row = {right: sum(advance(lookup, first, second) for lookup in lookups) for right, second in glyph_of.items()}
        rows[left] = {right: round(value * 1000 / units) for right, value in row.items() if value}
    return rows


def kern_lookups(gpos: Any) -> Iterator[Any]:
    """The lookups of the `kern` feature under the Latin script (or the default one), in order."""
    scripts = {record.ScriptTag: record.Script for record in gpos.ScriptList.ScriptRecord}
    chosen = scripts.get("latn") or scripts["DFLT"]
    features = [gpos.FeatureList.FeatureRecord[index] for index in chosen.DefaultLangSys.FeatureIndex]
    for index in sorted({i for f in features if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex}):
        yield gpos.LookupList.Lookup[index]


def subtables(lookup: Any) -> Iterator[Any]:
    """Pair subtables, with extension subtables opened."""
    for subtable in lookup.SubTable:
        pair = getattr(subtable, "ExtSubTable", subtable)
        if type(pair).__name__ == "PairPos":
            yield pair


def advance(lookup: list[Any], first: str, second: str) -> int:
    """What one lookup adds to the first glyph's advance: the first subtable that knows the pair speaks alone."""
    for pair in lookup:
        if first not in pair.Coverage.glyphs:
            continue
        if pair.Format == 1:
            found = pair.PairSet[pair.Coverage.glyphs.index(first)].PairValueRecord
            record = next((r for r in found if r.SecondGlyph == second), None)
            if record is None:
                continue
        else:
            row = pair.Class1Record[pair.ClassDef1.classDefs.get(first, 0)]
            record = row.Class2Record[pair.ClassDef2.classDefs.get(second, 0)]
        return getattr(record.Value1, "XAdvance", 0) or 0
    return 0


def compact(rows: dict[str, dict[str, int]]) -> dict[str, Any]:
    """Characters with equal rows become one left class, with equal columns one right class."""
    columns: dict[str, dict[str, int]] = {}
    for left, row in rows.items():
        for right, value in row.items():
            columns.setdefault(right, {})[left] = value
    lefts, rights = classes(rows), classes(columns)
    pairs = {
        f"{i},{j}": rows[left[0]][right[0]]
        for i, left in enumerate(lefts)
        for j, right in enumerate(rights)
        if right[0] in rows[left[0]]
    }
    return {"left": lefts, "right": rights, "pairs": pairs}


def classes(vectors: dict[str, dict[str, int]]) -> list[str]:
    """The characters grouped by equal vectors; those without any kerning are left out."""
    groups: dict[tuple[tuple[str, int], ...], str] = {}
    for char, vector in vectors.items():
        if vector:
            key = tuple(sorted(vector.items()))
            groups[key] = groups.get(key, "") + char
    return list(groups.values())


if __name__ == "__main__":
    main()
