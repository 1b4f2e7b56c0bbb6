"""The backgrounds that judges come from (unsur juri), an event setting: code and name, in the order printed.

In:  the whole list as it should be.   Out: nothing; or Refused, and the list stays as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get
from judging.actions.setting_up import before_sealing, need_text, same_as_shown
from judging.event_rules import MOST_BACKGROUNDS, background_code, repeats
from judging.language import _
from judging.models import Event, EventSetting, Judge
from judging.roles import Actor, Permission, require

KEY = "backgrounds"


@dataclass(frozen=True, slots=True)
class BackgroundLine:
    code: str  # "": a new one
    name: str


def set_backgrounds(
    session: Session, actor: Actor, event_id: int, lines: Sequence[BackgroundLine], *, based_on: str, now: datetime
) -> None:
    """A background keeps its code when it is renamed; one that a judge comes from cannot be taken away."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    before_sealing(session, happening)
    rows = select(EventSetting).where(EventSetting.event_id == event_id, EventSetting.key == KEY)
    row = session.scalars(rows).first()
    same_as_shown([row] if row else [], based_on)
    before = dict(row.value) if row else {}
    names = [need_text(line.name, _("Nama unsur")) for line in lines]
    _refuse_broken(names)
    kept = {line.code for line in lines}
    _refuse_used(session, event_id, {code: name for code, name in before.items() if code not in kept})
    taken = set(before)
    value = []
    for line, name in zip(lines, names, strict=True):
        code = line.code if line.code in before else _free(background_code(name), taken)
        taken.add(code)
        value.append([code, name])
    row = row or EventSetting(event=happening, key=KEY)
    row.value = value
    session.add(row)
    journal.record(session, actor, "background.set", happening, now=now, detail={"backgrounds": names})


def _refuse_broken(names: Sequence[str]) -> None:
    if not names:
        raise Refused(_("Sedikitnya satu unsur juri diperlukan."))
    if len(names) > MOST_BACKGROUNDS:
        raise Refused(_("Unsur juri paling banyak {most}.", most=MOST_BACKGROUNDS))
    for index, _first in repeats([background_code(name) for name in names]):
        raise Refused(_("Unsur “{name}” ditulis dua kali. Hapus salah satunya.", name=names[index]))


def _refuse_used(session: Session, event_id: int, gone: dict[str, str]) -> None:
    used = Counter(session.scalars(select(Judge.background).where(Judge.event_id == event_id)))
    for code, name in gone.items():
        if used[code]:
            text = _("{name} masih menjadi unsur {n} juri. Ganti dahulu unsur jurinya.", name=name, n=used[code])
            raise Refused(text)


def _free(code: str, taken: set[str]) -> str:
    base = code or "unsur"
    numbered = (f"{base}_{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(one for one in numbered if one not in taken)
