"""A refused form, as its page tells it: every sentence, and which of them belong to which field.

In:  a refusal.   Out: what components/not_saved.html takes.   Of a form it knows only how its texts are called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from judging.actions import Refused
from judging.language import N_, _

WRITTEN = {  # what people write in forms that a page may have stopped drawing by the time they send it; never a PIN
    "reason": N_("Alasan"),
    "present": N_("Yang hadir"),
    "name": N_("Nama yang benar"),
    "basis": N_("Dasar tertulis"),
    "day": N_("Tanggal"),
    "until": N_("Sanggahan diterima sampai"),
    "note": N_("Catatan"),
    "sender": N_("Yang mengajukan"),
    "statement": N_("Yang disanggah"),
    "answer": N_("Jawaban"),
    "number": N_("Nomor keputusan"),
    "date": N_("Tanggal keputusan"),
    "amount": N_("Jumlah"),
}


def refused(refusal: Refused | None) -> dict[str, Any]:
    if refusal is None:
        return {"problems": [], "at": {}}
    return {"problems": [refusal.message, *refusal.problems], "at": refusal.at}


def lost(problems: Sequence[str], form: Mapping[str, str]) -> dict[str, Any]:
    """A refused form that its page no longer draws: why, and what was written in it, so that nothing is typed twice.

    Somebody else was faster, or the page was left open since an earlier stage.
    """
    given = [(_(label), [line for line in form.get(name, "").splitlines() if line.strip()])
             for name, label in WRITTEN.items()]  # fmt: skip
    written = [(label, ", ".join(lines)) for label, lines in given if lines]
    return {"problems": list(problems), "written": written if problems else []}


@dataclass(frozen=True, slots=True)
class Failed:
    """The refused one among several forms of a page."""

    form: str = ""
    refusal: Refused | None = None

    def of(self, form: str) -> dict[str, Any]:
        return refused(self.refusal if form == self.form else None)
