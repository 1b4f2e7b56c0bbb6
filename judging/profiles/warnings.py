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

from judging.profiles.forms import (
    BOOKS,
    BY_SETTLEMENT,
    MONITORING,
    OFFICES,
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
    yield from _grant_warnings(profile)
    yield from _monitoring_warnings(profile)


def _target_warnings(profile: Profile) -> Iterator[ProfileWarning]:
    reason = "Pedoman menyebut sembilan sasaran KUBE."
    group = profile.get("target_group")
    if group is None:
        yield ProfileWarning("target_missing", "Sasaran belum diisi. Pilih salah satu dari sembilan sasaran.", reason)
    elif group not in TARGET_GROUPS:
        yield ProfileWarning(
            "target_unknown", f"Sasaran “{group}” tidak termasuk sembilan sasaran. Pilih ulang.", reason
        )


def _size_warnings(profile: Profile, count: int, limits: MemberLimits | None) -> Iterator[ProfileWarning]:
    if profile.get("target_group") in BY_SETTLEMENT:
        if not profile.get("settlement_unit"):
            yield ProfileWarning(
                "settlement_missing",
                "Nama unit permukiman sosial belum diisi. Tulis namanya.",
                "Untuk sasaran ini satu unit permukiman sosial adalah satu KUBE; batas jumlah anggota tidak berlaku.",
            )
    elif limits is not None and not limits.lowest <= count <= limits.highest:
        unit = profile.get("member_unit", "orang")
        span = f"{limits.lowest}–{limits.highest}"
        yield ProfileWarning(
            "members_outside",
            f"Jumlah anggota {count} {unit}, di luar batas {span}. Tulis alasannya bila benar.",
            f"Batas jumlah anggota pada kegiatan ini {span} {unit}.",
        )


def _officer_warnings(profile: Profile, members: Sequence[Member]) -> Iterator[ProfileWarning]:
    reason = "Pengurus dipilih dari dan oleh anggota."
    filled = {member.office for member in members}
    missing = [label.lower() for office, label in OFFICES.items() if office not in filled]
    if missing:
        yield ProfileWarning("officer_missing", f"Belum ada {listing(missing)}. Pilih dari daftar anggota.", reason)
    election = profile.get("officer_election")
    if election is None:
        yield ProfileWarning(
            "election_missing", "Cara pemilihan pengurus belum diisi. Tanyakan kepada anggota.", reason
        )
    elif election == "appointed":
        yield ProfileWarning("officers_appointed", "Pengurus ditunjuk pihak luar. Tulis alasannya bila benar.", reason)
    for member in members:
        if member.office and member.elected is False:
            message = f"{member.name} ({member.office}) tidak dipilih anggota. Tulis alasannya bila benar."
            yield ProfileWarning("officer_not_elected", message, reason)


def _book_warnings(profile: Profile) -> Iterator[ProfileWarning]:
    missing = [label.lower() for key, label in BOOKS.items() if not profile.get(key)]
    if missing:
        message = f"Belum ada {listing(missing)}. Minta KUBE melengkapinya."
        yield ProfileWarning("books_missing", message, "Pedoman meminta empat buku administrasi.")


def _step_warnings(profile: Profile) -> Iterator[ProfileWarning]:
    reason = "Tiga langkah pembentukan berurutan: pelatihan, bantuan stimulan, pendampingan."
    missing = [label.lower() for key, label in STEPS.items() if not profile.get(key)]
    if missing:
        yield ProfileWarning("steps_missing", f"Tanggal {listing(missing)} belum diisi. Isi tanggalnya.", reason)
    for earlier, later in _out_of_order(profile, STEPS):
        message = f"{STEPS[later]} bertanggal sebelum {STEPS[earlier].lower()}. Periksa tanggalnya."
        yield ProfileWarning("steps_order", message, reason)


def _grant_warnings(profile: Profile) -> Iterator[ProfileWarning]:
    if profile.get("grant_amount") and not profile.get("rolled_to"):
        yield ProfileWarning(
            "grant_not_rolled",
            "Penerima guliran belum diisi. Tulis bila hibah sudah digulirkan.",
            "Bantuan adalah hibah; penerima diharapkan mengembangkan dan menggulirkannya kepada warga lain.",
        )


def _monitoring_warnings(profile: Profile) -> Iterator[ProfileWarning]:
    reason = "Pemantauan dan laporan berjenjang dari desa/kelurahan sampai pusat."
    levels = list(MONITORING)
    reached = [position for position, key in enumerate(levels) if profile.get(key)]
    skipped = [key for key in levels[: max(reached, default=0)] if not profile.get(key)]
    if skipped:
        missing = listing([_level(key) for key in skipped])
        yield ProfileWarning("monitoring_gap", f"Laporan melewati {missing}. Isi tanggal terimanya.", reason)
    for earlier, later in _out_of_order(profile, MONITORING):
        message = f"Laporan diterima {_level(later)} sebelum {_level(earlier)}. Periksa tanggalnya."
        yield ProfileWarning("monitoring_order", message, reason)


def _level(key: str) -> str:
    return MONITORING[key].removeprefix("Laporan diterima ")


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
            "KUBE yang didampingi belum dipilih. Pilih KUBE peserta.",
            "Setiap pendamping berdiri di samping satu KUBE.",
        )
    if not profile.get("element"):
        yield ProfileWarning(
            "element_missing",
            "Unsur pendamping belum diisi. Pilih salah satu.",
            "Pendampingan dijalankan petugas sosial bersama PSM, Karang Taruna, organisasi sosial, dan WPUKS.",
        )


def panel_warnings(backgrounds: Mapping[str, str], judges: Sequence[PanelJudge]) -> tuple[ProfileWarning, ...]:
    """What to look at before a panel begins: every declared background present, an odd number, a reserve."""
    seated = Counter(judge.background for judge in judges if not judge.is_reserve)
    found = []
    absent = [name for code, name in backgrounds.items() if not seated[code]]
    if absent:
        reason = f"Tim penilai berasal dari {listing(list(backgrounds.values()))}."
        found.append(
            ProfileWarning("background_absent", f"Belum ada juri dari {listing(absent)}. Tambahkan juri.", reason)
        )
    if seated.total() % 2 == 0:
        message = f"Jumlah juri {seated.total()}, genap. Tambah atau kurangi satu bila dapat."
        found.append(ProfileWarning("panel_even", message, "Jumlah ganjil memudahkan keputusan."))
    if not any(judge.is_reserve for judge in judges):
        message = "Belum ada juri cadangan. Siapkan satu bila dapat."
        found.append(ProfileWarning("no_reserve", message, "Juri cadangan menggantikan juri yang berhalangan."))
    return tuple(found)
