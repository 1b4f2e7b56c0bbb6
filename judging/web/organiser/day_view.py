"""The effect of a change on the day in sentences, and the forms that ask for it.

In:  LeaveEffect, OutEffect, the people.   Out: plain values for templates/organiser/day_*.html.   Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import request, url_for

from judging import words
from judging.language import N_, _
from judging.queries import PanelJudge, ParticipantInfo, Seat
from judging.queries.day import LeaveEffect, OldSignature, OutEffect
from judging.web.cards import number_card
from judging.web.numbers import whole
from judging.web.organiser.common import typed

KINDS = {
    "withdrawn": N_("Mengundurkan diri"),
    "disqualified": N_("Didiskualifikasi"),
    "active": N_("Kembali ikut"),
}
Sentence = tuple[str, str]  # (kind of components/state.html, words)


def open_seats(judge: PanelJudge) -> list[Seat]:
    return [
        seat for seat in judge.seats if seat.status == "active" and seat.category_state == "judging" and seat.unsent
    ]


def left_seats(judge: PanelJudge) -> list[Seat]:
    """Those on which the judge may still be brought back."""
    return [seat for seat in judge.seats if seat.status != "active" and seat.category_state == "judging"]


def from_number() -> int:
    return max(whole(typed("from"), 1), 1)


def hub(
    panel: Sequence[PanelJudge], people: Sequence[ParticipantInfo], papers: Sequence[OldSignature]
) -> dict[str, Any]:
    """Whoever may still leave; and the piagam that carry an earlier signatory."""
    open_people = [one for one in people if one.category_state in ("setup", "judging")]
    return {
        "judges": [
            {"id": one.id, "code": one.code, "name": one.name, "detail": _seat_words(one)}
            for one in panel
            if open_seats(one)
        ],
        "gone": [
            {"id": one.id, "code": one.code, "name": one.name, "detail": "; ".join(seat_reason),
             "may_return": bool(left_seats(one))}
            for one in panel
            if (seat_reason := [f"{s.category}: {s.reason}" for s in one.seats if s.status != "active"])
        ],
        "participants": [
            {"id": one.id, "card": number_card(one.number, one.prefix, off=one.status != "active"), "name": one.name,
             "detail": one.status_reason or one.place, "away": one.status != "active"}
            for one in open_people
        ],
        "papers": [
            {"serial": one.serial, "holder": one.holder, "signed_by": one.signed_by, "id": one.issuance_id}
            for one in papers
        ],
    }  # fmt: skip


def _seat_words(judge: PanelJudge) -> str:
    return words.listing(
        [_("{n} lembar {category} belum dikirim", n=seat.unsent, category=seat.category) for seat in open_seats(judge)]
    )


def judge_form(judge: PanelJudge, reserves: Sequence[tuple[int, str, str]], problems: list[str]) -> dict[str, Any]:
    seats, wanted = open_seats(judge), request.form.getlist("category")
    return {
        "judge": {"id": judge.id, "code": judge.code, "name": judge.name},
        "seats": [
            {"id": str(seat.category_id), "name": seat.category, "words": _("{n} lembar belum dikirim", n=seat.unsent),
             "checked": not wanted or str(seat.category_id) in wanted}
            for seat in seats
        ],
        "reserves": [("", _("Tidak digantikan")), *((str(key), f"{code} · {name}") for key, code, name in reserves)],
        "substitute": typed("substitute"),
        "start": typed("from"),
        "reason": typed("reason"),
        "problems": problems,
    }  # fmt: skip


def judge_effect(judge: PanelJudge, effects: Sequence[LeaveEffect], reserve: str, unsent: int) -> dict[str, Any]:
    """`unsent`: sheets that the judge's tablet still held when it last spoke."""
    title = _("{name} digantikan {reserve}", name=judge.name, reserve=reserve) if reserve else ""
    groups = [{"title": one.category, "sentences": list(_leave(one, judge.name, reserve))} for one in effects]
    return {
        "title": title or _("{name} tidak hadir", name=judge.name),
        "groups": [*([_on_tablet(judge, effects, unsent)] if unsent else []), *groups],
        "action": url_for("organiser.judge_left", judge_id=judge.id),
        "back": url_for("organiser.judge_leaves", judge_id=judge.id),
        "hidden": [
            *(("category", str(one.category_id)) for one in effects),
            *((name, typed(name)) for name in ("substitute", "from", "reason")),
        ],
        "reason": typed("reason"),
    }


def _on_tablet(judge: PanelJudge, effects: Sequence[LeaveEffect], unsent: int) -> dict[str, Any]:
    """Marks that have not arrived. The tablet does not say of which sheets they are: some may be of those that stay."""
    keeps_some = len(effects) < len(open_seats(judge)) or any(one.stays for one in effects)
    if keeps_some:
        text = _("{n} lembar di tablet {name} belum terkirim. Isian untuk lembar yang ditutup tetap di tablet dan "
                 "tidak dihitung.", n=unsent, name=judge.name)  # fmt: skip
    else:
        text = _("{n} lembar di tablet {name} belum terkirim. Isian itu tetap di tablet dan tidak dihitung.",
                 n=unsent, name=judge.name)  # fmt: skip
    return {"title": _("Tablet"), "sentences": [("unsaved", text)]}


