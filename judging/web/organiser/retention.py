"""How long personal values are kept, and the day they go: what will be erased is listed before it is.

In:  a date, or years after the announcement; a reason and a second person.   Out: the page, or the list again.
"""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, words
from judging.language import _
from judging.queries.retention import Retention, retention
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser.common import blueprint, event_id, page, second_person, told, typed, zone
from judging.web.organiser.prizes import day_typed

YEARS = (1, 2, 3, 5, 10)


@blueprint.get("/arsip/hapus-data-pribadi")
@allow(Permission.KEEP_RECORD)
def personal_data() -> ResponseReturnValue:
    return _show()


@blueprint.post("/arsip/masa-simpan")
@allow(Permission.KEEP_RECORD)
def set_retention() -> ResponseReturnValue:
    """A date as typed, or years after the announcement; both empty takes the date away."""
    found = _found()
    try:
        until = _after(found.announced_on, typed("years")) or (day_typed(typed("until")) if typed("until") else None)
        with database().writing() as session:
            actions.set_retention(session, actor(), event_id(), until, now=utc_now())
    except actions.Refused as refusal:
        return _show("keep", told(refusal))
    flash(_("Masa simpan disimpan."))
    return redirect(url_for("organiser.personal_data"))


@blueprint.post("/arsip/hapus-data-pribadi")
@allow(Permission.KEEP_RECORD)
def erase_personal_data() -> ResponseReturnValue:
    try:
        witness = second_person()
        with database().writing() as session:
            rows = actions.erase_personal(
                session, actor(), event_id(), now=utc_now(), witness=witness, reason=typed("reason")
            )
    except actions.Refused as refusal:
        return _show("erase", told(refusal))
    flash(_("{n} data pribadi dihapus. Hapus juga cadangan yang dibuat sebelumnya.", n=rows))
    return redirect(url_for("organiser.personal_data"))


def _found() -> Retention:
    with database().reading() as session:
        return retention(session, event_id())


def _after(announced: date | None, years: str) -> date | None:
    if announced is None or not years.isdecimal() or int(years) not in YEARS:
        return None
    last = announced.replace(day=28) if (announced.month, announced.day) == (2, 29) else announced
    return last.replace(year=last.year + int(years))


def _show(failed: str = "", problems: list[str] | None = None) -> ResponseReturnValue:
    found = _found()
    today = words.local(utc_now(), zone()).date()
    return page(
        "organiser/retention.html",
        422 if problems else 200,
        until=words.long_date(found.until) if found.until else "",
        until_typed=request.form.get("until", found.until.isoformat() if found.until else ""),
        years=[("", _("Tanggal di atas")), *((str(n), _("{n} tahun setelah pengumuman", n=n)) for n in YEARS)],
        announced=words.long_date(found.announced_on) if found.announced_on else "",
        kinds=[(_(title), rows) for title, rows in found.kinds],
        is_over=bool(found.until and found.announced_on and today > found.until),
        failed=failed,
        problems=problems or [],
        reason=request.form.get("reason", ""),
        second_login=request.form.get("second_login", ""),
    )
