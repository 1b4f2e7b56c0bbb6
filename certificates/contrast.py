"""How light a picture under text must be, and how dark the text over it: WCAG 2 contrast, level AA.

In:  colours "#RRGGBB".   Out: colours.   Knows no paper; the formulas are those of WCAG 2.2, "relative luminance".
"""

from __future__ import annotations

from functools import lru_cache

FAINTEST = "#E4E4E4"  # nothing in a background is darker than this grey
ENOUGH = 4.5  # AA for text of any size
STEP = 0.97


def luminance(colour: str) -> float:
    """0 for black, 1 for white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 for alike to 21 for black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache
def deepened(colour: str) -> str:
    """The same colour, darker where it must be to be read over any background."""
    parts = [float(int(colour[at : at + 2], 16)) for at in (1, 3, 5)]
    while contrast(colour, FAINTEST) < ENOUGH:
        parts = [part * STEP for part in parts]
        colour = "#" + "".join(f"{round(part):02X}" for part in parts)
    return colour
