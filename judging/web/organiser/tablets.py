"""What tablets left behind: rescue files to bring in, and what arrived after closing. States and counts, no score."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries, sync
from judging.language import N_, _
from judging.queries import LateInfo
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.not_saved import lost
from judging.web.organiser.common import blueprint, event_id, moment, page, second_person, told, typed

MOST_BYTES = 1024 * 1024
KINDS = {"submit": N_("dikirim juri"), "draft": N_("belum dikirim juri"), "take_back": N_("penarikan kembali")}
ANSWERS = {
    "saved": "masuk",
    "already_saved": N_("sudah ada di server"),
    "conflict": N_("berbeda dengan yang di server, disimpan terpisah untuk juri"),
    "late": N_("datang sesudah ditutup, disimpan terpisah untuk ketua"),
    "invalid": N_("tidak dapat dibaca"),
    "forbidden": N_("lembar tidak dapat diisi lagi"),
    "mismatch": N_("id yang sama dengan isi lain"),
}
NOT_OURS = N_("Berkas ini bukan berkas penyelamat acara ini, atau isinya pernah diubah. Tidak ada yang dimasukkan.")


@blueprint.get("/tablet")
@allow(Permission.SEE_PROGRESS)
def tablets() -> ResponseReturnValue:
    return show()


@blueprint.post("/tablet/berkas-penyelamat")
@allow(Permission.SET_UP)
def bring_in_rescue() -> ResponseReturnValue:
    """Each entry is the judge's own, sealed on the judge's tablet: it is taken as it is, or not at all."""
    upload = request.files.get("file")
    content = upload.read(MOST_BYTES + 1) if upload else b""
    if not content or len(content) > MOST_BYTES:
        return show([_("Pilih berkas penyelamat dari tablet juri (paling besar 1 MB).")])
    if not typed("reason"):
        return show([_("Tulis alasan singkat.")])
    try:
        code, batch = sync.read_rescue(content, _key_of)
    except sync.BadBatch:
        return show([_(NOT_OURS)])
    with database().reading() as session:
        judge = queries.judge_with_code(session, event_id(), code)
    if judge is None:
        abort(404)
    answers = sync.bring_in_batch(database(), actor(), judge[0], batch, typed("reason"), now=utc_now())
    found = [answer.outcome.word for answer in answers]
    counts = "; ".join(f"{found.count(word)} {_(text)}" for word, text in ANSWERS.items() if word in found)
    flash(_("Berkas {judge}: {counts}.", judge=judge[1], counts=counts or _("tidak berisi apa-apa")))
    return redirect(url_for("organiser.tablets"))


def _key_of(event: str, code: str) -> str | None:
    with database().reading() as session:
        known = queries.judge_with_code(session, event_id(), code)
        ours = event == queries.event_mark(session, event_id())
    return sync.rescue_key(str(current_app.config["SECRET_KEY"]), event, code) if known and ours else None


@blueprint.post("/tablet/terlambat/<entry_id>")
@allow(Permission.CLOSE)
def admit_late(entry_id: str) -> ResponseReturnValue:
    """The ketua lets a late sheet count, with a second person; the ketua's own sheet goes to the wakil."""
    with database().reading() as session:
        if not queries.came_in(session, event_id(), entry_id):
            abort(404)
    try:
        witness = second_person()
        with database().writing() as session:
            actions.admit_late(session, actor(), entry_id, typed("reason"), witness, now=utc_now())
    except actions.Refused as refusal:
        return show(late_id=entry_id, late_problems=told(refusal))
    flash(_("Lembar terlambat diterima dan ikut dihitung."))
    return redirect(url_for("organiser.tablets"))


def _late() -> list[LateInfo]:
    with database().reading() as session:
        return queries.late_entries(session, event_id())


def show(
    problems: list[str] | None = None, late_id: str = "", late_problems: list[str] | None = None
) -> ResponseReturnValue:
    rows = [_row(entry, (late_problems or []) if entry.id == late_id else []) for entry in _late()]
    drawn = [row["id"] for row in rows]
    wrong = bool(problems or late_problems)
    return page(
        "organiser/tablets.html",
        422 if wrong else 200,
        problems=problems or [],
        reason=typed("reason") if problems else "",
        can_bring_in=actor().may(Permission.SET_UP),
        late=rows,
        lost=lost([] if late_id in drawn else late_problems or [], request.form),
    )


def _row(entry: LateInfo, problems: list[str]) -> dict[str, Any]:
    own = entry.person_id == actor().person_id
    return {
        "id": entry.id,
        "judge_code": entry.judge_code,
        "judge": entry.judge,
        "participant": entry.participant,
        "category": entry.category,
        "words": _(
            "{kind}, {n} indikator, diterima {when}",
            kind=_(KINDS[entry.kind]),
            n=entry.filled,
            when=moment(entry.received_at),
        ),
        "can_admit": entry.can_count and not own and actor().may(Permission.CLOSE),
        "own_words": _("Lembar ketua sendiri diputuskan wakil.") if own and entry.can_count else "",
        "problems": problems,
        "reason": typed("reason") if problems else "",
        "second_login": typed("second_login") if problems else "",
    }
