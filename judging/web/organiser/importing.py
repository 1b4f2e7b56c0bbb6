"""The event's workbook: offered blank, read with every problem at once, previewed, imported whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from flask import Response, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries, spreadsheet, words
from judging.language import N_, _
from judging.plan import CategoryPlan, EventPlan
from judging.roles import Permission
from judging.rule_words import METHODS, PANEL_RULES
from judging.spreadsheet import Problem, SheetProblems, read_event, read_workbook
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import uploads
from judging.web.organiser.common import blueprint, page, told, typed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = N_("Pilih dahulu berkas buku kerjanya.")
GONE = N_("Berkas yang diperiksa sudah tidak tersimpan. Pilih dan periksa sekali lagi.")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one upload came to: a plan, or the problems of the workbook, or of the form."""

    upload_id: str = ""
    file_name: str = ""
    plan: EventPlan | None = None
    problems: tuple[Problem, ...] = ()
    form_problems: list[str] = field(default_factory=list)


@blueprint.get("/buku-kerja")
@allow(Permission.SET_UP)
def import_event() -> ResponseReturnValue:
    return show(Reading())


@blueprint.get("/buku-kerja/kosong")
@allow(Permission.SET_UP)
def blank_workbook() -> Response:
    return send_file(
        BytesIO(spreadsheet.blank_workbook()), mimetype=XLSX, as_attachment=True, download_name="buku-kerja.xlsx"
    )


@blueprint.post("/buku-kerja")
@allow(Permission.SET_UP)
def read_workbook_file() -> ResponseReturnValue:
    return _import(typed("upload_id")) if typed("action") == "import" else show(_check())


def _check() -> Reading:
    file = request.files.get("workbook")
    if file is None or not file.filename:
        return Reading(form_problems=[_(NO_FILE)])
    data, name = file.read(), file.filename
    found = _read(data, name)
    if found.plan is None:
        return found
    upload_id = uploads.keep(database().settings.data_dir, data, name)
    return Reading(upload_id, name, found.plan, form_problems=_clashes(found.plan))


def _import(upload_id: str) -> ResponseReturnValue:
    data_dir = database().settings.data_dir
    kept = uploads.find(data_dir, upload_id)
    if kept is None:
        return show(Reading(form_problems=[_(GONE)]))
    found = _read(*kept)
    if found.plan is None:
        return show(found)
    try:
        _refuse_clashes(found.plan)
        with database().writing() as session:
            actions.import_event(session, actor(), found.plan, now=utc_now())
    except actions.Refused as refusal:
        return show(Reading(upload_id, kept[1], found.plan, form_problems=told(refusal)))
    uploads.forget(data_dir, upload_id)
    flash(
        _(
            "Kegiatan {name} {year} disimpan. Petugasnya masuk dengan akun kegiatan itu.",
            name=found.plan.name,
            year=found.plan.year,
        )
    )
    return redirect(url_for("organiser.settings"))


def _read(data: bytes, name: str) -> Reading:
    try:
        return Reading(file_name=name, plan=read_event(read_workbook(data, name)))
    except SheetProblems as found:
        return Reading(upload_id="", file_name=name, problems=found.problems)


def _refuse_clashes(plan: EventPlan) -> None:
    if clashes := _clashes(plan):
        raise actions.Refused(*clashes)


def _clashes(plan: EventPlan) -> list[str]:
    """Sign-in names are shared by all events of this database."""
    with database().reading() as session:
        taken = {account.login for account in queries.accounts(session)}
    return [
        _("Nama masuk {login} sudah dipakai kegiatan lain. Ganti pada lembar Petugas.", login=person.login)
        for person in plan.people
        if person.login in taken
    ]


def show(reading: Reading) -> ResponseReturnValue:
    refused = bool(reading.problems or reading.form_problems)
    return page(
        "organiser/import.html",
        422 if refused else 200,
        upload_id=reading.upload_id,
        file_name=reading.file_name,
        problems=[_problem(problem) for problem in reading.problems],
        warnings=_warnings(reading.plan) if reading.plan else [],
        preview=_preview(reading.plan) if reading.plan else {"facts": [], "categories": []},
        form_problems=reading.form_problems,
    )


def _problem(problem: Problem) -> dict[str, Any]:
    heading = f" ({problem.heading})" if problem.heading else ""
    return {
        "number": problem.number,
        "sheet": problem.sheet or _("Berkas"),
        "row": problem.row or "",
        "column": f"{problem.column}{heading}",
        "what": problem.wrong,
        "remedy": problem.fix,
    }


def _warnings(plan: EventPlan) -> list[str]:
    found = [_("Buku kerja ini bertanda data contoh.")] if plan.is_sample else []
    waiting = [f"{award.label} {one.name}" for one in plan.categories for award in one.awards if award.to_confirm]
    return [
        *found,
        *([_("Jumlah yang perlu konfirmasi: {waiting}.", waiting=words.listing(waiting))] if waiting else []),
    ]


def _preview(plan: EventPlan) -> dict[str, Any]:
    return {
        "facts": [
            (_("Kegiatan"), f"{plan.name} {plan.year}, {plan.level}"),
            (
                _("Juri"),
                _(
                    "{count}, cadangan {reserves}",
                    count=len(plan.judges),
                    reserves=sum(one.is_reserve for one in plan.judges),
                ),
            ),
            (_("Unsur juri"), words.listing(list(plan.backgrounds.values()))),
            (_("Petugas"), words.listing([person.name for person in plan.people]) or _("belum ada")),
        ],
        "categories": [{"title": one.name, "facts": _category_facts(plan, one)} for one in plan.categories],
    }


def _category_facts(plan: EventPlan, category: CategoryPlan) -> list[tuple[str, str]]:
    people = [one for one in plan.participants if one.category == category.code]
    known = [award.amount for award in category.awards if award.amount is not None]
    money = words.rupiah(sum(known)) if known else _("belum diisi")
    rounds = words.listing([f"{one.name} {one.share}%" for one in category.rounds]) if len(category.rounds) > 1 else ""
    return [
        (_("Peserta"), f"{len(people)}: {words.listing([one.name for one in people])}"),
        (_("Cara menghitung"), f"{_(METHODS[category.method])}; {_(PANEL_RULES[category.panel_rule])}"),
        *([(_("Sesi"), rounds)] if rounds else []),
        (_("Hadiah"), _("{n} penghargaan, uang seluruhnya {money}", n=len(category.awards), money=money)),
    ]