def _leave(one: LeaveEffect, name: str, reserve: str) -> Iterator[Sentence]:
    if one.moved:
        names, number = words.listing(list(one.moved)), len(one.moved)
        given = _("{n} peserta dinilai {reserve}: {names}.", n=number, reserve=reserve, names=names)
        lost = _("{n} peserta tidak dinilai {name}: {names}.", n=number, name=name, names=names)
        yield ("part", given) if reserve else ("absent", lost)
    if one.stays:
        text = _("{name} masih mengirim lembar untuk {names}.", name=name, names=words.listing(list(one.stays)))
        yield "ready", text
    if one.kept:
        yield "sent", _("{n} lembar yang sudah dikirim {name} tetap disimpan.", n=one.kept, name=name)
    if one.begun:
        yield "part", _("{n} lembar yang sedang diisi ditutup; isiannya tetap tercatat.", n=one.begun)
    if one.conflicts:
        names = words.listing(list(one.conflicts))
        yield "recused", _("{reserve} tidak menilai {names}: benturan kepentingan.", reserve=reserve, names=names)
    yield from _counting(one, name, reserve)


def _counting(one: LeaveEffect, name: str, reserve: str) -> Iterator[Sentence]:
    """What the declared panel rule makes of it."""
    if one.panel_rule != "complete_judges":
        rule = _("dengan penyesuaian") if one.panel_rule == "adjusted" else _("untuk peserta yang dinilai")
        yield "done", _("Menurut aturan, lembar yang sudah dikirim tetap dihitung {rule}.", rule=rule)
        return
    if not one.judge_counts:
        text = _("{name} tidak dihitung pada {category}: hanya juri yang menilai semua peserta yang dihitung.",
                 name=name, category=one.category)  # fmt: skip
        yield "warn", text
    if reserve and one.reserve_counts:
        yield "done", _("{reserve} dihitung, karena menilai semua peserta.", reserve=reserve)
    elif reserve:
        yield "warn", _("{reserve} juga tidak dihitung, karena tidak menilai semua peserta.", reserve=reserve)
    if one.counted:
        yield "done", _("Juri yang tetap dihitung: {n}.", n=one.counted)
    else:
        yield "warn", _("Tidak ada juri yang menilai semua peserta: pleno memutuskan cara menghitungnya.")


def participant_form(found: ParticipantInfo, problems: list[str]) -> dict[str, Any]:
    kinds = ["active"] if found.status != "active" else ["withdrawn", "disqualified"]
    return {
        "participant": number_card(found.number, found.prefix) | {"id": found.id, "name": found.name},
        "about": found.category,
        "open": found.category_state in ("setup", "judging"),
        "kinds": [(kind, _(KINDS[kind]), kind == (typed("kind") or kinds[0])) for kind in kinds],
        "reason": typed("reason"),
        "problems": problems,
    }


def participant_effect(found: ParticipantInfo, effect: OutEffect) -> dict[str, Any]:
    kind = typed("kind")
    return {
        "title": f"{found.name}: {_(KINDS[kind]).lower()}",
        "groups": [{"title": effect.category, "sentences": list(_out(effect, back=kind == "active"))}],
        "action": url_for("organiser.withdraw", participant_id=found.id),
        "back": url_for("organiser.participant_leaves", participant_id=found.id),
        "hidden": [("kind", kind), ("reason", typed("reason"))],
        "reason": typed("reason"),
    }


def _out(effect: OutEffect, *, back: bool) -> Iterator[Sentence]:
    if back:
        if effect.unsent or effect.sent or not effect.fresh:
            known = effect.unsent + effect.sent
            yield "ready", _("{n} lembar dinilai lagi; yang sudah dikirim dihitung lagi.", n=known)
        if effect.fresh:
            yield "ready", _("{n} lembar baru disiapkan untuk juri.", n=effect.fresh)
    else:
        if effect.sent:
            yield "sent", _("{n} lembar yang sudah dikirim tetap disimpan dan tidak diperingkat.", n=effect.sent)
        if effect.unsent:
            yield "absent", _("{n} lembar yang belum dikirim tidak perlu diisi.", n=effect.unsent)
    yield "done", _("Peserta yang diperingkat: {n}.", n=effect.ranked)
    if effect.not_given:
        places = words.listing(list(effect.not_given))
        yield "warn", _("Tidak diberikan, karena pesertanya kurang: {places}.", places=places)
    if effect.linked:
        yield "done", _("{names} tetap dinilai.", names=words.listing(list(effect.linked)))
