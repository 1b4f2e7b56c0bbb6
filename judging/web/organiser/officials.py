"""The page Pejabat: who signs what, with Plt., Plh. or a.n., and a NIP or an institution."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.event_rules import official_faults
from judging.language import N_, _
from judging.paperwork.common import OFFICES
from judging.plan import OfficialPlan
from judging.queries.set_up import officials_mark
from judging.roles import Permission
from judging.spreadsheet.event_sheets import OFFICIAL, PREFIXES
from judging.spreadsheet.forms import read_form
from judging.web.access import actor, allow, database, utc_now
from judging.web.not_saved import refused
from judging.web.organiser import steps
from judging.web.organiser.common import blueprint, event_id, page, typed

FIELDS = tuple(field.name for field in fields(OfficialPlan) if field.name != "role")
SIGNS = {  # as judging/paperwork/catalogue.py has it
    "kabid": N_("Kepala bidang: lembar aturan, undian, berita acara, tanda terima"),
    "kepala": N_("Kepala dinas: piagam, keputusan"),
    "bendahara": N_("Bendahara pengeluaran: alokasi, kuitansi"),
    "pptk": N_("PPTK: alokasi, tanda terima"),
    "kpa": N_("Kuasa pengguna anggaran: alokasi, kuitansi"),
}
WHEN = ((N_("Sebelum penilaian dibuka"), ("kabid",)), (N_("Sesudah pleno"), ("kepala", "bendahara", "pptk", "kpa")))


@blueprint.get("/pengaturan/pejabat")
@allow(Permission.SET_UP)
def officials() -> ResponseReturnValue:
    return _show()


@blueprint.post("/pengaturan/pejabat")
@allow(Permission.SET_UP)
def save_officials() -> ResponseReturnValue:
    try:
        plans = _typed_plans()
        with database().writing() as session:
            actions.set_officials(session, actor(), event_id(), plans, based_on=typed("based_on"), now=utc_now())
    except actions.Refused as refusal:
        return _show(refusal)
    if any(plan.name for plan in plans):
        flash(_("Pejabat disimpan."))
    else:
        flash(_("Belum ada pejabat yang diisi."), "warn")
    return redirect(steps.onward("officials"))


def _typed_plans() -> list[OfficialPlan]:
    """Single fields as the workbook's reader takes them; a role without a name is nobody's."""
    plans = []
    problems: list[tuple[str, str]] = []
    for role in SIGNS:
        texts = {name: typed(f"{role}-{name}") for name in FIELDS}
        columns = [column for column in OFFICIAL.columns if column.key in FIELDS and texts["name"]]
        values, wrong = read_form(columns, texts)
        office = _(SIGNS[role]).partition(":")[0]
        problems += [
            (f"{role}-{key}", _("{role}: {problem}", role=office, problem=text)) for key, text in wrong.items()
        ]
        plan = OfficialPlan(role, **{name: values.get(name, "") for name in FIELDS})
        if plan.name and "nip" not in wrong:
            told = [
                (f"{role}-{fault.key}", f"{plan.name}: {fault}")
                for fault in official_faults(plan.nip, plan.institution)
            ]
            problems += told
        plans.append(plan)
    actions.refuse_any(problems)
    return plans


def _show(refusal: actions.Refused | None = None) -> ResponseReturnValue:
    with database().reading() as session:
        stored, mark = queries.officials(session, event_id()), officials_mark(session, event_id())
        groups = [
            {"title": _(title), "rows": [_row(role, stored.get(role), refusal) for role in roles]}
            for title, roles in WHEN
        ]
    return page(
        "organiser/officials.html",
        422 if refusal else 200,
        **refused(refusal),
        groups=groups,
        prefixes=[("", _("tanpa awalan")), *PREFIXES.items()],
        based_on=typed("based_on") if refusal else mark,
        following=steps.after("officials"),
    )


def _row(role: str, stored: Any, refusal: actions.Refused | None) -> dict[str, Any]:
    """Nobody yet: the usual position stands there already, for a name alone to be typed."""
    values = {name: str(getattr(stored, name, "") or "") for name in FIELDS}
    if refusal:
        values = {name: request.form.get(f"{role}-{name}", "") for name in FIELDS}
    elif stored is None:
        values["position"] = OFFICES[role]
    wrong = [name for name in refusal.at if name.startswith(f"{role}-")] if refusal else []
    return {"role": role, "signs": _(SIGNS[role]), "usual": OFFICES[role], "values": values, "open": bool(wrong)}
