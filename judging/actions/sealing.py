"""Sealing a category's result, and announcing it.

In:  a closed category, who seals, who confirms.   Out: a numbered, immutable result version; later, its announcement.
Everything printed or shown afterwards reads this version's text and carries its number.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, event_of, get, in_state, text_and_hash
from judging.actions.signing_in import Witness, other_than
from judging.language import _
from judging.models import Category, ResultVersion
from judging.queries.corrections import unsettled
from judging.queries.public_result import VERB, Sheets, public_result, sheets_now
from judging.queries.reopenings import is_running
from judging.queries.result_body import result_body
from judging.queries.standing import Standing, standing
from judging.queries.work import totals_open
from judging.roles import SYSTEM, Actor, Permission, require

VERSION = 1


def seal(session: Session, actor: Actor, category_id: int, witness: Witness, *, now: datetime) -> int:
    """Fix the ranks of a closed category; gives the result version's id. Ketua or wakil, with a second person."""
    require(actor, Permission.SEAL)
    category = get(session, Category, category_id, _("Kategori"))
    in_state(category, "closed")
    other_than(actor, witness)
    found = standing(session, category_id)
    ready_to_seal(session, category, found)
    category.state = "sealed"
    result = result_body(session, event_of(session, category), category, found)
    return write_version(session, actor, category, witness, result, sheets_now(session, category), now=now).id


def ready_to_seal(session: Session, category: Category, found: Standing) -> None:
    """Refused while anything could still move: sheets, requests, ties; or while the record does not fit the data."""
    if not totals_open(session, category):
        raise Refused(_("Kategori lain dengan juri yang sama belum ditutup."))
    if is_running(session, category.id):
        raise Refused(_("Masih ada lembar yang dibuka kembali, atau permintaan yang belum dijawab."))
    nothing_altered(session)
    _can_be_sealed(found)


def write_version(
    session: Session,
    actor: Actor,
    category: Category,
    witness: Witness,
    result: dict[str, Any],
    sheets: Sheets,
    *,
    now: datetime,
    announced_by: int | None = None,
) -> ResultVersion:
    """The next numbered version, counted from `sheets`; never changed. `announced_by`: who makes it public at once."""
    happening, last = event_of(session, category), newest_version(session, category.id)
    number = last.number + 1 if last else 1
    head = journal.chain_head(session, happening.id)
    row = ResultVersion(
        category=category,
        number=number,
        predecessor_id=last.id if last else None,
        **text_and_hash(
            {
                "v": VERSION,
                "number": number,
                "predecessor": last.sha256 if last else None,
                "journal": {"seq": head.seq, "hash": head.hash},
                "sealed": {"at": now.isoformat(), "by": actor.name, "confirmed_by": witness.name},
                **result,
            }
        ),
        sealed_at=now,
        sealed_by_id=actor.person_id,
        confirmed_by_id=witness.person_id,
        announced_at=now if announced_by else None,
        announced_by_id=announced_by,
    )
    session.add(row)
    _record_version(session, actor, row, witness, result, sheets, now)
    return row


def _record_version(
    session: Session,
    actor: Actor,
    row: ResultVersion,
    witness: Witness,
    result: dict[str, Any],
    sheets: Sheets,
    now: datetime,
) -> None:
    """Two links: the version itself, and the result as the public archive shows it."""
    category = row.category
    detail = {"category": category.code, "number": row.number, "sha256": row.sha256, "confirmed_by": witness.name}
    correction = result.get("correction", {})
    verb, reason = ("result.correct", correction["reason"]) if correction else ("result.seal", "")
    happening = event_of(session, category)
    journal.record(session, actor, verb, happening, now=now, reason=reason, detail=detail)
    journal.record(session, SYSTEM, VERB, happening, now=now, detail=public_result(result, row.number, sheets))


def newest_version(session: Session, category_id: int) -> ResultVersion | None:
    versions = select(ResultVersion).where(ResultVersion.category_id == category_id)
    return session.scalars(versions.order_by(ResultVersion.number.desc()).limit(1)).first()


def announce(session: Session, actor: Actor, category_id: int, *, now: datetime) -> None:
    """Make the newest version public. Someone else than who sealed it, and only what the record still gives."""
    require(actor, Permission.ANNOUNCE)
    category = get(session, Category, category_id, _("Kategori"))
    in_state(category, "sealed")
    row = newest_version(session, category.id)
    if row is None:
        raise Refused(_("Belum ada hasil yang ditetapkan."))
    if row.sealed_by_id == actor.person_id:
        raise Refused(_("Hasil diumumkan oleh orang lain, bukan oleh yang menetapkannya."))
    nothing_moved(session, category)
    nothing_altered(session)
    row.announced_at, row.announced_by_id = now, actor.person_id
    category.state = "announced"
    journal.record(
        session,
        actor,
        "result.announce",
        event_of(session, category),
        now=now,
        detail={"category": category.code, "number": row.number},
    )


def nothing_moved(session: Session, category: Category) -> None:
    """What becomes public has to stand: no sheet open again, and no correction that is still to be made."""
    if moved := unsettled(session, category.id):
        raise Refused(moved)


def nothing_altered(session: Session) -> None:
    """Refused while a stored row differs from the journal: no result is fixed, made public or shown then."""
    report = journal.verify(session)
    if not report.ok:
        raise Refused(
            _("Data tidak cocok dengan catatan, jadi hasil belum dapat ditetapkan atau diumumkan."),
            *map(str, report.findings[:20]),
        )


def _can_be_sealed(found: Standing) -> None:
    if undecided := found.outcome.undecided:
        raise Refused(_("Peringkat belum dapat ditetapkan. {reason}", reason=undecided.message))
    names = {row.participant: row.name for row in found.rows}
    waiting = [_(" dan ").join(names[code] for code in tie.participants) for tie in found.awards.open_ties]
    if waiting:
        raise Refused(_("Masih ada nilai sama yang menunggu keputusan pleno: {waiting}.", waiting="; ".join(waiting)))
