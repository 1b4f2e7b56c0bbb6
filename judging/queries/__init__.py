"""Every read: an open session in, frozen dataclasses out. Nothing here writes, and nothing here knows a page."""

from judging.queries.papers import Papers, papers
from judging.queries.people import (
    AccountInfo,
    CategoryInfo,
    EventInfo,
    JudgeInfo,
    SpecialAward,
    accounts,
    backgrounds,
    categories,
    event,
    events,
    judges,
    officials,
    organisers,
    settings,
    special_awards,
)
from judging.queries.progress import Progress, progress, seats
from judging.queries.results import Issued, SealedResult
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
    "AccountInfo",
    "CategoryInfo",
    "EventInfo",
    "Issued",
    "JudgeInfo",
    "OpenSheet",
    "Papers",
    "Progress",
    "SealedResult",
    "SheetLine",
    "SheetView",
    "SpecialAward",
    "Visitor",
    "accounts",
    "backgrounds",
    "categories",
    "event",
    "events",
    "judge_sheet",
    "judge_sheets",
    "judges",
    "officials",
    "open_sheets",
    "organisers",
    "overview",
    "papers",
    "progress",
    "rubric_of",
    "seats",
    "settings",
    "special_awards",
    "totals_open",
    "visitor",
]
