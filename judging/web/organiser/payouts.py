"""How each prize is handed over: in cash or by transfer, by the office or a sponsor, to whom, under which number."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, paperwork, queries, words
from judging.language import _
from judging.paperwork.receipts import NOTHING
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser.common import as_file, blueprint, event_id, page, told, typed

FIELDS = ("method", "bank", "account", "account_holder", "reference", "payer", "receiver", "number")


@blueprint.get("/dokumen/penyerahan")
@allow(Permission.MANAGE_PRIZES)
def payouts() -> ResponseReturnValue:
    return _show()


@blueprint.post("/dokumen/penyerahan")
@allow(Permission.MANAGE_PRIZES)
def set_payout() -> ResponseReturnValue:
    code, label = typed("participant"), typed("label")
    if (code, label) not in {(line["participant"], line["label"]) for line in _lines()}:
        abort(404)
    with database().reading() as session:
        person = next(one for one in queries.participants(session, event_id()) if one.code == code)
    entry = actions.PayoutEntry(**{name: typed(name) for name in FIELDS})
    try:
        with database().writing() as session:
            actions.set_payout(session, actor(), person.id, label, entry, now=utc_now())
    except actions.Refused as refusal:
        return _show((code, label), told(refusal))
    flash(_("Cara penyerahan {label}, {name}, disimpan.", label=label, name=person.name))
    return redirect(url_for("organiser.payouts"))


@blueprint.get("/dokumen/kuitansi/<participant>/<label>")
@allow(Permission.MANAGE_PRIZES)
def receipt(participant: str, label: str) -> Response:
    """The receipt of one prize alone."""
    return as_file(paperwork.receipts_pdf(database(), event_id(), (participant, label)) or abort(404))


def _lines() -> list[dict[str, Any]]:
    with database().reading() as session:
        papers = queries.papers(session, event_id())
        body, _rest = queries.allocation_or_draft(session, event_id())
    return [
        line
        | {
            "category": one["category"],
            "payout": papers.payouts.get((line["participant"], line["label"]), NOTHING),
        }
        for one in (body["categories"] if papers.results else ())
        for line in one["lines"]
        if line["amount"] or line["goods"]
    ]


def _show(wrong: tuple[str, str] = ("", ""), problems: list[str] | None = None) -> ResponseReturnValue:
    """What was typed on the refused line is kept."""
    rows = [_row(line, wrong == (line["participant"], line["label"]), problems or []) for line in _lines()]
    return page("organiser/payouts.html", 422 if problems else 200, rows=rows)


def _row(line: dict[str, Any], mine: bool, problems: list[str]) -> dict[str, Any]:
    payout = line["payout"]
    values = {name: request.form.get(name, "") if mine else getattr(payout, name) for name in FIELDS}
    return {
        "participant": line["participant"],
        "label": line["label"],
        "title": f"{line['label']} {line['category']}: {line['name']}",
        "amount": words.rupiah(line["amount"]) if line["amount"] else line["goods"],
        "is_money": bool(line["amount"]),
        "said": payout.method != "" or payout.receiver != "" or payout.payer != "",
        "values": values,
        "problems": problems if mine else [],
        "href": url_for("organiser.receipt", participant=line["participant"], label=line["label"]),
    }
