"""Paper sheets as their pages take them. Who may see what was keyed in is decided here, by person.

In:  PaperView and PaperLine.   Out: plain values for templates/organiser/paper_*.html.   Changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for

from judging.language import N_, _
from judging.queries import JudgeInfo
from judging.queries.paper_sheets import KEYED_WHILE, PaperLine, PaperView
from judging.web.cards import number_card
from judging.web.forms import SheetForm
from judging.web.organiser.common import moment
from rubrics import Indicator

STATES = {  # what a line needs: (shape, words, button)
    "key": ("blank", N_("Belum dimasukkan"), N_("Masukkan")),
    "incomplete": ("part", N_("Belum lengkap"), N_("Lanjutkan")),
    "check": ("ready", N_("Menunggu pemeriksaan"), N_("Periksa")),
    "settle": ("warn", N_("Dua isian berbeda"), N_("Selesaikan")),
    "late": ("held", N_("Menunggu keputusan ketua"), ""),
    "done": ("sent", N_("Dihitung"), ""),
    "tablet": ("sent", N_("Dikirim dari tablet"), ""),
    "closed": ("absent", N_("Tidak dinilai"), ""),
    "over": ("absent", N_("Tidak ikut dihitung"), ""),
}
LACKING = {
    "missing": N_("belum diisi"),
    "note": N_("perlu catatan"),
    "invalid": N_("bukan skor"),
    "unknown": N_("bukan skor"),
}
HOW = {
    "judge": N_("Juri membaca dan mengesahkan dengan kartu dan PIN"),
    "second": N_("Dimasukkan dua kali oleh dua orang, hasilnya sama"),
    "settled": N_("Dua isian berbeda, diselesaikan berdua dengan melihat kertas"),
}


def desk(
    lines: Sequence[PaperLine],
    judges: Sequence[JudgeInfo],
    noted: frozenset[int],
    choices: Sequence[tuple[int, int, str]],
) -> dict[str, Any]:
    """The list: what waits for a second person first, then what is to be keyed in, then what is done."""
    rows = [_row(line) for line in lines if not _is_moot(line)]
    return {
        "checks": [row for row in rows if row["waits"] in ("check", "settle")],
        "groups": _by_judge([row for row in rows if row["waits"] == "key"]),
        "finished": [row for row in rows if not row["waits"]],
        "judges": [
            {"id": one.id, "code": one.code, "name": one.name, "detail": one.background, "on_paper": one.id in noted}
            for one in judges
        ],
        "judge_options": [(str(one.id), f"{one.code} · {one.name}") for one in judges],
        "sheet_options": [(f"{round_id}-{person_id}", text) for round_id, person_id, text in choices],
    }


def _is_moot(line: PaperLine) -> bool:
    """Not to be scored, or sent from a tablet by a judge on paper: nothing of it is on paper."""
    return line.paper is None and line.sheet_state in ("recused", "absent", "substituted")


def _by_judge(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for row in rows:
        group = groups.setdefault(row["judge_code"], {"code": row["judge_code"], "name": row["judge"], "rows": []})
        group["rows"].append(row)
    return list(groups.values())


def _row(line: PaperLine) -> dict[str, Any]:
    kind, text, action = STATES[_state(line)]
    paper = line.paper
    more = ""
    if paper is not None:
        more = _("oleh {name}", name=paper.confirmed_by or paper.keyed_by)
    if _state(line) == "incomplete" and paper is not None:
        more = _("{n} dari {m} indikator", n=paper.filled, m=line.indicators)
    return {
        "sheet_id": line.sheet_id,
        "judge_code": line.judge_code,
        "judge": line.judge,
        "participant": number_card(line.number, line.prefix) | {"name": line.participant},
        "round": line.round,
        "waits": line.waits,
        "state_kind": kind,
        "state_text": _(text),
        "state_more": more,
        "on_tablet": line.on_tablet and bool(line.waits),
        "action": _(action) if action else "",
        "href": url_for("organiser.paper_sheet", sheet_id=line.sheet_id),
    }


def _state(line: PaperLine) -> str:
    if line.waits == "key":
        return "incomplete" if line.paper else "key"
    if line.waits:
        return line.waits
    if line.sheet_state in ("recused", "absent", "substituted"):
        return "closed"
    if line.sheet_state != "submitted" and line.category_state not in KEYED_WHILE:
        return "over"
    if line.paper is None or line.paper.state not in ("confirmed", "late"):
        return "tablet"
    return "late" if line.paper.state == "late" else "done"


def step(found: PaperView, person_id: int | None) -> str:
    """key | check | settle | done: what this person does with this sheet next."""
    waits = found.line.waits
    if waits in ("check", "key") and found.paper_id and not is_first(found, person_id):
        return "check" if waits == "check" else "done"
    if waits == "settle":
        return "settle"
    return "key" if waits else "done"


def is_first(found: PaperView, person_id: int | None) -> bool:
    """Who keyed it in sees what was keyed in; nobody else does, so that the second keying is a second one."""
    return found.line.paper is not None and found.line.paper.keyed_by_id == person_id


def head(found: PaperView) -> dict[str, Any]:
    """Whose paper this is: on every page of the sheet."""
    line = found.line
    return {
        "sheet": {
            "id": line.sheet_id,
            "judge_code": line.judge_code,
            "judge": line.judge,
            "participant": number_card(line.number, line.prefix) | {"name": line.participant},
            "about": " · ".join(part for part in (line.category, line.round) if part),
            "kept": found.paper_id > 0,
            "on_tablet": line.on_tablet,
            "tablet_words": _("{n} dari {m} indikator terisi di tablet.", n=found.tablet_filled, m=line.indicators),
        },
        "photo": {"media": found.photo[1]} if found.photo else None,
        "keys": _keys(found),
    }


def _keys(found: PaperView) -> dict[str, str]:
    """For the script: which texts are whole scores, so that one key can jump on."""
    scale = found.rubric.scale
    scores = [] if scale.uses_number_field else [scale.show(units) for units in scale.steps]
    return {
        "scores": " ".join(scores),
        "highest": scale.show(scale.highest_units),
        "lowest": scale.show(scale.steps[0]),
        "notes": " ".join(scale.show(units) for units in sorted(found.rubric.note_units)),
    }


def keying(found: PaperView, sent: SheetForm | None, problems: list[str]) -> dict[str, Any]:
    """The form of the first person: what was kept, or what was just typed."""
    scores = sent.entry.scores if sent else found.scores
    notes = sent.entry.notes if sent else found.notes
    lacking = {} if problems else {one.code: _(LACKING[one.kind]) for one in found.problems}
    return head(found) | {
        "aspects": _aspects(found, scores, notes, sent.typed if sent else {}, lacking if found.paper_id else {}),
        "problems": problems,
        "ready": bool(found.paper_id) and not found.problems and not problems,
    }


def checking(
    found: PaperView, sent: SheetForm | None, problems: list[str], *, first: bool, login: str
) -> dict[str, Any]:
    """The form of the second person: empty, whatever the first keyed in."""
    scores = sent.entry.scores if sent else {}
    noted = [(code, text) for code, text in found.notes.items() if text]
    return head(found) | {
        "aspects": _aspects(found, scores, {}, sent.typed if sent else {}, {}),
        "problems": problems,
        "first": first,
        "first_name": found.line.paper.keyed_by if found.line.paper else "",
        "login": login,
        "noted": noted,
    }


def settling(found: PaperView, sent: SheetForm | None, problems: list[str], *, login: str) -> dict[str, Any]:
    """What two people read differently, side by side."""
    scale, paper = found.rubric.scale, found.line.paper
    rows = [
        _field(found, one, sent.entry.scores if sent else {}, sent.entry.notes if sent else found.notes, {}, {})
        | {"first": scale.show(found.scores[one.code]), "second": scale.show(found.second_scores[one.code])}
        for one in found.rubric.indicators
        if found.scores.get(one.code) != found.second_scores.get(one.code)
    ]
    return head(found) | {
        "rows": rows,
        "problems": problems,
        "login": login,
        "first_name": paper.keyed_by if paper else "",
        "second_name": paper.second_by if paper else "",
    }


def reading(found: PaperView, problems: list[str], card_code: str) -> dict[str, Any]:
    """What was keyed in, for its judge to read."""
    return head(found) | {
        "aspects": _aspects(found, found.scores, found.notes, {}, {}),
        "problems": [*problems],
        "lacking": [one.message for one in found.problems],
        "card_code": card_code,
    }


def done(found: PaperView) -> dict[str, Any]:
    """Nothing left to do here, and why."""
    paper, line = found.line.paper, found.line
    kind, text, _action = STATES[_state(line)]
    facts: list[tuple[str, str]] = []
    if paper is not None:
        facts.append((_("Dimasukkan"), f"{paper.keyed_by}, {moment(paper.keyed_at)}"))
        if paper.how and paper.confirmed_at:
            facts.append((_("Disahkan"), f"{paper.confirmed_by}, {moment(paper.confirmed_at)}"))
            facts.append((_("Caranya"), _(HOW[paper.how])))
    other = paper is not None and line.waits == "key"
    return head(found) | {"state": {"kind": kind, "text": _(text)}, "facts": facts, "keyed_by_other": other}


def _aspects(found: PaperView, *given: Any) -> list[dict[str, Any]]:
    return [
        {"title": aspect.title, "indicators": [_field(found, one, *given) for one in aspect.indicators]}
        for aspect in found.rubric.aspects
    ]


def _field(
    found: PaperView, one: Indicator, scores: Any, notes: Any, typed: Any, lacking: dict[str, str]
) -> dict[str, Any]:
    score = scores.get(one.code)
    return {
        "code": one.code,
        "title": one.title,
        "score": typed.get(one.code, "" if score is None else found.rubric.scale.show(score)),
        "note": notes.get(one.code, ""),
        "lacking": lacking.get(one.code, ""),
    }
