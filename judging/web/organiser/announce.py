"""Making a sealed result public. Never by the person who sealed it: that person hands the screen to someone else."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import N_, _
from judging.queries import CategoryInfo, Seal, SealedResult
from judging.queries.corrections import unsettled
from judging.queries.results import newest_results
from judging.roles import Actor, Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.not_saved import lost
from judging.web.organiser.common import blueprint, category_by_code, event_id, moment, page, second_person, told, typed

STATUS = {
    "sealed": ("locked", N_("Ditetapkan")),
    "announced": ("done", N_("Diumumkan")),
    "archived": ("done", N_("Diarsipkan")),
}


@blueprint.get("/pengumuman")
@allow(Permission.ANNOUNCE)
def announce() -> ResponseReturnValue:
    return show()


@blueprint.post("/pengumuman")
@allow(Permission.ANNOUNCE)
def make_public() -> ResponseReturnValue:
    category = category_by_code(typed("category"))
    try:
        herald = _herald(category)
        with database().writing() as session:
            actions.announce(session, herald, category.id, now=utc_now())
    except actions.Refused as refusal:
        return show(category.code, told(refusal))
    flash(_("Hasil {name} diumumkan oleh {herald}.", name=category.name, herald=herald.name))
    return redirect(url_for("organiser.announce"))


def _herald(category: CategoryInfo) -> Actor:
    """Who announces: the visitor, or on the sealer's own screen whoever confirms there."""
    with database().reading() as session:
        seal = queries.seals(session, event_id()).get(category.id)
        organisers = queries.organisers(session, event_id())
    if seal is None or seal.sealed_by_id != actor().person_id:
        return actor()
    witness = second_person(Permission.ANNOUNCE)
    found = next((one for one in organisers if one.person_id == witness.person_id), None)
    if found is None:
        raise actions.Refused(_("Yang mengumumkan harus petugas acara ini."))
    return found


def show(code: str = "", problems: list[str] | None = None) -> ResponseReturnValue:
    with database().reading() as session:
        categories, seals = queries.categories(session, event_id()), queries.seals(session, event_id())
        results = {result.category_id: result for result in newest_results(session, event_id())}
        moved = {one.id: unsettled(session, one.id) for one in categories if one.state == "sealed"}
    rows = [
        _category(one, seals.get(one.id), results.get(one.id), (problems or []) if one.code == code else [])
        | _blocked(one, moved.get(one.id, ""))
        for one in categories
    ]
    drawn = [row["code"] for row in rows if row["can_announce"]]
    return page(
        "organiser/announce.html",
        422 if problems else 200,
        categories=rows,
        lost=lost([] if code in drawn else problems or [], request.form),
    )


def _category(
    category: CategoryInfo, seal: Seal | None, result: SealedResult | None, problems: list[str]
) -> dict[str, Any]:
    kind, text = STATUS.get(category.state, ("blank", N_("Belum ditetapkan")))
    return {
        "code": category.code,
        "title": category.name,
        "status": {"kind": kind, "text": _(text)},
        "version_words": _version_words(seal),
        "sealed_by": seal.sealed_by if seal else "",
        "by_other": seal is not None and seal.sealed_by_id == actor().person_id,
        "problems": problems,
        "second_login": typed("second_login") if problems else "",
        "rows": [
            (row.award or _("Peringkat {rank}", rank=row.rank), f"{row.name}, {row.region}") for row in result.rows
        ]
        if result
        else [],
    }


def _blocked(category: CategoryInfo, moved: str) -> dict[str, Any]:
    """`moved`: what changed since the result was sealed."""
    early = category.state in ("setup", "judging", "closed")
    words = _("Diumumkan setelah hasilnya dikunci dalam pleno.") if early else moved
    return {"can_announce": category.state == "sealed" and not moved, "blocked_words": words, "moved": bool(moved)}


def _version_words(seal: Seal | None) -> str:
    if seal is None:
        return ""
    sealed = _("Hasil versi {number}, dikunci {when}.", number=seal.number, when=moment(seal.sealed_at))
    if not seal.announced_at:
        return sealed
    told = _("Diumumkan {when} oleh {name}.", when=moment(seal.announced_at), name=seal.announced_by)
    return f"{sealed} {told}"
