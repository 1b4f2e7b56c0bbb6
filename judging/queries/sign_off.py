"""Which categories have their signed sheet of rules in the archive: a scan filed under the code the rules have now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, IssuedDocument
from judging.queries.declared import declared_rules

SIGNED_RULES = "pindaian-aturan"  # how the archive names that scan; category, code and a number follow


@dataclass(frozen=True, slots=True)
class SignOff:
    category_id: int
    category_code: str
    category: str  # name
    code: str  # of the rules as they stand: what the sheet bears at its foot
    lacks: tuple[str, ...]  # why the sheet is still KONSEP
    signed: bool
    void: bool  # signed, and a rule was changed since


def sign_offs(session: Session, event_id: int) -> list[SignOff]:
    names = session.scalars(
        select(IssuedDocument.name).where(
            IssuedDocument.event_id == event_id, IssuedDocument.name.startswith(f"{SIGNED_RULES}-")
        )
    ).all()
    rows = session.scalars(select(Category).where(Category.event_id == event_id).order_by(Category.position))
    return [_sign_off(session, row, names) for row in rows]


def scan_name(category_code: str, code: str) -> str:
    """What the name of the scan of this category's sheet begins with."""
    return f"{SIGNED_RULES}-{category_code}-{code}-"


def _sign_off(session: Session, category: Category, names: Sequence[str]) -> SignOff:
    rules = declared_rules(session, category.id)
    signed = any(name.startswith(scan_name(category.code, rules.code)) for name in names)
    any_code = re.compile(scan_name(re.escape(category.code), "[0-9A-F]{4}-[0-9A-F]{4}"))
    earlier = any(any_code.match(name) for name in names)
    return SignOff(
        category.id, category.code, category.name, rules.code, rules.lacks, signed, void=earlier and not signed
    )
