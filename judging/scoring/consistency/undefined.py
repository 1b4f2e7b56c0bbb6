"""What stands where a number would, when there is none: the reason, in Indonesian.

In:  a tally.   Out: the same with only those who were scored and who scored; reasons shared by several numbers.
Does not know any statistic.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from judging.language import _
from judging.scoring.tally import Tally

NAMED = 5  # so many missing sheets are named, then a count


@dataclass(frozen=True, slots=True)
class Undefined:
    """Reads on from "tidak dapat dihitung karena"."""

    reason: str


def because(message: str) -> Undefined:
    """A full sentence as a reason."""
    return Undefined(message[:1].lower() + message[1:].removesuffix("."))


def seated(tally: Tally) -> Tally:
    """Only participants with a counted sheet, only judges who gave one."""
    kept = tally.keep_participants(np.asarray(tally.counted.any(axis=1)), "not_scored")
    return kept.keep_judges(np.asarray(kept.counted.any(axis=0)))


def too_small(tally: Tally) -> Undefined | None:
    """Comparing judges needs two of them and two participants."""
    if len(tally.judges) < 2:
        return Undefined(_("hanya ada satu juri yang menilai") if tally.judges else _("tidak ada juri yang menilai"))
    if len(tally.participants) < 2:
        return Undefined(_("hanya ada satu peserta yang dinilai"))
    return None


def incomplete(tally: Tally) -> Undefined | None:
    """Some numbers need every judge's sheet for every participant."""
    missing = np.argwhere(~tally.counted)
    if not len(missing):
        return None
    shown = [
        _("{judge} untuk {participant}", judge=tally.judges[column], participant=tally.participants[row])
        for row, column in missing[:NAMED]
    ]
    more = _(", dan {n} lembar lain", n=len(missing) - NAMED) if len(missing) > NAMED else ""
    return Undefined(
        _("tidak semua juri menilai semua peserta (tidak ada nilai {shown}{more})", shown=", ".join(shown), more=more)
    )
