"""The look holds together: every part is joined, every colour pair can be read, nothing stands inline in a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ORDER = (STATIC / "css/order.txt").read_text(encoding="utf-8").split()

LIGHT, DARK = (STATIC / "css/tokens.css").read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")

# a text colour, its ground, the least ratio: 4.5 for words, 3 for the edge of a control (WCAG 2.2, 1.4.3, 1.4.11)
PAIRS = [
    *[(text, ground, 4.5) for text in ("ink", "muted", "act", "good", "loss") for ground in ("paper", "side")],
    *[(f"on-{name}", name, 4.5) for name in ("act", "look", "good", "loss")],
    *[("on-card", f"card-{number}", 4.5) for number in range(1, 9)],
    *[("ink", ground, 4.5) for ground in ("act-soft", "look-soft", "good-soft", "loss-soft")],
    ("loss", "loss-soft", 4.5),
    ("edge", "paper", 3),
    ("edge", "side", 3),
]


def colours(*parts: str) -> dict[str, str]:
    """Name -> hexadecimal colour of the tokens; a later part wins."""
    return {name: value for part in parts for name, value in re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", part)}


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_ratio_matches_published_extremes() -> None:
    assert ratio("#000000", "#fff") == pytest.approx(21)
    assert ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("scheme", [(LIGHT,), (LIGHT, DARK)], ids=["light", "dark"])
def test_every_colour_pair_can_be_read(scheme: tuple[str, ...]) -> None:
    palette = colours(*scheme)
    weak = [(text, ground) for text, ground, least in PAIRS if ratio(palette[text], palette[ground]) < least]
    assert weak == []


def test_order_names_every_part_once() -> None:
    parts = {path.relative_to(STATIC).as_posix() for path in (STATIC / "css").rglob("*.css")}
    assert sorted(ORDER) == sorted(parts | {"vendor/pico/pico.min.css"})


def test_vendored_parts_carry_version_and_licence() -> None:
    for folder in (STATIC / "vendor").iterdir():
        names = {path.name.split(".")[0] for path in folder.iterdir()}
        assert {"VERSION", "LICENSE"} <= names, folder.name


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_template_says_what_it_takes_and_holds_nothing_inline(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert text.startswith("{#")
    code = r"<script(?![^>]*\ssrc=)(?! type=\"application/json\")"  # a block of data runs nothing
    assert re.findall(rf"\sstyle=|<style|\son[a-z]+=|{code}|javascript:|https?://", text) == []


def test_own_style_asks_for_nothing_outside() -> None:
    for name in ORDER[1:]:
        addresses = re.findall(r"url\(([^)]*)\)", (STATIC / name).read_text(encoding="utf-8"))
        assert [address for address in addresses if not address.startswith('"vendor/')] == [], name
