"""Decisions, reopened sheets and corrections as templates take them: plain values, every number written out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from judging import words
from judging.language import N_, _
from judging.queries import ReopeningInfo, SealedResult, TouchedPaper
from judging.queries.effects import Line, lines, sealed_lines
from judging.queries.standing import STATUS, DecisionInfo, Standing
from judging.roles import Permission
from judging.rule_words import METHODS, PANEL_RULES
from judging.web.access import actor
from judging.web.organiser.common import moment

STATES = {
    "waiting": ("part", N_("Menunggu jawaban")),
    "open": ("reopened", N_("Sedang dibuka kembali")),
    "refused": ("locked", N_("Tidak disetujui")),
    "done": ("sent", N_("Sudah dikirim lagi")),
}


def decision_row(decision: DecisionInfo, names: Mapping[str, str]) -> dict[str, Any]:
    """One decision: what, why, who; and where it changed the result, both orders."""
    body = decision.body
    return {
        "id": decision.id,
        "title": decision_title(decision, names),
        "facts": [
            (_("Alasan"), decision.reason),
            (_("Hadir"), ", ".join(decision.present)),
            (
                _("Diputus"),
                _("{when} oleh {name}", when=moment(decision.decided_at), name=decision.decided_by),
            ),
            (_("Disahkan"), decision.confirmed_by),
        ],
        "orders": two_orders(as_lines(body["before"]), as_lines(body["after"]), names) if "before" in body else [],
    }


def decision_title(decision: DecisionInfo, names: Mapping[str, str]) -> str:
    body = decision.body
    if decision.kind == "tie":
        groups = [_(" dan ").join(names.get(code, code) for code in twins) for twins in body["order"]]
        return _("Urutan nilai sama: {groups}", groups=_(", lalu ").join(groups))
    if decision.kind == "out":
        return f"{names.get(body['participant'], body['participant'])} {_(STATUS[body['status']])}"
    return _(
        "Aturan lain: {method}; {panel_rule}",
        method=_(METHODS[body["method"]]),
        panel_rule=_(PANEL_RULES[body["panel_rule"]]),
    )


def as_lines(rows: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(**row) for row in rows)


def two_orders(before: Sequence[Line], after: Sequence[Line], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Row by row: who stands where before and after. `moved`: this row of the new order is not as it was."""
    was = {one.participant: (one.rank, one.award) for one in before}
    gone = [one for one in before if one.participant not in {two.participant for two in after}]
    rows = [
        {
            "before": _side(before, place, names, after),
            "after": _side(after, place, names, before),
            "moved": _moved(was, after, place),
        }
        for place in range(max(len(before), len(after)))
    ]
    return [*rows, *(_gone(names.get(one.participant, one.participant)) for one in gone)]


def _gone(name: str) -> dict[str, Any]:
    return {"before": "", "after": _("{name} tidak diperingkat", name=name), "moved": True}


def _moved(was: Mapping[str, tuple[int, str]], after: Sequence[Line], place: int) -> bool:
    return place >= len(after) or was.get(after[place].participant) != (after[place].rank, after[place].award)


def _side(order: Sequence[Line], place: int, names: Mapping[str, str], other: Sequence[Line]) -> str:
    if place >= len(order):
        return _("{award}: tidak diberikan", award=other[place].award) if other[place].award else "–"
    one = order[place]
    place_words = one.award or _("Peringkat {rank}", rank=one.rank)
    return f"{place_words}: {names.get(one.participant, one.participant)} ({one.shown})"


def reopened_row(one: ReopeningInfo) -> dict[str, Any]:
    """A sheet opened again, by the judge's code: both values and every score that changed."""
    kind, text = STATES[one.state]
    where = f", {one.round}" if one.round else ""
    changes = [
        _("{code} {old} menjadi {new}", code=code, old=old or "–", new=new or "–") for code, old, new in one.changes
    ]
    facts = [(_("Permintaan"), f"{moment(one.asked_at)}: {one.reason or _('alasan sudah dihapus')}")]
    if one.answered_at:
        facts.append((_("Dijawab"), f"{one.answered_by}, {moment(one.answered_at)}: {one.answer}"))
    if one.state == "done":
        old, new = (side.value if side else _("belum ada") for side in (one.before, one.after))
        facts.append((_("Nilai lembar"), _("{old} menjadi {new}", old=old, new=new)))
        facts.append((_("Skor yang berubah"), words.listing(changes) if changes else _("tidak ada")))
    return {
        "id": one.id,
        "title": _("Lembar {judge} untuk {name}", judge=one.judge_code, name=one.participant_name) + where,
        "state": {"kind": kind, "text": _(text)},
        "facts": facts,
        "waiting": one.state == "waiting",
        "open": one.state == "open",
        "own": one.judge_person_id,
    }


def correction_context(result: SealedResult | None, standing: Standing | None) -> dict[str, Any]:
    """After sealing: both orders where the record now gives another one, and what the newest version corrected."""
    if result is None:
        return {"orders": [], "corrected": [], "people": []}
    names = {row.participant: row.name for row in result.rows}
    sealed = sealed_lines(result.rows)
    now = lines(standing) if standing else sealed
    correction = result.body.get("correction")
    return {
        "orders": two_orders(sealed, now, names) if now != sealed else [],
        "corrected": corrected_facts(correction) if correction else [],
        "people": [("", _("Pilih")), *((row.participant, row.name) for row in result.rows)],
    }


def touched_row(one: TouchedPaper, *, draft: bool) -> dict[str, str]:
    """`draft`: no piagam can be issued yet; an old one can be revoked all the same."""
    href, action = "", ""
    if actor().may(Permission.PRINT) and one.wanted == "revoke":
        href, action = url_for("organiser.revoke_certificate", issuance_id=one.issuance_id), _("Cabut")
    elif actor().may(Permission.PRINT) and one.wanted == "replace" and not draft:
        href = url_for("organiser.replace_certificate", issuance_id=one.issuance_id)
        action = _("Terbitkan pengganti")
    return {"title": one.title, "text": one.what, "href": href, "action": action}


def corrected_facts(correction: Mapping[str, Any]) -> list[tuple[str, str]]:
    facts = [
        (_("Menggantikan"), _("Hasil versi {replaces}", replaces=correction["replaces"])),
        (_("Alasan"), correction["reason"]),
    ]
    if correction["kind"] == "name":
        facts.append((_("Nama"), _("{before} menjadi {after}", before=correction["before"], after=correction["after"])))
    return facts
