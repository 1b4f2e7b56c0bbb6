"""A refused form, as its page tells it: every sentence, and which of them belong to which field.

In:  a refusal.   Out: what components/not_saved.html takes.   Does not know any form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from judging.actions import Refused


def refused(refusal: Refused | None) -> dict[str, Any]:
    if refusal is None:
        return {"problems": [], "at": {}}
    return {"problems": [refusal.message, *refusal.problems], "at": refusal.at}


@dataclass(frozen=True, slots=True)
class Failed:
    """The refused one among several forms of a page."""

    form: str = ""
    refusal: Refused | None = None

    def of(self, form: str) -> dict[str, Any]:
        return refused(self.refusal if form == self.form else None)
