"""The page before judging opens: what becomes fixed, what is still missing, and the one button.

Every category that is still being set up opens together: they share judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries, words
from judging.language import _
from judging.queries import CategoryInfo
from judging.queries.set_up import CategorySetUp
from judging.roles import Permission
from judging.rule_words import METHODS
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import opening, settings
from judging.web.organiser.common import blueprint, event_id, moment, page, told, zone
from judging.web.organiser.settings import Lists, SetUp


@blueprint.get("/pengaturan/buka")
@allow(Permission.SET_UP)
def confirm_opening() -> ResponseReturnValue:
    return _show([])


@blueprint.post("/pengaturan/buka")
@allow(Permission.SET_UP)
def open_judging() -> ResponseReturnValue:
    try:
        _refuse_incomplete()
        with database().writing() as session:
            for category in _waiting(queries.categories(session, event_id())):
                actions.open_judging(session, actor(), category.id, now=utc_now())
    except actions.Refused as refusal:
        return _show(told(refusal))
    flash(_("Penilaian dibuka. Juri sekarang dapat menilai."))
    return redirect(url_for("organiser.progress"))


def _refuse_incomplete() -> None:
    """All that is missing at once; each action would tell its own category only."""
    if missing := [item.text for item in opening.blocking(settings.read_lists().categories)]:
        raise actions.Refused(missing[0], *missing[1:])


def _waiting(categories: list[CategoryInfo]) -> list[CategoryInfo]:
    found = [one for one in categories if one.state == "setup"]
    if not found:
        raise actions.Refused(_("Penilaian sudah dibuka."))
    return found


def _show(problems: list[str]) -> ResponseReturnValue:
    seen, lists = settings.read(), settings.read_lists()
    waiting = [one for one in lists.categories if one.state == "setup"]
    missing = opening.blocking(lists.categories)
    return page(
        "organiser/open_judging.html",
        422 if problems else 200,
        problems=problems,
        early=_early_words(seen) if waiting else "",
        blocking=[asdict(item) for item in missing],
        look=[asdict(item) for item in opening.worth_a_look(seen, lists)] if waiting else [],
        categories=[{"title": one.name, "facts": list(_facts(one, lists))} for one in waiting],
        is_open=not waiting and not missing,
    )


def _early_words(seen: SetUp) -> str:
    """The start lies ahead; judges could score from the moment of opening."""
    starts, today = seen.event.starts_on, words.local(utc_now(), zone()).date()
    if starts is None or starts <= today:
        return ""
    return _(
        "Penilaian direncanakan mulai {day}, {n} hari lagi. Begitu dibuka, juri yang punya kartu dapat menilai.",
        day=words.day_date(starts),
        n=(starts - today).days,
    )


def _facts(one: CategorySetUp, lists: Lists) -> Iterator[tuple[str, str]]:
    """What is laid out for a category, in figures that people can check."""
    judges = words.listing([str(row.judges) for row in one.rounds])
    sheets = sum(row.judges for row in one.rounds) * one.participants
    yield (
        _("Lembar penilaian"),
        _("{people} peserta, {judges} juri: {n} lembar", people=one.participants, judges=judges or "0", n=sheets),
    )
    yield _("Nomor urut"), _order_words(one, lists)
    yield _("Rubrik"), words.listing([_rubric_words(row.rubric, row.version) for row in one.rounds])
    yield _("Cara menghitung"), _(METHODS[one.method])
    yield _("Hadiah"), _prize_words(one)
    for sign_off in lists.sign_offs:
        if sign_off.category_id == one.id:
            state = _("pindaian bertanda tangan tersimpan") if sign_off.signed else _("belum ditandatangani")
            yield _("Lembar aturan"), _("kode {code}, {state}", code=sign_off.code, state=state)


def _order_words(one: CategorySetUp, lists: Lists) -> str:
    drawn = next((turn for turn in lists.draws if turn.category_id == one.id), None)
    if drawn is None:
        return _("belum diundi; seperti urutan pada daftar")
    return _("diundi {at}, benih {seed}", at=moment(drawn.drawn_at), seed=drawn.seed)


def _rubric_words(title: str, version: int) -> str:
    return _("{title}, versi {version}", title=title, version=version)


def _prize_words(one: CategorySetUp) -> str:
    waiting = sum(bool(award.to_confirm) for award in one.awards)
    text = _("{n} penghargaan", n=len(one.awards))
    known = [award.amount for award in one.awards if award.amount is not None]
    money = [words.rupiah(sum(known))] if known else []
    more = [_("{n} jumlah perlu konfirmasi", n=waiting)] if waiting else []
    return ", ".join([text, *money, *more])
