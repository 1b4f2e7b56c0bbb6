"""Every read: an open session in, frozen dataclasses out. Nothing here writes, and nothing here knows a page."""

from judging.queries.advice import Advice, advice
from judging.queries.calibration import (
    CalibrationInfo,
    CalibrationSpread,
    OwnCalibration,
    calibration_spread,
    calibrations,
    judge_calibration,
    judge_calibrations,
)
from judging.queries.corrections import TouchedPaper, touched_papers
from judging.queries.declared import DeclaredRules, Panelist, RubricInfo, declared_rules
from judging.queries.draws import DrawInfo, draws
from judging.queries.effects import Effect, out_effect, rule_effect
from judging.queries.evidence import EvidenceInfo, evidence_content, evidence_of, sheet_evidence
from judging.queries.first_run import setup_token_fits
from judging.queries.own_values import own_values
from judging.queries.panel import ConflictInfo, PanelJudge, Seat, conflicts, panel
from judging.queries.papers import Papers, allocation_or_draft, papers
from judging.queries.participants import ParticipantInfo, participant, participants, photo_of
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
from judging.queries.proceedings import MilestoneInfo, ObjectionInfo, milestones, objections
from judging.queries.programme import Step, programme, screen, shown_photo, shown_step
from judging.queries.progress import Progress, progress, seats
from judging.queries.reopenings import ReopeningInfo, category_reopenings, reopenings
from judging.queries.results import Issued, SealedResult
from judging.queries.rubric import rubric_of
from judging.queries.rubric_shelf import DraftInfo, FrozenRubric, RubricUse, ShelvedRubric, frozen_rubric, rubric_shelf
from judging.queries.rules import CategoryRules, RoundRules, category_rules
from judging.queries.seals import CheckedPaper, Seal, check_paper, seals
from judging.queries.seating import RoundInfo, accounts_without_card, regions, rounds, seated
from judging.queries.session import Visitor, visitor
from judging.queries.suggestions import Recorded, Suggestion, recorded_conflicts, suggested_conflicts
from judging.queries.tablet import (
    CallInfo,
    LateInfo,
    Surroundings,
    came_in,
    event_mark,
    judge_with_code,
    late_entries,
    open_calls,
    own_call,
    surroundings,
)
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
    "Advice",
    "AwardInfo",
    "CalibrationInfo",
    "CalibrationSpread",
    "CallInfo",
    "CategoryInfo",
    "CategoryRules",
    "CheckedPaper",
    "ConflictInfo",
    "DeclaredRules",
    "DraftInfo",
    "DrawInfo",
    "Effect",
    "EventInfo",
    "EvidenceInfo",
    "FrozenRubric",
    "Issued",
    "JudgeInfo",
    "LateInfo",
    "MilestoneInfo",
    "ObjectionInfo",
    "OpenSheet",
    "OwnCalibration",
    "PanelJudge",
    "Panelist",
    "Papers",
    "ParticipantInfo",
    "Progress",
    "Recorded",
    "ReopeningInfo",
    "RoundInfo",
    "RoundRules",
    "RubricInfo",
    "RubricUse",
    "Seal",
    "SealedResult",
    "Seat",
    "SheetLine",
    "SheetView",
    "ShelvedRubric",
    "SpecialAward",
    "Step",
    "Suggestion",
    "Surroundings",
    "TouchedPaper",
    "Visitor",
    "accounts",
    "accounts_without_card",
    "advice",
    "allocation_or_draft",
    "awards",
    "backgrounds",
    "calibration_spread",
    "calibrations",
    "came_in",
    "categories",
    "category_reopenings",
    "category_rules",
    "check_paper",
    "conflicts",
    "declared_rules",
    "draws",
    "event",
    "event_mark",
    "events",
    "evidence_content",
    "evidence_of",
    "frozen_rubric",
    "judge_calibration",
    "judge_calibrations",
    "judge_sheet",
    "judge_sheets",
    "judge_with_code",
    "judges",
    "late_entries",
    "milestones",
    "objections",
    "officials",
    "open_calls",
    "open_sheets",
    "organisers",
    "out_effect",
    "overview",
    "own_call",
    "own_values",
    "panel",
    "papers",
    "participant",
    "participants",
    "photo_of",
    "programme",
    "progress",
    "recorded_conflicts",
    "regions",
    "reopenings",
    "rounds",
    "rubric_of",
    "rubric_shelf",
    "rule_effect",
    "screen",
    "seals",
    "seated",
    "seats",
    "settings",
    "setup_token_fits",
    "sheet_evidence",
    "shown_photo",
    "shown_step",
    "special_awards",
    "suggested_conflicts",
    "surroundings",
    "totals_open",
    "touched_papers",
    "visible_standing",
    "visitor",
]
