"""Two databases that are equal but for what the other judges gave; and what one visitor is told by each.

In:  folders and seeds.   Out: changed databases; answers with what is random in them taken out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from itertools import count

from flask.testing import FlaskClient
from people import NOW
from sites import Site
from werkzeug.test import TestResponse

from judging import actions, queries
from judging.actions import SheetEntry
from judging.database import Database
from judging.models import Sheet
from judging.roles import SYSTEM, Actor, Role

OWN = "J1"
STILL_OPEN = ("blank", "draft", "reopened", "submitted")
RANDOM = re.compile(rb'name="(?:csrf_token|entry_id)" value="[^"]*"|Diperbarui \d\d\.\d\d\.\d\d')
PASSING = {"Date", "Set-Cookie"}


def ids() -> Iterator[str]:
    """Entry ids that are the same in every run, so that no difference comes from chance."""
    return (f"{number:032x}" for number in count(1))


def open_all(database: Database) -> None:
    with database.writing() as session:
        for category in queries.categories(session, 1):
            actions.open_judging(session, SYSTEM, category.id, now=NOW)


def actor_of(sheet: Sheet) -> Actor:
    return Actor(sheet.judge.person_id, sheet.judge.person.name, frozenset({Role.JURI}), sheet.judge_id)


def full_entry(
    sheet: Sheet, kind: str, chance: random.Random, id_: str, *, share: float = 1.0, shape: random.Random | None = None
) -> SheetEntry:
    """Scores by chance for every indicator or a share of them; `shape` decides what is filled, `chance` with what."""
    shape = shape or chance
    codes = [one.code for one in queries.rubric_of(sheet.round.rubric).indicators if shape.random() < share]
    noted = [code for code in codes if shape.random() < 0.2]
    scores = {code: chance.randint(1, 5) for code in codes}
    notes = {code: f"catatan {chance.randrange(10**6)}" for code in noted}
    return SheetEntry(id_, sheet.version, kind, scores, dict.fromkeys(scores, (0,)), notes)


def own_work(database: Database, ids_: Iterator[str]) -> None:
    """What J1 did: two sheets sent, one drafted, the others untouched."""
    chance = random.Random(OWN)  # noqa: S311 - the same scores every time
    with database.writing() as session:
        mine = [sheet for sheet in session.query(Sheet).order_by(Sheet.id) if sheet.judge.code == OWN]
        for sheet, kind in zip([s for s in mine if s.state == "blank"], ("submit", "submit", "draft"), strict=False):
            entry = full_entry(sheet, kind, chance, next(ids_))
            assert actions.save_entry(session, actor_of(sheet), sheet.id, entry, now=NOW).word == "saved"


def others_work(database: Database, same: object, own: object, ids_: Iterable[str], *, sheets: int = 12) -> None:
    """Some of the other judges draft, send, take back: `same` decides which sheets and how, `own` what they give."""
    shape, chance, ids_ = random.Random(repr(same)), random.Random(repr(own)), iter(ids_)  # noqa: S311 - repeatable
    with database.writing() as session:
        theirs = [sheet for sheet in session.query(Sheet).order_by(Sheet.id) if sheet.judge.code != OWN]
        for sheet in shape.sample([one for one in theirs if one.state in STILL_OPEN], sheets):
            if sheet.state == "submitted":
                entry = SheetEntry(next(ids_), sheet.version, "take_back", sheet.scores, sheet.ticks, {}, "ditarik")
            elif shape.random() < 0.5:
                entry = full_entry(sheet, "submit", chance, next(ids_), shape=shape)
            else:
                entry = full_entry(sheet, "draft", chance, next(ids_), share=0.6, shape=shape)
            outcome = actions.save_entry(session, actor_of(sheet), sheet.id, entry, now=NOW)
            assert outcome.word == "saved", (outcome, entry.kind)


def everyone_sends(database: Database, seed: object, ids_: Iterable[str]) -> None:
    """Every sheet complete and sent: then two databases differ in scores and in nothing else."""
    chance, ids_ = random.Random(repr(seed)), iter(ids_)  # noqa: S311 - the same pair every time
    with database.writing() as session:
        for sheet in session.query(Sheet).filter(Sheet.state == "blank").order_by(Sheet.id):
            entry = full_entry(sheet, "submit", chance, next(ids_))
            assert actions.save_entry(session, actor_of(sheet), sheet.id, entry, now=NOW).word == "saved"


def scores_of(database: Database, *, own: bool) -> list[object]:
    with database.reading() as session:
        rows = session.query(Sheet).order_by(Sheet.id)
        return [(s.state, s.scores) for s in rows if (s.judge.code == OWN) == own]


def told(answer: TestResponse) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body, without the clock, the cookie, and the tokens that are new on every page."""
    headers = sorted((name, value) for name, value in answer.headers if name not in PASSING)
    return answer.status_code, headers, RANDOM.sub(b"", answer.get_data())


def readable(site: Site, parts: dict[str, object]) -> list[str]:
    """An address for every page that can be read."""
    rules = sorted(rule.rule for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ()))
    return [re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(parts.get(part[1], 1)), rule) for rule in rules]


def differing(one: FlaskClient, other: FlaskClient, addresses: Iterable[str]) -> list[str]:
    """The addresses whose answers differ, each with the place where they part."""
    both = ((path, told(one.get(path)), told(other.get(path))) for path in addresses)
    return [f"{path}: {parting(a[2], b[2])}" for path, a, b in both if a != b]


def parting(one: bytes, other: bytes) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[at - 60 : at + 60]!r} and {other[at - 60 : at + 60]!r}"
