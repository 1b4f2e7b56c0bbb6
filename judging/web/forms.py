"""A sheet's form, read into one entry; what was typed is always given back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from judging.actions import SheetEntry
from judging.language import N_, _
from judging.sheet import Problem
from judging.sync import NOTE_LENGTH
from judging.web.numbers import whole
from rubrics import Rubric, ScoreRefused, parse_score

LONG_NOTE = N_("Catatan paling panjang {most} huruf. Persingkat catatan ini.")


@dataclass(frozen=True, slots=True)
class SheetForm:
    """What came with the form: the entry, and every score text that is not a score."""

    entry: SheetEntry
    typed: Mapping[str, str]  # indicator code -> text as typed, where it is not a score
    problems: tuple[Problem, ...]


def read_sheet(form: MultiDict[str, str], rubric: Rubric, kind: str, device: str) -> SheetForm:
    scores: dict[str, int] = {}
    typed: dict[str, str] = {}
    problems: list[Problem] = []
    for indicator in rubric.indicators:
        text = form.get(f"score-{indicator.code}", "").strip()
        try:
            if text:
                scores[indicator.code] = parse_score(text, rubric.scale)
        except ScoreRefused as refusal:
            typed[indicator.code] = text
            problems.append(Problem(indicator.code, "invalid", str(refusal)))
    ticks = {
        i.code: [whole(v, -1) for v in form.getlist(f"evidence-{i.code}") if v.isdecimal()] for i in rubric.indicators
    }
    notes = {i.code: form.get(f"note-{i.code}", "").replace("\r\n", "\n") for i in rubric.indicators}
    problems += [
        Problem(code, "invalid", _(LONG_NOTE, most=NOTE_LENGTH))
        for code, text in notes.items()
        if len(text) > NOTE_LENGTH
    ]
    based_on = form.get("based_on", "0")
    entry = SheetEntry(
        id=form.get("entry_id", ""),
        based_on=whole(based_on, -1),  # no version is -1: what cannot be read clashes, and is kept beside
        kind=kind,
        scores=scores,
        ticks=ticks,
        notes=notes,
        reason=form.get("reason", ""),
        device=device,
    )
    return SheetForm(entry, typed, tuple(problems))
