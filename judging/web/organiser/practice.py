"""Begin the practice event anew, at any stage. These addresses exist in the practice only, never in a real event.

In:  the stage to begin with.   Out: a fresh practice, and the sign-in.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from judging.language import N_, _
from judging.roles import Permission
from judging.web.access import allow
from judging.web.organiser.common import typed

blueprint = Blueprint("practice", __name__, url_prefix="/panitia/latihan")
STAGES = {
    "setup": N_("Persiapan: kategori, peserta, dan juri sudah ada, penilaian belum dibuka"),
    "judging": N_("Penilaian: sebagian lembar sudah dikirim"),
    "closed": N_("Pleno: semua lembar sudah dikirim dan penilaian ditutup"),
    "sealed": N_("Ditetapkan: hasil dikunci, belum diumumkan"),
    "announced": N_("Diumumkan: tinggal keputusan, piagam, dan penyerahan"),
}


@blueprint.get("")
@allow(Permission.SEE_PROGRESS)
def page() -> str:
    return render_template("organiser/practice.html", stages=[(key, _(words)) for key, words in STAGES.items()])


@blueprint.post("")
@allow(Permission.SEE_PROGRESS)
def begin() -> ResponseReturnValue:
    stage = typed("stage")
    if stage not in STAGES:
        flash(_("Pilih dahulu tahap yang ingin dilatih."), "bad")
        return redirect(url_for("practice.page"))
    hall: Any = current_app.extensions["juara_practice"]
    hall.begin(stage)
    flash(_("Latihan dimulai dari awal. Masuk lagi dengan kartu dan kata sandi contoh."))
    return redirect(url_for("public.home"))
