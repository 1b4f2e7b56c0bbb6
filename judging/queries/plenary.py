"""The standing as far as it may be seen: nothing before every category that shares a judge is closed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from judging.models import Category, Decision
from judging.queries.standing import Standing, standing
from judging.queries.work import totals_open


def visible_standing(session: Session, category_id: int) -> Standing | None:
    """None while a judge of this category may still send a sheet, here or in a category beside it."""
    category = session.get_one(Category, category_id)
    if category.state in ("setup", "judging") or not totals_open(session, category):
        return None
    return standing(session, category_id)


def was_decided(session: Session, category_id: int, decision_id: int) -> bool:
    """Whether this is a decision of this category, taken back since or not."""
    found = session.get(Decision, decision_id)
    return found is not None and found.category_id == category_id
