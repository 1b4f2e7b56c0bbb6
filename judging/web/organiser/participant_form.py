"""Everything asked about a participant, on one page: from where, beside whom, and the profile form of the category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.profiles import CHAPTER_NOTES, CHAPTERS, FORMS, MAY_WAIT, NEEDED, MemberLimits
from judging.queries import ParticipantInfo
from judging.roles import Permission
from judging.spreadsheet.columns import Column, Kind
from judging.spreadsheet.event_sheets import PROFILE_COLUMNS
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import steps
from judging.web.organiser.answers import Answers, as_stored, read
from judging.web.organiser.common import blueprint, event_id, page, told
from judging.web.organiser.new_participant import WHO, labels, linked_category, linked_options, plan_of, where_from
from judging.web.organiser.participants import ASKED, limits_of, one, place_to_answer, warnings_of

OWN = tuple(replace(column, required=column.key == "region") for column in WHO if column.key != "category")
YES_NO = (("", "Belum diketahui"), ("ya", "Ada"), ("tidak", "Belum ada"))


@blueprint.get("/peserta/<int:participant_id>/ubah")
@allow(Permission.SET_UP)
def edit_participant(participant_id: int) -> ResponseReturnValue:
    found = one(participant_id)
    return _show(found, _kept(found), {}, [])


@blueprint.post("/peserta/<int:participant_id>/ubah")
@allow(Permission.SET_UP)
def save_participant(participant_id: int) -> ResponseReturnValue:
    found = one(participant_id)
    who, profile = read(OWN), read(columns_of(found.profile_form), before=ASKED)
    problems = {**who.problems, **{ASKED + key: texts for key, texts in profile.problems.items()}}
    if problems:
        return _show(found, request.form, problems, [])
    try:
        with database().writing() as session:
            actions.edit_participant(session, actor(), found.id, _plan(found, who, profile), now=utc_now())
    except actions.Refused as refusal:
        return _show(found, request.form, _at_fields(refusal), told(refusal))
    flash(_("Data {name} disimpan.", name=found.name))
    if left := _left_empty(found.id):
        flash(left, "warn")
    return redirect(onward(found))


def _left_empty(participant_id: int) -> str:
    """What this page asks for and was not told; whoever goes on would not meet it again."""
    found = one(participant_id)
    with database().reading() as session:
        limits = limits_of(queries.settings(session, event_id()))
    told = [w for w in warnings_of(found, limits) if w.empty and w.field != "members" and w.code not in found.kept]
    return " ".join(w.message for w in told)


def _at_fields(refusal: actions.Refused) -> dict[str, list[str]]:
    """What is wrong, by the names of this page's fields."""
    own = {column.key for column in OWN}
    return {key if key in own else ASKED + key: texts for key, texts in refusal.at.items()}


def onward(found: ParticipantInfo) -> str:
    """Behind the profile of a group its members; behind anybody else's the next participant."""
    if not steps.wants_on():
        return url_for("organiser.participant", participant_id=found.id)
    if found.is_group:
        return url_for("organiser.members", participant_id=found.id)
    return url_for("organiser.new_participant", kategori=found.category_code)


def _following(found: ParticipantInfo) -> str:
    if found.is_group:
        return _("Simpan dan isi anggota")
    return _("Simpan dan tambah peserta lain") if found.category_state == "setup" else ""


def columns_of(form: str) -> list[Column]:
    """The columns of this form's questions, as a workbook has them."""
    own = [field.key for field in FORMS.get(form, ())]
    return [next(column for column in PROFILE_COLUMNS if column.key == key) for key in own]


def _plan(found: ParticipantInfo, who: Answers, profile: Answers) -> Any:
    """What was typed; where a field is not on the page, what is kept."""
    typed = plan_of(who)
    asked = {field.key for field in FORMS.get(found.profile_form, ())}
    other = {key: value for key, value in found.profile.items() if key not in asked}
    return replace(
        typed,
        category=found.category_code,
        name=found.name if found.name_approved_at else typed.name,
        code=typed.code or found.code,
        number=typed.number or found.number,
        profile=other | {key: as_stored(value) for key, value in profile.values.items()},
    )


