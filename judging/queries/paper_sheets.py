"""Sheets on paper: which are awaited, keyed in, waiting for the second pair of eyes, and which stand.

In:  an event, or one sheet.   Out: frozen dataclasses. Scores appear in PaperView only, for the two people who key in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from judging import sheet as marking
from judging.models import (
    Assignment,
    Category,
    Entry,
    IssuedDocument,
    Judge,
    PaperJudge,
    PaperSheet,
    Participant,
    Person,
    Round,
    Sheet,
)
from judging.queries.rubric import rubric_of
from judging.queries.work import card_prefix
from judging.sheet import Mark
from rubrics import Rubric

PAPER, SERVER = "kertas", "server"  # what an entry says instead of a machine: keyed in; made by closing again
KEYED_WHILE = ("judging", "closed")  # after closing paper is late; once the result is sealed it waits for nobody


@dataclass(frozen=True, slots=True)
class PaperInfo:
    """How far one paper sheet is, without a score."""

    state: str  # incomplete | keyed | differs | late | confirmed
    filled: int
    keyed_by_id: int
    keyed_by: str
    keyed_at: datetime
    second_by: str  # "" while nobody keyed it in again
    has_photo: bool
    how: str  # judge | second | settled; "" until confirmed
    confirmed_by: str
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One sheet that is, or will be, on paper."""

    sheet_id: int
    category_id: int
    category: str
    category_state: str
    round: str  # name; "" when the category has one round
    judge_id: int
    judge_code: str
    judge: str
    prefix: str
    number: int
    participant: str
    sheet_state: str
    indicators: int
    on_tablet: bool  # the judge wrote on a tablet too: the judge alone chooses
    paper: PaperInfo | None

    @property
    def waits(self) -> str:
        """key | check | settle | "": what this sheet still needs from the panitia."""
        over = self.category_state not in KEYED_WHILE
        if over or self.sheet_state in ("recused", "absent", "substituted", "submitted"):
            return ""
        if self.paper is None or self.paper.state == "incomplete":
            return "key"
        return {"keyed": "check", "differs": "settle"}.get(self.paper.state, "")


@dataclass(frozen=True, slots=True)
class PaperView:
    """Everything the pages of one paper sheet show."""

    line: PaperLine
    rubric: Rubric
    paper_id: int  # 0 while nothing is keyed in
    scores: Mapping[str, int]
    ticks: Mapping[str, Sequence[int]]
    notes: Mapping[str, str]
    second_scores: Mapping[str, int]
    problems: tuple[marking.Problem, ...]  # what the first keying still lacks
    tablet_filled: int
    photo: tuple[int, str] | None  # id of the kept document, media


def paper_judges(session: Session, event_id: int) -> frozenset[int]:
    """Ids of the judges who score on paper throughout."""
    noted = select(PaperJudge.judge_id).join(Judge).where(Judge.event_id == event_id)
    return frozenset(session.scalars(noted))


def paper_lines(session: Session, event_id: int) -> list[PaperLine]:
    """Every sheet of a judge on paper, and every other one that was keyed in; by judge and order of appearance."""
    papers = _newest(session, select(PaperSheet).join(Sheet).join(Judge).where(Judge.event_id == event_id))
    noted = paper_judges(session, event_id)
    found = session.scalars(_sheets(event_id).where(Sheet.judge_id.in_(noted) | Sheet.id.in_(papers))).unique()
    rows = [row for row in found if row.participant.status == "active"]
    tablet = given_on_tablet(session, [row.id for row in rows])
    return [_line(row, papers.get(row.id), tablet) for row in rows]


def paper_view(session: Session, event_id: int, sheet_id: int) -> PaperView | None:
    """One sheet of this event; None for any other."""
    row = session.scalars(_sheets(event_id).where(Sheet.id == sheet_id)).unique().first()
    if row is None:
        return None
    paper = _newest(session, select(PaperSheet).where(PaperSheet.sheet_id == sheet_id)).get(sheet_id)
    media = session.scalar(select(IssuedDocument.media).where(IssuedDocument.id == paper.photo_id)) if paper else None
    return PaperView(
        line=_line(row, paper, given_on_tablet(session, [row.id])),
        rubric=rubric_of(row.round.rubric),
        paper_id=paper.id if paper else 0,
        scores=paper.scores if paper else {},
        ticks=paper.ticks if paper else {},
        notes=(paper.notes or {}) if paper else {},
        second_scores=(paper.second_scores or {}) if paper else {},
        problems=_problems(row, paper) if paper else (),
        tablet_filled=row.filled,
        photo=(paper.photo_id, media) if paper and paper.photo_id and media else None,
    )


def sits_beside(session: Session, person_id: int, sheet_id: int) -> bool:
    """Scoring is blind: who sits on the panel of a category sees no other judge's paper, whatever else they are."""
    sheet = session.get_one(Sheet, sheet_id)
    if sheet.judge.person_id == person_id:
        return False
    seats = (
        select(Judge.id)
        .join(Assignment, Assignment.judge_id == Judge.id)
        .join(Round, Round.id == Assignment.round_id)
        .where(Round.category_id == sheet.round.category_id, Judge.person_id == person_id)
    )
    return session.scalar(seats.limit(1)) is not None


def given_on_tablet(session: Session, sheet_ids: Collection[int]) -> frozenset[int]:
    """Those whose marks, as they stand, came from their judge's own device, also if the sheet was taken back since."""
    given = (
        select(Entry.sheet_id, Entry.device)
        .where(Entry.sheet_id.in_(sheet_ids), Entry.outcome == "saved")
        .where(Entry.kind != "take_back", Entry.device != SERVER)
        .order_by(Entry.version)
    )
    newest = {row.sheet_id: row.device for row in session.execute(given)}
    return frozenset(sheet_id for sheet_id, device in newest.items() if device != PAPER)


