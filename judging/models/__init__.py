"""The tables, and nothing but tables.

In: nothing.   Out: mapped classes.   Does not know any rule: who may write what is in roles.py, how in actions/.
"""

from judging.models.base import Base, Personal, Protected, canonical
from judging.models.calls import CallForHelp
from judging.models.category import Award, Category, Round, RubricDraft, RubricVersion, Ruleset
from judging.models.event import Account, Event, EventSetting, Official, Person, Region, RoleGrant
from judging.models.paper_sheets import PaperJudge, PaperSheet
from judging.models.papers import DocumentContent, IssuedDocument, NoteRelease, Payout
from judging.models.people import Assignment, Card, Conflict, Judge, KeptWarning, Member, Participant, Photo
from judging.models.preparing import (
    Calibration,
    CalibrationEntry,
    CalibrationSheet,
    EvidenceContent,
    EvidenceFile,
    OrderDraw,
    SetAside,
)
from judging.models.proceedings import Milestone, Objection, Screen
from judging.models.records import DatabaseFact, JournalEvent, SignInSession, WrongPin
from judging.models.results import Allocation, Decision, Decree, Issuance, Printing, ResultVersion
from judging.models.sheets import Entry, Reopening, Sheet

__all__ = [
    "Account",
    "Allocation",
    "Assignment",
    "Award",
    "Base",
    "Calibration",
    "CalibrationEntry",
    "CalibrationSheet",
    "CallForHelp",
    "Card",
    "Category",
    "Conflict",
    "DatabaseFact",
    "Decision",
    "Decree",
    "DocumentContent",
    "Entry",
    "Event",
    "EventSetting",
    "EvidenceContent",
    "EvidenceFile",
    "Issuance",
    "IssuedDocument",
    "JournalEvent",
    "Judge",
    "KeptWarning",
    "Member",
    "Milestone",
    "NoteRelease",
    "Objection",
    "Official",
    "OrderDraw",
    "PaperJudge",
    "PaperSheet",
    "Participant",
    "Payout",
    "Person",
    "Personal",
    "Photo",
    "Printing",
    "Protected",
    "Region",
    "Reopening",
    "ResultVersion",
    "RoleGrant",
    "Round",
    "RubricDraft",
    "RubricVersion",
    "Ruleset",
    "Screen",
    "SetAside",
    "Sheet",
    "SignInSession",
    "WrongPin",
    "canonical",
]
