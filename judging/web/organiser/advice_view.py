"""The advice beside a result, as the pleno's page takes it: safety first, everything else to be folded.

In:  an Advice and the order it speaks of.   Out: plain values.   Judges stay codes; participants become their cards.
"""

from __future__ import annotations

from typing import Any

from judging.queries import Advice
from judging.web.cards import number_card
from judging.web.organiser.order import Order


def advice_context(advice: Advice | None, order: Order | None, prefix: str) -> dict[str, Any]:
    if advice is None or order is None:
        return {"safety": [], "what_if": [], "items": [], "judges": [], "linked": "", "seed": 0}
    cards = {entry.code: number_card(entry.number, prefix) for entry in order.entries}
    declared = advice.counts[0].order if advice.counts else ()
    return {
        "safety": [{"title": one.title, "text": one.text, "is_close": one.is_close} for one in advice.safety],
        "what_if": [
            {
                "title": one.title,
                "order": [
                    cards[code] | {"moved": one.is_changed and declared[place : place + 1] != (code,)}
                    for place, code in enumerate(one.order)
                    if code in cards
                ],
                "words": one.words,
                "changed": one.is_changed,
            }
            for one in advice.counts
        ],
        "items": [
            {"title": one.title, "sentence": one.sentence, "heading": one.heading, "rows": one.rows}
            for one in advice.items
        ],
        "judges": [{"code": one.judge, "round": one.round, "sentences": list(one.sentences)} for one in advice.judges],
        "linked": advice.linked,
        "seed": advice.seed,
    }
