"""Who is judged: profiles with what lies outside the guidelines, approved names, withdrawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, profiles, queries
from judging.language import N_, _
from judging.profiles import OFFICES, MemberLimits, ProfileWarning
from judging.queries import ParticipantInfo
from judging.queries.corrections import papers_naming
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.cards import number_card
from judging.web.organiser import steps
from judging.web.organiser.common import blueprint, day, event_id, page, told, typed

ASKED = "profil-"  # before the names of the profile's fields
STATUS = {"withdrawn": N_("Mengundurkan diri"), "disqualified": N_("Didiskualifikasi")}


@dataclass(frozen=True, slots=True)
class Failed:
    """The refused form of a participant's page: "name" or a warning's code."""

    form: str = ""
    problems: list[str] = field(default_factory=list)

    def of(self, form: str) -> list[str]:
        return self.problems if form == self.form else []

    def at_page(self) -> dict[str, Any]:
        """For the head of the page: the id of the field of the refused form."""
        field_id = {"name": "f-name", "remove": ""}.get(self.form, f"reason-{self.form}")
        return {"problems": self.problems, "at": {field_id: self.problems} if field_id and self.problems else {}}


@blueprint.get("/peserta")
@allow(Permission.SET_UP)
def participants() -> ResponseReturnValue:
    with database().reading() as session:
        people, limits = queries.participants(session, event_id()), limits_of(queries.settings(session, event_id()))
        categories = queries.categories(session, event_id())
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in people:
        groups.setdefault(one.category, []).append(_row(one, limits))
    empty = steps.empty_category(categories, people) if people else None
    adding = [(one.code, one.noun) for one in categories if one.state == "setup" and one != empty]
    onward = steps.after_people(empty) if people and (adding or empty) else None
    return page(
        "organiser/participants.html",
        groups=[{"title": t, "rows": rows} for t, rows in groups.items()],
        adding=adding,
        onward=onward,
        following=onward or steps.after("participants"),
    )


@blueprint.get("/peserta/<int:participant_id>")
@allow(Permission.SET_UP)
def participant(participant_id: int) -> ResponseReturnValue:
    return show(participant_id)


@blueprint.post("/peserta/<int:participant_id>/nama")
@allow(Permission.SET_UP)
def approve_name(participant_id: int) -> ResponseReturnValue:
    one(participant_id)
    try:
        with database().writing() as session:
            actions.approve_name(session, actor(), participant_id, request.form.get("name", ""), now=utc_now())
    except actions.Refused as refusal:
        return show(participant_id, Failed("name", told(refusal)))
    flash(_("Nama disetujui, dan dicetak persis seperti ini."))
    return redirect(url_for("organiser.participant", participant_id=participant_id))


@blueprint.post("/peserta/<int:participant_id>/ketentuan")
@allow(Permission.SET_UP)
def keep_warning(participant_id: int) -> ResponseReturnValue:
    """Why something outside the guidelines is right all the same."""
    found, code = one(participant_id), typed("warning")
    with database().reading() as session:
        limits = limits_of(queries.settings(session, event_id()))
    if code not in [warning.code for warning in warnings_of(found, limits)]:
        abort(404)
    try:
        with database().writing() as session:
            actions.keep_warning(session, actor(), participant_id, code, typed("reason"), now=utc_now())
    except actions.Refused as refusal:
        return show(participant_id, Failed(code, told(refusal)))
    flash(_("Alasan disimpan."))
    return redirect(url_for("organiser.participant", participant_id=participant_id))


@blueprint.post("/peserta/<int:participant_id>/hapus")
@allow(Permission.SET_UP)
def remove_participant(participant_id: int) -> ResponseReturnValue:
    found = one(participant_id)
    try:
        with database().writing() as session:
            actions.remove_participant(session, actor(), participant_id, now=utc_now())
    except actions.Refused as refusal:
        return show(participant_id, Failed("remove", told(refusal)))
    flash(_("{name} dihapus dari daftar.", name=found.name))
    return redirect(url_for("organiser.participants"))


def one(participant_id: int) -> ParticipantInfo:
    with database().reading() as session:
        found = queries.participant(session, event_id(), participant_id)
    return found or abort(404)


def limits_of(settings: dict[str, object]) -> MemberLimits | None:
    return MemberLimits.from_settings(settings)


def warnings_of(found: ParticipantInfo, limits: MemberLimits | None) -> tuple[ProfileWarning, ...]:
    return profiles.warnings(found.profile_form, found.profile, found.members, limits=limits, linked=bool(found.linked))


def waiting(found: ParticipantInfo, limits: MemberLimits | None) -> tuple[int, int]:
    """How many without a reason: outside the guidelines, and not answered yet."""
    told_here = [warning for warning in warnings_of(found, limits) if warning.code not in found.kept]
    empty = sum(warning.empty for warning in told_here)
    return len(told_here) - empty, empty


def who_waits(people: Iterable[ParticipantInfo], limits: MemberLimits | None) -> tuple[int, int]:
    """How many participants lie outside the guidelines, and how many are not answered for yet."""
    found = [waiting(one, limits) for one in people]
    return sum(outside > 0 for outside, _empty in found), sum(empty > 0 for _outside, empty in found)


def _card(found: ParticipantInfo) -> dict[str, Any]:
    card = number_card(found.number, found.prefix, off=found.status != "active")
    return card | {"id": found.id, "name": found.name, "place": found.place}


def _row(found: ParticipantInfo, limits: MemberLimits | None) -> dict[str, Any]:
    kind, text, more = _state(found, limits)
    beside = _("mendampingi {name}", name=found.linked) if found.linked and not found.is_group else ""
    state = {"state_kind": kind, "state_text": text, "state_more": more}
    return {"id": found.id, "participant": _card(found), "beside": beside} | state


def _state(found: ParticipantInfo, limits: MemberLimits | None) -> tuple[str, str, str]:
    outside, empty = waiting(found, limits)
    if found.status != "active":
        return "withdrawn", _(STATUS[found.status]), found.status_reason
    name = "" if found.name_approved_at else _("nama belum disetujui")
    if outside:
        return "warn", _("{n} hal di luar ketentuan", n=outside), name
    if empty:
        return "part", _("{n} hal belum diisi", n=empty), name
    return ("done", _("Lengkap"), "") if not name else ("part", _("Nama belum disetujui"), "")


def show(participant_id: int, failed: Failed | None = None) -> ResponseReturnValue:
    found, failed = one(participant_id), failed or Failed()
    kinds = {True: list[dict[str, Any]](), False: list[dict[str, Any]]()}
    with database().reading() as session:
        limits = limits_of(queries.settings(session, event_id()))
        has_photo = queries.photo_of(session, found.id) is not None
        named_in = papers_naming(session, event_id(), found.id)
    for warning in warnings_of(found, limits):
        kinds[warning.empty and warning.code not in found.kept].append(_warning(found, warning, failed))
    changeable = found.category_state in ("setup", "judging", "closed")
    return page(
        "organiser/participant.html",
        422 if failed.problems else 200,
        participant=_card(found),
        profile={"groups": _groups(found)},
        warnings=kinds[False],
        empty=kinds[True],
        **failed.at_page(),
        members=[
            (f"{member.number}. {member.name or _('nama dihapus')}", _(OFFICES.get(member.office, N_("Anggota"))))
            for member in found.members
        ],
        name={
            "can_change": changeable,
            "value": request.form.get("name", "") if failed.of("name") else found.name,
            "approved_words": _("Disetujui {day}", day=day(found.name_approved_at)) if found.name_approved_at else "",
            "problems": failed.of("name"),
        },
        out={"words": _out_words(found), "can_change": changeable},
        has_photo=has_photo,
        may_edit=found.category_state in ("setup", "judging"),
        named_in=named_in,
        is_sealed=found.category_state in ("sealed", "announced"),
        in_setup=found.category_state == "setup",
        is_group=found.is_group,
        remove_open=bool(failed.of("remove")),
    )


def _out_words(found: ParticipantInfo) -> str:
    if found.status == "active":
        return ""
    since = f" {day(found.status_at)}" if found.status_at else ""
    return f"{_(STATUS[found.status])}{since}: {found.status_reason}"


def _groups(found: ParticipantInfo) -> list[dict[str, Any]]:
    place = [
        (_("Kategori"), found.category),
        (_("Wilayah"), found.place),
        *([(_("Bersama"), found.linked)] if found.linked else []),
    ]
    rows = list(profiles.describe(found.profile_form, found.profile, found.members))
    return [{"title": _("Peserta"), "rows": place}, *([{"title": _("Profil"), "rows": rows}] if rows else [])]


def place_to_answer(found: ParticipantInfo, warning: ProfileWarning) -> str:
    """The field where it is answered."""
    if warning.field == "members":
        return url_for("organiser.members", participant_id=found.id)
    name = warning.field if warning.field == "linked_to" else f"{ASKED}{warning.field}"
    return url_for("organiser.edit_participant", participant_id=found.id, _anchor=f"f-{name}")


def _warning(found: ParticipantInfo, warning: ProfileWarning, failed: Failed) -> dict[str, Any]:
    return {
        "code": warning.code,
        "text": warning.message,
        "rule": warning.reason,
        "href": place_to_answer(found, warning),
        "reason": found.kept.get(warning.code, ""),
        "problems": failed.of(warning.code),
    }
