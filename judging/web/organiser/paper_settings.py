"""How papers look: one page, checked by drawing a piagam before anything is stored."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from judging import actions, paperwork, queries
from judging.language import N_, _
from judging.paperwork.common import STYLES
from judging.paperwork.pictures import background_jpeg, emblem_png
from judging.paperwork.preview import DESIGN_NAMES, media
from judging.queries import CategoryInfo, Papers
from judging.queries.paper_settings import NUMBER_SLOT, PICTURES, settings_mark
from judging.roles import Permission
from judging.web.access import actor, allow, database, large_upload, utc_now
from judging.web.not_saved import refused
from judging.web.organiser import steps
from judging.web.organiser.common import blueprint, event_id, page, typed, uploaded

LINES = 4  # of the letterhead
WRITTEN = {"emblem": emblem_png, "logo": emblem_png, "background": background_jpeg}
TAXES = (
    ("undecided", N_("Belum ditetapkan (cetak bruto)")),
    ("organiser", N_("Ditanggung penyelenggara")),
    ("pph21", N_("PPh 21, 5 %")),
    ("pph23", N_("PPh 23, 15 %")),
)


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the page shows before anything is typed."""

    papers: Papers
    categories: list[CategoryInfo]
    mark: str


@blueprint.get("/pengaturan/kertas")
@allow(Permission.SET_UP)
def paper_settings() -> ResponseReturnValue:
    return _show()


@blueprint.post("/pengaturan/kertas")
@allow(Permission.SET_UP)
@large_upload
def save_paper_settings() -> ResponseReturnValue:
    found = _read()
    try:
        values = _typed_values(found, also=actions.number_faults)
        chosen = _chosen()
        paperwork.preview_pdf(_tried(found, chosen), values)
        with database().writing() as session:
            values |= {name: actions.keep_picture(session, actor(), made) for name, made in chosen.items()}
            actions.set_settings(
                session,
                actor(),
                event_id(),
                values,
                place=typed("place"),
                based_on=typed("based_on"),
                now=utc_now(),
            )
    except (actions.Refused, ValueError) as problem:
        return _show(_refusal(problem), again=True)
    flash(_("Pengaturan kertas disimpan."))
    return redirect(steps.onward("paper_settings"))


@blueprint.get("/pengaturan/kertas/pratinjau")
@allow(Permission.SET_UP)
def stored_preview() -> ResponseReturnValue:
    """A piagam as the stored settings print it."""
    picture = paperwork.preview_picture(_read().papers, {})
    return send_file(BytesIO(picture), mimetype=media(picture))


@blueprint.post("/pengaturan/kertas/pratinjau")
@allow(Permission.SET_UP)
@large_upload
def preview_paper() -> ResponseReturnValue:
    """A piagam with what is typed now, in the page or (asked by its script) alone; nothing is stored."""
    picture, refusal = b"", None
    try:
        found = _read()
        picture = paperwork.preview_picture(_tried(found, _chosen()), _typed_values(found))
    except (actions.Refused, ValueError) as problem:
        refusal = _refusal(problem)
    address = f"data:{media(picture)};base64,{b64encode(picture).decode()}" if picture else ""
    if request.headers.get("X-Juara") == "part":
        return render_template("organiser/paper_preview.html", picture=address, **refused(refusal))
    return _show(refusal, picture=address, again=True)


def _tried(found: SetUp, chosen: dict[str, bytes]) -> Papers:
    """What is not a setting as the form gives it: a picture just chosen is shown before it is kept."""
    papers = found.papers
    event = replace(papers.event, place=typed("place") or papers.event.place)
    kept = {name: None if f"remove_{name}" in request.form else getattr(papers, name) for name in PICTURES}
    shown: dict[str, Any] = kept | chosen
    return replace(papers, event=event, **shown)


def _refusal(problem: Exception) -> actions.Refused:
    return problem if isinstance(problem, actions.Refused) else actions.Refused(str(problem))


def _read() -> SetUp:
    with database().reading() as session:
        return SetUp(
            queries.papers(session, event_id()),
            queries.categories(session, event_id()),
            settings_mark(session, event_id()),
        )


def _chosen() -> dict[str, bytes]:
    """The pictures that came with the form, written anew."""
    return {name: write(data) for name, write in WRITTEN.items() if (data := uploaded(name))}