def _kept(found: ParticipantInfo) -> dict[str, str]:
    """The stored answers as the fields show them."""
    who = {"name": found.name, "region": found.region, "district": found.district, "subdistrict": found.subdistrict,
           "number": str(found.number), "code": found.code, "linked_to": found.linked_code}  # fmt: skip
    kinds = {column.key: column.kind for column in columns_of(found.profile_form)}
    return who | {ASKED + key: _written(kinds.get(key, Kind.TEXT), value) for key, value in found.profile.items()}


def _written(kind: Kind, value: Any) -> str:
    if kind == Kind.YES_NO:
        return "ya" if value else "tidak"
    return date.fromisoformat(value).strftime("%d/%m/%Y") if kind == Kind.DATE else str(value)


def _show(
    found: ParticipantInfo, typed: Mapping[str, str], problems: Mapping[str, list[str]], refused: list[str]
) -> ResponseReturnValue:
    with database().reading() as session:
        people, regions = queries.participants(session, event_id()), queries.regions(session, event_id())
        level, linked_to = queries.event(session, event_id()).level, linked_category(session, found.category_code)
        limits = limits_of(queries.settings(session, event_id()))
    return page(
        "organiser/edit_participant.html",
        422 if problems or refused else 200,
        participant={"id": found.id, "name": found.name, "approved": bool(found.name_approved_at)},
        who={
            "values": {column.key: typed.get(column.key, "") for column in WHO},
            "problems": problems,
        }
        | where_from(level, regions, typed)
        | {"linked_options": linked_options(people, linked_to, found.id)},
        following=_following(found),
        labels=labels_of(found.profile_form),
        chapters=_chapters(found.profile_form, typed, problems),
        in_setup=found.category_state == "setup",
        closed=found.category_state not in ("setup", "judging"),
        **_to_look_at(found, limits, told_already=bool(problems or refused)),
        refused=refused,
    )


def labels_of(form: str) -> dict[str, str]:
    """The words of every field, for a sentence that stands away from it."""
    asked = {ASKED + column.key: _(column.title) for column in columns_of(form)}
    return labels() | asked


def _to_look_at(
    found: ParticipantInfo, limits: MemberLimits | None, *, told_already: bool
) -> dict[str, list[tuple[str, str]]]:
    """What is stored says nothing about answers that were just refused: then nothing is told but the refusal.

    Nor is a form that nobody has begun told to be empty.
    """
    told = [] if told_already else [w for w in warnings_of(found, limits) if w.code not in found.kept]
    return {
        "empty": [(w.message, place_to_answer(found, w)) for w in told if w.empty and found.profile],
        "warnings": [(f"{w.message} {w.reason}", place_to_answer(found, w)) for w in told if not w.empty],
    }


def _chapters(form: str, typed: Mapping[str, str], problems: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    columns = columns_of(form)
    starts = [[column.key for column in columns].index(key) for _title, key in CHAPTERS.get(form, ())]
    spans = pairwise([*starts, len(columns)])
    titles = [title for title, _key in CHAPTERS.get(form, ())]
    return [
        {
            "title": _(title),
            "note": _(CHAPTER_NOTES[columns[first].key]) if columns[first].key in CHAPTER_NOTES else "",
            "questions": [_question(column, typed, problems) for column in columns[first:after]],
            "may_wait": columns[first].key in MAY_WAIT,
            "open": any(typed.get(ASKED + one.key) or ASKED + one.key in problems for one in columns[first:after]),
        }
        for title, (first, after) in zip(titles, spans, strict=True)
    ]


def _question(column: Column, typed: Mapping[str, str], problems: Mapping[str, list[str]]) -> dict[str, Any]:
    name = ASKED + column.key
    return {
        "name": name,
        "label": _(column.title),
        "help": _(column.help) if column.help != f"{column.title}." else "",
        "kind": str(column.kind),
        "value": typed.get(name, ""),
        "options": _options(column),
        "optional": column.key not in NEEDED,
        "problems": problems.get(name, []),
    }


def _options(column: Column) -> Sequence[tuple[str, str]]:
    if column.kind == Kind.YES_NO:
        return [(key, _(text)) for key, text in YES_NO]
    if column.kind == Kind.CHOICE:
        return [("", _("Belum diisi")), *((key, _(text)) for key, text in column.choices.items())]
    return []
