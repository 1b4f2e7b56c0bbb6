"""What the Pedoman would ask about a participant, and about a panel, before judging opens.

In:  a form's name, a profile (JSON values, dates as ISO text), its members, the event's limits; the panel's judges.
Out: warnings with a code, a sentence and the rule behind it. A warning never blocks: the organiser may know better.
Does not know tables, sheets of a workbook or pages. A form that is not listed has no warnings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

from judging.language import _
from judging.profiles.forms import (
    BOOKS,
    BY_SETTLEMENT,
    LEVELS,
    MONITORING,
    OFFICES,
    STEP_RULE,
    STEPS,
    TARGET_GROUPS,
    Member,
    Profile,
)
from judging.words import listing


@dataclass(frozen=True, slots=True)
class ProfileWarning:
    code: str
    message: str  # what is unusual and what to do
    reason: str  # the rule behind it
    field: str = ""  # the question it is about: a key of the form, "members" or "linked_to"
    empty: bool = False  # nothing was answered yet, so nothing lies outside the guidelines


@dataclass(frozen=True, slots=True)
class MemberLimits:
    """How many members a group may have; set per event. The Pedoman says 5-10, a later regulation 5-20."""

    lowest: int
    highest: int

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> MemberLimits | None:
        """From the event's settings; None when it sets no limit."""
        lowest, highest = settings.get("members_lowest"), settings.get("members_highest")
        return None if lowest is None or highest is None else cls(lowest, highest)


# What is missed while it is empty; every other question of a form may stay without an answer.
NEEDED = frozenset({"target_group", "officer_election", "element", *BOOKS, *STEPS})


class PanelJudge(Protocol):
    @property
    def background(self) -> str: ...
    @property
    def is_reserve(self) -> bool: ...


def warnings(
    form: str, profile: Profile, members: Sequence[Member], *, limits: MemberLimits | None, linked: bool
) -> tuple[ProfileWarning, ...]:
    """What the Pedoman would ask about this participant. `limits` None means the event sets none."""
    if form == "kube":
        found: Iterable[ProfileWarning] = _kube_warnings(profile, members, limits)
    elif form == "pendamping":
        found = _facilitator_warnings(profile, linked=linked)
    else:
        found = ()
    return tuple(found)


def _kube_warnings(
    profile: Profile, members: Sequence[Member], limits: MemberLimits | None
) -> Iterator[ProfileWarning]:
    yield from _target_warnings(profile)
    yield from _size_warnings(profile, len(members), limits)
    yield from _officer_warnings(profile, members)
    yield from _book_warnings(profile)
    if profile.get("target_group") != "FM":
        yield from _step_warnings(profile)
    yield from _monitoring_warnings(profile)


def _target_warnings(profile: Profile) -> Iterator[ProfileWarning]:
    reason = _("Pedoman menyebut sembilan sasaran KUBE.")
    group = profile.get("target_group")
    if group is None:
        yield ProfileWarning(
            "target_missing", _("Sasaran belum diisi. Pilih salah satu dari sembilan sasaran."), reason,
            "target_group", empty=True,
        )  # fmt: skip
    elif group not in TARGET_GROUPS:
        yield ProfileWarning(
            "target_unknown", _("Sasaran “{group}” tidak termasuk sembilan sasaran. Pilih ulang.", group=group), reason,
            "target_group",
        )  # fmt: skip


def _size_warnings(profile: Profile, count: int, limits: MemberLimits | None) -> Iterator[ProfileWarning]:
    if profile.get("target_group") in BY_SETTLEMENT:
        if not profile.get("settlement_unit"):
            yield ProfileWarning(
                "settlement_missing",
                _("Nama unit permukiman sosial belum diisi. Tulis namanya."),
                _(
                    "Untuk sasaran ini satu unit permukiman sosial adalah satu KUBE; "
                    "batas jumlah anggota tidak berlaku."
                ),
                "settlement_unit",
                empty=True,
            )
    elif limits is not None and not limits.lowest <= count <= limits.highest:
        unit = _(profile.get("member_unit", "orang"))
        span = f"{limits.lowest}–{limits.highest}"
        message = _(
            "Jumlah anggota {count} {unit}, di luar batas {span}. Tulis alasannya bila benar.",
            count=count,
            unit=unit,
            span=span,
        )
        yield ProfileWarning(
            "members_outside",
            message if count else _("Anggota belum diisi."),
            _("Batas jumlah anggota pada kegiatan ini {span} {unit}.", span=span, unit=unit),
            "members",
            empty=count == 0,
        )


def _officer_warnings(profile: Profile, members: Sequence[Member]) -> Iterator[ProfileWarning]:
    reason = _("Pengurus dipilih dari dan oleh anggota.")
    filled = {member.office for member in members}
    missing = [_(label).lower() for office, label in OFFICES.items() if office not in filled]
    if missing:
        yield ProfileWarning(
            "officer_missing", _("Belum ada {missing}. Pilih dari daftar anggota.", missing=listing(missing)), reason,
            "members", empty=True,
        )  # fmt: skip
    election = profile.get("officer_election")
    if election is None:
        yield ProfileWarning(
            "election_missing", _("Cara pemilihan pengurus belum diisi. Tanyakan kepada anggota."), reason,
            "officer_election", empty=True,
        )  # fmt: skip
    elif election == "appointed":
        yield ProfileWarning(
            "officers_appointed", _("Pengurus ditunjuk pihak luar. Tulis alasannya bila benar."), reason,
            "officer_election",
        )  # fmt: skip
    for member in members:
        if member.office and member.elected is False:
            message = _(
                "{name} ({office}) tidak dipilih anggota. Tulis alasannya bila benar.",
                name=member.name,
                office=_(OFFICES.get(member.office, member.office)).lower(),
            )
            yield ProfileWarning("officer_not_elected", message, reason, "members")


