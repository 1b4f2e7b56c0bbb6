"""What the papers of an event say: sealed results, issuance records, the decree, who signs. Read once, drawn later."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.language import _
from judging.models import Member, Official, Participant, Payout
from judging.queries.allocation import allocation_body
from judging.queries.certificates import Key, holder_key, is_ownerless, says_the_same
from judging.queries.paper_settings import kept_pictures
from judging.queries.people import EventInfo, event, settings
from judging.queries.recipients import AWARD, JUDGE, PARTICIPANT, recipients
from judging.queries.results import (
    Issued,
    SealedResult,
    allocation,
    decree,
    every_issued,
    newest_results,
    valid_allocation,
)


@dataclass(frozen=True, slots=True)
class OfficialInfo:
    role: str
    prefix: str
    position: str
    name: str
    nip: str
    institution: str


@dataclass(frozen=True, slots=True)
class PayoutInfo:
    number: str
    payer: str  # a sponsor; "" for the office's treasurer
    method: str  # cash | transfer | ""
    bank: str
    account: str
    account_holder: str
    reference: str
    receiver: str


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything the papers of one event need, as plain values."""

    event: EventInfo
    settings: Mapping[str, Any]
    officials: Mapping[str, OfficialInfo]
    decree: tuple[str, date] | None
    draft_reason: str  # why papers stay KONSEP; empty when they may be issued
    results: tuple[SealedResult, ...]
    issued: tuple[Issued, ...]  # piagam of awards that stand
    thanked: tuple[Issued, ...]  # of taking part and of judging, likewise
    revoked: Mapping[Key, Issued]  # the newest withdrawn one of each holder, whether or not another stands
    representatives: Mapping[str, str]  # participant's code -> who receives for it (a group's ketua)
    treasurers: Mapping[str, str]  # and who keeps a group's money
    holders: tuple[Mapping[str, Any], ...]  # who receives a piagam of an award, in the words the results fix
    thanks: tuple[Mapping[str, Any], ...]  # everyone else: peserta without an award, judges
    unapproved: frozenset[str]  # codes of participants who have not approved their printed name
    payouts: Mapping[tuple[str, str], PayoutInfo]  # (participant's code, label) -> how it is handed over
    emblem: bytes | None
    logo: bytes | None
    background: bytes | None

    @property
    def fitting(self) -> dict[Key, Issued]:
        """What may be printed, signed and listed: piagam that stand and say what the newest results say."""
        due = {holder_key(one): one for one in (*self.holders, *self.thanks)}
        return {
            one.key: one
            for one in (*self.issued, *self.thanked)
            if one.key in due and says_the_same(one.body, due[one.key])
        }

    @property
    def ownerless(self) -> tuple[Issued, ...]:
        """Piagam that stand although the newest results give them to nobody: to be revoked and asked back."""
        due = {holder_key(one) for one in (*self.holders, *self.thanks)}
        return tuple(one for one in (*self.issued, *self.thanked) if is_ownerless(one, due))


def papers(session: Session, event_id: int) -> Papers:
    results = newest_results(session, event_id)
    found, set_to, issuances = decree(session, event_id), settings(session, event_id), every_issued(session, event_id)
    standing = [one for one in issuances if one.state == "valid"]
    return Papers(
        event=event(session, event_id),
        settings=set_to,
        officials=official_infos(session, event_id),
        decree=(found.number, found.day) if found else None,
        draft_reason=why_draft(session, event_id),
        results=tuple(results),
        issued=tuple(one for one in standing if one.kind == AWARD),
        thanked=tuple(one for one in standing if one.kind != AWARD),
        revoked={one.key: one for one in issuances if one.state == "revoked"},
        representatives=officers(session, event_id, "ketua"),
        treasurers=officers(session, event_id, "bendahara"),
        holders=tuple(recipients(session, results, AWARD)),
        thanks=(*recipients(session, results, PARTICIPANT), *recipients(session, results, JUDGE)),
        unapproved=unapproved(session, event_id),
        payouts=payouts(session, event_id),
        **kept_pictures(session, set_to),
    )


def unapproved(session: Session, event_id: int) -> frozenset[str]:
    query = select(Participant.code).where(Participant.event_id == event_id, Participant.name_approved_at.is_(None))
    return frozenset(session.scalars(query))


def payouts(session: Session, event_id: int) -> dict[tuple[str, str], PayoutInfo]:
    rows = session.execute(
        select(Participant.code, Payout)
        .join(Participant, Participant.id == Payout.participant_id)
        .where(Participant.event_id == event_id)
    )
    return {
        (code, p.label): PayoutInfo(
            p.number,
            p.payer,
            p.method,
            p.bank or "",
            p.account or "",
            p.account_holder or "",
            p.reference,
            p.receiver or "",
        )
        for code, p in rows
    }


def official_infos(session: Session, event_id: int) -> dict[str, OfficialInfo]:
    rows = session.scalars(select(Official).where(Official.event_id == event_id).order_by(Official.id))
    return {o.role: OfficialInfo(o.role, o.prefix, o.position, o.name, o.nip, o.institution) for o in rows}


def officers(session: Session, event_id: int, office: str) -> dict[str, str]:
    """Who holds this office in each group; a person competing alone has none."""
    query = (
        select(Participant.code, Member.name)
        .join(Member, Member.participant_id == Participant.id)
        .where(Participant.event_id == event_id, Member.office == office)
    )
    return {code: name or "" for code, name in session.execute(query)}


def allocation_or_draft(session: Session, event_id: int) -> tuple[dict[str, Any], str]:
    """The numbered allocation and its SHA-256; before the keputusan the same computed afresh, and "".

    After a correction the old allocation stays on record, and what is shown is the next one's draft.
    """
    fixed = valid_allocation(session, event_id)
    if fixed is not None:
        return dict(json.loads(fixed.body)), fixed.sha256
    return allocation_body(session, event_id, newest_results(session, event_id), 0, None), ""


def why_draft(session: Session, event_id: int) -> str:
    """Why papers about prizes stay KONSEP: no keputusan in force, unless the event hands out on the same day."""
    if settings(session, event_id).get("same_day_awards") or decree(session, event_id) is not None:
        return ""
    stale = allocation(session, event_id)
    if stale is not None:
        return _("Hasil dikoreksi sesudah keputusan {number}. Isi keputusan yang baru.", number=stale.decree.number)
    return _("Nomor dan tanggal keputusan belum diisi.")
