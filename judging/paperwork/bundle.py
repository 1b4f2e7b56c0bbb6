"""Every paper of an event in one ZIP, sorted into folders by the order of the day.

In:  a database, where to write, whom to tell how far it is.   Out: a ZIP and a Result.
One paper that cannot be drawn stops nothing: it is named in the result, and all the others are there.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from certificates.fitting import TextTooLong
from judging.paperwork.catalogue import GROUPS, Kind, Sheet, draw, sheets
from judging.paperwork.common import Paper, Source

__all__ = ["Result", "TextTooLong", "drawn", "place_of", "write_bundle"]

MIDNIGHT = (1980, 1, 1, 0, 0, 0)  # no clock in the file: the same papers give the same bytes
Tell = Callable[[int, int, str], None]  # done, of how many, what is drawn now


@dataclass(frozen=True, slots=True)
class Result:
    papers: tuple[tuple[Kind, Paper], ...]
    problems: tuple[str, ...]  # in Indonesian: which paper, what to do


def write_bundle(
    source: Source, event_id: int, path: Path, *, may: Callable[[Kind], bool], tell: Tell = lambda *_: None
) -> Result:
    """Draw all that `may` be had and can be drawn, save what is on request; the file appears whole or not at all."""
    wanted = [sheet for sheet in sheets(source, event_id) if may(sheet.kind) and not sheet.kind.on_request]
    papers, problems = [], list[str]()
    part = path.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, sheet in enumerate(wanted):
            tell(number, len(wanted), sheet.title)
            for paper in drawn(source, event_id, sheet, problems):
                archive.writestr(zipfile.ZipInfo(place_of(sheet, paper), MIDNIGHT), paper.content)
                papers.append((sheet.kind, paper))
        if problems:
            archive.writestr(zipfile.ZipInfo("BACA-DAHULU.txt", MIDNIGHT), "\n".join(problems) + "\n")
    part.replace(path)
    tell(len(wanted), len(wanted), "")
    return Result(tuple(papers), tuple(problems))


def drawn(source: Source, event_id: int, sheet: Sheet, problems: list[str]) -> Iterator[Paper]:
    """The paper, when there is one; what went wrong is added to `problems`."""
    try:
        paper = draw(source, event_id, sheet)
    except TextTooLong as problem:
        problems.append(f"{sheet.title}: {problem}")
        return
    if paper is not None:
        problems.extend(f"{sheet.title}: {text}" for text in paper.skipped)
        yield paper


def place_of(sheet: Sheet, paper: Paper) -> str:
    """ "3-hadiah-dan-keputusan/kuitansi-kube-dki-2026.pdf" """
    group = sheet.kind.group
    return f"{GROUPS.index(group) + 1}-{group.lower().replace(' ', '-')}/{paper.name}"
