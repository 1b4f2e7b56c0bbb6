"""A participant's own values from the sealed result, for the time of objections: no rank, nobody else's number."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from judging.queries.results import newest_results


@dataclass(frozen=True, slots=True)
class OwnValues:
    name: str
    place: str
    category: str
    total: Fraction
    aspects: tuple[tuple[str, Fraction, int], ...]  # (title, points, highest)
    judges: int  # whose sheets count


def own_values(session: Session, event_id: int, participant: str) -> OwnValues | None:
    """None for somebody who is in no sealed result."""
    for result in newest_results(session, event_id):
        body = result.body
        for row in body["rows"]:
            if row["participant"] == participant:
                aspects = tuple(
                    (one["title"], Fraction(row["aspects"][one["code"]]["exact"]), one["weight"])
                    for one in body["aspects"]
                )
                counted = sum(one["counted"] for one in body["panel"])
                return OwnValues(
                    row["name"], row["place"], result.category_name, Fraction(row["total"]), aspects, counted
                )
    return None
