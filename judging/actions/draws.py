"""Drawing the order of appearance before judging opens; drawing again needs a reason, and every draw is kept.

In:  a category and the seed as it was read aloud.   Out: the codes in the order drawn; or Refused.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging import drawing, journal
from judging.actions.common import Refused, event_of, get, in_state, need_reason
from judging.actions.participants import HIGHEST_NUMBER
from judging.event_rules import LONGEST_NAME
from judging.language import _
from judging.models import Category, OrderDraw, Participant
from judging.roles import Actor, Permission, require

FEWEST_LETTERS = 4


def draw_order(
    session: Session, actor: Actor, category_id: int, seed: str, reason: str = "", *, now: datetime
) -> list[str]:
    """Number everybody of the category by the tickets that the seed gives."""
    require(actor, Permission.SET_UP)
    category = get(session, Category, category_id, _("Kategori"))
    in_state(category, "setup")
    text = _need_seed(seed)
    turn = session.scalar(select(func.count()).where(OrderDraw.category_id == category_id)) or 0
    why = need_reason(reason) if turn else ""
    people = {
        row.code: row for row in session.scalars(select(Participant).where(Participant.category_id == category_id))
    }
    if len(people) < 2:
        raise Refused(_("Undian memerlukan paling sedikit dua peserta."))
    codes = drawing.drawn(text, category.code, people)
    happening = event_of(session, category)
    detail = {"category": category.code, "seed": text, "turn": turn + 1}
    with session.no_autoflush:
        for row in people.values():  # out of the way first: no two have one number, not even for a moment
            row.number += HIGHEST_NUMBER
        journal.record(session, actor, "order.lift", happening, now=now, detail=detail)
        for number, code in enumerate(codes, start=1):
            people[code].number = number
        session.add(OrderDraw(category=category, turn=turn + 1, seed=text, codes=codes, reason=why, drawn_at=now))
        journal.record(session, actor, "order.draw", happening, now=now, reason=why, detail=detail | {"order": codes})
    return codes


def _need_seed(seed: str) -> str:
    text = drawing.as_read(seed)
    if len(text) < FEWEST_LETTERS:
        raise Refused(_("Benih undian terlalu pendek. Tulis apa yang dibacakan, misalnya enam lemparan dadu."))
    if len(text) > LONGEST_NAME or not text.isprintable():
        raise Refused(_("Benih undian paling panjang {most} huruf, dalam satu baris.", most=LONGEST_NAME))
    return text
