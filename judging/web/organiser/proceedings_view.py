"""The steps after sealing as their page takes them: a checklist with days, in the order they happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from judging import words
from judging.language import N_, _
from judging.queries import CategoryInfo, MilestoneInfo, ObjectionInfo, ParticipantInfo
from judging.queries.own_values import OwnValues
from judging.sheet import show_value
from judging.web.organiser.common import zone

OUTCOMES = {"open": N_("Belum dijawab"), "upheld": N_("Diterima"), "rejected": N_("Tidak diterima")}
SEALED = ("sealed", "announced", "archived")


@dataclass(frozen=True, slots=True)
class Seen:
    categories: Sequence[CategoryInfo]
    milestones: Mapping[tuple[str, int | None], MilestoneInfo]
    objections: Sequence[ObjectionInfo]
    people: Sequence[ParticipantInfo]
    decree: tuple[str, date] | None
    takes_objections: bool

    @property
    def all_sealed(self) -> bool:
        return bool(self.categories) and all(one.state in SEALED for one in self.categories)

    @property
    def all_announced(self) -> bool:
        return bool(self.categories) and all(one.state in ("announced", "archived") for one in self.categories)


def local_day(at: datetime) -> date:
    return words.local(at, zone()).date()


def context(seen: Seen, today: date, *, may_answer: bool) -> dict[str, Any]:
    values, handed = seen.milestones.get(("own_values", None)), seen.milestones.get(("handed_over", None))
    archived = bool(seen.categories) and all(one.state == "archived" for one in seen.categories)
    return {
        "today": today.isoformat(),
        "minutes": [_minutes(one, seen) for one in seen.categories],
        "takes_objections": seen.takes_objections,
        "can_give_values": seen.all_sealed and seen.takes_objections and not archived,
        "values_words": _values_words(values),
        "people": [("", _("Pilih")), *((one.code, f"{one.name} ({one.category})") for one in seen.people)],
        "own": [(one.code, one.name) for one in seen.people if one.status == "active"],
        "objections": [_objection(one) for one in seen.objections],
        "can_object": any(one.state in ("sealed", "announced") for one in seen.categories),
        "may_answer": may_answer,
        "decree_words": _decree_words(seen.decree),
        "announced": [(one.name, _("Diumumkan") if one.state in ("announced", "archived") else _("Belum diumumkan"))
                      for one in seen.categories],
        "handed_words": _day_words(handed),
        "can_hand_over": seen.all_announced and not archived,
        "archived": archived,
        "can_archive": seen.all_announced and handed is not None and not archived,
    }  # fmt: skip


def drawn(context: Mapping[str, Any]) -> list[str]:
    """The forms of the page, by the names that a refusal has."""
    answers = [f"answer-{one['id']}" for one in context["objections"] if one["open"] and context["may_answer"]]
    others = {
        "own_values": context["can_give_values"],
        "objection": context["can_object"],
        "handed_over": context["can_hand_over"],
        "archive": not context["archived"],
    }
    minutes = [f"minutes-{one['code']}" for one in context["minutes"] if one["can_sign"]]
    return [*minutes, *answers, *(form for form, is_drawn in others.items() if is_drawn)]


def _minutes(one: CategoryInfo, seen: Seen) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "words": _day_words(seen.milestones.get(("minutes_signed", one.id))),
        "can_sign": one.state in ("sealed", "announced"),
        "missing_words": _("Tanggal tanda tangan tidak dicatat.")
        if one.state == "archived"
        else _("Menunggu hasil dikunci dalam pleno."),
    }


def _decree_words(decree: tuple[str, date] | None) -> str:
    return _("Nomor {number}, {day}", number=decree[0], day=words.long_date(decree[1])) if decree else ""


def _day_words(found: MilestoneInfo | None) -> str:
    if found is None:
        return ""
    note = f". {found.note}" if found.note else ""
    return _("{day}, dicatat {name}{note}", day=words.long_date(found.day), name=found.recorded_by, note=note)


def _values_words(found: MilestoneInfo | None) -> str:
    if found is None or found.until is None:
        return ""
    return _(
        "Dibagikan {day}; sanggahan diterima sampai {until}.",
        day=words.long_date(found.day),
        until=words.long_date(found.until),
    )


def _objection(one: ObjectionInfo) -> dict[str, Any]:
    facts = [
        (_("Peserta"), f"{one.participant}, {one.category}"),
        (
            _("Diterima"),
            _(
                "{day} dari {sender}",
                day=words.long_date(one.received_on),
                sender=one.sender or _("nama sudah dihapus"),
            ),
        ),
        (_("Isi"), one.statement or _("sudah dihapus")),
    ]
    if one.outcome != "open":
        facts.append((_("Jawaban"), f"{_(OUTCOMES[one.outcome])}. {one.answer} ({one.answered_by})"))
    return {"id": one.id, "ticket": one.ticket, "open": one.outcome == "open", "facts": facts}


def own_values_context(found: OwnValues, last: MilestoneInfo | None) -> dict[str, Any]:
    """Values alone: nothing on this sheet depends on another participant."""
    return {
        "name": found.name,
        "place": found.place,
        "category": found.category,
        "total": show_value(found.total),
        "aspects": [
            (title, _("{points} dari {weight}", points=show_value(points), weight=weight))
            for title, points, weight in found.aspects
        ],
        "judges": found.judges,
        "until": words.long_date(last.until) if last and last.until else "",
    }
