"""Kembang kelapa: the Betawi coconut-blossom staff, thirteen beaded stems on a tapering foot.

In:  where its foot stands, three colours.   Out: ink.   No trunk and no leaves: with those it would be a palm.
"""

from __future__ import annotations

import math
from itertools import pairwise

from certificates.page import MM, Page

FOOT = 13.0  # mm high
STEMS = 6  # at each side of the middle one
HEIGHT, SPREAD = 34.0, 14.5
BEAD_EVERY = 2.35  # mm along the stem
BEADED_FROM = 0.38  # of the stem's length
SAMPLES = 60
Point = tuple[float, float]


def draw_kembang_kelapa(page: Page, x: float, base: float, colours: tuple[str, str, str]) -> None:
    """`base` is the lower edge of the foot, mm from the top of the sheet."""
    green, brick, mustard = colours
    for j in sorted(range(-STEMS, STEMS + 1), key=abs, reverse=True):  # the middle stem lies on top
        points = [(x + dx, base - FOOT - dy) for dx, dy in stem(j)]
        draw_stem(page, points, green)
        for number, (centre, angle) in enumerate(beads(points)):
            colour = (mustard, green)[(number + j) % 2]
            draw_bead(page, centre, angle, 1.02, 0.52, colour)
        tip, before = points[-1], points[-2]
        draw_bead(page, tip, math.atan2(tip[1] - before[1], tip[0] - before[0]), 1.4, 0.72, brick)
    draw_foot(page, x, base, colours)


def stem(j: int) -> list[Point]:
    """Points along stem j (0 is upright), mm right of and above the top of the foot."""
    f = abs(j) / STEMS
    x = math.copysign(SPREAD * f**0.92, j)
    rise = HEIGHT * (1 - 0.3 * f * f)
    drop = HEIGHT * f * (0.02 + 0.62 * f)
    return [
        bezier((0, 0), (0.16 * x, 0.62 * rise), (0.62 * x, 1.08 * rise), (x, rise - drop), number / SAMPLES)
        for number in range(SAMPLES + 1)
    ]


def bezier(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    s = 1 - t
    weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    corners = (a, b, c, d)
    return (
        sum(w * p[0] for w, p in zip(weights, corners, strict=True)),
        sum(w * p[1] for w, p in zip(weights, corners, strict=True)),
    )


def beads(points: list[Point]) -> list[tuple[Point, float]]:
    """Places and angles of the beads, from the tip back over the outer part of the stem; none where the tip is."""
    lengths = [math.dist(a, b) for a, b in pairwise(points)]
    whole, gone, due = sum(lengths), 0.0, BEAD_EVERY
    found = []
    for number in range(len(lengths) - 1, -1, -1):
        gone += lengths[number]
        if gone > whole * (1 - BEADED_FROM):
            break
        if gone >= due:
            (x0, y0), (x1, y1) = points[number], points[number + 1]
            found.append((points[number], math.atan2(y1 - y0, x1 - x0)))
            due += BEAD_EVERY
    return found


def draw_bead(page: Page, centre: Point, angle: float, long: float, wide: float, colour: str) -> None:
    """A lozenge turned along its stem; `long` and `wide` are half its axes."""
    (x, y), cos, sin = centre, math.cos(angle), math.sin(angle)
    along, across = (long * cos, long * sin), (-wide * sin, wide * cos)
    page.polygon(
        [
            (x + along[0], y + along[1]),
            (x + across[0], y + across[1]),
            (x - along[0], y - along[1]),
            (x - across[0], y - across[1]),
        ],
        colour,
    )


def draw_stem(page: Page, points: list[Point], colour: str) -> None:
    path = page.beginPath()
    for number, (x, y) in enumerate(points[::4]):
        (path.lineTo if number else path.moveTo)(x * MM, (page.height - y) * MM)
    page.pen(0.5, colour)
    page.drawPath(path, stroke=1, fill=0)


def draw_foot(page: Page, x: float, base: float, colours: tuple[str, str, str]) -> None:
    """Where the stems are bound: a narrow trapezium with three small lozenges."""
    green, _, mustard = colours
    top = base - FOOT
    page.polygon([(x - 0.6, top), (x + 0.6, top), (x + 1.45, base), (x - 1.45, base)], green)
    for share, colour in ((0.28, mustard), (0.53, "#FFFFFF"), (0.78, mustard)):
        y = top + FOOT * share
        page.polygon([(x - 0.45, y), (x, y - 1.0), (x + 0.45, y), (x, y + 1.0)], colour)