def paper_marks(session: Session, category_id: int) -> list[PaperLine]:
    """The sheets of a category whose newest version came from paper: they are marked as such wherever they count."""
    confirmed = (
        select(PaperSheet)
        .join(Sheet, Sheet.id == PaperSheet.sheet_id)
        .join(Round, Round.id == Sheet.round_id)
        .where(Round.category_id == category_id, PaperSheet.state == "confirmed")
    )
    papers = _newest(session, confirmed)
    event_id = session.get_one(Category, category_id).event_id
    rows = session.scalars(_sheets(event_id).where(Sheet.id.in_(papers))).unique()
    return [_line(row, papers[row.id], frozenset()) for row in rows if _stands(row, papers[row.id])]


def sheet_choices(session: Session, event_id: int) -> list[tuple[int, int, str]]:
    """(round id, participant id, words) of what a judge may score, to pick one sheet."""
    query = (
        select(Round, Participant)
        .join(Category, Category.id == Round.category_id)
        .join(Participant, Participant.category_id == Category.id)
        .where(Category.event_id == event_id, Participant.status == "active")
        .order_by(Category.position, Participant.number, Round.position)
        .options(joinedload(Round.category).selectinload(Category.rounds))
    )
    return [(round_.id, person.id, _choice(round_, person)) for round_, person in session.execute(query).unique()]


def find_sheet(session: Session, event_id: int, judge_id: int, round_id: int, participant_id: int) -> int | None:
    wanted = _sheets(event_id).where(
        Sheet.judge_id == judge_id, Sheet.round_id == round_id, Sheet.participant_id == participant_id
    )
    row = session.scalars(wanted).unique().first()
    return row.id if row else None


def _choice(round_: Round, person: Participant) -> str:
    session = f" ({round_.name})" if len(round_.category.rounds) > 1 else ""
    return f"{card_prefix(round_.category)}{person.number} · {person.name}{session}"


def _sheets(event_id: int) -> Select[Sheet]:
    return (
        select(Sheet)
        .join(Round, Round.id == Sheet.round_id)
        .join(Category, Category.id == Round.category_id)
        .join(Judge, Judge.id == Sheet.judge_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Category.event_id == event_id)
        .order_by(Judge.code, Category.position, Round.position, Participant.number)
        .options(
            joinedload(Sheet.round).joinedload(Round.category).joinedload(Category.rounds),
            joinedload(Sheet.round).joinedload(Round.rubric),
            joinedload(Sheet.participant),
            joinedload(Sheet.judge).joinedload(Judge.person),
        )
    )


def _newest(session: Session, query: Select[PaperSheet]) -> dict[int, PaperSheet]:
    """Sheet id -> its newest keying; what was set aside is no keying."""
    people = (joinedload(PaperSheet.keyed_by), joinedload(PaperSheet.second_by), joinedload(PaperSheet.confirmed_by))
    rows = session.scalars(
        query.where(PaperSheet.state != "set_aside")
        .order_by(PaperSheet.id)
        .options(*people, joinedload(PaperSheet.entry))
    )
    return {row.sheet_id: row for row in rows}


def _line(row: Sheet, paper: PaperSheet | None, tablet: frozenset[int]) -> PaperLine:
    category, person = row.round.category, row.participant
    old = paper is not None and paper.state == "confirmed" and row.state == "reopened"  # taken back since
    return PaperLine(
        sheet_id=row.id,
        category_id=category.id,
        category=category.name,
        category_state=category.state,
        round=row.round.name if len(category.rounds) > 1 else "",
        judge_id=row.judge_id,
        judge_code=row.judge.code,
        judge=row.judge.person.name,
        prefix=card_prefix(category),
        number=person.number,
        participant=person.name,
        sheet_state=row.state,
        indicators=len(rubric_of(row.round.rubric).indicators),
        on_tablet=row.id in tablet or (_is_open(paper) and paper is not None and paper.based_on != row.version),
        paper=_info(row, paper) if paper is not None and not old else None,
    )


def _is_open(paper: PaperSheet | None) -> bool:
    return paper is not None and paper.state in ("keyed", "differs")


def _stands(row: Sheet, paper: PaperSheet) -> bool:
    return row.state == "submitted" and paper.entry is not None and paper.entry.version == row.version


def _info(row: Sheet, paper: PaperSheet) -> PaperInfo:
    return PaperInfo(
        state=_state(row, paper),
        filled=len(paper.scores),
        keyed_by_id=paper.keyed_by_id,
        keyed_by=paper.keyed_by.name,
        keyed_at=paper.keyed_at,
        second_by=_name(paper.second_by),
        has_photo=paper.photo_id is not None,
        how=paper.how,
        confirmed_by=_name(paper.confirmed_by),
        confirmed_at=paper.confirmed_at,
    )


def _state(row: Sheet, paper: PaperSheet) -> str:
    if paper.state == "keyed":
        return "incomplete" if _problems(row, paper) else "keyed"
    held = paper.state == "confirmed" and paper.entry is not None and paper.entry.version is None
    return "late" if held else paper.state


def _problems(row: Sheet, paper: PaperSheet) -> tuple[marking.Problem, ...]:
    notes = paper.notes or {}
    marks = {
        code: Mark(paper.scores.get(code), tuple(paper.ticks.get(code, ())), notes.get(code, ""))
        for code in {*paper.scores, *paper.ticks, *notes}
    }
    return marking.problems(marks, rubric_of(row.round.rubric))


def _name(person: Person | None) -> str:
    return person.name if person else ""
