"""The next step of an event, from what every page already knows.

In:  Seen.   Out: plain values for organiser/home.html.   Changes nothing and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from judging import words
from judging.language import _
from judging.paperwork import CertificateItem, certificate_list
from judging.queries import AwardInfo, CategoryInfo, Papers
from judging.queries.presence import Presence
from judging.queries.progress import Count
from judging.queries.sign_off import SignOff
from judging.roles import Permission
from judging.web.access import actor
from judging.web.organiser import opening
from judging.web.organiser.common import SECTIONS
from judging.web.organiser.settings import Lists, SetUp
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
    requests: Mapping[str, int]  # waiting | open | refused | done -> sheets asked for after closing
    lists: Lists
    papers_waiting: Mapping[tuple[str, str], int]  # (judging | closed, key | check | settle) -> paper sheets
    on_paper: frozenset[str]  # codes of judges who score on paper
    silent: Sequence[tuple[str, Presence]]  # (judge's code, tablet) of those who still have sheets to send
    held: int  # sheets with two versions
    late: int  # came in after closing, not decided
    sign_offs: Sequence[SignOff]  # of each category's sheet of rules
    uncorrected: Sequence[str]  # sealed categories whose record now gives another result
    handed_over: bool  # the day on which the awards were given is recorded
    notices: Mapping[str, str]  # what the database itself must tell: "verify", "older", "backup"

    @property
    def stage(self) -> str:
        return event_stage([one.state for one in self.categories])

    @property
    def piagam(self) -> list[CertificateItem]:
        """Of awards: one for each holder that the newest results give."""
        return certificate_list(self.papers)

    @property
    def issued_all(self) -> bool:
        """Every holder has a piagam that stands and says what the newest result says."""
        return bool(self.papers.holders) and all(one.stands for one in self.piagam)

    @property
    def to_issue(self) -> bool:
        return any(one.waits for one in self.piagam)


def next_step(seen: Seen) -> Step:
    steps = {"setup": _set_up, "judging": _judging, "closed": _closed, "sealed": _sealed}
    return steps.get(seen.stage, _announced)(seen)


def _step(title: str, text: str, *actions: tuple[str, str]) -> Step:
    """`actions`: words and the page's name; those this person may not open are left out."""
    open_to = [(text, name) for text, name in actions if name not in PAGES or actor().may(PAGES[name])]
    return {
        "title": title,
        "text": text,
        "actions": [{"text": t, "href": url_for(f"organiser.{n}")} for t, n in open_to],
    }


PAGES = SECTIONS | {
    "archive": Permission.SEE_PAPERS,
    "paper_sheets": Permission.SET_UP,
    "tablets": Permission.SEE_PROGRESS,
    "participants": Permission.SET_UP,
    "names": Permission.SET_UP,
    "judges": Permission.SET_UP,
    "announce": Permission.ANNOUNCE,
    "proceedings": Permission.KEEP_RECORD,
    "requests": Permission.SEE_PROGRESS,
}


def _set_up(seen: Seen) -> Step:
    """What judging cannot begin without comes first; then it is opened."""
    missing = opening.blocking(seen.lists.categories)
    if missing:
        first, rest = missing[0], len(missing) - 1
        more = _(" Sesudah itu masih {n} hal lagi.", n=rest) if rest else ""
        step = _step(_("Lengkapi kegiatan, lalu buka penilaian"), f"{first.text}{more}")
        own = [{"text": first.action, "href": first.href}] if first.href else []
        return step | {"actions": [*own, *_step("", "", (_("Semua persiapan"), "settings"))["actions"]]}
    text = _(
        "{people} peserta dan {judges} juri sudah tercatat. Periksa nama, kartu, dan aturan, lalu buka penilaian.",
        people=len(seen.set_up.people),
        judges=len(seen.set_up.panel),
    )
    return _step(
        _("Siapkan kegiatan, lalu buka penilaian"),
        text,
        (_("Periksa dan buka"), "settings"),
        (_("Juri dan kartu"), "judges"),
    )