def _book_warnings(profile: Profile) -> Iterator[ProfileWarning]:
    absent = [key for key in BOOKS if key in profile and not profile[key]]
    unasked = [key for key in BOOKS if key not in profile]
    reason = _("Pedoman meminta empat buku administrasi.")
    told = [_("Belum ada {missing}. Minta KUBE melengkapinya.", missing=_books(absent))] if absent else []
    told += [_("Belum diketahui: {missing}. Tanyakan kepada KUBE.", missing=_books(unasked))] if unasked else []
    if told:
        yield ProfileWarning("books_missing", " ".join(told), reason, [*absent, *unasked][0], empty=not absent)


def _books(keys: Sequence[str]) -> str:
    return listing([_(BOOKS[key]).lower() for key in keys])


def _step_warnings(profile: Profile) -> Iterator[ProfileWarning]:
    """Which group it is decides whether the steps are asked for: until that is known, no date is missing."""
    reason = _(STEP_RULE)
    missing = [key for key in STEPS if not profile.get(key)] if profile.get("target_group") else []
    if missing:
        names = listing([_(STEPS[key]).lower() for key in missing])
        message = _("Tanggal {missing} belum diisi. Isi tanggalnya.", missing=names)
        yield ProfileWarning("steps_missing", message, reason, missing[0], empty=True)
    for earlier, later in _out_of_order(profile, STEPS):
        message = _(
            "{later} bertanggal sebelum {earlier}. Periksa tanggalnya.",
            later=_(STEPS[later]),
            earlier=_(STEPS[earlier]).lower(),
        )
        yield ProfileWarning("steps_order", message, reason, later)


def _monitoring_warnings(profile: Profile) -> Iterator[ProfileWarning]:
    reason = _("Pemantauan dan laporan berjenjang dari desa/kelurahan sampai pusat.")
    levels = list(MONITORING)
    reached = [position for position, key in enumerate(levels) if profile.get(key)]
    skipped = [key for key in levels[: max(reached, default=0)] if not profile.get(key)]
    if skipped:
        missing = listing([_(LEVELS[key]) for key in skipped])
        yield ProfileWarning(
            "monitoring_gap", _("Laporan melewati {missing}. Isi tanggal terimanya.", missing=missing), reason,
            skipped[0],
        )  # fmt: skip
    for earlier, later in _out_of_order(profile, MONITORING):
        message = _(
            "Laporan diterima {later} sebelum {earlier}. Periksa tanggalnya.",
            later=_(LEVELS[later]),
            earlier=_(LEVELS[earlier]),
        )
        yield ProfileWarning("monitoring_order", message, reason, later)


def _out_of_order(profile: Profile, chain: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Neighbouring dated steps of a chain whose dates run backwards. ISO dates compare as text."""
    dated = [key for key in chain if profile.get(key)]
    for earlier, later in pairwise(dated):
        if profile[later] < profile[earlier]:
            yield earlier, later


def _facilitator_warnings(profile: Profile, *, linked: bool) -> Iterator[ProfileWarning]:
    if not linked:
        yield ProfileWarning(
            "link_missing",
            _("KUBE yang didampingi belum dipilih. Pilih KUBE peserta."),
            _("Setiap pendamping berdiri di samping satu KUBE."),
            "linked_to",
            empty=True,
        )
    if not profile.get("element"):
        yield ProfileWarning(
            "element_missing",
            _("Unsur pendamping belum diisi. Pilih salah satu."),
            _("Pendampingan dijalankan petugas sosial bersama PSM, Karang Taruna, organisasi sosial, dan WPUKS."),
            "element",
            empty=True,
        )


def panel_warnings(backgrounds: Mapping[str, str], judges: Sequence[PanelJudge]) -> tuple[ProfileWarning, ...]:
    """What to look at before a panel begins: every declared background present, an odd number, a reserve."""
    seated = Counter(judge.background for judge in judges if not judge.is_reserve)
    found = []
    absent = [name for code, name in backgrounds.items() if not seated[code]]
    if absent:
        reason = _("Tim penilai berasal dari {backgrounds}.", backgrounds=listing(list(backgrounds.values())))
        found.append(
            ProfileWarning(
                "background_absent", _("Belum ada juri dari {absent}. Tambahkan juri.", absent=listing(absent)), reason
            )
        )
    if seated.total() % 2 == 0:
        message = _("Jumlah juri {seated}, genap. Tambah atau kurangi satu bila dapat.", seated=seated.total())
        found.append(ProfileWarning("panel_even", message, _("Jumlah ganjil memudahkan keputusan.")))
    if not any(judge.is_reserve for judge in judges):
        message = _("Belum ada juri cadangan. Siapkan satu bila dapat.")
        found.append(ProfileWarning("no_reserve", message, _("Juri cadangan menggantikan juri yang berhalangan.")))
    return tuple(found)
