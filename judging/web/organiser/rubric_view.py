"""A draft as rubric_draft.html takes it: every field with its text and what is wrong with it.

In:  a draft's document.   Out: plain values.   Does not know how a form is read or stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from judging.language import N_, _
from rubrics import Document, Problem, Scale, draft_problems, field_of, for_people, weight_sums
from rubrics.draft import joined_scores, scale_of

FULL = 100
LISTED = re.compile(r"\.?(?:evidence|alert|note_required)(\[\d+\])$")  # lists that stand in one field
INSIDE = re.compile(r"aspects\[(\d+)\](?:\.indicators\[(\d+)\])?\.?")
STEPS = {
    "head_to_head": N_("Perbandingan langsung antarjuri"),
    "plenary": N_("Keputusan pleno"),
}
FIELDS = {
    "title": N_("nama"),
    "code": N_("kode"),
    "weight": N_("bobot"),
    "question": N_("pertanyaan"),
    "evidence": N_("bukti"),
    "levels": N_("uraian level"),
    "basis": N_("dasar"),
    "alert": N_("skor yang diberitahukan"),
    "indicators": N_("indikator"),
    "note_required": N_("skor wajib catatan"),
    "tie_break": N_("bila nilai sama"),
    "remark": N_("catatan"),
    "scale": N_("skala"),
    "lowest": N_("skor terendah"),
    "highest": N_("skor tertinggi"),
    "step": N_("langkah"),
    "labels": N_("sebutan skor"),
    "aspects": N_("semua aspek"),
}


def draft_context(document: Document, opened: str) -> dict[str, Any]:
    """`opened`: the place of a fold to be shown open."""
    problems = [_told(document, problem) for problem in draft_problems(document)]
    told: dict[str, list[str]] = {}
    for field, _where, what in problems:
        told.setdefault(field, []).append(_sentence(what))
    scale, sums = scale_of(document), weight_sums(document)
    return {
        "told": told,
        "problems": problems,
        "total": sum(sums),
        "head": _head(document, scale),
        "head_open": opened == "head" or any(not place.startswith("aspects") for place in told),
        "aspects": [
            _aspect(document, number, {"sum": sums[number], "told": told, "opened": opened, "scale": scale})
            for number in range(len(document["aspects"]))
        ],
        "aspect_names": [(str(n), aspect_name(document, n)) for n in range(len(document["aspects"]))],
    }


def rest_words(total: int) -> str:
    """How far the sum of the weights is from 100."""
    if total == FULL:
        return _("pas 100")
    return _("kurang {n}", n=FULL - total) if total < FULL else _("lebih {n}", n=total - FULL)


def _head(document: Document, scale: Scale | None) -> dict[str, Any]:
    raw = document["scale"]
    labels = list(raw["labels"])
    labels += [""] * (_described(scale, labels) - len(labels))
    names = [(f"aspect {n}", aspect_name(document, n)) for n in range(len(document["aspects"]))]
    steps = [_step(document, step) for step in document["tie_break"]]
    options = [("", _("– tidak ada langkah lagi –")), *names, *((key, _(text)) for key, text in STEPS.items())]
    return {
        "title": document["title"],
        "remark": document["remark"],
        "scale": {key: str(raw.get(key, "")).replace(".", ",") for key in ("lowest", "highest", "step")},
        "labels": [(_score(scale, place), text) for place, text in enumerate(labels)],
        "note_required": joined_scores(document["note_required"]),
        "steps": steps + [""] * max(0, len(names) + len(STEPS) - len(steps)),
        "step_options": options,
    }


def _step(document: Document, step: str) -> str:
    """As its option: aspects by number."""
    codes = [f"aspect:{aspect['code']}" for aspect in document["aspects"]]
    return f"aspect {codes.index(step)}" if step in codes else step


def _aspect(document: Document, number: int, shown: dict[str, Any]) -> dict[str, Any]:
    aspect, place = document["aspects"][number], f"aspects[{number}]"
    rows = aspect["indicators"]
    return {
        "place": place,
        "name": aspect_name(document, number),
        "code": aspect["code"],
        "title": aspect["title"],
        "sum": shown["sum"],
        "open": shown["opened"] == place or any(f"{place}.{key}" in shown["told"] for key in ("code", "title")),
        "indicators": [_indicator(row, f"{place}.indicators[{n}]", number, shown) for n, row in enumerate(rows)],
    }


def _indicator(row: Document, place: str, aspect: int, shown: dict[str, Any]) -> dict[str, Any]:
    wrong = any(name.startswith(f"{place}.") for name in shown["told"])
    levels = list(row["levels"])
    levels += [""] * (_described(shown["scale"], levels) - len(levels))
    return {
        "place": place,
        "aspect": str(aspect),
        "name": row["title"] or _("indikator tanpa nama"),
        **{key: row[key] for key in ("code", "title", "question", "basis")},
        "weight": row.get("weight", ""),
        "evidence": "\n".join(row["evidence"]),
        "counts": _counts(row),
        "levels": [(_score(shown["scale"], number), text) for number, text in enumerate(levels)],
        "alert": joined_scores(row["alert"]),
        "wrong": wrong,
        "open": wrong or shown["opened"] == place,
    }


def _counts(row: Document) -> str:
    """What is there, in a few words, so that gaps are seen without opening anything."""
    evidence, levels = len(row["evidence"]), sum(1 for text in row["levels"] if text)
    return _("{evidence} bukti, {levels} level", evidence=evidence, levels=levels)


def _described(scale: Scale | None, texts: Sequence[str]) -> int:
    """How many fields: one for each step of the scale, and never fewer than there are texts."""
    return max(len(texts), 0 if scale is None or scale.uses_number_field else scale.step_count)


def _score(scale: Scale | None, place: int) -> str:
    """The score that this label or level is about; "" where the scale has no such step."""
    if scale is None or place >= scale.step_count:
        return ""
    return scale.show(scale.steps[place])


def aspect_name(document: Document, number: int) -> str:
    return str(document["aspects"][number]["title"] or document["aspects"][number]["code"] or _("aspek tanpa nama"))


def _told(document: Document, problem: Problem) -> tuple[str, str, str]:
    """(field, where in words, what). Lists that are typed into one field have their problems there."""
    place = field_of(problem)
    listed = LISTED.search(place)
    field = place.removesuffix(listed[1]) if listed else place
    words = for_people(problem, lambda other: _owner(document, other))
    return field, _place_words(document, place), words


def _place_words(document: Document, place: str) -> str:
    inside = INSIDE.match(place)
    keys = re.findall(r"[a-z_]+", place[inside.end() :] if inside else place)
    field = _("judul") if place == "title" else _(FIELDS[keys[-1]]) if keys and keys[-1] in FIELDS else ""
    if (number := re.search(r"\b(?:levels|labels|tie_break)\[(\d+)\]$", place)) is not None:
        field = _("{field} ke-{n}", field=field, n=int(number[1]) + 1)
    owner = _owner(document, inside[0].rstrip(".")) if inside else ""
    return _sentence(", ".join(part for part in (owner, field) if part))


def _owner(document: Document, place: str) -> str:
    """ "K3", or "aspek Sosial" """
    numbers = [int(number) for number in re.findall(r"\d+", place)]
    if len(numbers) == 1:
        return _("aspek {name}", name=aspect_name(document, numbers[0]))
    row = document["aspects"][numbers[0]]["indicators"][numbers[1]]
    return str(row["code"] or _("indikator ke-{n}", n=numbers[1] + 1))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
