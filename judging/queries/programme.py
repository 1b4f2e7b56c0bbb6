"""What the hall's screen shows, step by step: per category from the last place up to the first, then special awards.

In:  the sealed results chosen at the start, the state of the screen.   Out: the one step that is shown now.
Whoever draws the screen asks `shown_step`, which gives one step and nothing of those still to come.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, Participant, Photo, ResultVersion, Screen
from judging.queries.people import settings
from judging.queries.results import SealedResult, as_recorded, newest_results, sealed, valid_allocation

WAITING, STALE = "waiting", "stale"


@dataclass(frozen=True, slots=True)
class Winner:
    participant: str  # code
    name: str
    region: str
    place: str  # region and address
    number: int | None
    linked: str
    amount: int | None  # whole rupiah, where the event shows prizes and the amount is settled
    photo: int | None  # id of a photo that may be shown


@dataclass(frozen=True, slots=True)
class Step:
    kind: str  # waiting | stale | opening | award | special | board
    category_id: int = 0
    category: str = ""
    version: int = 0
    label: str = ""  # of the award
    first: str = ""  # label of the first place, which tells solid strokes from hollow ones
    labels: tuple[str, ...] = ()  # opening: what will be given, last place first
    count: int = 0  # opening: how many winners; twins are two
    winners: tuple[Winner, ...] = ()
    board: tuple[tuple[str, Winner], ...] = ()  # board: every award that was shown
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ScreenInfo:
    version: int
    step: int
    mode: str  # show | pause | blank
    programme: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """All steps; for who drives, and for counting. Never handed to a screen."""

    steps: tuple[Step, ...] = field(default=())
    stopped: Literal["", "corrected", "altered"] = ""  # since the start: by a new version, or outside the journal


@dataclass(frozen=True, slots=True)
class _Extras:
    prizes: dict[tuple[str, str, str], int]
    photos: dict[str, int]


def screen(session: Session, event_id: int) -> ScreenInfo:
    row = session.get(Screen, event_id)
    return ScreenInfo(row.version, row.step, row.mode, tuple(row.programme)) if row else ScreenInfo(0, 0, "show", ())


def shown_step(session: Session, event_id: int) -> Step:
    """What is to be seen now: one step."""
    now = screen(session, event_id)
    if now.step == 0:
        return Step(WAITING)
    found = programme(session, event_id, now.programme)
    if found.stopped:
        return Step(STALE)
    return found.steps[min(now.step, len(found.steps)) - 1] if found.steps else Step(WAITING)


def programme(session: Session, event_id: int, versions: Sequence[int]) -> Programme:
    """`versions`: ids of result versions, as fixed at the start."""
    query = select(ResultVersion).join(Category).where(ResultVersion.id.in_(versions), Category.event_id == event_id)
    rows = session.scalars(query.order_by(Category.position)).all()
    if not all(as_recorded(session, row) for row in rows):
        return Programme(stopped="altered")
    results = [sealed(row) for row in rows]
    newest = {one.id for one in newest_results(session, event_id)}
    extras = _Extras(_prizes(session, event_id), _photos(session, event_id))
    steps = tuple(step for result in results for step in _steps(result, extras))
    return Programme(steps, "corrected" if any(one.id not in newest for one in results) else "")


def _steps(result: SealedResult, extras: _Extras) -> Iterator[Step]:
    places = sorted(result.body["places"], key=lambda one: -int(one["place"]))
    first = next((one["label"] for one in places if one["place"] == 1), "")
    given = [(one["label"], _winners(result, one["label"], extras)) for one in places]
    awards = [(label, winners) for label, winners in given if winners]
    common = {"category_id": result.category_id, "category": result.category_name, "version": result.number,
              "first": first}  # fmt: skip
    labels = tuple(label for label, _ in awards)
    count = sum(len(winners) for _, winners in awards)
    yield Step("opening", labels=labels, count=count, **common)  # type: ignore[arg-type]
    for label, winners in awards:
        yield Step("award", label=label, winners=winners, **common)  # type: ignore[arg-type]
    for one in result.specials:
        amount = extras.prizes.get((result.category_name, one.participant, one.label))
        photo = extras.photos.get(one.participant)
        winner = Winner(one.participant, one.name, one.region, one.place, None, one.linked, amount, photo)
        yield Step("special", label=one.label, winners=(winner,), basis=one.basis, **common)  # type: ignore[arg-type]
    board = tuple((label, winner) for label, winners in reversed(awards) for winner in winners)
    yield Step("board", board=board, **common)  # type: ignore[arg-type]


def _winners(result: SealedResult, label: str, extras: _Extras) -> tuple[Winner, ...]:
    return tuple(
        Winner(
            row.participant,
            row.name,
            row.region,
            row.place,
            row.number,
            row.linked,
            extras.prizes.get((result.category_name, row.participant, label)),
            extras.photos.get(row.participant),
        )
        for row in result.rows
        if row.award == label
    )


def _prizes(session: Session, event_id: int) -> dict[tuple[str, str, str], int]:
    """(category, participant, label) -> rupiah, from the allocation; empty unless the event shows prizes."""
    if settings(session, event_id).get("show_prizes") is not True:
        return {}
    fixed = valid_allocation(session, event_id)
    body = json.loads(fixed.body) if fixed else {"categories": []}
    return {
        (one["category"], line["participant"], line["label"]): line["amount"]
        for one in body["categories"]
        for line in one["lines"]
        if line["amount"]
    }


def _photos(session: Session, event_id: int) -> dict[str, int]:
    """Participant's code -> id of the photo, without its content."""
    query = select(Participant.code, Photo.id).join(Photo, Photo.participant_id == Participant.id)
    found = session.execute(query.where(Participant.event_id == event_id, Photo.content.is_not(None)))
    return dict(found.all())


def shown_photo(session: Session, event_id: int, place: int) -> bytes | None:
    """The photo of the winner at this place of the step that is shown now; None for every other photo."""
    now = screen(session, event_id)
    winners = shown_step(session, event_id).winners if now.mode == "show" else ()
    key = winners[place].photo if place < len(winners) else None
    return session.get_one(Photo, key).content if key else None
