"""What a seal would leave behind: paper nobody checked or keyed in, and late sheets nobody decided about.

In:  the paper and the late sheets of one category.   Out: one sentence for the seal's form; "" when nothing waits.
Judges are codes here as on the whole page; the sheets can still be brought in until the result is sealed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from judging import words
from judging.language import N_, _
from judging.queries import LateInfo
from judging.queries.paper_sheets import PaperLine

MOST_NAMES = 4  # beyond that a number says more
UNCHECKED, NOT_KEYED, LATE = (
    N_("kertas belum diperiksa: {who}"),
    N_("kertas belum dimasukkan: {who}"),
    N_("datang sesudah ditutup dan belum diputuskan: {who}"),
)


def left_behind(papers: Sequence[PaperLine], late: Sequence[LateInfo]) -> str:
    found = {
        UNCHECKED: [(one.judge_code, one.participant) for one in papers if one.waits in ("check", "settle")],
        NOT_KEYED: [(one.judge_code, one.participant) for one in papers if one.waits == "key"],
        LATE: [(one.judge_code, one.participant) for one in late if one.can_count],
    }
    parts = [_(text, who=_who(pairs)) for text, pairs in found.items() if pairs]
    if not parts:
        return ""
    return _(
        "Belum ikut dihitung: {what}. Sesudah hasil dikunci, lembar ini tidak dapat masuk lagi.", what="; ".join(parts)
    )


def _who(pairs: Iterable[tuple[str, str]]) -> str:
    """Each judge once, with the participants whose sheets wait."""
    of: dict[str, dict[str, None]] = {}
    for judge, name in pairs:
        of.setdefault(judge, {})[name] = None
    return words.listing(
        [_("{judge} untuk {names}", judge=judge, names=_names([*names])) for judge, names in of.items()]
    )


def _names(names: Sequence[str]) -> str:
    return words.listing(names) if len(names) <= MOST_NAMES else _("{n} peserta", n=len(names))
