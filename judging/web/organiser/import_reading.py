"""What an uploaded table comes to, under the choices made so far: where it stands, which column is what, what would
be stored.

In:  an open session, a staged table, a Choice.   Out: a Reading; results or SheetProblems.   Writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from judging.language import N_, _
from judging.queries.import_known import EventRows, PaperRow, RoundRows, event_rows, round_rows
from judging.queries.seating import RoundInfo, rounds
from judging.spreadsheet import tables
from judging.spreadsheet.problems import UnreadableFile, refusal
from judging.spreadsheet.tables import Field, Known, KnownCategory, KnownJudge, KnownParticipant, KnownRound, Layout
from judging.web.organiser.staged import Staged

FILLABLE = frozenset({"region", "district", "category", "participant", "judge"})
CLOSED = {
    "recused": N_("benturan kepentingan"),
    "absent": N_("juri tidak hadir"),
    "substituted": N_("juri digantikan"),
}
Result = tables.PeopleImport | tables.MembersImport | tables.JudgesImport | tuple[tables.Keyed, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the owner chose on the page of columns; "" and 0 mean "find it yourself"."""

    sheet: str = ""
    head: int = 0
    round_id: int = 0
    shape: str = ""
    category: str = ""
    judge: str = ""
    new_regions: bool = False
    fill: bool = False
    pairs: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Choice:
        return cls(**{**kept, "pairs": tuple((key, index) for key, index in kept.get("pairs", ()))})

    def kept(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reading:
    kind: str
    choice: Choice
    known: Known
    rounds: tuple[RoundInfo, ...]  # whose papers may be keyed in now
    round: RoundRows | None
    fields: tuple[Field, ...]
    layout: Layout

    def result(self) -> Result:
        """Everything as it would be stored; raises SheetProblems with every problem."""
        filled = FILLABLE if self.choice.fill else frozenset()
        source = tables.Source(self.layout, self.choice.pairs, filled)
        if self.kind == tables.PEOPLE:
            category, added = self.choice.category, self.choice.new_regions
            return tables.read_people(source, self.fields, self.known, category=category, new_regions=added)
        if self.kind == tables.MEMBERS:
            return tables.read_members(source, self.fields, self.known)
        if self.kind == tables.JUDGES:
            return tables.read_judges(source, self.fields, self.known)
        if self.round is None:
            raise not_open()
        return tables.read_tally(source, self.choice.shape, known_round(self.round), judge=self.choice.judge)


def read(session: Session, event_id: int, person_id: int | None, staged: Staged, choice: Choice) -> Reading:
    """The table under this choice; what was left open is chosen here. Raises UnreadableFile when nothing fits."""
    known = known_event(event_rows(session, event_id))
    open_rounds = tuple(one for one in rounds(session, event_id) if one.state in ("judging", "closed"))
    if staged.kind == tables.SCORES and not open_rounds:
        raise not_open()
    ids = [one.id for one in open_rounds]
    key = choice.round_id if choice.round_id in ids else ids[0] if ids else 0
    found = round_rows(session, event_id, key, person_id) if staged.kind == tables.SCORES else None
    own = {one.code for one in known.categories}
    category = choice.category if choice.category in own else next((c.code for c in known.categories if c.open), "")
    chosen = replace(choice, round_id=key, category=category, shape=_shape(staged, choice, found))
    fields = fields_of(staged.kind, known, found, chosen.shape)
    layout = tables.find_layout(staged.pages, fields, chosen.sheet, chosen.head)
    chosen = replace(chosen, sheet=layout.sheet, head=layout.head)
    own_keys = {one.key for one in fields}
    kept = tuple(pair for pair in chosen.pairs if pair[0] in own_keys)
    pairs = kept or tuple(tables.propose(layout.headings, fields))
    if found is not None and not chosen.judge and "judge" not in dict(pairs):
        chosen = replace(chosen, judge=_named_judge(f"{layout.sheet} {staged.file_name}", found))
    return Reading(staged.kind, replace(chosen, pairs=pairs), known, open_rounds, found, tuple(fields), layout)


def _named_judge(text: str, found: RoundRows) -> str:
    """The judge whose code stands in the name of the sheet or the file; "" for none or several."""
    said = set(re.findall(r"[^\W_]+", text.casefold()))
    named = [code for code in found.judges if code.casefold() in said]
    return named[0] if len(named) == 1 else ""


def _shape(staged: Staged, choice: Choice, found: RoundRows | None) -> str:
    """The shape that fits the headings best, unless one was chosen."""
    if found is None or choice.shape in tables.SHAPES:
        return choice.shape if found else ""
    fits = {}
    for shape in tables.SHAPES:
        fields = tables.score_fields(shape, known_round(found))
        layout = tables.find_layout(staged.pages, fields, choice.sheet, choice.head)
        fits[shape] = tables.propose(layout.headings, fields)
    return tables.shape_of(fits)


def fields_of(kind: str, known: Known, found: RoundRows | None, shape: str) -> list[Field]:
    if kind == tables.PEOPLE:
        categories = known.categories
        return tables.people_fields([one.noun for one in categories], [one.profile_form for one in categories])
    if kind == tables.MEMBERS:
        return tables.member_fields()
    if kind == tables.JUDGES:
        return tables.judge_fields()
    return tables.score_fields(shape, known_round(found)) if found else []


def known_event(rows: EventRows) -> Known:
    return Known(
        [KnownCategory(c.code, c.name, c.noun, c.is_group, c.profile_form, c.linked_to, c.state == "setup")
         for c in rows.categories],
        rows.regions,
        [KnownParticipant(p.code, p.category, p.number, p.name, p.region, p.members, p.settlement_unit)
         for p in rows.participants],
        [KnownJudge(j.code, j.name, j.background, j.is_chair) for j in rows.judges],
        rows.backgrounds,
        rows.one_per_region,
    )  # fmt: skip


def known_round(rows: RoundRows) -> KnownRound:
    sheets = {key: why_not(one) for key, one in rows.sheets.items()}
    return KnownRound(rows.rubric, rows.judges, rows.participants, rows.numbers, sheets)


def why_not(one: PaperRow) -> str:
    """Why this sheet is not keyed in; "" when it may be."""
    if one.state == "submitted":
        return _("lembarnya sudah terkirim.")
    if one.state in CLOSED:
        return _("tidak dinilai ({why}).", why=_(CLOSED[one.state]))
    return _("sudah dimasukkan oleh {name}, menunggu diperiksa.", name=one.keyed_by) if one.keyed_by else ""


def not_open() -> UnreadableFile:
    return refusal(_("Penilaian belum dibuka."), _("Skor dari kertas dimasukkan setelah penilaian dibuka."))
