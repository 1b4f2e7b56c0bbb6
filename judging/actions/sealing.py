"""Sealing a category's result, and announcing it.

In:  a closed category, who seals and who confirms.   Out: a numbered, immutable result version; later, its announcement.
Everything printed or shown afterwards reads this version's text and carries its number.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, event_of, get, in_state
from judging.actions.signing_in import Witness
from judging.models import (
    Category,
    Event,
    Judge,
    Participant,
    Person,
    ResultVersion,
    Ruleset,
    Sheet,
    canonical,
)
from judging.queries.standing import Standing, StandingRow, special_awards, standing
from judging.queries.work import place_of, totals_open
from judging.roles import Actor, Permission, require
from judging.sheet import show_value

VERSION = 1


def seal(session: Session, actor: Actor, category_id: int, witness: Witness, *, now: datetime) -> int:
    """Fix the ranks of a closed category; gives the result version's id. Ketua or wakil, with a second person."""
    require(actor, Permission.SEAL)
    category = get(session, Category, category_id, "Kategori")
    in_state(category, "closed")
    if witness.person_id == actor.person_id:
        raise Refused("Orang kedua harus orang lain.")
    if not totals_open(session, category):
        raise Refused("Kategori lain dengan juri yang sama belum ditutup.")
    happening = event_of(session, category)
    _nothing_altered(session)
    found = standing(session, category_id)
    _can_be_sealed(found)
    last = session.scalars(
        select(ResultVersion).where(ResultVersion.category_id == category.id).order_by(ResultVersion.number.desc()).limit(1)
    ).first()
    number = last.number + 1 if last else 1
    head = journal.chain_head(session, happening.id)
    body = {
        "v": VERSION,
        "number": number,
        "predecessor": last.sha256 if last else None,
        "journal": {"seq": head.seq, "hash": head.hash},
        "sealed": {"at": now.isoformat(), "by": actor.name, "confirmed_by": witness.name},
        **result_body(session, happening, category, found),
    }
    text = canonical(body)
    row = ResultVersion(
        category=category, number=number, predecessor_id=last.id if last else None, body=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(), sealed_at=now, sealed_by_id=actor.person_id,
        confirmed_by_id=witness.person_id,
    )  # fmt: skip
    session.add(row)
    category.state = "sealed"
    journal.record(session, actor, "result.seal", happening, now=now,
                   detail={"category": category.code, "number": number, "sha256": row.sha256, "confirmed_by": witness.name})  # fmt: skip
    return row.id


def announce(session: Session, actor: Actor, category_id: int, *, now: datetime) -> None:
    """Make the newest version public. Someone else than who sealed it."""
    require(actor, Permission.ANNOUNCE)
    category = get(session, Category, category_id, "Kategori")
    in_state(category, "sealed")
    row = session.scalars(
        select(ResultVersion).where(ResultVersion.category_id == category.id).order_by(ResultVersion.number.desc()).limit(1)
    ).one()
    if row.sealed_by_id == actor.person_id:
        raise Refused("Hasil diumumkan oleh orang lain, bukan oleh yang menetapkannya.")
    _nothing_altered(session)
    row.announced_at, row.announced_by_id = now, actor.person_id
    category.state = "announced"
    journal.record(session, actor, "result.announce", event_of(session, category), now=now,
                   detail={"category": category.code, "number": row.number})  # fmt: skip


def _nothing_altered(session: Session) -> None:
    report = journal.verify(session)
    if not report.ok:
        raise Refused("Data tidak cocok dengan catatan, jadi hasil belum dapat ditetapkan atau diumumkan.",
                      *map(str, report.findings[:20]))  # fmt: skip


def _can_be_sealed(found: Standing) -> None:
    if found.outcome.refused:
        raise Refused(f"Peringkat belum dapat ditetapkan. {found.outcome.refused.message}")
    names = {row.participant: row.name for row in found.rows}
    waiting = [" dan ".join(names[code] for code in tie.participants) for tie in found.awards.open_ties]
    if waiting:
        raise Refused(f"Masih ada nilai sama yang menunggu keputusan pleno: {'; '.join(waiting)}.")


