"""What stands in the way of opening judging, what should still be looked at, and what is in order: each with its page.

In:  SetUp, the categories as they are set up, accounts, officials.   Out: rows of kind, text, action and address.
Only what judging cannot begin without blocks; the organiser decides about the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import url_for

from judging import profiles, words
from judging.language import _
from judging.queries import AccountInfo
from judging.queries.set_up import CategorySetUp
from judging.roles import Permission, Role
from judging.web.access import actor
from judging.web.organiser.cards import local_address
from judging.web.organiser.participants import limits_of, who_waits

if TYPE_CHECKING:
    from judging.web.organiser.settings import Lists, SetUp

BEFORE_THE_DAY = "1-persiapan"  # of the handbook
TWO_PEOPLE = 2  # sealing and announcing take two


@dataclass(frozen=True, slots=True)
class Item:
    kind: str  # as in components/state.html
    text: str
    action: str = ""  # words of the link; "" where there is nothing to mend
    href: str = ""


def blocking(categories: Sequence[CategorySetUp]) -> list[Item]:
    """What every category that still waits needs before a sheet can be laid out."""
    found = [item for one in categories if one.state == "setup" for item in _gaps(one)]
    if not categories:
        found.append(_item(_("Belum ada kategori."), _("Tambah kategori"), "categories"))
    return found


def _gaps(one: CategorySetUp) -> Iterator[Item]:
    if not one.participants:
        yield _item(_("{name} belum punya peserta.", name=one.name), _("Isi peserta"), "participants")
    if not one.rounds:
        yield _item(_("{name} belum punya rubrik.", name=one.name), _("Pilih rubrik"), "rounds", category=one.code)
    for row in one.rounds:
        if not row.judges and len(one.rounds) == 1:
            yield _item(_("{name} belum punya juri.", name=one.name), _("Isi juri"), "judges")
        elif not row.judges:
            text = _("Sesi {round} {name} belum punya juri.", round=row.name, name=one.name)
            yield _item(text, _("Isi juri"), "judges")


def worth_a_look(seen: SetUp, lists: Lists) -> list[Item]:
    return [
        *_about_event(seen, lists.officials),
        *_about_categories(lists.categories),
        *_about_order(lists),
        *_about_people(seen),
        *_about_conflicts(lists),
        *_about_chair(lists.accounts),
        *_about_rules(lists),
        *out_of_reach(),
    ]


def out_of_reach() -> Iterator[Item]:
    """The address at hand opens on this laptop alone, and cards would print it."""
    if address := local_address():
        text = _(
            "{address} hanya terbuka di laptop ini. Jalankan python3 start.py --lan dan buka alamat yang tercetak di "
            "sana, paling baik sebelum kartu dicetak: QR di kartu membuka alamat lama; kode dan PIN-nya tetap berlaku.",
            address=address,
        )
        href = url_for("guides.for_organisers", chapter=BEFORE_THE_DAY)
        yield Item("warn", text, _("Cara memulai"), href)


def _about_event(seen: SetUp, officials: Sequence[str]) -> Iterator[Item]:
    if seen.event.starts_on is None:
        yield _item(_("Tanggal mulai penilaian belum diisi."), _("Isi tanggal"), "event_facts")
    if not seen.settings.get("organiser"):
        yield _item(_("Penyelenggara belum diisi."), _("Isi penyelenggara"), "event_facts")
    if "kepala" not in officials:
        text = _("Kepala dinas, yang menandatangani piagam sesudah pleno, belum diisi.")
        yield _item(text, _("Isi pejabat"), "officials")


def _about_categories(categories: Sequence[CategorySetUp]) -> Iterator[Item]:
    for one in categories:
        waiting = [award.label for award in one.awards if award.to_confirm]
        older = [row.rubric for row in one.rounds if row.version < row.newest_version]
        if not one.awards:
            text = _("{name} belum punya hadiah.", name=one.name)
            yield _item(text, _("Isi hadiah"), "award_lines", category=one.code)
        if waiting:
            text = _("Hadiah {name} perlu konfirmasi: {places}.", name=one.name, places=words.listing(waiting))
            yield _item(text, _("Isi jumlahnya"), "award_lines", category=one.code)
        if older and one.state == "setup":
            text = _("{name} belum memakai versi terbaru rubrik {rubric}.", name=one.name, rubric=words.listing(older))
            yield _item(text, _("Pilih rubrik"), "rounds", category=one.code)


def _about_order(lists: Lists) -> Iterator[Item]:
    for one in undrawn(lists):
        yield _item(_("Nomor urut {name} belum diundi.", name=one.name), _("Undi nomor urut"), "draw")


def undrawn(lists: Lists) -> list[CategorySetUp]:
    """Two or more are to appear, and nobody drew in which order."""
    drawn = {one.category_id for one in lists.draws}
    return [one for one in lists.categories if one.participants > 1 and one.id not in drawn and one.state == "setup"]


def _about_conflicts(lists: Lists) -> Iterator[Item]:
    if lists.suggested:
        text = _("{n} dugaan benturan kepentingan belum diperiksa.", n=lists.suggested)
        yield _item(text, _("Periksa benturan"), "conflicts")


def _about_rules(lists: Lists) -> Iterator[Item]:
    """What keeps the sheet a draft has rows of its own above; here it is only named."""
    for one in lists.sign_offs:
        parts = {"category": one.category, "code": one.code}
        if one.signed:
            continue
        if one.lacks:
            text = _("Lembar aturan {category} masih KONSEP. {lacks}", lacks=" ".join(one.lacks), **parts)
        elif one.void:
            text = _("Aturan {category} berubah sesudah ditandatangani. Tandatangani lagi, kode {code}.", **parts)
        else:
            text = _("Lembar aturan {category} belum ditandatangani panel, kode {code}.", **parts)
        if "kabid" not in lists.officials:
            text = _("{text} Yang mengetahui (Kepala Bidang) belum diisi di Pejabat.", text=text)
        yield _item(text, _("Lihat Dokumen") if one.lacks else _("Cetak di Dokumen"), "documents")


def _about_people(seen: SetUp) -> Iterator[Item]:
    people = [one for one in seen.people if one.status == "active"]
    unapproved = sum(one.name_approved_at is None for one in people)
    outside, incomplete = who_waits(people, limits_of(seen.settings))
    without_card = [judge.code for judge in seen.panel if judge.card_issued_at is None]
    if unapproved:
        yield _item(_("{n} nama belum disetujui peserta", n=unapproved), _("Periksa nama"), "names", kind="part")
    if outside:
        text = _("{n} peserta punya hal di luar ketentuan tanpa alasan", n=outside)
        yield _item(text, _("Lihat peserta"), "participants")
    if incomplete:
        text = _("Data {n} peserta belum lengkap", n=incomplete)
        yield _item(text, _("Lihat peserta"), "participants", kind="part")
    if without_card:
        text = _("Belum punya kartu: {judges}", judges=words.listing(without_card))
        yield _item(text, _("Terbitkan kartu"), "judges")
    for one in profiles.panel_warnings(seen.backgrounds, seen.panel):
        yield _item(f"{one.message} {one.reason}", _("Lihat juri"), "judges")
    both = [one.name for one in seen.panel if one.is_reserve and one.seats]
    if both:
        text = _("Cadangan, tetapi ditugaskan menilai sejak awal: {judges}", judges=words.listing(both))
        yield _item(text, _("Penugasan"), "seats")


def _about_chair(accounts: Sequence[AccountInfo]) -> Iterator[Item]:
    ready = [one for one in accounts if one.ready and one.active]
    if not any({Role.KETUA, Role.WAKIL} & set(one.roles) for one in ready):
        text = _("Belum ada akun ketua atau wakil. Hanya mereka yang menutup penilaian dan mengunci hasil.")
        yield _item(text, _("Tambah akun"), "accounts")
    if len({one.person_id for one in ready}) < TWO_PEOPLE:
        text = _("Baru satu orang punya akun. Mengunci dan mengumumkan hasil memerlukan dua orang.")
        yield _item(text, _("Tambah akun"), "accounts")


def in_order(seen: SetUp, lists: Lists) -> list[Item]:
    """What was looked at and is fine; declared conflicts of interest among it."""
    people = [one for one in seen.people if one.status == "active"]
    fine = [
        (people and all(one.name_approved_at for one in people), _("Semua nama sudah disetujui peserta")),
        (
            people and not any(who_waits(people, limits_of(seen.settings))),
            _("Semua profil lengkap dan sesuai ketentuan"),
        ),
        (seen.panel and all(judge.card_issued_at for judge in seen.panel), _("Semua juri punya kartu")),
        (
            seen.panel and not profiles.panel_warnings(seen.backgrounds, seen.panel),
            _("Semua unsur ada di tim penilai, jumlahnya ganjil, ada cadangan"),
        ),
        (lists.draws and not undrawn(lists), _("Nomor urut sudah diundi")),
        (
            lists.sign_offs and all(one.signed for one in lists.sign_offs),
            _("Lembar aturan sudah ditandatangani untuk semua kategori"),
        ),
    ]
    told = [
        _("Benturan kepentingan: {judge} dan {participant} ({reason})", judge=one.judge, participant=one.participant,
          reason=one.reason)
        for one in seen.conflicts
    ]  # fmt: skip
    return [Item("done", text) for text in (*(text for is_so, text in fine if is_so), *told)]


def _item(text: str, action: str, page: str, *, kind: str = "warn", **parts: str) -> Item:
    """The link is left out for those who may not set up."""
    may, to = actor().may(Permission.SET_UP), dict[str, Any](parts)
    return Item(kind, text, action if may else "", url_for(f"organiser.{page}", **to) if may else "")
