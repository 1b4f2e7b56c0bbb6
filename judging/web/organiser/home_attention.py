"""What stands in the way, in the order in which it blocks, each with the page where it is mended; and what is done.

In:  Seen.   Out: rows for organiser/home.html.   A calm event has no rows; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import url_for

from judging import profiles, words
from judging.language import _
from judging.web.access import actor
from judging.web.organiser import opening
from judging.web.organiser.common import zone
from judging.web.organiser.home_view import PAGES, Seen
from judging.web.organiser.participants import limits_of, who_waits

Row = dict[str, str]
WHEN_THINGS_FAIL = "5-bila-gagal"  # of the handbook
BEFORE_SEALING = ("setup", "judging", "closed")


def lists(seen: Seen) -> dict[str, Any]:
    return {"attention": list(_attention(seen)), "done": list(_done(seen))}


def _attention(seen: Seen) -> Iterator[Row]:
    """First data that cannot be trusted, then what stops this stage, then what will stop a later one."""
    yield from _about_data(seen, "verify", "older")
    if seen.stage == "setup":
        yield from (_plain(item) for item in opening.blocking(seen.lists.categories)[1:])  # the first is the next step
    if seen.stage == "judging":
        yield from _about_the_hall(seen)
    yield from _about_paper(seen)
    yield from _about_the_pleno(seen)
    yield from _about_corrections(seen)
    if seen.stage in ("setup", "judging"):
        yield from _about_people(seen)
    if seen.stage in ("setup", "judging"):
        yield from (_plain(item) for item in opening.out_of_reach())
    yield from _about_rules(seen)
    yield from _about_money(seen)
    yield from _about_data(seen, "backup")


def _about_data(seen: Seen, *keys: str) -> Iterator[Row]:
    for key in keys:
        if key in seen.notices:
            href = url_for("guides.for_organisers", chapter=WHEN_THINGS_FAIL)
            title, dot, text = _(seen.notices[key]).partition(". ")  # what is so; then what to do
            yield {
                "kind": "warn",
                "title": f"{title}{dot}".strip(),
                "text": text,
                "action": _("Apa yang dilakukan"),
                "href": href,
            }


def _about_the_hall(seen: Seen) -> Iterator[Row]:
    """A judge who cannot go on, a tablet that holds marks, a sheet with two versions."""
    locked = [judge.name for judge in seen.set_up.panel if judge.locked]
    if locked:
        title = _("PIN terkunci: {locked}", locked=words.listing(locked))
        yield row("warn", title, _("Terlalu banyak percobaan."), _("Buka kunci"), "judges")
    for code, tablet in seen.silent:
        clock = words.zone_clock(tablet.seen_at, zone())
        title = _("Tablet {code} belum tersambung sejak {clock}", code=code, clock=clock)
        text = _("Skor aman di tablet. Dekatkan ke ruang panitia sebelum penilaian ditutup.")
        yield row("held", title, text, _("Lihat tablet"), "tablets")
    if seen.held:
        title = _("{n} lembar punya dua isian", n=seen.held)
        text = _("Juri memilih satu di tabletnya; tidak ada yang hilang.")
        yield row("held", title, text, _("Lihat kemajuan"), "progress")


def _about_paper(seen: Seen) -> Iterator[Row]:
    """What counts for nothing yet: by the panel alone while judging, by the ketua's word once it is closed."""
    late = _("Penilaiannya sudah ditutup: sesudah diperiksa, ketua yang memutuskan apakah ikut dihitung.")
    texts = {
        "judging": (_("Belum dihitung sebelum juri mengesahkan atau orang lain memeriksa."),
                    _("Dari juri yang menilai di kertas.")),
        "closed": (late, late),
    }  # fmt: skip
    for state, (unchecked, not_keyed) in texts.items():
        checks, keys = (
            sum(seen.papers_waiting.get((state, step), 0) for step in steps)
            for steps in (("check", "settle"), ("key",))
        )
        if checks:
            title = _("{n} lembar kertas belum diperiksa", n=checks)
            yield row("warn", title, unchecked, _("Periksa"), "paper_sheets")
        if keys:
            title = _("{n} lembar kertas belum dimasukkan", n=keys)
            yield row("part", title, not_keyed, _("Masukkan"), "paper_sheets")


def _about_the_pleno(seen: Seen) -> Iterator[Row]:
    if seen.late:
        title = _("{n} lembar datang sesudah ditutup", n=seen.late)
        yield row("held", title, _("Disimpan terpisah; ketua yang memutuskan."), _("Lihat"), "tablets")
    if waiting := seen.requests.get("waiting"):
        title = _("{n} permintaan membuka lembar", n=waiting)
        text = _("Dijawab ketua, atau wakil bila menyangkut lembar ketua.")
        yield row("reopened", title, text, _("Lihat permintaan"), "requests")
    if opened := seen.requests.get("open"):
        title = _("{n} lembar sedang dibuka kembali", n=opened)
        text = _("Hasil tidak dikunci atau diumumkan sebelum jurinya mengirim lagi, atau ketua menutupnya kembali.")
        yield row("reopened", title, text, _("Lihat permintaan"), "requests")
    for name in seen.unranked:
        title = _("{name} belum dapat diperingkat", name=name)
        yield row("warn", title, _("Pleno memutuskan cara menghitungnya."), _("Buka pleno"), "pleno")
    if seen.open_ties:
        title = _("{n} nilai sama belum diputus", n=seen.open_ties)
        text = _("Ketua atau wakil memutuskan urutannya, atau juara kembar, dalam pleno.")
        yield row("warn", title, text, _("Buka pleno"), "pleno")


