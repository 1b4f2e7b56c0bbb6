"""The return of a judge in sentences, and the form that asks for it.

In:  PanelJudge, ReturnEffect, what tablets still hold.   Out: plain values for day_return.html and day_effect.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import request, url_for

from judging import words
from judging.language import N_, _
from judging.queries import PanelJudge, Seat
from judging.queries.returning import ReturnEffect, Takeover
from judging.web.organiser.common import typed
from judging.web.organiser.day_view import Sentence, left_seats

NOTHING_LEFT = N_("Juri ini tidak tercatat tidak hadir atau digantikan di kategori yang sedang dinilai.")
LEFT = {"absent": N_("tidak hadir: {reason}"), "substituted": N_("digantikan: {reason}")}


def form(judge: PanelJudge, problems: list[str]) -> dict[str, Any]:
    wanted = request.form.getlist("category")
    everything = request.method == "GET"
    return {
        "judge": {"id": judge.id, "code": judge.code, "name": judge.name},
        "seats": [
            {"id": str(seat.category_id), "name": seat.category, "words": _left(seat),
             "checked": everything or str(seat.category_id) in wanted}
            for seat in left_seats(judge)
        ],
        "reason": typed("reason"),
        "problems": problems,
    }  # fmt: skip


def _left(seat: Seat) -> str:
    return _(LEFT[seat.status], reason=seat.reason)


def effect(judge: PanelJudge, effects: Sequence[ReturnEffect], unsent: Mapping[int, int]) -> dict[str, Any]:
    """`unsent`: judge's id -> sheets that the tablet still held when it last spoke."""
    groups = [{"title": one.category, "sentences": list(_back(one, judge.name, unsent))} for one in effects]
    return {
        "title": _("{name} kembali menilai", name=judge.name),
        "groups": [*_on_tablet(judge, unsent), *groups],
        "action": url_for("organiser.judge_returned", judge_id=judge.id),
        "back": url_for("organiser.judge_returns", judge_id=judge.id),
        "hidden": [*(("category", str(one.category_id)) for one in effects), ("reason", typed("reason"))],
        "reason": typed("reason"),
    }


def _on_tablet(judge: PanelJudge, unsent: Mapping[int, int]) -> Iterator[dict[str, Any]]:
    number = unsent.get(judge.id, 0)
    if number:
        text = _("{n} lembar di tablet {name} belum terkirim. Sesudah dicatat, minta {name} membuka lagi daftarnya "
                 "di tablet: isian itu lalu terkirim.", n=number, name=judge.name)  # fmt: skip
        yield {"title": _("Tablet"), "sentences": [("unsaved", text)]}


def _back(one: ReturnEffect, name: str, unsent: Mapping[int, int]) -> Iterator[Sentence]:
    if one.opens:
        names = words.listing(list(one.opens))
        yield "ready", _("{n} lembar {name} untuk {names} terbuka lagi.", n=one.sheets, name=name, names=names)
    if one.marked:
        yield "part", _("Isian untuk {names} tetap seperti semula.", names=words.listing(list(one.marked)))
    if one.sent:
        yield "sent", _("{n} lembar yang sudah dikirim {name} tetap disimpan.", n=one.sent, name=name)
    for taken in _by_reserve(one.takeovers):
        yield from _falls_away(taken, unsent.get(taken[0].judge_id, 0))
    yield from _counting(one, name)


def _by_reserve(taken: Sequence[Takeover]) -> list[list[Takeover]]:
    """With several rounds a reserve has several seats, and is told of once."""
    judges = dict.fromkeys(one.judge_id for one in taken)
    return [[one for one in taken if one.judge_id == judge_id] for judge_id in judges]


def _falls_away(taken: Sequence[Takeover], unsent: int) -> Iterator[Sentence]:
    reserve, number = taken[0].name, sum(one.sheets for one in taken)
    yield (
        "withdrawn",
        _("{n} lembar kosong {reserve} dihapus; {reserve} tidak lagi menggantikan.", n=number, reserve=reserve),
    )
    if unsent:
        text = _("{n} lembar di tablet {reserve} belum terkirim. Minta {reserve} menyambungkan tabletnya dahulu: "
                 "isian untuk lembar yang dihapus tidak dapat masuk lagi.", n=unsent, reserve=reserve)  # fmt: skip
        yield "unsaved", text


def _counting(one: ReturnEffect, name: str) -> Iterator[Sentence]:
    """What the declared panel rule makes of it."""
    if one.panel_rule != "complete_judges":
        rule = _("dengan penyesuaian") if one.panel_rule == "adjusted" else _("untuk peserta yang dinilai")
        yield "done", _("Menurut aturan, lembar yang dikirim {name} dihitung {rule}.", name=name, rule=rule)
        return
    if one.judge_counts:
        yield "done", _("{name} dihitung lagi, bila semua lembarnya dikirim.", name=name)
    else:
        text = _("{name} tidak dihitung pada {category}: hanya juri yang menilai semua peserta yang dihitung.",
                 name=name, category=one.category)  # fmt: skip
        yield "warn", text
    if one.counted:
        yield "done", _("Juri yang menilai semua peserta: {n}.", n=one.counted)
    else:
        yield "warn", _("Tidak ada juri yang menilai semua peserta: pleno memutuskan cara menghitungnya.")
