"""The prize table of a category while it is being set up: places, special awards, money, trophy, piagam, goods."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, words
from judging.actions import AwardLine
from judging.language import _
from judging.queries.set_up import AwardSetUp, CategorySetUp
from judging.roles import Permission
from judging.spreadsheet.event_sheets import AWARD
from judging.spreadsheet.forms import read_form
from judging.starting import NOT_YET
from judging.web.access import actor, allow, database, utc_now
from judging.web.not_saved import refused
from judging.web.organiser import steps
from judging.web.organiser.categories import everything, one
from judging.web.organiser.common import blueprint, page, typed
from judging.web.organiser.rows import Row, typed_rows

TEXTS = ("label", "amount", "goods", "to_confirm", "basis")
TICKS = ("trophy", "certificate", "special")
COLUMNS = tuple(
    replace(AWARD.column(key), required=False, longest=500 if key in ("goods", "to_confirm", "basis") else 200)
    for key in TEXTS
)


@blueprint.get("/pengaturan/kategori/<category>/hadiah")
@allow(Permission.SET_UP)
def award_lines(category: str) -> ResponseReturnValue:
    found = one(category)
    return _show(found, [_stored(award) for award in found.awards])


@blueprint.post("/pengaturan/kategori/<category>/hadiah")
@allow(Permission.SET_UP)
def save_award_lines(category: str) -> ResponseReturnValue:
    found = one(category)
    rows = typed_rows((*TEXTS, *TICKS), ["label", "amount", "goods"])
    try:
        lines = _lines(rows)
        with database().writing() as session:
            actions.set_awards(session, actor(), found.id, lines, based_on=typed("based_on"), now=utc_now())
    except actions.Refused as refusal:
        return _show(found, rows, refusal)
    gone = [award.label for award in found.awards if award.id not in [line.id for line in lines]]
    if gone:
        flash(_("Dihapus dari hadiah {name}: {labels}.", name=found.name, labels=words.listing(gone)), "warn")
    flash(_("Hadiah {name} disimpan: {n}.", name=found.name, n=len(lines)))
    return redirect(
        _following(found)["href"] if steps.wants_on() else url_for("organiser.award_lines", category=found.code)
    )


def _following(found: CategorySetUp) -> dict[str, str]:
    """The prizes of the next category; behind the last one, the page after the rubrics."""
    known = everything()
    behind = known[[one.id for one in known].index(found.id) + 1 :]
    if not behind:
        return steps.after("rubrics")
    href = url_for("organiser.award_lines", category=behind[0].code)
    return steps.following(_("Hadiah {category}", category=behind[0].name), href)


def _lines(rows: list[Row]) -> list[AwardLine]:
    lines = []
    problems: list[tuple[str, str]] = []
    for number, row in enumerate(rows):
        values, wrong = read_form(COLUMNS, row.texts)
        name = row["label"] or _("Baris {n}", n=number + 1)
        problems += [(f"{key}-{number}", _("{row}: {problem}", row=name, problem=text)) for key, text in wrong.items()]
        values |= {"trophy": bool(row["trophy"]), "certificate": bool(row["certificate"])}
        lines.append(AwardLine(id=row.id, ranked=not row["special"], **values))
    actions.refuse_any(problems)
    return lines


def _stored(award: AwardSetUp) -> Row:
    texts = {"label": award.label, "goods": award.goods, "to_confirm": award.to_confirm, "basis": award.basis}
    texts["amount"] = "" if award.amount is None else words.rupiah(award.amount)
    ticks = {"trophy": award.trophy, "certificate": award.certificate, "special": award.place is None}
    return Row(str(award.id), texts | {name: "1" if ticked else "" for name, ticked in ticks.items()})


def _show(found: CategorySetUp, rows: list[Row], refusal: actions.Refused | None = None) -> ResponseReturnValue:
    shown: list[dict[str, Any]] = []
    place = 0
    for row in rows:
        place += not row["special"]
        note = _("hadiah khusus") if row["special"] else _("urutan {n}", n=place)
        # a line that only waits for its amount stays folded: typing the amount settles it
        only_waits = row["to_confirm"] in (NOT_YET, _(NOT_YET))
        more = _("perlu konfirmasi") if row["to_confirm"] and not only_waits else ""
        more = _("jumlah belum diisi") if only_waits and not row["amount"] else more
        is_open = bool(row["special"] or row["goods"] or (row["to_confirm"] and not only_waits))
        note = ", ".join(part for part in (note, more) if part)
        shown.append({"key": row.key, "title": row["label"], "values": row.texts | {"open": is_open}, "note": note})
    waiting = sum(bool(award.to_confirm) for award in found.awards)
    total = sum(award.amount or 0 for award in found.awards)
    return page(
        "organiser/award_lines.html",
        422 if refusal else 200,
        category={"code": found.code, "name": found.name},
        is_open=found.state != "setup",
        **refused(refusal),
        rows=shown,
        total=words.rupiah(total) if any(one.amount is not None for one in found.awards) else _("belum diisi"),
        waiting=waiting,
        facts=[(award.label, _money(award)) for award in found.awards],
        following=_following(found),
        based_on=typed("based_on") if refusal else found.awards_mark,
    )


def _money(award: AwardSetUp) -> str:
    return "–" if award.amount is None else words.rupiah(award.amount)
