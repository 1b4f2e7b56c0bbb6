"""What no two participants, and no two judges, of an event share: one list for the workbook and for the screen.

In:  plain values under the keys of judging.plan.   Out: rules as data; for one row, the rules it breaks with another.
Does not know tables, sheets of a workbook or pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from judging.language import N_, _


@dataclass(frozen=True, slots=True)
class Once:
    """A value that only one row may have, in the same `within` where that is given."""

    key: str
    within: str
    what: str  # names the value: "kode “{value}”"
    fix: str


REGION = "region"  # held only where the event takes one participant from each region
PARTICIPANT_ONCE = (
    Once("code", "", N_("kode “{value}”"), N_("Beri kode lain.")),
    Once("number", "category", N_("nomor urut {value} kategori ini"), N_("Beri nomor lain.")),
    Once("name", "category", N_("nama “{value}” kategori ini"),
         N_("Hapus salah satunya, atau tambahkan pembeda pada namanya.")),
    Once(REGION, "category", N_("wakil wilayah {value} kategori ini"),
         N_("Sisakan satu, atau ubah pengaturan acara menjadi lebih dari satu peserta per wilayah.")),
    Once("settlement_unit", "category", N_("unit permukiman “{value}”"),
         N_("Satu unit permukiman hanya satu kelompok.")),
)  # fmt: skip
JUDGE_ONCE = (
    Once("code", "", N_("kode “{value}”"), N_("Beri kode lain.")),
    Once("name", "", N_("nama “{value}”"), N_("Hapus salah satunya, atau tambahkan pembeda pada namanya.")),
)
MEMBER_ONCE = (Once("name", "", N_("anggota “{value}”"), N_("Hapus salah satunya, atau beri pembeda.")),)


def alike(text: object) -> str:
    """How names and codes are compared: without case and spaces."""
    return "".join(str(text).split()).casefold()


def clashes(own: Mapping[str, Any], others: Iterable[Mapping[str, Any]], rules: Iterable[Once]) -> Iterator[str]:
    """A sentence for each rule that `own` breaks with one of `others`, naming the other one. Empty values are free."""
    rest = list(others)
    for rule in rules:
        if not own.get(rule.key):
            continue
        wanted = (alike(own[rule.key]), own.get(rule.within))
        found = next((one for one in rest if (alike(one.get(rule.key, "")), one.get(rule.within)) == wanted), None)
        if found is not None:
            what = _(rule.what, value=own[rule.key])
            said = _(
                "{what} sudah dipakai {name}.",
                what=what[:1].upper() + what[1:],
                name=str(found["name"]).removesuffix("."),
            )
            yield f"{said} {_(rule.fix)}"
