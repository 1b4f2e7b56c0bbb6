"""The next step of an event, and what needs attention, from what every page already knows.

In:  Seen.   Out: plain values for organiser/home.html.   Changes nothing and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from judging import profiles, words
from judging.queries import AwardInfo, CategoryInfo, Papers
from judging.queries.progress import Count
from judging.roles import Permission
from judging.web.access import actor
from judging.web.organiser.common import SECTIONS
from judging.web.organiser.participants import limits_of, open_warnings
from judging.web.organiser.settings import SetUp
from judging.web.organiser.stages import event_stage

Step = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    set_up: SetUp
    categories: Sequence[CategoryInfo]
    counts: Sequence[Count]
    awards: Sequence[AwardInfo]
    papers: Papers
    open_ties: int
    unranked: Sequence[str]  # closed categories that the declared rules cannot rank
    sealed: frozenset[int]
    requests: int  # sheets asked for after closing, not yet answered

    @property
    def stage(self) -> str:
        return event_stage([one.state for one in self.categories])

    @property
    def issued_all(self) -> bool:
        return bool(self.papers.holders) and len(self.papers.issued) >= len(self.papers.holders)


def next_step(seen: Seen) -> Step:
    steps = {"setup": _set_up, "judging": _judging, "closed": _closed, "sealed": _sealed}
    return steps.get(seen.stage, _announced)(seen)


def lists(seen: Seen, notices: Sequence[str] = ()) -> dict[str, Any]:
    """`notices`: what the database itself must tell: altered data, an older file, no second backup place."""
    told = [{"kind": "warn", "title": text, "text": "", "action": "", "href": ""} for text in notices]
    return {"attention": [*told, *_attention(seen)], "done": list(_done(seen))}


def _step(title: str, text: str, *actions: tuple[str, str]) -> Step:
    """`actions`: words and the page's name; those this person may not open are left out."""
    open_to = [(text, name) for text, name in actions if name not in _PAGES or actor().may(_PAGES[name])]
    return {
        "title": title,
        "text": text,
        "actions": [{"text": t, "href": url_for(f"organiser.{n}")} for t, n in open_to],
    }


_PAGES = SECTIONS | {
    "participants": Permission.SET_UP,
    "judges": Permission.SET_UP,
    "announce": Permission.ANNOUNCE,
    "proceedings": Permission.KEEP_RECORD,
    "requests": Permission.SEE_PROGRESS,
}


def _set_up(seen: Seen) -> Step:
    judges, people = len(seen.set_up.panel), len(seen.set_up.people)
    text = f"{people} peserta dan {judges} juri sudah tercatat. Periksa nama, kartu, dan aturan, lalu buka penilaian."
    return _step(
        "Siapkan kegiatan, lalu buka penilaian", text, ("Periksa dan buka", "settings"), ("Juri dan kartu", "judges")
    )


def _judging(seen: Seen) -> Step:
    open_now = {one.id for one in seen.categories if one.state == "judging"}
    counts = [count for count in seen.counts if count.category_id in open_now]
    waiting = [
        f"{count.expected - count.sent} lembar {count.category}" for count in counts if count.expected > count.sent
    ]
    if not waiting:
        text = "Semua lembar sudah masuk. Ketua atau wakil menutup penilaian di halaman kemajuan."
        return _step("Tutup penilaian", text, ("Lihat kemajuan", "progress"))
    late: dict[str, int] = {}
    for name, number in (pair for count in counts for pair in count.missing):
        late[name] = late.get(name, 0) + number
    who = words.listing([f"{name} ({number} lembar)" for name, number in late.items()])
    title = f"Tunggu {words.listing(waiting)}, lalu ketua menutup penilaian"
    return _step(title, f"Yang belum mengirim: {who}.", ("Lihat kemajuan", "progress"))


def _closed(seen: Seen) -> Step:
    waiting = [one.name for one in seen.categories if one.state == "closed"]
    text = f"Ketua atau wakil memeriksa urutan {words.listing(waiting)}, lalu menguncinya bersama orang kedua."
    return _step("Gelar pleno, lalu kunci hasil", text, ("Buka pleno", "pleno"))


def _sealed(seen: Seen) -> Step:
    if not seen.papers.draft_reason and not seen.issued_all:
        text = "Keputusan sudah diisi. Terbitkan piagam, cetak, dan minta ditandatangani."
        return _step("Terbitkan piagam", text, ("Dokumen", "documents"), ("Pengumuman", "announce"))
    if seen.papers.decree is None:
        text = "Hasil sudah dikunci. Uang dan piagam menunggu nomor dan tanggal keputusan."
        return _step("Isi nomor dan tanggal keputusan", text, ("Hadiah", "prizes"), ("Setelah pleno", "proceedings"))
    return _step(
        "Umumkan hasil", "Hasil dan piagam siap. Yang mengumumkan bukan yang mengunci.", ("Pengumuman", "announce")
    )


