"""Tables people already have: found in their file, their columns named, checked by the rules of the event's workbook.

In:  pages of a file, which column is which field, what the event has.   Out: plans to store; or numbered problems.
Does not know where the event is kept, nor who asks.
"""

from judging.spreadsheet.tables.judges import JudgesImport, read_judges
from judging.spreadsheet.tables.known import Known, KnownCategory, KnownJudge, KnownParticipant
from judging.spreadsheet.tables.layout import Layout, Line, find_layout
from judging.spreadsheet.tables.mapping import propose
from judging.spreadsheet.tables.members import MembersImport, read_members
from judging.spreadsheet.tables.people import PeopleImport, read_people
from judging.spreadsheet.tables.source import Source
from judging.spreadsheet.tables.tally import SHAPES, Keyed, KnownRound, read_tally, score_fields, shape_of
from judging.spreadsheet.tables.words import (
    JUDGES,
    KINDS,
    LISTED,
    MEMBERS,
    PEOPLE,
    SCORES,
    Field,
    judge_fields,
    member_fields,
    people_fields,
)

__all__ = [
    "JUDGES",
    "KINDS",
    "LISTED",
    "MEMBERS",
    "PEOPLE",
    "SCORES",
    "SHAPES",
    "Field",
    "JudgesImport",
    "Keyed",
    "Known",
    "KnownCategory",
    "KnownJudge",
    "KnownParticipant",
    "KnownRound",
    "Layout",
    "Line",
    "MembersImport",
    "PeopleImport",
    "Source",
    "find_layout",
    "judge_fields",
    "member_fields",
    "people_fields",
    "propose",
    "read_judges",
    "read_members",
    "read_people",
    "read_tally",
    "score_fields",
    "shape_of",
]