def _typed_values(
    found: SetUp, also: Callable[[Mapping[str, Any]], Iterable[tuple[str, str]]] = lambda _values: ()
) -> dict[str, Any]:
    """The settings as the form gives them; wrong numbers, and what `also` finds, are refused here together."""
    offsets = {name: _millimetres(name) for name in ("offset_x", "offset_y")}
    values: dict[str, Any] = {
        "letterhead": [line for number in range(LINES) if (line := typed(f"letterhead-{number}"))],
        "organiser": typed("organiser"),
        "paper": typed("paper") if typed("paper") in ("A4", "F4") else "A4",
        "rupiah_style": typed("rupiah_style") if typed("rupiah_style") in STYLES else "eyd",
        "stamp_duty": "stamp_duty" in request.form,
        "same_day_awards": "same_day_awards" in request.form,
        "unapproved_names": "block" if typed("unapproved_names") == "block" else "warn",
        "certificate_number": typed("certificate_number"),
        "account_code": typed("account_code"),
        "design": typed("design") if typed("design") in DESIGN_NAMES else "klasik",
        "colours": [part.strip() for part in typed("colours").split(",") if part.strip()],
        "content_only": "content_only" in request.form,
        "offset": [value for value, _fault in offsets.values()],
        "tax": {one.code: _tax(one.code) for one in found.categories},
        "document_numbers": {key: typed(f"number-{key}") for key, _rest in _numbered(found) if typed(f"number-{key}")},
    }
    actions.refuse_any(
        (*((name, fault) for name, (_value, fault) in offsets.items() if fault), *also(values)),
    )
    return values | {name: "" for name in PICTURES if f"remove_{name}" in request.form}


def _tax(category: str) -> str:
    chosen = typed(f"tax-{category}")
    return chosen if chosen in dict(TAXES) else "undecided"


def _millimetres(name: str) -> tuple[float, str]:
    """The offset, and what is wrong with it."""
    try:
        value = float(typed(name).replace(",", ".") or "0")
    except ValueError:
        return 0, _("Geseran ditulis dalam milimeter, misalnya 1,5.")
    return (round(value, 2), "") if -30 <= value <= 30 else (0, _("Geseran paling banyak 30 mm."))


def _numbered(found: SetUp) -> list[tuple[str, str]]:
    """Papers that take a number of the office's registry."""
    pairs = [(f"berita-acara:{one.code}", _("Berita acara {name}", name=one.name)) for one in found.categories]
    pairs += [(f"koreksi:{one.code}", _("Berita acara koreksi {name}", name=one.name)) for one in found.categories]
    return [*pairs, ("alokasi", _("Daftar alokasi hadiah"))]


def _show(refusal: actions.Refused | None = None, *, picture: str = "", again: bool = False) -> ResponseReturnValue:
    """`again`: with what was typed, on a refused form or beside its preview."""
    found = _read()
    stored = found.papers.settings
    values = _typed_again() if again else _stored_values(found)
    return page(
        "organiser/paper_settings.html",
        422 if refusal else 200,
        values=values,
        again=again,
        **refused(refusal),
        following=steps.after("paper_settings"),
        picture=picture or url_for("organiser.stored_preview"),
        based_on=typed("based_on") if again else found.mark,
        has={name for name in PICTURES if stored.get(name)},
        categories=[(one.code, one.name) for one in found.categories],
        taxes=[(key, _(text)) for key, text in TAXES],
        styles=[(key, example) for key, example in STYLES.items()],
        designs=list(DESIGN_NAMES.items()),
        numbered=_numbered(found),
        slot=NUMBER_SLOT,
    )


def _typed_again() -> dict[str, Any]:
    return {name: request.form.get(name, "") for name in request.form}


def _stored_values(found: SetUp) -> dict[str, Any]:
    """Settings under the names of the form's fields."""
    stored, papers = found.papers.settings, found.papers
    lines = stored.get("letterhead") or ["", str(stored.get("organiser") or "")]  # to be looked at, then stored
    offset = stored.get("offset") or [0, 0]
    numbers = stored.get("document_numbers") or {}
    taxes = stored.get("tax") or {}
    values = {f"letterhead-{n}": lines[n] if n < len(lines) else "" for n in range(LINES)}
    for name in ("organiser", "certificate_number", "account_code", "unapproved_names", "rupiah_style"):
        values[name] = str(stored.get(name) or "")
    values |= {name: "1" if stored.get(name) else "" for name in ("stamp_duty", "same_day_awards", "content_only")}
    values |= {
        "place": papers.event.place,
        "paper": str(stored.get("paper") or "A4"),
        "design": str(stored.get("design") or "klasik"),
        "colours": ", ".join(stored.get("colours") or []),
        "offset_x": f"{offset[0]:g}".replace(".", ","),
        "offset_y": f"{offset[1]:g}".replace(".", ","),
    }
    values |= {f"tax-{one.code}": str(taxes.get(one.code, "undecided")) for one in found.categories}
    values |= {f"number-{key}": str(numbers.get(key, "")) for key, _rest in _numbered(found)}
    return values
