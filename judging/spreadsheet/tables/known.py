"""What the event has already, as the checks of an import need it.

In:  plain values from the edge.   Out: Known, and its rows under the workbook's own sheets.
Does not know where they are stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from judging.spreadsheet.event_sheets import BACKGROUND_FIELDS, CATEGORY, EVENT, JUDGE, MEMBER, PARTICIPANT
from judging.spreadsheet.problems import Findings
from judging.spreadsheet.references import Tables
from judging.spreadsheet.table import Record, read_fields
from judging.spreadsheet.tables.source import known_record


@dataclass(frozen=True, slots=True)
class KnownCategory:
    code: str
    name: str
    noun: str
    is_group: bool
    profile_form: str
    linked_to: str
    open: bool  # still in setup: participants may be added


@dataclass(frozen=True, slots=True)
class KnownParticipant:
    code: str
    category: str
    number: int
    name: str
    region: str
    members: tuple[tuple[int, str, str], ...] = ()  # number, name, office
    settlement_unit: str = ""


@dataclass(frozen=True, slots=True)
class KnownJudge:
    code: str
    name: str
    background: str  # as printed
    is_chair: bool


@dataclass(frozen=True, slots=True)
class Known:
    categories: Sequence[KnownCategory]
    regions: Sequence[str]
    participants: Sequence[KnownParticipant]
    judges: Sequence[KnownJudge]
    backgrounds: Mapping[str, str]  # code -> as printed
    one_per_region: bool

    def tables(self, new: Mapping[str, list[Record]], missing: frozenset[str] = frozenset()) -> Tables:
        """The event's rows, then the new ones, so that a repeated row is told where it is new."""
        old = {CATEGORY.name: self._categories(), PARTICIPANT.name: self._participants(),
               MEMBER.name: self._members(), JUDGE.name: self._judges()}  # fmt: skip
        return Tables(self._event(), {name: [*rows, *new.get(name, [])] for name, rows in old.items()}, missing)

    def _event(self) -> Record:
        event = read_fields([], EVENT, Findings(()))
        event.values["one_per_region"] = self.one_per_region
        names = list(self.backgrounds.values())
        event.values |= dict(zip((column.key for column in BACKGROUND_FIELDS), names, strict=False))
        return event

    def _categories(self) -> list[Record]:
        return [
            known_record(CATEGORY, {"code": one.code, "name": one.name, "noun": one.noun,
                                    "shape": "group" if one.is_group else "person",
                                    "profile_form": one.profile_form, "linked_to": one.linked_to})
            for one in self.categories
        ]  # fmt: skip

    def _participants(self) -> list[Record]:
        keys = ("code", "category", "number", "name", "region", "settlement_unit")
        return [known_record(PARTICIPANT, {key: getattr(one, key) for key in keys}) for one in self.participants]

    def _members(self) -> list[Record]:
        return [
            known_record(MEMBER, {"participant": one.code, "number": number, "name": name})
            for one in self.participants
            for number, name, _office in one.members
        ]

    def _judges(self) -> list[Record]:
        keys = ("code", "name", "background", "is_chair")
        return [known_record(JUDGE, {key: getattr(one, key) for key in keys}) for one in self.judges]
