"""What an event typed on screen begins with: the chosen start, as a plan. A leaf.

In:  the event's facts and its first panitia.   Out: an EventPlan without anybody who takes part.
The starts are data: an award that looks like none of them begins empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from judging.event_rules import SINGLE_ROUND, SINGLE_ROUND_NAME, WHOLE_SHARE, background_code
from judging.language import N_
from judging.plan import AwardPlan, CategoryPlan, EventPlan, PersonPlan, RoundPlan

NOT_YET = N_("Jumlahnya belum ditetapkan.")  # why a new prize still waits for a word
PLACES = ("Juara I", "Juara II", "Juara III", "Juara Harapan I", "Juara Harapan II")
SETTINGS = {"paper": "A4", "one_per_region": True, "members_lowest": None, "members_highest": None,
            "same_day_awards": False, "objections": False, "stamp_duty": True, "letterhead": [], "tax": {}}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Start:
    title: str
    help: str
    categories: tuple[CategoryPlan, ...] = ()
    backgrounds: tuple[str, ...] = ()  # names as printed
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewEvent:
    name: str
    level: str
    year: int
    place: str
    starts_on: date | None
    announced_on: date | None
    organiser: str
    start: str  # key of STARTS
    person: PersonPlan  # the first panitia


def plan_of(new: NewEvent, code: str) -> EventPlan:
    start = STARTS[new.start]
    return EventPlan(
        code=code,
        name=new.name,
        level=new.level,
        year=new.year,
        place=new.place,
        starts_on=new.starts_on,
        announced_on=new.announced_on,
        is_sample=False,
        settings={**SETTINGS, **start.settings, "organiser": new.organiser},
        backgrounds={background_code(name): name for name in start.backgrounds},
        categories=start.categories,
        participants=(),
        members=(),
        judges=(),
        assignments=(),
        conflicts=(),
        officials=(),
        people=(new.person,),
    )


def _category(code: str, name: str, noun: str, phrase: str, *, is_group: bool, linked_to: str = "") -> CategoryPlan:
    """Scored by the library's rubric of the same name, five places whose money is still to be said."""
    return CategoryPlan(
        code=code,
        name=name,
        noun=noun,
        is_group=is_group,
        profile_form=code,
        linked_to=linked_to,
        certificate_phrase=phrase,
        method="mean",
        margin=None,
        panel_rule="complete_judges",
        rounds=(RoundPlan(SINGLE_ROUND, SINGLE_ROUND_NAME, WHOLE_SHARE, code),),
        awards=tuple(AwardPlan(label, n, None, to_confirm=NOT_YET) for n, label in enumerate(PLACES, start=1)),
    )


STARTS: Mapping[str, Start] = {
    "kube": Start(
        N_("KUBE dan pendamping"),
        N_("Dua kategori dengan rubrik bawaan, lima juara masing-masing, dan tiga unsur juri. Semuanya dapat diubah."),
        (
            _category(
                "kube",
                "KUBE Berprestasi",
                "KUBE",
                "atas hasil kerja bersama dalam kelembagaan, kepedulian sosial, dan usaha ekonomi",
                is_group=True,
            ),
            _category(
                "pendamping",
                "Pendamping KUBE Berprestasi",
                "Pendamping KUBE",
                "atas ketekunan membina kelembagaan, kepedulian sosial, dan usaha ekonomi kelompok",
                is_group=False,
                linked_to="kube",
            ),
        ),
        ("Praktisi sosial", "Forum CSR", "Akademisi"),
        {"members_lowest": 5, "members_highest": 10},
    ),
    "empty": Start(N_("Kosong"), N_("Untuk penghargaan lain: kategori, rubrik, dan hadiahnya Bapak/Ibu isi sendiri.")),
}
