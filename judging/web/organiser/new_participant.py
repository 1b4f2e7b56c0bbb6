"""A new participant, typed: who, from where, beside whom. Profile and members follow on the participant's own pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from judging import actions, queries
from judging.language import _
from judging.plan import ParticipantPlan
from judging.queries import CategoryInfo, ParticipantInfo
from judging.queries.set_up import categories_set_up
from judging.roles import Permission
from judging.spreadsheet.event_sheets import PARTICIPANT
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import steps
from judging.web.organiser.answers import Answers, read
from judging.web.organiser.common import blueprint, event_id, page, told
from judging.web.organiser.region_words import regions_of

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
            known = queries.regions(session, event_id())
            added = actions.add_participant(session, actor(), event_id(), plan_of(answers), now=utc_now())
            new = [name for name in queries.regions(session, event_id()) if name not in known]
    except actions.Refused as refusal:
        return _show(replace(answers, problems=refusal.at), told(refusal))
    flash(_("{name} tercatat.", name=answers.text("name")))
    for name in new:
        text = _(
            "“{name}” ikut dicatat sebagai wilayah baru. Bila salah ketik, perbaiki di sini, lalu hapus di Wilayah.",
            name=name,
        )
        flash(text, "warn")
    page_of = "edit_participant" if steps.wants_on() else "participant"
    return redirect(url_for(f"organiser.{page_of}", participant_id=added))


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
        regions, level = queries.regions(session, event_id()), queries.event(session, event_id()).level
        wanted = request.form.get("category", request.args.get("kategori", ""))
        chosen = _chosen(categories, wanted)
        linked_to = linked_category(session, chosen.code) if chosen else ""
    waiting = [one for one in categories if one.state == "setup"]
    empty = steps.empty_category(categories, people)
    return page(
        "organiser/new_participant.html",
        422 if answers.problems or refused else 200,
        who={
            "values": {column.key: request.form.get(column.key, "") for column in WHO},
            "problems": answers.problems,
        }
        | where_from(level, regions, request.form)
        | {"linked_options": linked_options(people, linked_to)},
        labels=labels(),
        category=chosen,
        others=[(one.code, one.name) for one in waiting if one not in (chosen, empty)],
        onward=steps.after_people(empty) if empty != chosen else None,
        why_none=_why_none(categories),
        refused=refused,
    )


def labels() -> dict[str, str]:
    """The words of every field, for a sentence that stands away from it."""
    return {column.key: _(column.title) for column in WHO} | {"number": _("Nomor urut")}


def _chosen(categories: list[CategoryInfo], code: str) -> CategoryInfo | None:
    """The asked category if it is being set up, else the first one that is."""
    waiting = [one for one in categories if one.state == "setup"]
    return next((one for one in waiting if one.code == code), waiting[0] if waiting else None)


def where_from(level: str, regions: list[str], typed: Mapping[str, str]) -> dict[str, Any]:
    """The regions to choose from, what they are called in an event of this level, and which finer places are asked."""
    words = regions_of(level)
    finer = [key for key in ("district", "subdistrict") if key in words.finer or typed.get(key)]
    return {"regions": regions, "region_help": _(words.stand_for), "finer": finer}


def linked_category(session: Session, code: str) -> str:
    """The category whose participants are accompanied by this one's; empty where nobody is."""
    return next(one.linked_to for one in categories_set_up(session, event_id()) if one.code == code)


def linked_options(people: list[ParticipantInfo], linked_to: str, but: int = 0) -> list[tuple[str, str]]:
    """Nothing to choose from where the category accompanies no other."""
    return [("", _("Belum dipilih"))] + [
        (one.code, one.name) for one in people if linked_to and one.category_code == linked_to and one.id != but
    ]


def _why_none(categories: list[CategoryInfo]) -> str:
    if not categories:
        return _("Belum ada kategori. Tambahkan kategori dahulu di Pengaturan.")
    if all(one.state != "setup" for one in categories):
        return _("Penilaian sudah dibuka. Peserta baru hanya dapat ditambahkan sebelum penilaian dibuka.")
    return ""
