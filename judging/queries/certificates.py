"""Whether an issued piagam still says what the newest results say: one comparison for issuing, showing and checking.

In:  piagam as issued, and the holders that the newest results give.   Out: yes or no; for the public, one word each.
Does not know who asks, and tells nobody what a result says that was not announced.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, ResultVersion
from judging.queries.recipients import JUDGE, KINDS, recipients
from judging.queries.results import Issued, SealedResult, newest_results

NOT_PRINTED = ("result", "result_id", "result_sha256")
OTHER_NAME, OTHER_WORDS, NO_LONGER, CORRECTING = "other_name", "other_words", "no_longer", "correcting"
Key = tuple[str, str]


def holder_key(holder: Mapping[str, Any]) -> Key:
    """(participant's or judge's code, label), as Issued.key."""
    return str(holder.get("judge") or holder["participant"]), str(holder["label"])


def says_the_same(body: Mapping[str, Any], holder: Mapping[str, Any]) -> bool:
    """A newer result version alone changes nothing; other words on the paper do."""
    return all(body.get(key) == value for key, value in holder.items() if key not in NOT_PRINTED)


def is_ownerless(one: Issued, due: Container[Key]) -> bool:
    """The newest results give it to nobody. A judge's rests on having judged, which no correction takes away."""
    return one.kind != JUDGE and one.key not in due


@dataclass(frozen=True, slots=True)
class Due:
    """What the newest results give to a piagam's holder, as far as the public may be told."""

    holders: Mapping[Key, Mapping[str, Any]]
    moving: frozenset[int]  # result versions of categories whose correction is sealed and not announced yet

    def word(self, one: Issued) -> str:
        """valid | replaced | revoked, or why one that stands cannot be said to fit."""
        if one.state != "valid":
            return one.state
        if one.kind != JUDGE and one.result_id in self.moving:
            return CORRECTING  # the same for every piagam of the category: whom it touches is not announced
        if is_ownerless(one, self.holders):
            return NO_LONGER
        holder = self.holders.get(one.key)
        if holder is None or says_the_same(one.body, holder):
            return one.state
        return OTHER_WORDS if one.body["name"] == holder["name"] else OTHER_NAME


def due(session: Session, event_id: int) -> Due:
    results = newest_results(session, event_id)
    everyone = [holder for kind in KINDS for holder in recipients(session, results, kind)]
    return Due({holder_key(one): one for one in everyone}, _moving(session, event_id, results))


def _moving(session: Session, event_id: int, results: Sequence[SealedResult]) -> frozenset[int]:
    waiting = [one.category_id for one in results if one.number > 1 and one.announced_at is None]
    versions = select(ResultVersion.id).join(Category).where(Category.event_id == event_id)
    return frozenset(session.scalars(versions.where(ResultVersion.category_id.in_(waiting))))
