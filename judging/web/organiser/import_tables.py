"""Tables people already have, brought in: upload, name the columns once, look at what would be stored, store it.

Nothing is stored before the last step, and then everything or nothing. The file stays on the server in between.
"""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from judging import actions
from judging.language import _
from judging.roles import Permission
from judging.spreadsheet import SheetProblems, tables
from judging.spreadsheet.problems import Problem, refusal
from judging.spreadsheet.reader import read_pages
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import import_view as view
from judging.web.organiser.common import blueprint, event_id, page, told, typed, uploaded
from judging.web.organiser.import_reading import Choice, Reading, Result, read
from judging.web.organiser.staged import MOST_CHARACTERS, Shelf, Staged, characters

AFTER = {
    tables.PEOPLE: "organiser.participants",
    tables.MEMBERS: "organiser.participants",
    tables.JUDGES: "organiser.judges",
    tables.SCORES: "organiser.paper_sheets",
}


@blueprint.get("/impor")
@allow(Permission.SET_UP)
def import_table() -> ResponseReturnValue:
    _shelf().tidy()
    return _start(request.args.get("jenis", ""))


@blueprint.post("/impor")
@allow(Permission.SET_UP)
def upload_table() -> ResponseReturnValue:
    kind, file = typed("kind"), request.files.get("table")
    if kind not in tables.KINDS or file is None or not file.filename:
        return _start(kind, form_problems=[_("Pilih dahulu isi tabelnya dan berkasnya.")])
    name = file.filename[:200]
    try:
        pages = read_pages(uploaded("table"), name)
        if characters(pages) > MOST_CHARACTERS:
            raise refusal(_("Isi berkas ini terlalu banyak."), _("Hapus lembar dan baris yang tidak dipakai."))
        with database().reading() as session:
            _read(session, Staged("", kind, name, tuple(pages)), Choice())
    except SheetProblems as found:
        return _start(kind, name, found.problems)
    return redirect(url_for("organiser.import_columns", upload_id=_shelf().keep(kind, name, pages)))


@blueprint.get("/impor/<upload_id>")
@allow(Permission.SET_UP)
def import_columns(upload_id: str) -> ResponseReturnValue:
    staged = _staged(upload_id)
    with database().reading() as session:
        return _columns(staged, _read(session, staged, Choice.of(staged.choice)))


@blueprint.post("/impor/<upload_id>")
@allow(Permission.SET_UP)
def import_step(upload_id: str) -> ResponseReturnValue:
    staged = _staged(upload_id)
    if typed("action") == "store":
        return _store(staged)
    before, asked = Choice.of(staged.choice), view.asked(request.form)
    reread = typed("action") != "check" or view.moved(before, asked)
    try:
        with database().reading() as session:
            reading = _read(session, staged, view.without_pairs(asked) if reread else asked)
    except SheetProblems as found:
        return _start(staged.kind, staged.file_name, found.problems)
    _shelf().choose(staged, reading.choice.kept())
    return _columns(staged, reading) if reread else _check(staged, reading)


def _store(staged: Staged) -> ResponseReturnValue:
    """Read once more where it is written: what others entered since the check is seen."""
    try:
        with database().writing() as session:
            reading = _read(session, staged, Choice.of(staged.choice))
            count = _put(session, reading, reading.result())
    except SheetProblems:
        with database().reading() as session:
            return _check(staged, _read(session, staged, Choice.of(staged.choice)))
    except actions.Refused as refused:
        with database().reading() as session:
            return _check(staged, _read(session, staged, Choice.of(staged.choice)), told(refused))
    _shelf().forget(staged.id)
    flash(view.stored(staged.kind, count))
    return redirect(url_for(AFTER[staged.kind]))


def _put(session: Session, reading: Reading, result: Result) -> int:
    now, who = utc_now(), actor()
    if isinstance(result, tables.PeopleImport):
        return actions.import_participants(session, who, event_id(), result.participants, result.members, now=now)
    if isinstance(result, tables.MembersImport):
        return actions.import_members(session, who, event_id(), result.members, now=now)
    if isinstance(result, tables.JudgesImport):
        return actions.import_judges(session, who, event_id(), result.judges, now=now)
    for one in result if reading.round else ():
        sheet = reading.round.sheets[one.judge, one.participant] if reading.round else abort(404)
        actions.key_in(session, who, sheet.id, {"scores": one.scores, "notes": one.notes}, now=now)
    return len(result)


def _read(session: Session, staged: Staged, choice: Choice) -> Reading:
    return read(session, event_id(), actor().person_id, staged, choice)


def _shelf() -> Shelf:
    return Shelf(database().settings.data_dir, event_id(), actor().person_id)


def _staged(upload_id: str) -> Staged:
    return _shelf().find(upload_id) or abort(404)


def _start(
    kind: str, file_name: str = "", problems: tuple[Problem, ...] = (), form_problems: list[str] | None = None
) -> ResponseReturnValue:
    return page(
        "organiser/import_table.html",
        422 if problems or form_problems else 200,
        kinds=view.kinds(),
        kind=kind if kind in tables.KINDS else tables.PEOPLE,
        file_name=file_name,
        problems=view.problems(problems),
        form_problems=form_problems or [],
    )


def _columns(staged: Staged, reading: Reading) -> ResponseReturnValue:
    return page("organiser/import_columns.html", **view.columns(staged, reading))


def _check(staged: Staged, reading: Reading, form_problems: list[str] | None = None) -> ResponseReturnValue:
    result: Result | None = None
    found: tuple[Problem, ...] = ()
    try:
        result = reading.result()
    except SheetProblems as refused:
        found = refused.problems
    context = view.check(staged, reading, result, found)
    code = 422 if found or form_problems else 200
    return page("organiser/import_check.html", code, form_problems=form_problems or [], **context)
