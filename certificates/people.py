"""Who issues and who signs a paper: the letterhead and the signatory, as every document prints them.

In:  plain text and an emblem's bytes.   Out: frozen dataclasses.   Does not know where they are drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The kop. `emblem` is the PNG or JPEG the office uploaded; none is shipped."""

    office: str  # the line that stands out: "DINAS SOSIAL"
    lines: tuple[str, ...] = ()  # above it: "PEMERINTAH PROVINSI DAERAH KHUSUS JAKARTA"
    contact: tuple[str, ...] = ()  # below it on official papers: address, telephone, e-mail
    emblem: bytes | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    name: str  # with titles; empty leaves a dotted line
    position: str  # "Kepala Dinas Sosial"; "\\n" sets the line break
    prefix: str = ""  # "a.n.", "Plt.", "Plh."
    nip: str = ""  # empty for someone who has none
    institution: str = ""  # printed instead of a NIP

    @property
    def heading(self) -> str:
        return f"{self.prefix} {self.position}".strip()

    @property
    def identity(self) -> str:
        """What stands under the name; never an empty "NIP"."""
        return f"NIP {spaced_nip(self.nip)}" if self.nip.strip() else self.institution


def spaced_nip(nip: str) -> str:
    """Eighteen digits as 8-6-1-3; anything else as it was given."""
    digits = re.sub(r"\s", "", nip)
    if not re.fullmatch(r"\d{18}", digits):
        return nip
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"
