"""An event as its workbook describes it, before any of it is stored.

In:  nothing; these are plain values that spreadsheet.read_event() builds and actions.import_event() stores.
Out: frozen dataclasses, one per kind of row. Text codes join them; no integer keys.
Does not know where the rows came from (XLSX, CSV, a form), nor any table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """One session of a category. A category with a single round never shows the word."""

    code: str  # "utama" when the category has one round
    name: str
    share: int  # whole per cent; the shares of a category sum to 100
    rubric: str  # name of a rubric in the library, or of a TOML given beside the workbook
    day: date | None = None


@dataclass(frozen=True, slots=True)
class AwardPlan:
    """One line of the prize table. `place` is None for a special award, which has no rank."""

    label: str  # "Juara I", "Juara Harapan II", "Juara Favorit": any text
    place: int | None
    amount: int | None  # whole rupiah; None = a prize without money
    trophy: bool = True
    certificate: bool = True
    goods: str = ""
    to_confirm: str = ""  # why the amount still needs the organiser's word; empty = settled
    basis: str = ""  # a special award's written basis


@dataclass(frozen=True, slots=True)
class CategoryPlan:
    code: str
    name: str  # "KUBE Berprestasi"
    noun: str  # what one participant is called: "KUBE", "Pendamping KUBE"
    is_group: bool  # a group, or a person
    profile_form: str  # "kube", "pendamping", or "" for none
    linked_to: str  # code of the category whose participants these stand beside; "" for none
    certificate_phrase: str  # "atas hasil kerja bersama dalam ..."
    method: str  # one of the eight of judging.scoring
    margin: str | None  # points 0-100, decimal text; only for `clipped`
    panel_rule: str  # complete_judges | present_judges | adjusted
    rounds: tuple[RoundPlan, ...]
    awards: tuple[AwardPlan, ...]


@dataclass(frozen=True, slots=True)
class MemberPlan:
    participant: str
    number: int
    name: str
    office: str = ""  # ketua | sekretaris | bendahara | ""
    elected: bool | None = None


@dataclass(frozen=True, slots=True)
class ParticipantPlan:
    code: str
    category: str
    number: int  # order of appearance, unique in the category
    name: str
    region: str
    district: str = ""  # kecamatan
    subdistrict: str = ""  # kelurahan/desa
    linked_to: str = ""  # code of the participant this one stands beside
    profile: Mapping[str, Any] = field(default_factory=dict)  # keys of judging.profiles; JSON values, dates as ISO text


@dataclass(frozen=True, slots=True)
class JudgePlan:
    code: str
    name: str
    background: str  # code: praktisi_sosial | forum_csr | akademisi, or another event's own
    institution: str
    is_reserve: bool = False
    is_chair: bool = False


@dataclass(frozen=True, slots=True)
class AssignmentPlan:
    category: str
    round: str
    judge: str


@dataclass(frozen=True, slots=True)
class ConflictPlan:
    judge: str
    participant: str
    reason: str


@dataclass(frozen=True, slots=True)
class OfficialPlan:
    role: str  # kepala | kabid | bendahara | pptk | kpa: who signs what
    name: str
    position: str  # printed above the name
    prefix: str = ""  # a.n. | Plt. | Plh.
    nip: str = ""  # empty for someone who has none; then institution is printed
    institution: str = ""


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """An organiser's account. `judge` is the code of the judge who is the same person; empty for nobody."""

    login: str
    name: str
    roles: tuple[str, ...]  # values of judging.roles.Role: panitia | ketua | wakil | bendahara | viewer
    judge: str = ""


@dataclass(frozen=True, slots=True)
class EventPlan:
    code: str
    name: str  # "KUBE Berprestasi"
    level: str  # "Tingkat Provinsi Daerah Khusus Jakarta"
    year: int
    place: str  # printed before dates: "Jakarta"
    starts_on: date | None
    announced_on: date | None  # planned
    is_sample: bool
    settings: Mapping[str, Any]  # letterhead lines, member limits, paper, tax: JSON values, keys in docs/settings.md
    backgrounds: Mapping[str, str]  # code -> name as printed, in the order declared
    categories: tuple[CategoryPlan, ...]
    participants: tuple[ParticipantPlan, ...]
    members: tuple[MemberPlan, ...]
    judges: tuple[JudgePlan, ...]
    assignments: tuple[AssignmentPlan, ...]
    conflicts: tuple[ConflictPlan, ...]
    officials: tuple[OfficialPlan, ...]
    people: tuple[PersonPlan, ...] = ()
