"""The organiser's front page: what to do next, what stands in the way, what is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from judging import queries
from judging.queries.corrections import uncorrected
from judging.queries.paper_sheets import PaperLine, paper_judges, paper_lines
from judging.queries.plenary import visible_standing
from judging.queries.presence import Presence, presence
from judging.queries.progress import Progress
from judging.queries.results import newest_results
from judging.web.access import allow, database, utc_now
from judging.web.organiser import home_attention, home_view, settings
from judging.web.organiser.common import blueprint, event_id, page, require_organiser


@blueprint.get("")
@allow()
def home() -> ResponseReturnValue:
    """Open to everyone who organises, whatever the role; a judge's card is turned away."""
    require_organiser()
    seen = _read()
    return page("organiser/home.html", next=home_view.next_step(seen), **home_attention.lists(seen))


def _read() -> home_view.Seen:
    set_up, lists = settings.read(), settings.read_lists()
    with database().reading() as session:
        categories = queries.categories(session, event_id())
        standings = [visible_standing(session, one.id) for one in categories if one.state == "closed"]
        progress = queries.progress(session, event_id())
        on_paper = paper_judges(session, event_id())
        return home_view.Seen(
            set_up=set_up,
            categories=categories,
            counts=progress.counts,
            awards=queries.awards(session, event_id()),
            papers=queries.papers(session, event_id()),
            open_ties=sum(len(one.awards.open_ties) for one in standings if one),
            unranked=[one.category for one in standings if one and one.outcome.undecided],
            sealed=frozenset(result.category_id for result in newest_results(session, event_id())),
            requests=Counter(one.state for one in queries.reopenings(session, event_id())),
            lists=lists,
            papers_waiting=_papers_waiting(paper_lines(session, event_id())),
            on_paper=frozenset(one.code for one in progress.lines if one.judge_id in on_paper),
            silent=_silent(session, progress),
            held=progress.held,
            late=sum(one.can_count for one in queries.late_entries(session, event_id())),
            sign_offs=lists.sign_offs,
            uncorrected=uncorrected(session, event_id()),
            handed_over=("handed_over", None) in queries.milestones(session, event_id()),
            notices=dict(database().notices),
        )


def _papers_waiting(lines: Sequence[PaperLine]) -> dict[tuple[str, str], int]:
    return dict(Counter((line.category_state, line.waits) for line in lines if line.waits))


def _silent(session: Session, progress: Progress) -> list[tuple[str, Presence]]:
    """Tablets that spoke once, are not heard now, and whose judge has a sheet begun or told of marks not sent."""
    here = presence(session, event_id(), now=utc_now())
    begun = {line.judge_id: any(cell.state in ("draft", "ready") for cell in line.cells) for line in progress.lines}
    codes = {line.judge_id: line.code for line in progress.lines}
    return [
        (codes[judge_id], tablet)
        for judge_id, tablet in sorted(here.items())
        if not tablet.connected and (begun[judge_id] or tablet.unsent)
    ]
