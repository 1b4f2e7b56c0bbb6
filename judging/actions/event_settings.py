"""The event's settings, changed on a page.

In:  keys with JSON values, and the mark of what the page showed.   Out: nothing; or Refused.
Someone else's change in between is never overwritten silently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get, refuse_any
from judging.actions.setting_up import before_sealing
from judging.event_rules import member_faults
from judging.language import _
from judging.models import DocumentContent, Event, EventSetting
from judging.queries.paper_settings import NUMBER_SLOT, settings_mark
from judging.roles import Actor, Permission, require

PAPER_KEYS = frozenset(
    {
        "account_code",
        "background",
        "certificate_number",
        "colours",
        "content_only",
        "design",
        "document_numbers",
        "emblem",
        "letterhead",
        "logo",
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
LIMIT_KEYS = frozenset(
    {"members_lowest", "members_highest", "one_per_region", "objections", "show_prizes", "show_values"}
)


def set_settings(
    session: Session,
    actor: Actor,
    event_id: int,
    values: Mapping[str, Any],
    *,
    place: str = "",
    based_on: str,
    now: datetime,
) -> None:
    """Store what changed. `place`: where papers are dated; `based_on`: settings_mark() as the page was drawn."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    _refuse_unknown(values, PAPER_KEYS)
    _same_as_shown(session, event_id, based_on)
    refuse_any(number_faults(values))
    changed = _store(session, happening, values)
    if place.strip() and place.strip() != happening.place:
        happening.place = place.strip()
        changed.append("place")
    if changed:
        journal.record(session, actor, "event.settings", happening, now=now, detail={"changed": sorted(changed)})


def set_limits(
    session: Session, actor: Actor, event_id: int, values: Mapping[str, Any], *, based_on: str, now: datetime
) -> None:
    """Who may take part, and what is shown. Whether there is a time for objections is settled before any result."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    _refuse_unknown(values, LIMIT_KEYS)
    _same_as_shown(session, event_id, based_on)
    faults = member_faults(values["members_lowest"], values["members_highest"])
    refuse_any((fault.key, str(fault)) for fault in faults)
    changed = _store(session, happening, values)
    if "objections" in changed:
        before_sealing(session, happening)
    if changed:
        journal.record(session, actor, "event.settings", happening, now=now, detail={"changed": sorted(changed)})


def _refuse_unknown(values: Mapping[str, Any], known: frozenset[str]) -> None:
    if unknown := sorted(set(values) - known):
        raise Refused(_("Pengaturan ini tidak dikenal: {keys}.", keys=", ".join(unknown)))


def _same_as_shown(session: Session, event_id: int, based_on: str) -> None:
    if settings_mark(session, event_id) != based_on:
        raise Refused(_("Pengaturan baru saja diubah orang lain. Periksa nilai terbaru, lalu ulangi."))


def _store(session: Session, happening: Event, values: Mapping[str, Any]) -> list[str]:
    """The keys whose value changed."""
    stored = session.scalars(select(EventSetting).where(EventSetting.event_id == happening.id))
    rows = {row.key: row for row in stored}
    changed = [key for key, value in values.items() if key not in rows or rows[key].value != value]
    for key in changed:
        row = rows.get(key) or EventSetting(event=happening, key=key)
        row.value = values[key]
        session.add(row)
    return changed


def number_faults(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What cannot be printed as a number, each beside its field."""
    pattern = str(values.get("certificate_number") or "")
    if pattern and NUMBER_SLOT not in pattern:
        text = _("Pola nomor piagam harus memuat {slot}, supaya tidak ada dua piagam bernomor sama.", slot=NUMBER_SLOT)
        yield "certificate_number", text
    numbers = {key: text for key, text in (values.get("document_numbers") or {}).items() if text}
    if twice := sorted({text for text in numbers.values() if list(numbers.values()).count(text) > 1}):
        second = [key for key, text in numbers.items() if text == twice[0]][1]
        yield f"number-{second}", _("Nomor surat dipakai dua kali: {twice}.", twice=", ".join(twice))


def keep_picture(session: Session, actor: Actor, picture: bytes) -> str:
    """A picture's bytes, under the hash that `emblem`, `logo` or `background` will name."""
    require(actor, Permission.SET_UP)
    sha256 = hashlib.sha256(picture).hexdigest()
    if session.get(DocumentContent, sha256) is None:
        session.add(DocumentContent(sha256=sha256, content=picture))
    return sha256
