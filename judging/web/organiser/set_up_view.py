"""The list on the page Pengaturan: every page of setting up, with what is done there and what is missing.

In:  SetUp and the lists of an event.   Out: rows of kind, title, text, address. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from flask import url_for

from judging import words
from judging.language import _
from judging.paperwork.common import OFFICES
from judging.queries import AccountInfo
from judging.queries.set_up import CategorySetUp
from judging.web.organiser.steps import is_there

if TYPE_CHECKING:
    from judging.web.organiser.settings import SetUp

Rows = Iterator[dict[str, Any]]


def rows(
    seen: SetUp,
    categories: Sequence[CategorySetUp],
    regions: int,
    accounts: Sequence[AccountInfo],
    officials: Sequence[str],
) -> list[dict[str, Any]]:
    found = (
        *_event_rows(seen, regions),
        *_category_rows(categories),
        *_limit_rows(seen),
        *_people_rows(seen),
        *_paper_rows(seen, accounts, officials),
    )
    return [row for row in found if row]


def _event_rows(seen: SetUp, regions: int) -> Rows:
    event = seen.event
    dates = [words.long_date(day) for day in (event.starts_on, event.announced_on) if day]
    text = words.listing(dates) if dates else _("Tanggal belum diisi")
    yield _row(_("Acara"), text, "event_facts", done=event.starts_on is not None, empty=False)
    names = words.listing(list(seen.backgrounds.values()))
    yield _row(_("Unsur juri"), names or _("Belum diisi"), "backgrounds", done=bool(names))
    text = _("{n} wilayah", n=regions) if regions else _("Belum diisi")
    yield _row(_("Wilayah"), text, "regions", done=bool(regions))


def _category_rows(categories: Sequence[CategorySetUp]) -> Rows:
    names = words.listing([one.name for one in categories])
    yield _row(_("Kategori"), names or _("Belum ada"), "categories", done=bool(names))
    if is_there("rubrics"):
        used = list(dict.fromkeys(row.rubric for one in categories for row in one.rounds))
        yield _row(_("Rubrik"), words.listing(used) or _("Belum ada"), "rubrics", done=bool(used))
    for one in categories:
        waiting = sum(bool(award.to_confirm) for award in one.awards)
        text = _("{n} penghargaan", n=len(one.awards)) if one.awards else _("Belum ada")
        more = _(", {n} jumlah perlu konfirmasi", n=waiting) if waiting else ""
        title, done = _("Hadiah {category}", category=one.name), bool(one.awards) and not waiting
        yield _row(title, f"{text}{more}", "award_lines", done=done, empty=not one.awards, category=one.code)


def _people_rows(seen: SetUp) -> Rows:
    people = _("{n} peserta", n=len(seen.people)) if seen.people else _("Belum ada")
    yield _row(_("Peserta"), people, "participants", done=bool(seen.people))
    judges = _("{n} juri", n=len(seen.panel)) if seen.panel else _("Belum ada")
    waiting = sum(judge.card_issued_at is None for judge in seen.panel)
    more = _(", {n} belum punya kartu", n=waiting) if waiting else ""
    yield _row(
        _("Juri dan kartu"), f"{judges}{more}", "judges", done=bool(seen.panel) and not waiting, empty=not seen.panel
    )


def _limit_rows(seen: SetUp) -> Rows:
    lowest, highest = seen.settings.get("members_lowest"), seen.settings.get("members_highest")
    span = _("Anggota {lowest}–{highest}", lowest=lowest, highest=highest)
    text = span if lowest else _("Tanpa batas jumlah anggota")
    yield _row(_("Batasan"), text, "event_limits", done=True)


def _paper_rows(seen: SetUp, accounts: Sequence[AccountInfo], officials: Sequence[str]) -> Rows:
    text = _("{n} dari {all} pejabat", n=len(officials), all=len(OFFICES)) if officials else _("Belum diisi")
    yield _row(_("Pejabat"), text, "officials", done=bool(officials))
    has_letterhead = bool(seen.settings.get("letterhead"))
    text = _("Kop surat sudah diisi") if has_letterhead else _("Kop surat belum diisi")
    yield _row(_("Kertas, kop surat, dan pajak"), text, "paper_settings", done=has_letterhead)
    ready = [one.name for one in accounts if one.ready and one.active]
    yield _row(_("Akun panitia"), words.listing(ready) or _("Belum ada"), "accounts", done=len(ready) > 1, empty=False)


def _row(title: str, text: str, name: str, *, done: bool, empty: bool = True, **parts: Any) -> dict[str, Any]:
    href = url_for(f"organiser.{name}", **parts)
    action = _("Ubah") if done or not empty else _("Isi")
    return {"kind": "done" if done else "blank", "title": title, "text": text, "href": href, "action": action}
