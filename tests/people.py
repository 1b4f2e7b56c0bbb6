"""The actors of the tests, taken from the sample: Jamilah is any judge, Panji the panitia, Sri the chair."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from judging import queries
from judging.actions import Witness
from judging.roles import Actor, Role

NOW = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
EVENT = 1


def organiser(session: Session, role: Role) -> Actor:
    return next(actor for actor in queries.organisers(session, EVENT) if role in actor.roles)


def judge(session: Session, code: str) -> Actor:
    found = next(one for one in queries.judges(session, EVENT) if one.code == code)
    return Actor(found.person_id, found.name, frozenset({Role.JURI}), found.id)


def witness(actor: Actor) -> Witness:
    assert actor.person_id is not None
    return Witness(actor.person_id, actor.name)
