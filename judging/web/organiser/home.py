"""The organiser's front page: what to do next, what needs attention, what is done."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from judging import queries
from judging.queries.plenary import visible_standing
from judging.queries.results import newest_results
from judging.web.access import allow, database
from judging.web.organiser import home_view, settings
from judging.web.organiser.common import blueprint, event_id, page, require_organiser


@blueprint.get("")
@allow()
def home() -> ResponseReturnValue:
    """Open to everyone who organises, whatever the role; a judge's card is turned away."""
    require_organiser()
    set_up = settings.read()
    with database().reading() as session:
        categories = queries.categories(session, event_id())
        sealed = {result.category_id for result in newest_results(session, event_id())}
        standings = [visible_standing(session, one.id) for one in categories if one.state == "closed"]
        seen = home_view.Seen(
            set_up=set_up,
            categories=categories,
            counts=queries.progress(session, event_id()).counts,
            awards=queries.awards(session, event_id()),
            papers=queries.papers(session, event_id()),
            open_ties=sum(len(one.awards.open_ties) for one in standings if one),
            unranked=[one.category for one in standings if one and one.outcome.refused],
            sealed=frozenset(sealed),
            requests=sum(one.state == "waiting" for one in queries.reopenings(session, event_id())),
        )
    notices = tuple(database().notices.values())
    return page("organiser/home.html", next=home_view.next_step(seen), **home_view.lists(seen, notices))
