"""The pages of setting up, in the order in which people who begin with nothing go through them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app, url_for

from judging.language import N_, _
from judging.queries import CategoryInfo, ParticipantInfo
from judging.web.organiser.common import typed

NEXT = "next"  # the button that stores and goes on
STEPS = (
    ("event_facts", N_("Acara")),
    ("backgrounds", N_("Unsur juri")),
    ("regions", N_("Wilayah")),
    ("categories", N_("Kategori")),
    ("rubrics", N_("Rubrik")),
    ("event_limits", N_("Batasan")),
    ("participants", N_("Peserta")),
    ("judges", N_("Juri dan kartu")),
    ("officials", N_("Pejabat")),
    ("paper_settings", N_("Kertas")),
    ("accounts", N_("Akun")),
    ("settings", N_("Buka penilaian")),
)
PLACES = {"settings": "buka"}  # where on its page a step begins, when it is not the head


def after(name: str) -> dict[str, str]:
    """The words of the next page and its address."""
    names = [step for step, _title in STEPS]
    step, title = next(one for one in STEPS[names.index(name) + 1 :] if is_there(one[0]))
    return following(_(title), url_for(f"organiser.{step}", _anchor=PLACES.get(step)))


def empty_category(categories: Sequence[CategoryInfo], people: Sequence[ParticipantInfo]) -> CategoryInfo | None:
    """The first one being set up in which nobody stands yet."""
    taken = {one.category_code for one in people}
    return next((one for one in categories if one.state == "setup" and one.code not in taken), None)


def after_people(empty: CategoryInfo | None) -> dict[str, str]:
    """On from the participants: the category that is empty, or the next page."""
    if empty is None:
        return after("participants")
    href = url_for("organiser.new_participant", kategori=empty.code)
    return following(_("isi {category}", category=empty.name), href)


def following(page: str, href: str) -> dict[str, str]:
    return {
        "text": _("Berikutnya: {page}", page=page),
        "save": _("Simpan dan lanjut: {page}", page=page),
        "href": href,
    }


def onward(name: str) -> str:
    """Where a stored form leads: on, when the button that says so was pressed; else back to its own page."""
    return after(name)["href"] if wants_on() else url_for(f"organiser.{name}")


def wants_on() -> bool:
    return typed("act") == NEXT


def is_there(name: str) -> bool:
    return f"organiser.{name}" in current_app.view_functions
