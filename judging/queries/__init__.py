"""Every read: an open session in, frozen dataclasses out. Nothing here writes, and nothing here knows a page."""

from judging.queries.people import (
    AccountInfo,
    CategoryInfo,
    EventInfo,
    JudgeInfo,
    accounts,
    backgrounds,
    categories,
    event,
    events,
    judges,
    officials,
    organisers,
    settings,
)
from judging.queries.progress import Progress, progress, seats
from judging.queries.rubric import rubric_of
from judging.queries.session import Visitor, visitor
from judging.queries.work import (
    OpenSheet,
    SheetLine,
    SheetView,
    judge_sheet,
    judge_sheets,
    open_sheets,
    overview,
    totals_open,
)

__all__ = [
    "AccountInfo", "CategoryInfo", "EventInfo", "JudgeInfo", "OpenSheet", "Progress", "SheetLine", "SheetView",
    "Visitor", "accounts", "backgrounds", "categories", "event", "events", "judge_sheet", "judge_sheets", "judges",
    "officials", "open_sheets", "organisers", "overview", "progress", "rubric_of", "seats", "settings", "totals_open",
    "visitor",
]  # fmt: skip
