"""A rubric to look at as the tablet shows it, and to take away as TOML or XLSX. Version 0 is the draft."""

from __future__ import annotations

from io import BytesIO

from flask import Response, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from judging.language import _
from judging.queries import SheetLine, SheetView
from judging.roles import Permission
from judging.spreadsheet.rubric_workbook import rubric_workbook
from judging.web.access import allow
from judging.web.organiser.common import blueprint, zone
from judging.web.organiser.importing import XLSX
from judging.web.organiser.rubric_drafts import draft_of
from judging.web.organiser.rubrics import frozen, with_draft
from judging.web.sheet_view import sheet_context
from rubrics import Rubric, RubricProblems, from_document, to_toml


@blueprint.get("/pengaturan/rubrik/<rubric>/<int:version>/pratinjau")
@allow(Permission.SET_UP)
def preview_rubric(rubric: str, version: int) -> ResponseReturnValue:
    """The judges' own page over an invented participant, with nothing that could be sent."""
    found = _whole(rubric, version)
    if found is None:
        return _unfinished(rubric)
    context = sheet_context(_sheet_of_nobody(found), zone=zone(), typed={}, found=(), title="")
    back = url_for("organiser.rubrics") if version else url_for("organiser.rubric_draft", rubric=rubric)
    context |= {"person": {"code": "J0", "name": _("Nama juri"), "role": "juri"}, "rubric_title": found.title}
    return render_template("organiser/rubric_preview.html", **context, back=back)


@blueprint.get("/pengaturan/rubrik/<rubric>/<int:version>/toml")
@allow(Permission.SET_UP)
def rubric_toml(rubric: str, version: int) -> ResponseReturnValue:
    found = _whole(rubric, version)
    if found is None:
        return _unfinished(rubric)
    return _file(to_toml(found).encode(), "application/toml", rubric, version, "toml")


@blueprint.get("/pengaturan/rubrik/<rubric>/<int:version>/xlsx")
@allow(Permission.SET_UP)
def rubric_xlsx(rubric: str, version: int) -> ResponseReturnValue:
    """A draft too, whatever state it is in: it may be easier to finish in a spreadsheet."""
    document = frozen(rubric, version).to_document() if version else draft_of(with_draft(rubric)).body
    return _file(rubric_workbook(document), XLSX, rubric, version, "xlsx")


def _whole(rubric: str, version: int) -> Rubric | None:
    """None for a draft that is not a rubric yet."""
    if version:
        return frozen(rubric, version)
    try:
        return from_document(draft_of(with_draft(rubric)).body)
    except RubricProblems:
        return None


def _unfinished(rubric: str) -> ResponseReturnValue:
    flash(_("Pratinjau dan unduhan tersedia setelah semua hal di bawah diperbaiki."), "warn")
    return redirect(url_for("organiser.rubric_draft", rubric=rubric))


def _file(content: bytes, mime: str, rubric: str, version: int, suffix: str) -> Response:
    name = f"rubrik-{rubric}-{f'versi-{version}' if version else 'draf'}.{suffix}"
    return send_file(BytesIO(content), mimetype=mime, as_attachment=True, download_name=name)


def _sheet_of_nobody(rubric: Rubric) -> SheetView:
    line = SheetLine(
        id=0, category="", category_state="setup", round="", number=1, prefix="", name=_("Nama peserta"),
        place=_("Pratinjau"), state="blank", filled=0, indicators=len(rubric.indicators), submitted_at=None,
        receipt="", reason="",
    )  # fmt: skip
    return SheetView(
        line=line, rubric=rubric, version=0, scores={}, ticks={}, notes={}, numerator=None, aspects={},
        profile_form="", profile={}, members=(), saved_at=None, linked="", totals_open=False, asked="", answer="",
    )  # fmt: skip
