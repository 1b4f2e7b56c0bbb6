"""Every read: an open session in, frozen dataclasses out. Nothing here writes, and nothing here knows a page."""

from judging.queries.declared import DeclaredRules, Panelist, RubricInfo, declared_rules
from judging.queries.panel import ConflictInfo, PanelJudge, Seat, conflicts, panel
from judging.queries.papers import Papers, allocation_or_draft, papers
from judging.queries.participants import ParticipantInfo, participant, participants
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
from judging.queries.plenary import visible_standing
from judging.queries.prizes import AwardInfo, awards
from judging.queries.progress import Progress, progress, seats
from judging.queries.results import Issued, SealedResult
from judging.queries.rubric import rubric_of
from judging.queries.rules import CategoryRules, RoundRules, category_rules
from judging.queries.seals import CheckedPaper, Seal, check_paper, seals
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
    "AwardInfo",
    "CategoryInfo",
    "CategoryRules",
    "CheckedPaper",
    "ConflictInfo",
    "DeclaredRules",
    "EventInfo",
    "Issued",
    "JudgeInfo",
    "OpenSheet",
    "PanelJudge",
    "Panelist",
    "Papers",
    "ParticipantInfo",
    "Progress",
    "RoundRules",
    "RubricInfo",
    "Seal",
    "SealedResult",
    "Seat",
    "SheetLine",
    "SheetView",
    "SpecialAward",
    "Visitor",
    "accounts",
    "allocation_or_draft",
    "awards",
    "backgrounds",
    "categories",
    "category_rules",
    "check_paper",
    "conflicts",
    "declared_rules",
    "event",
    "events",
    "judge_sheet",
    "judge_sheets",
    "judges",
    "officials",
    "open_sheets",
    "organisers",
    "overview",
    "panel",
    "papers",
    "participant",
    "participants",
    "progress",
    "rubric_of",
    "seals",
    "seats",
    "settings",
    "special_awards",
    "totals_open",
    "visible_standing",
    "visitor",
]
