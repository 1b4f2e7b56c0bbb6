"""The members of a group: several added at once, offices chosen among them, mended and taken out, all in one save."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import N_, _
from judging.plan import MemberPlan
from judging.profiles import OFFICES
from judging.queries import ParticipantInfo
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import steps
from judging.web.organiser.common import blueprint, event_id, page, told
from judging.web.organiser.participants import limits_of, one, warnings_of

ELECTED = {"": N_("Belum diketahui"), "ya": N_("Dipilih anggota"), "tidak": N_("Tidak dipilih anggota")}
KNOWN = {"": None, "ya": True, "tidak": False}
SAID = {"ya": N_("dipilih"), "tidak": N_("tidak dipilih")}  # behind the office in a typed line
ABOUT_MEMBERS = ("members_outside", "officer_missing", "officer_not_elected")


@blueprint.get("/peserta/<int:participant_id>/anggota")
@allow(Permission.SET_UP)
def members(participant_id: int) -> ResponseReturnValue:
    found = _group(participant_id)
    return _show(found, _kept(found), [])


@blueprint.post("/peserta/<int:participant_id>/anggota")
@allow(Permission.SET_UP)
def save_members(participant_id: int) -> ResponseReturnValue:
    found = _group(participant_id)
    try:
        with database().writing() as session:
            actions.set_members(session, actor(), found.id, _plans(found), now=utc_now())
    except actions.Refused as refusal:
        return _show(found, request.form, told(refusal))
    if one(found.id).members:
        flash(_("Anggota {name} disimpan.", name=found.name))
    else:
        flash(_("Belum ada anggota {name} yang diisi.", name=found.name), "warn")
    if steps.wants_on():
        return redirect(url_for("organiser.new_participant", kategori=found.category_code))
    return redirect(url_for("organiser.members", participant_id=found.id))


def _group(participant_id: int) -> ParticipantInfo:
    found = one(participant_id)
    return found if found.is_group else abort(404)


def _plans(found: ParticipantInfo) -> list[MemberPlan]:
    """Those of the table that were not taken out, then every written line of the box."""
    form = request.form
    stay = [member for member in found.members if not form.get(f"remove-{member.number}")]
    kept = [
        MemberPlan(
            found.code,
            member.number,
            form.get(f"name-{member.number}", member.name),
            form.get(f"office-{member.number}", member.office),
            KNOWN.get(form.get(f"elected-{member.number}", "")),
        )
        for member in stay
    ]
    lines = [" ".join(line.split()) for line in form.get("more", "").splitlines()]
    return kept + [MemberPlan(found.code, 0, *_parts(line)) for line in lines if line]


def _parts(line: str) -> tuple[str, str, bool | None]:
    """ "Siti Contoh, ketua, dipilih": name, office, and whether the members chose; a degree belongs to the name."""
    rest, elected = _last(line, SAID)
    name, office = _last(rest, OFFICES)
    return name, office, KNOWN[elected]


def _last(line: str, known: Mapping[str, str]) -> tuple[str, str]:
    """What stands before the last comma, and the key of the known word behind it; else the whole line and ""."""
    before, _comma, last = line.rpartition(",")
    keys = {word.casefold(): key for key, text in known.items() for word in (text, _(text))}
    key = keys.get(last.strip().casefold(), "")
    return (before.strip(), key) if before.strip() and key else (line, "")


def _kept(found: ParticipantInfo) -> dict[str, str]:
    written = {True: "ya", False: "tidak", None: ""}
    values: dict[str, str] = {}
    for member in found.members:
        values |= {
            f"name-{member.number}": member.name,
            f"office-{member.number}": member.office,
            f"elected-{member.number}": written[member.elected],
        }
    return values


def _show(found: ParticipantInfo, typed: Mapping[str, str], refused: list[str]) -> ResponseReturnValue:
    with database().reading() as session:
        limits = limits_of(queries.settings(session, event_id()))
    told_here = [w for w in warnings_of(found, limits) if w.code in ABOUT_MEMBERS]
    return page(
        "organiser/members.html",
        422 if refused else 200,
        participant={"id": found.id, "name": found.name},
        rows=[_row(member.number, typed) for member in found.members],
        offices=[("", _("Anggota")), *((key, _(text)) for key, text in OFFICES.items())],
        elections=[(key, _(text)) for key, text in ELECTED.items()],
        more=typed.get("more", ""),
        closed=found.category_state not in ("setup", "judging"),
        empty=[w.message for w in told_here if w.empty] if found.members and not refused else [],
        warnings=[] if refused else [f"{w.message} {w.reason}" for w in told_here if not w.empty],
        in_setup=found.category_state == "setup",
        refused=refused,
    )


def _row(number: int, typed: Mapping[str, str]) -> dict[str, Any]:
    return {
        "number": number,
        "name": typed.get(f"name-{number}", ""),
        "office": typed.get(f"office-{number}", ""),
        "elected": typed.get(f"elected-{number}", ""),
        "removed": bool(typed.get(f"remove-{number}")),
    }
