"""Pleno decisions: on the record, with the reason, who was present, and a second person.

In:  what was decided, in codes.   Out: a decision row that the standing reads from then on.
What a decision may be: the order of a tied group, twins included (tie); another panel rule or method (rule); a
participant who withdraws or is disqualified after scoring (out). A rule and an out keep both results, before and after.
Once sealed, a decision changes nothing by itself: a correction makes the next version from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import AFTER_CLOSING, Refused, event_of, get, in_state, need_reason
from judging.actions.signing_in import Witness, other_than
from judging.language import _
from judging.models import Award, Category, Decision, Participant, Person
from judging.queries.effects import out_effect, rule_effect
from judging.queries.standing import margin_of, open_ties
from judging.roles import Actor, Permission, require
from judging.scoring.methods import METHODS
from judging.scoring.panel import PANEL_RULES

OUT = ("withdrawn", "disqualified")


def decide(
    session: Session,
    actor: Actor,
    category_id: int,
    kind: str,
    body: Mapping[str, Any],
    *,
    reason: str,
    present: Sequence[str],
    witness: Witness,
    now: datetime,
) -> int:
    """Record one decision of the pleno; gives its id."""
    require(actor, Permission.DECIDE)
    category = get(session, Category, category_id, _("Kategori"))
    in_state(category, *AFTER_CLOSING)
    text = need_reason(reason)
    names = [name.strip() for name in present if name.strip()]
    if not names:
        raise Refused(_("Tulis siapa saja yang hadir dalam pleno."))
    row = Decision(
        category=category,
        kind=kind,
        body=_checked(session, category, kind, body),
        reason=text,
        present=names,
        decided_at=now,
        decided_by_id=actor.person_id,
        confirmed_by_id=other_than(actor, witness).person_id,
    )
    if kind == "out":
        _set_status(session, category, row.body["participant"], row.body["status"], text, now)
    session.add(row)
    detail = {"category": category.code, "confirmed_by": witness.name}
    journal.record(session, actor, f"pleno.{kind}", event_of(session, category), now=now, reason=text, detail=detail)
    return row.id


def revoke_decision(session: Session, actor: Actor, decision_id: int, reason: str, *, now: datetime) -> None:
    """Take a decision back before sealing; it stays on the record."""
    require(actor, Permission.DECIDE)
    row = get(session, Decision, decision_id, _("Keputusan pleno"))
    in_state(row.category, *AFTER_CLOSING)
    if row.revoked_at is not None:
        raise Refused(_("Keputusan ini sudah dicabut."))
    text = need_reason(reason)
    row.revoked_at = now
    if row.kind == "out":
        _set_status(session, row.category, row.body["participant"], "active", text, now)
    journal.record(
        session,
        actor,
        "pleno.revoke",
        event_of(session, row.category),
        now=now,
        reason=text,
        detail={"decision": row.id},
    )


def _checked(session: Session, category: Category, kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    if kind == "tie":
        return _tied_group(session, category, body)
    if kind == "rule":
        return _other_rule(session, category, body)
    if kind == "out":
        return _left(session, category, body)
    raise Refused(_("Jenis keputusan tidak dikenal."))


def _other_rule(session: Session, category: Category, body: Mapping[str, Any]) -> dict[str, Any]:
    method, panel_rule = body.get("method", category.method), body.get("panel_rule", category.panel_rule)
    margin = body.get("margin", category.margin)
    if method not in METHODS or panel_rule not in PANEL_RULES:
        raise Refused(_("Cara menghitung atau aturan panel tidak dikenal."))
    effect = rule_effect(session, category.id, method, panel_rule, margin_of(margin))
    if effect.refused:
        raise Refused(_("Cara ini tidak memberi urutan. {refused}", refused=effect.refused))
    return {"method": method, "panel_rule": panel_rule, "margin": margin} | effect.as_body()


def _left(session: Session, category: Category, body: Mapping[str, Any]) -> dict[str, Any]:
    """After closing, leaving the order is the pleno's decision: prizes move."""
    code, status = str(body.get("participant", "")), str(body.get("status", ""))
    if status not in OUT:
        raise Refused(_("Pilih salah satu: mengundurkan diri, atau didiskualifikasi."))
    if _active(session, category, code) is None:
        raise Refused(_("Pilih peserta yang masih ikut dalam kategori ini."))
    return {"participant": code, "status": status} | out_effect(session, category.id, code).as_body()


def _active(session: Session, category: Category, code: str) -> Participant | None:
    query = select(Participant).where(Participant.category_id == category.id, Participant.code == code)
    found = session.scalars(query).first()
    return found if found is not None and found.status == "active" else None


def _set_status(session: Session, category: Category, code: str, status: str, reason: str, now: datetime) -> None:
    query = select(Participant).where(Participant.category_id == category.id, Participant.code == code)
    person = session.scalars(query).one()
    person.status, person.status_reason, person.status_at = status, reason, now


def _tied_group(session: Session, category: Category, body: Mapping[str, Any]) -> dict[str, Any]:
    """Only a group that the declared chain left tied can be ordered, or share its place; and only as a whole.

    `order`: groups from best to worst; those in one group are twin winners.
    """
    order = [[str(code) for code in twins] for twins in body.get("order", [])]
    named = [code for twins in order for code in twins]
    _not_decided(session, category, set(named))
    if len(named) != len(set(named)) or set(named) not in [set(group) for group in open_ties(session, category.id)]:
        raise Refused(_("Pleno hanya memutus peserta yang masih bernilai sama, semuanya sekaligus."))
    return {"order": order}


def _not_decided(session: Session, category: Category, group: set[str]) -> None:
    """Somebody else may have been faster: what the pleno recorded is not decided over, it is taken back first."""
    query = select(Decision, Person.name).join(Person, Person.id == Decision.decided_by_id)
    found = query.where(Decision.category_id == category.id, Decision.kind == "tie", Decision.revoked_at.is_(None))
    for row, name in session.execute(found):
        if {code for twins in row.body["order"] for code in twins} == group:
            raise Refused(
                _("{name} sudah mencatat keputusan pleno atas urutan ini. Bila harus lain, cabut dahulu keputusan itu.",
                  name=name)
            )  # fmt: skip


def give_special(
    session: Session, actor: Actor, award_id: int, participant_code: str, basis: str, *, now: datetime
) -> None:
    """Name the holder of a special award (no rank), with its written basis; an empty code takes the holder away."""
    require(actor, Permission.DECIDE)
    award = get(session, Award, award_id, _("Penghargaan"))
    category = get(session, Category, award.category_id, _("Kategori"))
    in_state(category, "judging", "closed")
    if award.place is not None:
        raise Refused(_("Penghargaan ini mengikuti peringkat; pemegangnya tidak dipilih."))
    holder = _active(session, category, participant_code)
    if participant_code and holder is None:
        raise Refused(_("Pilih peserta yang masih ikut dalam kategori ini."))
    award.basis = need_reason(basis) if holder else award.basis
    award.holder_id = holder.id if holder else None
    journal.record(
        session,
        actor,
        "award.special",
        event_of(session, category),
        now=now,
        reason=basis,
        detail={"award": award.label, "participant": participant_code},
    )


def name_judges(session: Session, actor: Actor, category_id: int, *, now: datetime) -> None:
    """The chair looks at whose codes they are. Changes nothing; that it happened is on the record."""
    require(actor, Permission.NAME_JUDGES)
    category = get(session, Category, category_id, _("Kategori"))
    happening = event_of(session, category)
    journal.record(session, actor, "pleno.names", happening, now=now, detail={"category": category.code})
