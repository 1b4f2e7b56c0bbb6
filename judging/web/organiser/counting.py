"""How the totals were counted: one page per category, and one per participant down to each mark."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue

from judging import queries
from judging.queries.counting import counting as counted
from judging.queries.counting import other_than_sealed
from judging.roles import Permission
from judging.web.access import allow, database
from judging.web.organiser import counting_view
from judging.web.organiser.common import blueprint, category_by_code, event_id, page


@blueprint.get("/pleno/<category>/cara-menghitung")
@allow(Permission.SEE_STANDING)
def counting(category: str) -> ResponseReturnValue:
    found = category_by_code(category)
    with database().reading() as session:
        standing = queries.visible_standing(session, found.id)
        differs = other_than_sealed(session, standing) if standing else None
        people = [one for one in queries.participants(session, event_id()) if one.category_id == found.id]
    if standing is None or differs is None:
        abort(404)
    prefix = people[0].prefix if people else ""
    return page(
        "organiser/counting.html",
        category={"code": found.code, "noun": found.name},
        differs=counting_view.differing(*differs),
        **counting_view.category_context(standing, prefix),
    )


@blueprint.get("/pleno/<category>/cara-menghitung/<participant>")
@allow(Permission.SEE_STANDING)
def counting_of(category: str, participant: str) -> ResponseReturnValue:
    found = category_by_code(category)
    with database().reading() as session:
        seen = counted(session, found.id, participant)
        differs = other_than_sealed(session, seen.standing) if seen else None
    if seen is None or differs is None:
        abort(404)
    return page(
        "organiser/counting_of.html",
        category={"code": found.code, "noun": found.name},
        differs=counting_view.differing(*differs),
        **counting_view.participant_context(seen),
    )
