"""The announcement on the hall's screen, driven from a phone: start, next, back, pause, blank.

In:  what was pressed, and the version of the screen that the presser saw.   Out: the screen's new version.
Knows how many steps there are, never what they show. The journal keeps every press.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get
from judging.actions.sealing import nothing_altered, nothing_moved
from judging.language import N_, _
from judging.models import Category, Event, ResultVersion, Screen
from judging.queries.programme import programme
from judging.queries.results import newest_results
from judging.roles import Actor, Permission, require

MODES = {"pause": "pause", "blank": "blank", "show": "show"}
PRESSED_TWICE = N_(
    "Layar sudah berubah sejak halaman ini dibuka. Lihat keadaannya sekarang, lalu tekan lagi bila perlu."
)


def start_reveal(session: Session, actor: Actor, event_id: int, categories: Sequence[str], *, now: datetime) -> int:
    """Fix which sealed results are shown, in the categories' order. Not by whoever sealed one of them."""
    require(actor, Permission.ANNOUNCE)
    happening = get(session, Event, event_id, _("Acara"))
    wanted = select(Category.id).where(Category.event_id == event_id, Category.code.in_(categories))
    ids = set(session.scalars(wanted))
    results = [one for one in newest_results(session, event_id) if one.category_id in ids]
    chosen = [one.id for one in results]
    if not chosen:
        raise Refused(_("Pilih sekurangnya satu kategori yang hasilnya sudah dikunci."))
    sealers = session.scalars(select(ResultVersion.sealed_by_id).where(ResultVersion.id.in_(chosen)))
    if actor.person_id in set(sealers):
        raise Refused(_("Hasil diumumkan oleh orang lain, bukan oleh yang menguncinya."))
    nothing_altered(session)
    for one in results:
        if one.announced_at is None:
            nothing_moved(session, get(session, Category, one.category_id, _("Kategori")))
    row = _screen(session, event_id)
    row.programme, row.step, row.mode, row.version = chosen, 0, "show", row.version + 1
    journal.record(session, actor, "screen.start", happening, now=now, detail={"results": chosen})
    return row.version


def press(session: Session, actor: Actor, event_id: int, button: str, seen: int, *, now: datetime) -> int:
    """next | back | pause | blank | show | end. A press on a page that is no longer true does nothing."""
    require(actor, Permission.ANNOUNCE)
    row = _screen(session, event_id)
    if row.version != seen:
        raise Refused(_(PRESSED_TWICE))
    if button == "end":
        row.programme, row.step, row.mode = [], 0, "show"
    elif button in MODES:
        row.mode = MODES[button]
    elif button in ("next", "back"):
        _turn(session, row, 1 if button == "next" else -1)
    else:
        raise Refused(_("Tombol ini tidak dikenal."))
    row.version += 1
    happening = get(session, Event, event_id, _("Acara"))
    journal.record(session, actor, f"screen.{button}", happening, now=now, detail={"step": row.step})
    return row.version


def _turn(session: Session, row: Screen, by: int) -> None:
    found = programme(session, row.event_id, row.programme)
    if found.stopped == "altered":
        raise Refused(_("Hasil ini diubah di luar catatan sejak pengumuman dimulai. Hentikan acara dan panggil ketua."))
    if not found.steps:
        raise Refused(_("Pengumuman belum dimulai."))
    if found.stopped:
        raise Refused(_("Hasilnya dikoreksi sejak pengumuman dimulai. Mulai lagi dari awal."))
    step = row.step + by
    if not 0 <= step <= len(found.steps):
        raise Refused(_("Sudah di ujung susunan acara."))
    row.step, row.mode = step, "show"


def _screen(session: Session, event_id: int) -> Screen:
    row = session.get(Screen, event_id)
    if row is None:
        row = Screen(event_id=event_id, version=0, step=0, mode="show", programme=[])
        session.add(row)
    return row
