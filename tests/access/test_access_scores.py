"""Nobody gives a score but the judge, with the card: not panitia, not ketua, not the server's own commands."""

from __future__ import annotations

import inspect
import random
from collections import Counter
from typing import Any

from pairs import full_entry
from people import NOW, witness

from judging import actions, queries
from judging.models import Entry, Sheet
from judging.roles import GRANTS, SYSTEM, NotAllowed, Permission, Role

SEALED_BY_THE_TABLET = {"bring_in"}  # carries only what the judge's own tablet sealed: tests/tablet


def test_scoring_belongs_to_the_card_alone():
    assert {role for role in Role if Permission.SCORE_OWN_SHEETS in GRANTS[role]} == {Role.JURI}
    assert GRANTS[Role.JURI] == {Permission.SCORE_OWN_SHEETS}


def test_an_account_never_carries_the_judges_role(open_site):
    """The chair of the sample judges too: with the account the right to score is not there."""
    site = open_site("judging")
    with site.database.reading() as session:
        assert all(Role.JURI not in actor.roles for actor in queries.organisers(session, 1))
    client = site.organiser("ketua")
    assert [client.get(path).status_code for path in ("/juri", "/juri/lembar/1", "/juri/skor-saya")] == [403] * 3


def marks(session) -> list[Any]:
    rows = session.query(Sheet).order_by(Sheet.id)
    return [(s.id, s.scores, s.ticks, s.notes, s.numerator) for s in rows] + [session.query(Entry).count()]


def argument(name: str, parameter: inspect.Parameter, given: dict[str, Any]) -> Any:
    """Something plausible for a parameter, by its name and by what its annotation says."""
    if name in given:
        return given[name]
    says = str(parameter.annotation)
    kinds = {"int": 1, "str": "kube", "bool": True, "bytes": b"x", "datetime": NOW}
    return next((value for word, value in kinds.items() if says.startswith(word)), None)


def test_no_action_of_any_organiser_changes_a_mark(open_site, tell):
    site = open_site("judging")
    seen: Counter[str] = Counter()
    with site.database.reading() as session:
        who = [*queries.organisers(session, 1), SYSTEM]
        before = marks(session)
    public = [getattr(actions, name) for name in actions.__all__ if name not in SEALED_BY_THE_TABLET]
    verbs = [verb for verb in public if inspect.isfunction(verb) and "actor" in inspect.signature(verb).parameters]
    for verb in verbs:
        for actor in who:
            seen[outcome(site, verb, actor, before, witness(who[-2]))] += 1
    assert seen.total() == len(verbs) * len(who)
    assert seen["changed"] == 0
    assert min(seen["done"], seen["refused"], seen["not allowed"]) > 10  # the walk went in, and was stopped, often
    tell(f"{len(verbs)} actions as {len(who)} organisers: {dict(seen)}, no mark changed")


def outcome(site, verb, actor, before, second) -> str:
    """Called inside a transaction that is never committed."""
    try:
        with site.database.reading() as session:
            sheet = session.query(Sheet).filter(Sheet.state == "submitted").first()
            entry = full_entry(sheet, "draft", random.Random(1), "f" * 32)  # noqa: S311 - any entry will do
            given = {"session": session, "actor": actor, "witness": second, "sheet_id": sheet.id, "entry": entry}
            parameters = inspect.signature(verb).parameters
            asked = {key: argument(key, one, given) for key, one in parameters.items()}
            verb(**{key: value for key, value in asked.items() if value is not None})
            session.flush()
            session.expire_all()
            return "done" if marks(session) == before else "changed"
    except NotAllowed:
        return "not allowed"
    except actions.Refused:
        return "refused"
    except (TypeError, AttributeError, KeyError, ValueError):
        return "no such form"
