"""What a region is in an event of this level: kecamatan in an event of a kabupaten, kabupaten in one of a province.

In:  the level as typed, "Tingkat Kabupaten Sukamaju".   Out: sentences, and which finer places are still to be asked.
A level that names none of them has regions without a kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from judging.language import N_


@dataclass(frozen=True, slots=True)
class RegionWords:
    send: str  # what stands over the list of regions
    stand_for: str  # the help beside a participant's region
    finer: tuple[str, ...] = ("district", "subdistrict")  # places inside a region


ANY = RegionWords(
    N_("Wilayah yang mengirim peserta, dalam urutan tampil."),
    N_("Wilayah yang diwakili. Wilayah yang belum ada ikut dicatat."),
)
BY_LEVEL = (  # the first that the level names
    (
        r"nasional",
        RegionWords(
            N_("Provinsi yang mengirim peserta, dalam urutan tampil."),
            N_("Provinsi yang diwakili. Wilayah yang belum ada ikut dicatat."),
        ),
    ),
    (
        r"provinsi|daerah khusus|daerah istimewa|dki|diy",
        RegionWords(
            N_("Kabupaten atau kota yang mengirim peserta, dalam urutan tampil."),
            N_("Kabupaten atau kota yang diwakili. Wilayah yang belum ada ikut dicatat."),
        ),
    ),
    (
        r"kabupaten|kota",
        RegionWords(
            N_("Kecamatan yang mengirim peserta, dalam urutan tampil."),
            N_("Kecamatan yang diwakili. Wilayah yang belum ada ikut dicatat."),
            ("subdistrict",),
        ),
    ),
    (
        r"kecamatan|distrik|kapanewon",
        RegionWords(
            N_("Kelurahan atau desa yang mengirim peserta, dalam urutan tampil."),
            N_("Kelurahan atau desa yang diwakili. Wilayah yang belum ada ikut dicatat."),
            (),
        ),
    ),
)


def regions_of(level: str) -> RegionWords:
    text = level.casefold()
    return next((found for named, found in BY_LEVEL if re.search(rf"\b(?:{named})\b", text)), ANY)
