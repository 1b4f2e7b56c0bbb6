"""The page Pejabat: who signs what, with Plt., Plh. or a.n., and a NIP or an institution."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import N_, _
from judging.paperwork.common import OFFICES
from judging.plan import OfficialPlan
from judging.queries.set_up import officials_mark
from judging.roles import Permission
from judging.spreadsheet.event_sheets import OFFICIAL, PREFIXES
from judging.spreadsheet.forms import read_form
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import steps
from judging.web.organiser.common import blueprint, event_id, page, told, typed

FIELDS = tuple(field.name for field in fields(OfficialPlan) if field.name != "role")
SIGNS = {
    "kepala": N_("Kepala dinas: piagam dan keputusan"),
    "kabid": N_("Kepala bidang: mengetahui berita acara"),
    "bendahara": N_("Bendahara pengeluaran: kuitansi"),
    "pptk": N_("PPTK: alokasi dan serah terima"),
    "kpa": N_("Kuasa pengguna anggaran: setuju dibayar"),
}


@blueprint.get("/pengaturan/pejabat")
@allow(Permission.SET_UP)
def officials() -> ResponseReturnValue:
    return _show([])


@blueprint.post("/pengaturan/pejabat")
@allow(Permission.SET_UP)
def save_officials() -> ResponseReturnValue:
    try:
        plans = _typed_plans()
        with database().writing() as session:
            actions.set_officials(session, actor(), event_id(), plans, based_on=typed("based_on"), now=utc_now())
    except actions.Refused as refusal:
        return _show(told(refusal))
    flash(_("Pejabat disimpan."))
    return redirect(url_for("organiser.officials"))


def _typed_plans() -> list[OfficialPlan]:
    """Single fields as the workbook's reader takes them; a role without a name is nobody's."""
    plans, problems = [], []
    for role in SIGNS:
        texts = {name: typed(f"{role}-{name}") for name in FIELDS}
        columns = [column for column in OFFICIAL.columns if column.key in FIELDS and texts["name"]]
        values, wrong = read_form(columns, texts)
        problems += [_("{role}: {problem}", role=_(SIGNS[role]).partition(":")[0], problem=text) for text in wrong]
        plans.append(OfficialPlan(role, **{name: values.get(name, "") for name in FIELDS}))
    if problems:
        raise actions.Refused(*problems)
    return plans


def _show(problems: list[str]) -> ResponseReturnValue:
    with database().reading() as session:
        stored, mark = queries.officials(session, event_id()), officials_mark(session, event_id())
        rows = [_row(role, stored.get(role), again=bool(problems)) for role in SIGNS]
    return page(
        "organiser/officials.html",
        422 if problems else 200,
        problems=problems,
        rows=rows,
        prefixes=[("", _("tanpa awalan")), *PREFIXES.items()],
        based_on=typed("based_on") if problems else mark,
        following=steps.after("officials"),
    )


def _row(role: str, stored: Any, *, again: bool) -> dict[str, Any]:
    values = {name: str(getattr(stored, name, "") or "") for name in FIELDS}
    if again:
        values = {name: request.form.get(f"{role}-{name}", "") for name in FIELDS}
    return {"role": role, "signs": _(SIGNS[role]), "usual": OFFICES[role], "values": values, "open": again}
