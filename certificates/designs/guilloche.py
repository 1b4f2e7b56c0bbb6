"""Guilloche: the woven bands and rosettes of an engraved border, as Bezier curves.

In:  lengths in mm.   Out: PDF path operators in points, around the origin, to be stroked.
A curve is sampled at a few points of a wave; its exact slope there gives the Bezier handles, a third of the way along.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import pairwise

from certificates.page import MM

PIECES = 8  # Bezier pieces per wave: the error is far below the line's width
Curve = Callable[[float], tuple[float, float]]  # t in 0..1 -> mm


def band_strand(length: float, height: float, waves: int, phase: float) -> tuple[Curve, Curve]:
    """y = +-a sin 2pi(mt + phase) swelling and narrowing once along the tile: a strand and its mirror image."""

    def strand(t: float) -> tuple[float, float]:
        swell = 0.8 + 0.2 * math.cos(2 * math.pi * t)
        return length * t, height * math.sin(2 * math.pi * (waves * t + phase)) * swell

    def mirrored(t: float) -> tuple[float, float]:
        x, y = strand(t)
        return x, -y

    return strand, mirrored


def rosette_ring(radius: float, centre: float, swing: float, petals: int, turn: float) -> Curve:
    """r = R(r0 + a cos(n t + turn)): one closed loop of a rosette."""

    def ring(t: float) -> tuple[float, float]:
        angle = 2 * math.pi * t
        r = radius * (centre + swing * math.cos(petals * angle + turn))
        return r * math.cos(angle), r * math.sin(angle)

    return ring


def bezier(curve: Curve, pieces: int) -> str:
    """The curve over t 0..1 as PDF operators."""
    knots = [knot(curve, number / pieces, 1 / pieces / 3) for number in range(pieces + 1)]
    parts = [numbers(*knots[0][:2]) + " m"]
    for (x0, y0, dx0, dy0), (x1, y1, dx1, dy1) in pairwise(knots):
        parts.append(numbers(x0 + dx0, y0 + dy0, x1 - dx1, y1 - dy1, x1, y1) + " c")
    return "\n".join(parts)


def knot(curve: Curve, t: float, reach: float, dt: float = 1e-5) -> tuple[float, float, float, float]:
    """A point of the curve and the handle that leaves it, `reach` of t long."""
    (x, y), ahead, behind = curve(t), curve(t + dt), curve(t - dt)
    return x, y, (ahead[0] - behind[0]) / (2 * dt) * reach, (ahead[1] - behind[1]) / (2 * dt) * reach


def numbers(*values: float) -> str:
    """mm as points with two decimals (0.0035 mm), the shortest way they can be written."""
    return " ".join(f"{value * MM:.2f}".rstrip("0").rstrip(".") for value in values)


def band_tile(length: float, amplitude: float) -> tuple[str, str]:
    """One tile of the border's band: (outer strands, inner strands)."""
    outer = [band_strand(length, amplitude * 0.98, 1, k / 12) for k in range(6)]
    inner = [band_strand(length, amplitude * 0.62, 2, k / 10 + 0.05) for k in range(4)]
    return strands(outer, PIECES), strands(inner, 2 * PIECES)


def strands(pairs: Iterable[tuple[Curve, Curve]], pieces: int) -> str:
    return "\n".join(bezier(curve, pieces) for pair in pairs for curve in pair)


def rosette(radius: float) -> tuple[str, str, str]:
    """The corner's three rings of loops, from the outside in."""
    rings = ((0.64, 0.36, 9, 6), (0.44, 0.22, 12, 3), (0.20, 0.13, 6, 4))
    return tuple(  # type: ignore[return-value]  # three rings give three paths
        "\n".join(
            bezier(rosette_ring(radius, centre, swing, petals, 2 * math.pi * j / loops), PIECES * petals)
            for j in range(loops)
        )
        for centre, swing, petals, loops in rings
    )
