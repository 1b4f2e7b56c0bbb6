"""After sealing only a correction: the next version of a result, with its reason; the one before stays as it was.

In:  a sealed category, what is corrected and why, a second person.   Out: the new version's id.
Two kinds. A name is corrected with the same ranks and the sheets behind them, in every sealed result that prints it,
whatever became of a sheet since. A recount takes what the record now says: sheets opened again, decisions of the pleno.
Which papers are touched is in queries.corrections.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.actions.common import Refused, event_of, get, in_state, need_reason
from judging.actions.participants import free_name
from judging.actions.sealing import newest_version, ready_to_seal, write_version
from judging.actions.signing_in import Witness, other_than
from judging.language import _
from judging.models import Category, Participant, ResultVersion
from judging.queries.corrections import codes_beside, same_result
from judging.queries.public_result import sheets_behind, sheets_now
from judging.queries.result_body import result_body
from judging.queries.standing import standing
from judging.roles import Actor, Permission, require

SEALED = ("sealed", "announced")
# what sealing adds to a body; the next version gets its own
OF_ONE_VERSION = ("v", "number", "predecessor", "journal", "sealed", "correction")
PARTS = ("rows", "special", "out")  # of a body that print names


def correct_result(
    session: Session, actor: Actor, category_id: int, reason: str, witness: Witness, *, now: datetime
) -> int:
    """A new version from the sheets and decisions as they now stand. It is announced anew, by somebody else."""
    require(actor, Permission.SEAL)
    category = get(session, Category, category_id, _("Kategori"))
    in_state(category, *SEALED)
    other_than(actor, witness)
    text = need_reason(reason)
    found = standing(session, category_id)
    ready_to_seal(session, category, found)
    old = _newest(session, category)
    result = result_body(session, event_of(session, category), category, found)
    if same_result(json.loads(old.body), result):
        raise Refused(_("Tidak ada yang berubah sejak hasil dikunci, jadi tidak ada yang dikoreksi."))
    category.state = "sealed"
    counted = result | {"correction": {"kind": "recount", "reason": text, "replaces": old.number}}
    return write_version(session, actor, category, witness, counted, sheets_now(session, category), now=now).id


def correct_name(
    session: Session, actor: Actor, participant_id: int, name: str, reason: str, witness: Witness, *, now: datetime
) -> list[int]:
    """The name as it should have been printed; ranks and values stay. What was announced is so at once, as a ralat."""
    require(actor, Permission.SEAL)
    person = get(session, Participant, participant_id, _("Peserta"))
    in_state(person.category, *SEALED)
    other_than(actor, witness)
    text, new = need_reason(reason), free_name(session, person, name)
    if new == person.name:
        raise Refused(_("Tulis nama yang benar; nama yang sama tidak perlu dikoreksi."))
    person.name, person.name_approved_at = new, now
    beside = codes_beside(session, person.id)
    made = []
    for category in _that_print(session, person):
        old = _newest(session, category)
        body = {key: value for key, value in json.loads(old.body).items() if key not in OF_ONE_VERSION}
        renamed = _renamed(body, person.code, beside, new)
        if renamed != body:
            before = next(row[field] for row, field in _mentions(body, person.code, beside) if row[field] != new)
            correction = {"kind": "name", "reason": text, "replaces": old.number, "before": before, "after": new}
            result, sheets = renamed | {"correction": correction}, sheets_behind(session, old)
            herald = witness.person_id if category.state == "announced" else None
            row = write_version(session, actor, category, witness, result, sheets, now=now, announced_by=herald)
            made.append(row.id)
    return made


def _newest(session: Session, category: Category) -> ResultVersion:
    row = newest_version(session, category.id)
    if row is None:
        raise Refused(_("Belum ada hasil yang ditetapkan."))
    return row


def _that_print(session: Session, person: Participant) -> list[Category]:
    """The participant's own category, and those whose participants stand beside this one; only where sealed."""
    beside = select(Participant.category_id).where(Participant.linked_id == person.id)
    query = select(Category).where((Category.id == person.category_id) | Category.id.in_(beside))
    return [one for one in session.scalars(query.order_by(Category.position)) if one.state in SEALED]


def _renamed(body: dict[str, Any], code: str, beside: Collection[str], new: str) -> dict[str, Any]:
    def right(row: dict[str, Any]) -> dict[str, Any]:
        field = _field(row, code, beside)
        return row | {field: new} if field else row

    return body | {part: [right(row) for row in body[part]] for part in PARTS}


def _mentions(body: Mapping[str, Any], code: str, beside: Collection[str]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Every row that prints the name, and the field it stands in."""
    for part in PARTS:
        yield from ((row, field) for row in body[part] if (field := _field(row, code, beside)))


def _field(row: Mapping[str, Any], code: str, beside: Collection[str]) -> str:
    """By codes, never by the name: another may have the same one, and the one beside may be an older one still."""
    if row["participant"] == code:
        return "name"
    return "linked" if row["participant"] in beside and "linked" in row else ""
