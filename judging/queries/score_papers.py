"""What papers about scores need: rubrics as printed, a judge's sheets, means of counted judges, notes released.

In:  a category.   Out: plain values with every figure written as it is displayed; exact means where a paper compares.
What is printed of a sealed result, its means too, comes from that version and the sheets it was counted from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from judging.models import Category, Judge, NoteRelease, Participant, ResultVersion, Round, Sheet
from judging.queries.people import backgrounds
from judging.queries.plenary import visible_standing
from judging.queries.public_result import Sheets, sheets_behind, sheets_now
from judging.queries.result_body import left_out, result_body
from judging.queries.results import sealed
from judging.queries.rubric import rubric_from, rubric_of
from judging.queries.work import totals_open
from judging.sheet import show_value
from rubrics import Rubric

_AS_READ = or_(NoteRelease.sheet_version.is_(None), NoteRelease.sheet_version == Sheet.version)


@dataclass(frozen=True, slots=True)
class PaperIndicator:
    code: str
    title: str
    weight: int
    question: str
    evidence: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperAspect:
    code: str
    title: str
    weight: int
    indicators: tuple[PaperIndicator, ...]


@dataclass(frozen=True, slots=True)
class PaperRound:
    """One round with its rubric, as papers print it."""

    code: str
    name: str  # "" when the category has one round
    title: str  # of the rubric
    scores: tuple[str, ...]  # "1" to "5"; empty for a scale written as a number
    lowest: str
    highest: str
    note_for: tuple[str, ...]  # scores that need a note
    aspects: tuple[PaperAspect, ...]


@dataclass(frozen=True, slots=True)
class ScoredSheet:
    participant: str  # code
    number: int
    name: str
    place: str
    state: str
    scores: Mapping[str, str]  # indicator -> as shown
    values: Mapping[str, str]  # indicator -> weighted, as shown
    notes: Mapping[str, str]
    ticks: Mapping[str, Sequence[int]]  # indicator -> numbers of the evidence that was seen
    aspects: Mapping[str, str]  # aspect -> points, as shown; empty unless sent
    total: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class JudgePaper:
    """Everything one judge gave in one round."""

    code: str
    name: str
    background: str  # as printed
    institution: str
    round: PaperRound
    sheets: tuple[ScoredSheet, ...]


@dataclass(frozen=True, slots=True)
class Mean:
    """What the counted judges gave on one indicator."""

    exact: Fraction  # on the scale as declared
    share: Fraction  # of the way from lowest to highest
    shown: str


def paper_rounds(session: Session, category_id: int) -> tuple[PaperRound, ...]:
    category = session.get_one(Category, category_id)
    return tuple(_round(one, several=len(category.rounds) > 1) for one in category.rounds)


def _round(row: Round, *, several: bool) -> PaperRound:
    rubric, scale = rubric_of(row.rubric), rubric_of(row.rubric).scale
    aspects = tuple(
        PaperAspect(
            aspect.code,
            aspect.title,
            aspect.weight,
            tuple(
                PaperIndicator(i.code, i.title, i.weight, i.question, i.evidence, i.levels) for i in aspect.indicators
            ),
        )
        for aspect in rubric.aspects
    )
    return PaperRound(
        row.code,
        row.name if several else "",
        rubric.title,
        () if scale.uses_number_field else tuple(scale.show(units) for units in scale.steps),
        scale.show(scale.steps[0]),
        scale.show(scale.highest_units),
        tuple(scale.show(units) for units in sorted(rubric.note_units)),
        aspects,
    )


def judge_papers(session: Session, category_id: int) -> list[JudgePaper]:
    """Every judge and round of a category whose totals may be seen; empty before."""
    category = session.get_one(Category, category_id)
    if category.state in ("setup", "judging") or not totals_open(session, category):
        return []
    names, several = backgrounds(session, category.event_id), len(category.rounds) > 1
    return [
        JudgePaper(
            judge.code,
            judge.person.name,
            names.get(judge.background, judge.background),
            judge.person.institution,
            _round(round_, several=several),
            tuple(_sheet(sheet, rubric_of(round_.rubric)) for sheet in sheets),
        )
        for round_ in category.rounds
        for judge, sheets in _by_judge(session, round_)
    ]


def _by_judge(session: Session, round_: Round) -> list[tuple[Judge, list[Sheet]]]:
    query = (
        select(Sheet)
        .join(Judge, Judge.id == Sheet.judge_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Sheet.round_id == round_.id)
        .order_by(Judge.code, Participant.number)
    )
    found: dict[int, tuple[Judge, list[Sheet]]] = {}
    for sheet in session.scalars(query):
        found.setdefault(sheet.judge_id, (sheet.judge, []))[1].append(sheet)
    return list(found.values())


def _sheet(sheet: Sheet, rubric: Rubric) -> ScoredSheet:
    sent, highest = sheet.state == "submitted", rubric.scale.highest_units
    scores: Mapping[str, int] = sheet.scores if sent else {}
    person = sheet.participant
    return ScoredSheet(
        person.code,
        person.number,
        person.name,
        person.region.name,
        sheet.state,
        {code: rubric.scale.show(units) for code, units in scores.items()},
        {code: show_value(Fraction(rubric.by_code[code].weight * units, highest)) for code, units in scores.items()},
        (sheet.notes or {}) if sent else {},
        (sheet.ticks or {}) if sent else {},
        {code: show_value(Fraction(points, highest)) for code, points in (sheet.aspects or {}).items()} if sent else {},
        show_value(Fraction(sheet.numerator, highest)) if sent and sheet.numerator is not None else "",
        sheet.submitted_at,
    )


def indicator_means(body: Mapping[str, Any], sheets: Sheets) -> dict[str, dict[str, Mean]]:
    """Participant's code -> "round:indicator" -> the mean over the judges who count in that round and sent a sheet.

    `body`: of a result; `sheets`: what it was counted from.
    """
    without = left_out(body)
    given: dict[str, dict[tuple[str, str], list[int]]] = {}
    for sheet in sheets:
        if sheet["state"] == "submitted" and sheet["judge"] not in without[sheet["round"]]:
            own = given.setdefault(sheet["participant"], {})
            for code, units in sheet["scores"].items():
                own.setdefault((sheet["round"], code), []).append(units)
    rubrics = {code: rubric_from(one) for code, one in body["rubrics"].items()}
    return {
        participant: {f"{round_}:{code}": _mean(units, rubrics[round_]) for (round_, code), units in found.items()}
        for participant, found in given.items()
    }


def _mean(units: list[int], rubric: Rubric) -> Mean:
    scale = rubric.scale
    mean = Fraction(sum(units), len(units))
    lowest = scale.steps[0]
    exact = mean / 10**scale.decimals
    return Mean(exact, (mean - lowest) / (scale.highest_units - lowest), show_value(exact))


def recap_body(session: Session, category_id: int) -> tuple[Mapping[str, Any], int] | None:
    """The newest sealed text and its number; before sealing the proposed order and 0; None while it may not be seen."""
    newest = _newest(session, category_id)
    if newest is not None:
        return sealed(newest).body, newest.number
    standing, category = visible_standing(session, category_id), session.get_one(Category, category_id)
    return (result_body(session, category.event, category, standing), 0) if standing else None


def result_sheets(session: Session, category_id: int) -> Sheets:
    """What the newest sealed version was counted from; before sealing the sheets as they stand."""
    newest = _newest(session, category_id)
    return sheets_behind(session, newest) if newest else sheets_now(session, session.get_one(Category, category_id))


def _newest(session: Session, category_id: int) -> ResultVersion | None:
    versions = select(ResultVersion).where(ResultVersion.category_id == category_id)
    return session.scalars(versions.order_by(ResultVersion.number.desc()).limit(1)).first()


def result_versions(session: Session, category_id: int) -> list[Mapping[str, Any]]:
    """The text of every version, oldest first."""
    rows = session.scalars(
        select(ResultVersion).where(ResultVersion.category_id == category_id).order_by(ResultVersion.number)
    )
    return [sealed(row).body for row in rows]


def released_notes(session: Session, category_id: int) -> dict[str, tuple[str, ...]]:
    """Participant's code -> notes that the chair released, without the judges' names, in the order of the rubric.

    A sheet that was opened again since may say what the chair never read: its notes wait until they are released anew.
    """
    query = (
        select(Participant.code, NoteRelease.indicator, Sheet.notes)
        .select_from(NoteRelease)
        .join(Sheet, Sheet.id == NoteRelease.sheet_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Participant.category_id == category_id, _AS_READ)
        .order_by(NoteRelease.indicator, NoteRelease.sheet_id)
    )
    found: dict[str, tuple[str, ...]] = {}
    for code, indicator, notes in session.execute(query):
        text = (notes or {}).get(indicator, "").strip()
        if text:
            found[code] = (*found.get(code, ()), text)
    return found


@dataclass(frozen=True, slots=True)
class NoteInfo:
    """A judge's note as the chair reads it before letting it out. Who wrote it stays hidden here too."""

    sheet_id: int
    participant_id: int
    participant: str  # name
    indicator: str
    text: str
    released: bool
    changed: bool  # released once, but its sheet was sent anew since


def _release(as_read: set[Any], once: set[Any], *note: int | str) -> tuple[bool, bool]:
    return note in as_read, note in once - as_read


def notes_to_release(session: Session, category_id: int) -> list[NoteInfo]:
    once = set(session.execute(select(NoteRelease.sheet_id, NoteRelease.indicator)).all())
    as_read = select(NoteRelease.sheet_id, NoteRelease.indicator).join(Sheet, Sheet.id == NoteRelease.sheet_id)
    released = set(session.execute(as_read.where(_AS_READ)).all())
    query = (
        select(Sheet)
        .join(Round, Round.id == Sheet.round_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Round.category_id == category_id, Sheet.state == "submitted")
        .order_by(Participant.number, Sheet.id)
    )
    return [
        NoteInfo(one.id, one.participant_id, one.participant.name, code, text.strip(),
                 *_release(released, once, one.id, code))
        for one in session.scalars(query)
        for code, text in sorted((one.notes or {}).items())
        if text.strip()
    ]  # fmt: skip
