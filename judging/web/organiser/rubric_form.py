"""The form of a rubric's draft, read into a plain document; and what its buttons do to that document.

In:  the fields, named by their places ("aspects[0].indicators[2].title").   Out: the document as typed, right or wrong.
Does not refuse anything that was typed: what is wrong with a draft is rubrics/'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from judging import actions
from judging.language import _
from rubrics import Document
from rubrics.draft import NoSuchPlace, scale_of, shifted, split_scores, with_aspect, with_indicator, without

Form = Mapping[str, str]
MOST = 1000  # aspects, indicators or lines read from one form; far more than a rubric may have
WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
SAVES = frozenset({"save", "preview", "freeze"})  # buttons that change nothing


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button made of the draft. `place`: what to show next; `removed`: can be put back."""

    verb: str
    document: Document
    place: str = ""
    removed: bool = False


def read_form(form: Form) -> Document:
    scale = {key: _text(form, f"scale.{key}") for key in ("lowest", "highest", "step")}
    document: Document = {
        "title": _text(form, "title"),
        "scale": scale | {"labels": _filled(_texts(form, "scale.labels"))},
        "remark": _text(form, "remark"),
        "aspects": [_aspect(form, place) for place in _places(form, "aspects")],
    }
    read_scale = scale_of(document)
    document["note_required"] = split_scores(_text(form, "note_required"), read_scale)
    document["tie_break"] = [step for typed in _texts(form, "tie_break") if (step := _step(typed, document))]
    for place in _places(form, "aspects"):
        for row_place in _places(form, f"{place}.indicators"):
            _move(form, document, row_place)
    for aspect in document["aspects"]:
        aspect["indicators"] = [row for row in aspect["indicators"] if row is not None]
        for row in aspect["indicators"]:
            row["alert"] = split_scores(row["alert"], read_scale)
    return document


def press(form: Form) -> Pressed:
    """The document as typed, changed by the button that was pressed: "up:aspects[1]", "save". Raises Refused."""
    document = read_form(form)
    verb, _colon, place = form.get("do", "save").partition(":")
    try:
        if verb == "add-aspect":
            return Pressed(verb, *with_aspect(document))
        if verb == "add-indicator":
            return Pressed(verb, *with_indicator(document, place))
        if verb in ("up", "down"):
            return Pressed(verb, *shifted(document, place, -1 if verb == "up" else 1))
        if verb == "remove":
            return Pressed(verb, without(document, place), _neighbour(place), removed=True)
    except NoSuchPlace:
        raise actions.Refused(_("Bagian itu sudah tidak ada di draf ini.")) from None
    return Pressed(verb if verb in SAVES else "save", document)


def _aspect(form: Form, place: str) -> Document:
    rows = [_indicator(form, row) for row in _places(form, f"{place}.indicators")]
    return {"code": _text(form, f"{place}.code"), "title": _text(form, f"{place}.title"), "indicators": rows}


def _indicator(form: Form, place: str) -> Document:
    texts = {key: _text(form, f"{place}.{key}") for key in ("code", "title", "question", "basis", "alert")}
    evidence = [line.strip() for line in _text(form, f"{place}.evidence").split("\n") if line.strip()]
    weight = _text(form, f"{place}.weight")
    number = {"weight": int(weight) if WHOLE.fullmatch(weight) else weight} if weight else {}
    return {**texts, **number, "evidence": evidence, "levels": _filled(_texts(form, f"{place}.levels"))}


def _move(form: Form, document: Document, place: str) -> None:
    """An indicator for which another aspect was chosen goes to the end of that one; its own place is left empty."""
    own, number = (int(found) for found in re.findall(r"\d+", place))
    chosen = form.get(f"{place}.aspect", "")
    if WHOLE.fullmatch(chosen) and int(chosen) != own and int(chosen) < len(document["aspects"]):
        rows = document["aspects"][own]["indicators"]
        document["aspects"][int(chosen)]["indicators"].append(rows[number])
        rows[number] = None


def _step(typed: str, document: Document) -> str:
    """Aspects are chosen by number, so that a changed code takes the step along; "" is no step."""
    number = typed.removeprefix("aspect ")
    if number == typed or not WHOLE.fullmatch(number):
        return typed
    aspects = document["aspects"]
    return f"aspect:{aspects[int(number)]['code']}" if int(number) < len(aspects) else ""


def _neighbour(place: str) -> str:
    """Where to look after something was removed: what stood around it."""
    return place.rpartition(".")[0]


def _places(form: Form, above: str) -> Iterator[str]:
    """The places of a list of aspects or indicators, as far as the form has them."""
    return _while(lambda place: f"{place}.code" in form, above)


def _texts(form: Form, above: str) -> list[str]:
    return [_text(form, place) for place in _while(form.__contains__, above)]


def _while(there: Callable[[str], bool], above: str) -> Iterator[str]:
    for number in range(MOST):
        if not there(f"{above}[{number}]"):
            return
        yield f"{above}[{number}]"


def _filled(texts: list[str]) -> list[str]:
    """All of them, or none where nothing was typed."""
    return texts if any(texts) else []


def _text(form: Form, name: str) -> str:
    return form.get(name, "").replace("\r\n", "\n").strip()
