"""A new participant, typed: who, from where, beside whom. Profile and members follow on the participant's own pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.plan import ParticipantPlan
from judging.queries import CategoryInfo, ParticipantInfo
from judging.roles import Permission
from judging.spreadsheet.event_sheets import PARTICIPANT
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser.answers import Answers, read
from judging.web.organiser.common import blueprint, event_id, page, told

WHO = tuple(
    replace(PARTICIPANT.column(key), required=key in ("category", "name", "region"))
    for key in ("category", "name", "region", "district", "subdistrict", "number", "code", "linked_to")
)


@blueprint.get("/peserta/baru")
@allow(Permission.SET_UP)
def new_participant() -> ResponseReturnValue:
    return _show(Answers({}), [])


@blueprint.post("/peserta/baru")
@allow(Permission.SET_UP)
def add_participant() -> ResponseReturnValue:
    answers = read(WHO)
    if answers.problems:
        return _show(answers, [])
    try:
        with database().writing() as session:
            added = actions.add_participant(session, actor(), event_id(), plan_of(answers), now=utc_now())
    except actions.Refused as refusal:
        return _show(answers, told(refusal))
    flash(_("{name} tercatat. Lengkapi profilnya di bawah.", name=answers.text("name")))
    return redirect(url_for("organiser.participant", participant_id=added))


def plan_of(answers: Answers) -> ParticipantPlan:
    return ParticipantPlan(
        code=answers.text("code"),
        category=answers.text("category"),
        number=int(answers.values.get("number", 0)),
        name=answers.text("name"),
        region=answers.text("region"),
        district=answers.text("district"),
        subdistrict=answers.text("subdistrict"),
        linked_to=answers.text("linked_to"),
    )


def _show(answers: Answers, refused: list[str]) -> ResponseReturnValue:
    with database().reading() as session:
        categories, people = queries.categories(session, event_id()), queries.participants(session, event_id())
        regions = queries.regions(session, event_id())
    waiting = [one for one in categories if one.state == "setup"]
    return page(
        "organiser/new_participant.html",
        422 if answers.problems or refused else 200,
        who=who_context(request.form, answers, regions) | {"linked_options": linked_options(people)},
        categories=[(one.code, one.name) for one in waiting],
        chosen=request.form.get("category", request.args.get("kategori", waiting[0].code if waiting else "")),
        why_none=_why_none(categories),
        refused=refused,
    )


def who_context(typed: Any, answers: Answers, regions: list[str]) -> dict[str, Any]:
    """The fields that say who and from where, as they were typed or are kept."""
    return {
        "values": {column.key: typed.get(column.key, "") for column in WHO},
        "problems": answers.problems,
        "regions": regions,
    }


def linked_options(people: list[ParticipantInfo], but: int = 0) -> list[tuple[str, str]]:
    return [("", _("Tidak mendampingi peserta lain"))] + [
        (one.code, f"{one.name} ({one.category})") for one in people if one.id != but
    ]


def _why_none(categories: list[CategoryInfo]) -> str:
    if not categories:
        return _("Belum ada kategori. Tambahkan kategori dahulu di Pengaturan.")
    if all(one.state != "setup" for one in categories):
        return _("Penilaian sudah dibuka. Peserta baru hanya dapat ditambahkan sebelum penilaian dibuka.")
    return ""