def _announced(seen: Seen) -> Step:
    if seen.stage == "archived":
        return _step("Acara ini sudah diarsipkan", "Semua tetap dapat dibaca, dicetak, dan diperiksa.",
                     ("Dokumen", "documents"))  # fmt: skip
    if seen.issued_all:
        text = "Hasil sudah diumumkan dan piagam sudah terbit."
        return _step("Serahkan penghargaan", text, ("Setelah pleno", "proceedings"), ("Dokumen", "documents"))
    if seen.papers.draft_reason:
        text = "Hasil sudah diumumkan. Uang dan piagam menunggu nomor dan tanggal keputusan."
        return _step("Isi nomor dan tanggal keputusan", text, ("Hadiah", "prizes"))
    return _step("Terbitkan piagam", "Hasil sudah diumumkan, piagam belum terbit.", ("Dokumen", "documents"))


def _attention(seen: Seen) -> Iterator[dict[str, str]]:
    if seen.stage in ("setup", "judging"):
        yield from _about_people(seen)
    if seen.requests:
        text = "Dijawab ketua, atau wakil bila menyangkut lembar ketua."
        yield _row("warn", f"{seen.requests} permintaan membuka lembar", text, "Lihat permintaan", "requests")
    for name in seen.unranked:
        yield _row(
            "warn", f"{name} belum dapat diperingkat", "Pleno memutuskan cara menghitungnya.", "Buka pleno", "pleno"
        )
    if seen.open_ties:
        text = "Ketua atau wakil memutuskan urutannya, atau juara kembar, dalam pleno."
        yield _row("warn", f"{seen.open_ties} nilai sama belum diputus", text, "Buka pleno", "pleno")
    for award in seen.awards:
        if award.to_confirm:
            name = next(one.name for one in seen.categories if one.id == award.category_id)
            written = words.rupiah(award.amount or 0)
            title = f"Hadiah {award.label} {name} perlu konfirmasi"
            yield _row("warn", title, f"Tertulis {written}. {award.to_confirm}", "Periksa hadiah", "prizes")


def _about_people(seen: Seen) -> Iterator[dict[str, str]]:
    set_up = seen.set_up
    people = [one for one in set_up.people if one.status == "active"]
    without_card = [judge.name for judge in set_up.panel if judge.card_issued_at is None]
    if without_card:
        yield _row(
            "warn", f"{len(without_card)} juri belum punya kartu", words.listing(without_card), "Terbitkan", "judges"
        )
    locked = [judge.name for judge in set_up.panel if judge.locked]
    if locked:
        yield _row(
            "warn", f"PIN terkunci: {words.listing(locked)}", "Terlalu banyak percobaan.", "Buka kunci", "judges"
        )
    unapproved = sum(one.name_approved_at is None for one in people)
    if unapproved:
        text = "Nama dicetak di piagam persis seperti yang disetujui peserta."
        yield _row("part", f"{unapproved} nama belum disetujui peserta", text, "Periksa nama", "participants")
    limits = limits_of(set_up.settings)
    outside = sum(open_warnings(one, limits) > 0 for one in people)
    if outside:
        text = "Lengkapi, atau tulis alasannya bila memang benar."
        yield _row("warn", f"{outside} peserta punya hal di luar ketentuan", text, "Lihat peserta", "participants")
    for warning in profiles.panel_warnings(set_up.backgrounds, set_up.panel):
        yield _row("warn", warning.message, warning.reason, "Lihat juri", "judges")


def _row(kind: str, title: str, text: str, action: str, name: str) -> dict[str, str]:
    href = url_for(f"organiser.{name}") if actor().may(_PAGES[name]) else ""
    return {"kind": kind, "title": title, "text": text, "action": action, "href": href}


def _done(seen: Seen) -> Iterator[str]:
    if seen.set_up.panel and all(judge.card_issued_at for judge in seen.set_up.panel):
        yield f"{len(seen.set_up.panel)} kartu juri sudah diterbitkan"
    if seen.set_up.people and all(one.name_approved_at or one.status != "active" for one in seen.set_up.people):
        yield "Semua nama sudah disetujui peserta"
    if seen.set_up.rules and all(one.frozen_at for one in seen.set_up.rules):
        yield "Aturan penilaian sudah beku"
    for one in seen.categories:
        if one.id in seen.sealed:
            yield f"Hasil {one.name} sudah dikunci"
        elif one.state == "closed":
            yield f"Penilaian {one.name} sudah ditutup"
    if seen.papers.decree:
        yield f"Keputusan nomor {seen.papers.decree[0]} sudah diisi"
    if seen.issued_all:
        yield f"{len(seen.papers.issued)} piagam sudah diterbitkan"