def result_body(session: Session, happening: Event, category: Category, found: Standing) -> dict[str, Any]:
    """Everything a reader of the result may ever need, without the database."""
    rules = session.scalars(
        select(Ruleset).where(Ruleset.category_id == category.id).order_by(Ruleset.version.desc()).limit(1)
    ).one()
    return {
        "event": {"code": happening.code, "name": happening.name, "level": happening.level, "year": happening.year,
                  "place": happening.place, "is_sample": happening.is_sample},
        "category": {"code": category.code, "name": category.name, "noun": category.noun, "is_group": category.is_group,
                     "certificate_phrase": category.certificate_phrase},
        "rules": {"version": rules.version, "fingerprint": rules.fingerprint, **rules.body},
        "applied": {"method": found.rules.method, "panel_rule": found.rules.panel_rule, "margin": str(found.rules.margin)},
        "rubrics": {round_.code: round_.rubric.body for round_ in category.rounds},
        "aspects": [{"code": code, "title": title, "weight": found.aspect_weights[code]} for code, title in found.aspect_titles.items()],
        "panel": _panel(session, category, found),
        "rows": [_row(found, row) for row in found.rows],
        "special": [_special(session, award.holder_id) | {
            "label": award.label, "amount": award.amount, "trophy": award.trophy, "certificate": award.certificate,
            "goods": award.goods, "basis": award.basis} for award in special_awards(session, category.id) if award.holder_id],
        "places": [{"place": award.place, "label": award.label, "state": award.state} for award in found.awards.awards],
        "out": [{"participant": code, "name": name, "reason": reason} for code, name, reason in found.out]
        + [{"participant": one.participant, "name": one.participant, "reason": one.reason} for one in found.outcome.excluded],
        "decisions": [
            {"kind": d.kind, "body": dict(d.body), "reason": d.reason, "present": list(d.present),
             "at": d.decided_at.isoformat(), "by": d.decided_by, "confirmed_by": d.confirmed_by}
            for d in found.decisions
        ],
        "warnings": list(found.outcome.warnings),
    }  # fmt: skip


def _row(found: Standing, row: StandingRow) -> dict[str, Any]:
    return {
        "participant": row.participant, "number": row.number, "name": row.name, "region": row.region, "place": row.place,
        "district": row.district, "subdistrict": row.subdistrict, "linked": row.linked, "rank": row.rank, "tied": row.tied,
        "decided_by": row.decided_by, "total": str(row.total), "shown": row.shown, "award": row.award,
        "aspects": {code: {"exact": str(points), "shown": show_value(points)} for code, points in row.aspects.items()},
        "judges": {
            round_: {judge: {"exact": str(value), "shown": show_value(value)} for judge, value in values.items()}
            for round_, values in found.judge_values(row.participant).items()
        },
    }  # fmt: skip


def _special(session: Session, holder_id: int | None) -> dict[str, Any]:
    person = get(session, Participant, holder_id or 0, "Penerima penghargaan khusus")
    return {"participant": person.code, "name": person.name, "region": person.region.name, "place": place_of(person),
            "linked": person.linked.name if person.linked else ""}  # fmt: skip


def _panel(session: Session, category: Category, found: Standing) -> list[dict[str, Any]]:
    """Everyone who had a sheet: how many were sent, and why a judge's sheets do not count."""
    people = {
        code: (name, institution, background)
        for code, name, institution, background in session.execute(
            select(Judge.code, Person.name, Person.institution, Judge.background).join(Person).where(Judge.event_id == category.event_id)
        )
    }
    left_out = {one.judge: one.missing for per_round in found.outcome.left_out for one in per_round}
    states: dict[str, dict[str, int]] = {}
    query = select(Judge.code, Sheet.state).join(Judge, Judge.id == Sheet.judge_id)
    for code, state in session.execute(query.where(Sheet.round_id.in_([r.id for r in category.rounds])).order_by(Judge.code)):
        states.setdefault(code, {}).setdefault(state, 0)
        states[code][state] += 1
    return [
        {"judge": code, "name": people[code][0], "institution": people[code][1], "background": people[code][2],
         "sheets": counts, "counted": code not in left_out,
         "missing": [list(pair) for pair in left_out.get(code, ())]}
        for code, counts in states.items()
    ]  # fmt: skip
