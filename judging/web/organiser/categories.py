"""The pages Kategori: the list with one to add, and one page for each category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions
from judging.actions import CategoryFacts
from judging.language import _
from judging.profiles import FORM_NAMES
from judging.queries.set_up import CategorySetUp, categories_set_up, rubric_choices
from judging.roles import Permission
from judging.rule_words import METHODS, PANEL_RULES, tie_break_words
from judging.spreadsheet.event_sheets import CATEGORY
from judging.spreadsheet.event_sheets import METHODS as METHOD_NAMES
from judging.spreadsheet.event_sheets import PANEL_RULES as PANEL_RULE_NAMES
from judging.web.access import actor, allow, database, utc_now
from judging.web.event_form import typed_values
from judging.web.not_saved import refused
from judging.web.numbers import whole
from judging.web.organiser import steps
from judging.web.organiser.common import blueprint, event_id, page, told, typed

CALLED = tuple(  # may still be mended once judging is open
    replace(CATEGORY.column(key), required=True) for key in ("name", "noun", "certificate_phrase")
)
CHOSEN = ("profile_form", "linked_to", "method", "panel_rule")


@blueprint.get("/pengaturan/kategori")
@allow(Permission.SET_UP)
def categories() -> ResponseReturnValue:
    return _show_all()


@blueprint.post("/pengaturan/kategori")
@allow(Permission.SET_UP)
def add_category() -> ResponseReturnValue:
    try:
        values = typed_values(CALLED, request.form)
        facts = CategoryFacts(**values, is_group=typed("shape") != "person")
        with database().writing() as session:
            code = actions.add_category(
                session, actor(), event_id(), facts, rubric_typed(typed("rubric")), now=utc_now()
            )
    except actions.Refused as refusal:
        return _show_all(refusal)
    flash(_("Kategori {name} ditambahkan. Periksa rubrik dan hadiahnya.", name=facts.name))
    return redirect(url_for("organiser.category", category=code))


@blueprint.post("/pengaturan/kategori/<category>/urutan")
@allow(Permission.SET_UP)
def move_category(category: str) -> ResponseReturnValue:
    found = one(category)
    try:
        with database().writing() as session:
            actions.move_category(session, actor(), found.id, -1 if typed("act") == "up" else 1, now=utc_now())
    except actions.Refused as refusal:
        return _show_all(refusal)
    return redirect(url_for("organiser.categories"))


@blueprint.get("/pengaturan/kategori/<category>")
@allow(Permission.SET_UP)
def category(category: str) -> ResponseReturnValue:
    return _show(one(category))


@blueprint.post("/pengaturan/kategori/<category>")
@allow(Permission.SET_UP)
def save_category(category: str) -> ResponseReturnValue:
    found = one(category)
    try:
        facts = _typed_facts(found)
        with database().writing() as session:
            actions.edit_category(session, actor(), found.id, facts, based_on=typed("based_on"), now=utc_now())
    except actions.Refused as refusal:
        return _show(found, refusal)
    flash(_("Kategori {name} disimpan.", name=facts.name))
    page_of = "rounds" if steps.wants_on() else "category"
    return redirect(url_for(f"organiser.{page_of}", category=found.code))


@blueprint.post("/pengaturan/kategori/<category>/hapus")
@allow(Permission.SET_UP)
def remove_category(category: str) -> ResponseReturnValue:
    found = one(category)
    try:
        _need_tick()
        with database().writing() as session:
            actions.remove_category(session, actor(), found.id, now=utc_now())
    except actions.Refused as refusal:
        return _show(found, None, told(refusal))
    flash(_("Kategori {name} dihapus.", name=found.name))
    return redirect(url_for("organiser.categories"))


def _need_tick() -> None:
    if typed("sure") != "1":
        raise actions.Refused(_("Centang dahulu bahwa kategori ini memang dihapus."))


def everything() -> list[CategorySetUp]:
    with database().reading() as session:
        return categories_set_up(session, event_id())


def one(code: str) -> CategorySetUp:
    """A category of the visitor's own event; any other answers as one that does not exist."""
    return next((found for found in everything() if found.code == code), None) or abort(404)


