"""The advice beside a result, as the pleno's page takes it: safety first, everything else to be folded.

In:  an Advice and the order it speaks of.   Out: plain values.   Judges stay codes; participants become their cards.
"""

from __future__ import annotations

from typing import Any

from judging import words
from judging.language import _
from judging.queries import Advice
from judging.web.cards import number_card
from judging.web.organiser.order import Order


def verdicts(advice: Advice | None) -> dict[str, tuple[bool, str]]:
    """Participant's code -> (is it close, "aman" or "belum aman"), for the rows of the order."""
    lines = advice.safety if advice else ()
    return {code: (one.is_close, one.verdict) for one in lines for code in one.participants}


def unsafe_words(advice: Advice | None) -> str:
    """The places that are not safe yet, said once more before the result is locked; "" when all are."""
    unsafe = [one.label for one in advice.safety if one.is_close] if advice else []
    return _("Belum aman: {places}. Pastikan pleno sudah membahasnya.", places="; ".join(unsafe)) if unsafe else ""


def safety_lead(advice: Advice) -> str:
    """Which counts stand behind the verdicts, and what they are called for."""
    kinds = [one.kind for one in advice.counts if one.is_proof]
    told = [
        _("cara yang ditetapkan"),
        _("{n} tanpa satu juri", n=kinds.count("without")),
        _("{n} cara menghitung lain", n=kinds.count("method")),
    ]
    return _(
        "{n} hitungan: {told}. Aman berarti pemegangnya tidak pernah berubah dan selisihnya melebihi pengaruh satu "
        "skor.",
        n=len(kinds),
        told=words.listing(told),
    )


def advice_context(advice: Advice | None, order: Order | None, prefix: str) -> dict[str, Any]:
    if advice is None or order is None:
        return {"safety": [], "safety_lead": "", "what_if": [], "items": [], "judges": [], "linked": "", "seed": 0}
    cards = {entry.code: number_card(entry.number, prefix) for entry in order.entries}
    declared = advice.counts[0].order if advice.counts else ()
    return {
        "safety": [
            {"title": f"{one.label}: {one.verdict}", "text": one.text, "is_close": one.is_close}
            for one in advice.safety
        ],
        "safety_lead": safety_lead(advice),
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
