"""What no two participants, members or judges of an event share: one list for the workbook and for the screen.

In:  plain values under the keys of judging.plan.   Out: rules as data; what to say where a row breaks one.
Does not know tables, sheets of a workbook or pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from judging.event_rules import Fault
from judging.language import N_, _


@dataclass(frozen=True, slots=True)
class Once:
    """A value that only one row may have, in the same `within` where that is given."""

    key: str
    within: str
    what: str  # names the value: "kode “{value}”"
    fix: str
    form_fix: str = ""  # on the form of one alone, where it is another: {name} has the value already
    names: Mapping[str, str] = field(default_factory=dict)  # what people call a value that is kept as a code

    def fault(self, value: Any, said: str, **values: object) -> Fault:
        """`said`: a kept sentence that says of {what} where it stands already."""
        what = _(self.what, value=self.names.get(value, value))
        return Fault(self.key, _(said, what=what, **values), _(self.fix))


REGION = "region"  # held only where the event takes one participant from each region
PARTICIPANT_ONCE = (
    Once("code", "", N_("kode “{value}”"), N_("Beri kode lain.")),
    Once("number", "category", N_("nomor urut {value} di kategori ini"), N_("Beri nomor lain.")),
    Once("name", "category", N_("nama “{value}” di kategori ini"),
         N_("Hapus salah satunya, atau tambahkan pembeda pada namanya."),
         N_("Tambahkan pembeda pada nama ini, atau buka {name} di Semua peserta.")),
    Once(REGION, "category", N_("wakil wilayah {value} di kategori ini"),
         N_("Sisakan satu, atau ubah “Satu peserta per wilayah” pada pengaturan acara."),
         N_("Pilih wilayah lain, atau ubah “Satu peserta per wilayah” di Batasan.")),
    Once("settlement_unit", "category", N_("unit permukiman “{value}”"),
         N_("Satu unit permukiman hanya satu kelompok.")),
)  # fmt: skip
JUDGE_ONCE = (  # the name first: a judge written twice is to be removed, not to be given another code
    Once("name", "", N_("nama “{value}”"), N_("Hapus salah satunya, atau tambahkan pembeda pada namanya."),
         N_("Tambahkan pembeda pada nama ini, atau buka {name} di Semua juri.")),
    Once("code", "", N_("kode “{value}”"), N_("Beri kode lain.")),
)  # fmt: skip
MEMBER_NAME_ONCE = Once("name", "participant", N_("anggota “{value}” kelompok ini"),
                        N_("Hapus salah satunya, atau tambahkan pembeda pada namanya."))  # fmt: skip


def participant_rules(*, one_per_region: bool) -> tuple[Once, ...]:
    return tuple(rule for rule in PARTICIPANT_ONCE if one_per_region or rule.key != REGION)


def alike(text: object) -> str:
    """How names and codes are compared: without case and spaces."""
    return "".join(str(text).split()).casefold()


def clashes(own: Mapping[str, Any], others: Iterable[Mapping[str, Any]], rules: Iterable[Once]) -> Iterator[Fault]:
    """A fault for each rule that `own` breaks with one of `others`, naming the other one. Empty values are free."""
    rest = list(others)
    for rule in rules:
        if not own.get(rule.key):
            continue
        wanted = (alike(own[rule.key]), own.get(rule.within))
        found = next((one for one in rest if (alike(one.get(rule.key, "")), one.get(rule.within)) == wanted), None)
        if found is not None:
            holder = str(found["name"])
            fault = rule.fault(own[rule.key], N_("{what} sudah dipakai {name}."), name=holder)
            yield fault._replace(fix=_(rule.form_fix, name=holder)) if rule.form_fix else fault