def rubric_typed(text: str) -> int | str:
    """A version's id, or the name of a rubric in the library."""
    return whole(text, 0) or text


def rubric_options() -> list[tuple[str, str]]:
    with database().reading() as session:
        found = rubric_choices(session, event_id())
    return [
        (value, _("{title}, versi {n}", title=title, n=version) if version else _("{title}, bawaan", title=title))
        for value, title, version in found
    ]


def _typed_facts(found: CategorySetUp) -> CategoryFacts:
    """Once judging is open the page asks only how the category is called; the rest is as it was declared."""
    values = typed_values(CALLED, request.form)
    if found.state != "setup":
        kept = {name: getattr(found, name) for name in ("is_group", "margin", *CHOSEN)}
        return CategoryFacts(**values, **kept)
    values |= typed_values([CATEGORY.column("margin")], request.form)
    chosen = {name: typed(name) for name in CHOSEN}
    return CategoryFacts(**values, **chosen, is_group=typed("shape") != "person")


def _show_all(refusal: actions.Refused | None = None) -> ResponseReturnValue:
    rows = [
        {
            "name": one.name,
            "detail": _("{noun}, {n} peserta", noun=one.noun, n=one.participants),
            "href": url_for("organiser.category", category=one.code),
            "move": url_for("organiser.move_category", category=one.code),
        }
        for one in everything()
    ]
    return page(
        "organiser/categories.html",
        422 if refusal else 200,
        **refused(refusal),
        rows=rows,
        values=request.form,
        rubrics=[("", _("Pilih rubrik")), *rubric_options()],
        following=steps.after("categories"),
    )


def _show(
    found: CategorySetUp, refusal: actions.Refused | None = None, removing: list[str] | None = None
) -> ResponseReturnValue:
    others = [(one.code, one.name) for one in everything() if one.code != found.code]
    names = (*(column.key for column in CALLED), *CHOSEN, "margin")
    stored = {name: getattr(found, name) or "" for name in names}
    stored |= {"shape": "group" if found.is_group else "person", "margin": stored["margin"].replace(".", ",")}
    return page(
        "organiser/category.html",
        422 if refusal or removing else 200,
        category={
            "code": found.code,
            "name": found.name,
            "single": len(found.rounds) == 1,
            "has_practice": any(one.has_practice for one in found.rounds),
        },
        is_open=found.state != "setup",
        **refused(refusal),
        following=steps.following(_("Rubrik"), url_for("organiser.rounds", category=found.code)),
        removing=removing or [],
        values=request.form if refusal else stored,
        forms=_forms(everything()),
        others=[("", _("tidak mendampingi")), *others],
        methods=[(key, _(METHOD_NAMES[key]), _(words)) for key, words in METHODS.items()],
        panel_rules=[(key, _(PANEL_RULE_NAMES[key]), _(words)) for key, words in PANEL_RULES.items()],
        tie_break=sentence(tie_break_words(found.tie_break, found.aspects)),
        facts=facts_of(found),
        based_on=typed("based_on") if refusal else found.mark,
    )


def _forms(found: Sequence[CategorySetUp]) -> list[tuple[str, str]]:
    """Profile forms belong to one award: an event that uses none is not asked, as its workbook is not."""
    used = any(one.profile_form for one in found)
    return [("", _("tanpa formulir profil")), *FORM_NAMES.items()] if used else []


def facts_of(found: CategorySetUp) -> list[tuple[str, str]]:
    """The declared rules of a category that is already open, as its page tells them."""
    return [
        (_("Cara menghitung"), _(METHODS[found.method])),
        (_("Juri yang dihitung"), _(PANEL_RULES[found.panel_rule])),
    ]


def sentence(text: str) -> str:
    """What stands inside a sentence elsewhere, standing alone."""
    return text[:1].upper() + text[1:]
