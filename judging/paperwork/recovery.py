"""Lembar pemulihan: docs/recovery.md on paper, to hang beside the laptop before the day begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from certificates.reading import Block, Reading, draw_reading
from judging import queries
from judging.paperwork.common import Paper, Source, imprint

PAGE = Path(__file__).resolve().parents[2] / "docs" / "recovery.md"
STEP = re.compile(r"\s*(\d+\.|[-*])\s+(.*)")
BOLD = re.compile(r"\*\*[^*]+\*\*")  # a whole line of it is a small heading
RULER = re.compile(r"\|[|\s:-]+")  # between a table's head and its rows
QUOTED = re.compile(r'"([^"]*)"')
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def recovery_pdf(source: Source, event_id: int, page: Path = PAGE) -> Paper | None:
    """None where the page is not there."""
    if not page.exists():
        return None
    with source.reading() as session:
        papers = queries.papers(session, event_id)
    title, blocks = read_page(page.read_text(encoding="utf-8"))
    reading = Reading(title=title, blocks=tuple(blocks), imprint=imprint(papers), author="Juara")
    return Paper(f"lembar-pemulihan-{papers.event.code}.pdf", draw_reading(reading))


def read_page(text: str) -> tuple[str, list[Block]]:
    """The page's title, and its headings, sentences, steps and commands. Tables become steps."""
    lines = text.split("\n")
    title = next((line.lstrip("# ") for line in lines if line.startswith("# ")), "Pemulihan")
    blocks: list[Block] = []
    for block in _blocks([line for line in lines if not line.startswith("# ")]):
        last = blocks[-1] if blocks else None
        if block.kind == "text" and last and last.kind in ("text", "step") and block.mark == "+":
            blocks[-1] = Block(last.kind, f"{last.text} {block.text}", last.mark)
        else:
            blocks.append(Block(block.kind, block.text, "" if block.mark == "+" else block.mark))
    return plain(title), blocks


def _blocks(lines: list[str]) -> Iterator[Block]:
    """One for each line; a text whose mark is "+" goes on with the one before."""
    fenced, goes_on = False, False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.lstrip().startswith("```"):
            fenced, goes_on = not fenced, False
            continue
        if fenced:
            yield Block("command", line.strip())
        elif line.startswith("#") or BOLD.fullmatch(line.strip()):
            yield Block("heading", plain(line.lstrip("# ")))
        elif found := STEP.fullmatch(line):
            yield Block("step", plain(found[2]), found[1] if found[1][0].isdigit() else "•")
        elif line.startswith("|"):
            if not RULER.fullmatch(line) and not RULER.fullmatch(following):  # neither the ruler nor the head above it
                yield Block("step", _row([cell.strip() for cell in line.strip("|").split("|")]), "•")
        elif line.strip():
            yield Block("text", plain(line.strip()), "+" if goes_on else "")
        goes_on = bool(line.strip()) and not line.startswith(("#", "|"))


def _row(cells: list[str]) -> str:
    """A table's row as sentences: what is seen and why, then what to do."""
    first, *others = [plain(cell) for cell in cells if cell]
    head = f"{first}: {others[0]}" if others else first
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in (head, *others[1:]))


def plain(text: str) -> str:
    """Without the marks of Markdown. What is typed (it has spaces) stands between quotation marks as it is."""
    parts = LINK.sub(r"\1", text).split("`")
    words = [QUOTED.sub(r"“\1”", part.replace("*", "")) for part in parts[::2]]
    typed = [f"“{part}”" if " " in part else part for part in parts[1::2]]
    return "".join(piece for pair in zip(words, [*typed, ""], strict=False) for piece in pair).strip()
