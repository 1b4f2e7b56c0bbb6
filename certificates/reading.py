"""A page of instructions to hang beside the laptop: headings, sentences, numbered steps, lines to type.

In:  a Reading.   Out: PDF bytes.   Does not know what the instructions are about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from certificates.fitting import wrap
from certificates.page import Box
from certificates.report import BODY_LEADING, REGULAR, TITLE, Imprint, Report, draw_report
from certificates.typesetting import Style

COMMAND = Style("DejaVuSans", 8.6)
Kind = Literal["heading", "text", "step", "command"]


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    text: str
    mark: str = ""  # "1." or "•" in front of a step


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    title: str
    blocks: tuple[Block, ...]
    imprint: Imprint
    author: str = ""


def draw_reading(reading: Reading) -> bytes:
    return draw_report(
        reading.imprint, lambda report: lay_out(report, reading), title=reading.title, author=reading.author
    )


def lay_out(report: Report, reading: Reading) -> None:
    report.space(3)
    report.title(((reading.title, TITLE),))
    for block in reading.blocks:
        if block.kind == "heading":
            report.heading(block.text, keep=18)
        elif block.kind == "command":
            draw_command(report, block.text)
        elif block.kind == "step":
            report.numbered(block.mark, block.text)
        else:
            report.paragraph(block.text, Style(REGULAR, 10.5), after=2)


def draw_command(report: Report, text: str) -> None:
    """What is typed, on grey, in letters that tell l from 1."""
    lines = wrap(text, report.width - 8, COMMAND)
    height = BODY_LEADING * len(lines) + 2.4
    report.need(height + 2)
    report.page.frame(
        Box(report.left, report.y + 0.6, report.right, report.y + 0.6 + height), points=0, fill="#F0F0F0"
    )
    for number, line in enumerate(lines, start=1):
        report.page.text(report.left + 4, report.y + 0.2 + BODY_LEADING * number, line, COMMAND)
    report.y += height + 2.6