def _judging(seen: Seen) -> Step:
    open_now = {one.id for one in seen.categories if one.state == "judging"}
    counts = [count for count in seen.counts if count.category_id in open_now]
    waiting = [
        _("{expected} lembar {category}", expected=count.expected - count.sent, category=count.category)
        for count in counts
        if count.expected > count.sent
    ]
    if not waiting:
        text = _("Semua lembar sudah masuk. Ketua atau wakil menutup penilaian di halaman kemajuan.")
        return _step(_("Tutup penilaian"), text, (_("Lihat kemajuan"), "progress"))
    late: dict[str, int] = {}
    for name, number in (pair for count in counts for pair in count.missing):
        late[name] = late.get(name, 0) + number
    who = words.listing([_("{name} ({number} lembar)", name=name, number=number) for name, number in late.items()])
    title = _("Tunggu {waiting}, lalu ketua menutup penilaian", waiting=words.listing(waiting))
    to_paper = [(_("Masukkan lembar kertas"), "paper_sheets")] if seen.papers_waiting else []
    return _step(title, _("Yang belum mengirim: {who}.", who=who), (_("Lihat kemajuan"), "progress"), *to_paper)


def _closed(seen: Seen) -> Step:
    waiting = [one.name for one in seen.categories if one.state == "closed"]
    text = _(
        "Ketua atau wakil memeriksa urutan {waiting}, lalu menguncinya bersama orang kedua.",
        waiting=words.listing(waiting),
    )
    return _step(_("Gelar pleno, lalu kunci hasil"), text, (_("Buka pleno"), "pleno"))


def _sealed(seen: Seen) -> Step:
    if not seen.papers.draft_reason and seen.to_issue:
        text = _("Keputusan sudah diisi. Terbitkan piagam, cetak, dan minta ditandatangani.")
        return _step(_("Terbitkan piagam"), text, (_("Dokumen"), "documents"), (_("Pengumuman"), "announce"))
    if seen.papers.decree is None:
        text = _("Hasil sudah dikunci. Uang dan piagam menunggu nomor dan tanggal keputusan.")
        return _step(
            _("Isi nomor dan tanggal keputusan"), text, (_("Hadiah"), "prizes"), (_("Setelah pleno"), "proceedings")
        )
    both = _("Hasil dan piagam siap. Yang mengumumkan bukan yang mengunci.")
    text = both if seen.issued_all else _("Hasil siap. Yang mengumumkan bukan yang mengunci.")
    return _step(_("Umumkan hasil"), text, (_("Pengumuman"), "announce"))


def _announced(seen: Seen) -> Step:
    if seen.stage == "archived":
        return _step(_("Acara ini sudah diarsipkan"), _("Semua tetap dapat dibaca, dicetak, dan diperiksa."),
                     (_("Dokumen"), "documents"))  # fmt: skip
    if seen.papers.draft_reason:
        text = _("Hasil sudah diumumkan. Uang dan piagam menunggu nomor dan tanggal keputusan.")
        return _step(_("Isi nomor dan tanggal keputusan"), text, (_("Hadiah"), "prizes"))
    if seen.to_issue:
        return _to_issue(seen)
    to_do = (_("Setelah pleno"), "proceedings"), (_("Dokumen"), "documents")
    if seen.handed_over:
        return _step(_("Arsipkan acara"), _("Penghargaan sudah diserahkan. Simpan pindaian, lalu arsipkan."), *to_do)
    issued = _("Hasil sudah diumumkan dan piagam sudah terbit.") if seen.issued_all else _("Hasil sudah diumumkan.")
    return _step(_("Serahkan penghargaan"), issued, *to_do)


def _to_issue(seen: Seen) -> Step:
    stale = sum(one.stale for one in seen.piagam)
    if stale:
        text = _("{n} piagam yang terbit tidak cocok lagi dengan hasil terbaru dan perlu pengganti.", n=stale)
        return _step(_("Terbitkan piagam pengganti"), text, (_("Dokumen"), "documents"))
    text = _("Hasil sudah diumumkan, tetapi masih ada piagam yang belum terbit.")
    return _step(_("Terbitkan piagam"), text, (_("Dokumen"), "documents"))
