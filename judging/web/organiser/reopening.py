"""Requests to open one sheet again after closing: answered by the chair's side, on the progress page.

In:  a request's id.   Out: the sheet open for its judge alone, or a reasoned no.
"""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries import ReopeningInfo
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.not_saved import lost
from judging.web.organiser.common import blueprint, event_id, page, told, typed
from judging.web.organiser.decision_view import reopened_row


@blueprint.get("/permintaan")
@allow(Permission.SEE_PROGRESS)
def requests() -> ResponseReturnValue:
    return show()


@blueprint.post("/permintaan/<int:request_id>")
@allow(Permission.CLOSE)
def reopen(request_id: int) -> ResponseReturnValue:
    """Approve, refuse, or close again what was opened."""
    asked, now = one(request_id), utc_now()
    try:
        with database().writing() as session:
            if typed("answer") == "close":
                actions.close_again(session, actor(), asked.id, typed("reason"), now=now)
            else:
                approve = typed("answer") == "approve"
                actions.answer_reopening(session, actor(), asked.id, approve=approve, reason=typed("reason"), now=now)
    except actions.Refused as refusal:
        return show(request_id, told(refusal))
    flash({"approve": _("Lembar dibuka untuk jurinya."), "close": _("Lembar ditutup kembali.")}.get(
        typed("answer"), _("Permintaan ditolak dan dicatat.")))  # fmt: skip
    return redirect(url_for("organiser.requests"))


def one(request_id: int) -> ReopeningInfo:
    with database().reading() as session:
        found = queries.reopenings(session, event_id())
    return next((asked for asked in found if asked.id == request_id), None) or abort(404)


def waiting() -> int:
    """How many are not yet answered."""
    with database().reading() as session:
        return sum(asked.state == "waiting" for asked in queries.reopenings(session, event_id()))


def show(failed: int = 0, problems: list[str] | None = None) -> ResponseReturnValue:
    with database().reading() as session:
        found = queries.reopenings(session, event_id())
    rows = [_row(asked, (problems or []) if asked.id == failed else []) for asked in reversed(found)]
    drawn = [row["id"] for row in rows if (row["waiting"] or row["open"]) and (row["may_answer"] or row["own"])]
    gone = lost([] if failed in drawn else problems or [], {"reason": typed("reason")})
    return page("organiser/requests.html", 422 if problems else 200, requests=rows, lost=gone)


def _row(asked: ReopeningInfo, problems: list[str]) -> dict[str, Any]:
    own = asked.judge_person_id == actor().person_id
    return reopened_row(asked) | {
        "category": asked.category,
        "may_answer": actor().may(Permission.CLOSE) and not own,
        "own": own,
        "problems": problems,
        "reason": typed("reason") if problems else "",
    }