def _about_corrections(seen: Seen) -> Iterator[Row]:
    """What was sealed and no longer fits the record; piagam that stand and belong to nobody, or have no successor."""
    for name in seen.uncorrected:
        title = _("Catatan {name} memberi hasil lain daripada yang dikunci", name=name)
        text = _("Yang dikunci tetap berlaku sampai ketua atau wakil mengunci versi koreksi.")
        yield row("reopened", title, text, _("Buka pleno"), "pleno")
    if wrong := len(seen.papers.ownerless):
        title = _("{n} piagam bukan lagi milik penerimanya", n=wrong)
        yield row("warn", title, _("Cabut dan minta dikembalikan."), _("Dokumen"), "documents")
    if revoked := sum(one.revoked for one in seen.piagam):
        title = _("{n} piagam dicabut dan belum ada penggantinya", n=revoked)
        yield row("warn", title, _("Terbitkan penggantinya bila memang harus ada."), _("Dokumen"), "documents")


def _about_people(seen: Seen) -> Iterator[Row]:
    set_up = seen.set_up
    people = [one for one in set_up.people if one.status == "active"]
    without_card = [one.name for one in set_up.panel if one.card_issued_at is None and one.code not in seen.on_paper]
    if without_card:
        title = _("{n} juri belum punya kartu", n=len(without_card))
        yield row("warn", title, words.listing(without_card), _("Terbitkan"), "judges")
    for warning in profiles.panel_warnings(set_up.backgrounds, set_up.panel) if set_up.panel else ():
        yield row("warn", warning.message, warning.reason, _("Lihat juri"), "judges")
    unapproved = sum(one.name_approved_at is None for one in people)
    if unapproved:
        title = _("{n} nama belum disetujui peserta", n=unapproved)
        text = _("Nama dicetak di piagam persis seperti yang disetujui peserta.")
        yield row("part", title, text, _("Periksa nama"), "names")
    outside, incomplete = who_waits(people, limits_of(set_up.settings))
    if outside:
        title = _("{n} peserta punya hal di luar ketentuan", n=outside)
        text = _("Perbaiki, atau tulis alasannya bila memang benar.")
        yield row("warn", title, text, _("Lihat peserta"), "participants")
    if incomplete:
        title = _("Data {n} peserta belum lengkap", n=incomplete)
        yield row("part", title, "", _("Lihat peserta"), "participants")


def _about_rules(seen: Seen) -> Iterator[Row]:
    ready = seen.stage != "setup" or not opening.blocking(seen.lists.categories)
    if seen.stage not in BEFORE_SEALING or not ready:
        return
    for one in seen.sign_offs:
        if one.void:
            title = _("Aturan {category} berubah sesudah ditandatangani", category=one.category)
            text = _("Tanda tangan yang lama tidak berlaku. Cetak dan tandatangani lagi, kode {code}.", code=one.code)
            yield row("warn", title, text, _("Dokumen"), "documents")
    signed = sum(one.signed for one in seen.sign_offs)
    if signed < len(seen.sign_offs):
        title = _("Lembar aturan ditandatangani: {signed} dari {n} kategori", signed=signed, n=len(seen.sign_offs))
        text = _("Cetak di Dokumen, minta tim penilai menandatangani, lalu simpan pindaiannya per kategori.")
        first = next(one.category_code for one in seen.sign_offs if not one.signed)
        yield row("part", title, text, _("Arsip dan pindaian"), "archive", aturan=first)


def _about_money(seen: Seen) -> Iterator[Row]:
    for award in seen.awards:
        if award.to_confirm:
            name = next(one.name for one in seen.categories if one.id == award.category_id)
            title = _("Hadiah {label} {name} perlu konfirmasi", label=award.label, name=name)
            yield row("warn", title, _about_amount(award.amount, award.to_confirm), _("Periksa hadiah"), "prizes")


def _about_amount(amount: int | None, to_confirm: str) -> str:
    if amount is None:
        return _("Jumlahnya belum diisi. {to_confirm}", to_confirm=to_confirm)
    return _("Tertulis {written}. {to_confirm}", written=words.rupiah(amount), to_confirm=to_confirm)


def _plain(item: opening.Item) -> Row:
    return {"kind": "warn", "title": item.text, "text": "", "action": item.action, "href": item.href}


def row(kind: str, title: str, text: str, action: str, name: str, **parts: Any) -> Row:
    href = url_for(f"organiser.{name}", **parts) if actor().may(PAGES[name]) else ""
    return {"kind": kind, "title": title, "text": text, "action": action, "href": href}


def _done(seen: Seen) -> Iterator[str]:
    panel, people = seen.set_up.panel, seen.set_up.people
    if panel and all(judge.card_issued_at for judge in panel):
        yield _("{n} kartu juri sudah diterbitkan", n=len(panel))
    if people and all(one.name_approved_at or one.status != "active" for one in people):
        yield _("Semua nama sudah disetujui peserta")
    if seen.set_up.rules and all(one.frozen_at for one in seen.set_up.rules):
        yield _("Aturan penilaian sudah beku")
    if seen.sign_offs and all(one.signed for one in seen.sign_offs):
        yield _("Aturan penilaian sudah ditandatangani")
    for one in seen.categories:
        if one.id in seen.sealed:
            yield _("Hasil {name} sudah dikunci", name=one.name)
        elif one.state == "closed":
            yield _("Penilaian {name} sudah ditutup", name=one.name)
    if seen.papers.decree:
        yield _("Keputusan nomor {number} sudah diisi", number=seen.papers.decree[0])
    if seen.issued_all:
        yield _("{n} piagam sudah diterbitkan", n=len(seen.piagam))
