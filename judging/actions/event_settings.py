"""The event's settings and its officials, changed on a page.

In:  keys with JSON values, officials as typed, and the mark of what the page showed.   Out: nothing; or Refused.
Someone else's change in between is never overwritten silently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get
from judging.models import DocumentContent, Event, EventSetting, Official
from judging.plan import OfficialPlan
from judging.queries.paper_settings import NUMBER_SLOT, settings_mark
from judging.roles import Actor, Permission, require

PAPER_KEYS = frozenset(
    {
        "account_code",
        "certificate_number",
        "colours",
        "content_only",
        "design",
        "document_numbers",
        "emblem",
        "letterhead",
        "offset",
        "organiser",
        "paper",
        "rupiah_style",
        "same_day_awards",
        "stamp_duty",
        "tax",
        "unapproved_names",
    }
)


def set_settings(
    session: Session,
    actor: Actor,
    event_id: int,
    values: Mapping[str, Any],
    officials: Sequence[OfficialPlan] | None = None,
    *,
    place: str = "",
    based_on: str,
    now: datetime,
) -> None:
    """Store what changed. `place`: where papers are dated; `based_on`: settings_mark() as the page was drawn."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, "Acara")
    if unknown := sorted(set(values) - PAPER_KEYS):
        raise Refused(f"Pengaturan ini tidak dikenal: {', '.join(unknown)}.")
    if settings_mark(session, event_id) != based_on:
        raise Refused("Pengaturan baru saja diubah orang lain. Periksa nilai terbaru, lalu ulangi.")
    _check_numbers(values)
    rows = {row.key: row for row in session.scalars(select(EventSetting).where(EventSetting.event_id == event_id))}
    changed = [key for key, value in values.items() if key not in rows or rows[key].value != value]
    for key in changed:
        row = rows.get(key) or EventSetting(event=happening, key=key)
        row.value = values[key]
        session.add(row)
    if place.strip() and place.strip() != happening.place:
        happening.place = place.strip()
        changed.append("place")
    if officials is not None:
        changed += _set_officials(session, happening, officials)
    if changed:
        journal.record(session, actor, "event.settings", happening, now=now, detail={"changed": sorted(changed)})


def _check_numbers(values: Mapping[str, Any]) -> None:
    pattern = str(values.get("certificate_number") or "")
    if pattern and NUMBER_SLOT not in pattern:
        raise Refused(f"Pola nomor piagam harus memuat {NUMBER_SLOT}, supaya tidak ada dua piagam bernomor sama.")
    numbers = [text for text in (values.get("document_numbers") or {}).values() if text]
    if twice := sorted({text for text in numbers if numbers.count(text) > 1}):
        raise Refused(f"Nomor surat dipakai dua kali: {', '.join(twice)}.")


def _set_officials(session: Session, happening: Event, officials: Sequence[OfficialPlan]) -> list[str]:
    """The rows of these offices become what was typed; gives what changed."""
    rows = {row.role: row for row in session.scalars(select(Official).where(Official.event_id == happening.id))}
    changed = []
    for plan in officials:
        row, typed = rows.get(plan.role), asdict(plan)
        if row is None and plan.name:
            session.add(Official(event=happening, **typed))
        elif row is not None and any(getattr(row, name) != value for name, value in typed.items()):
            for name, value in typed.items():
                setattr(row, name, value)
        else:
            continue
        changed.append(f"official:{plan.role}")
    return changed


def keep_picture(session: Session, actor: Actor, png: bytes) -> str:
    """An emblem's bytes, under the hash that the setting `emblem` will name."""
    require(actor, Permission.SET_UP)
    sha256 = hashlib.sha256(png).hexdigest()
    if session.get(DocumentContent, sha256) is None:
        session.add(DocumentContent(sha256=sha256, content=png))
    return sha256
