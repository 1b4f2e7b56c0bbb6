"""Rancangan keputusan: what the software knows of it, with dotted lines where the office's legal drafter writes.

In:  a Decree.   Out: PDF bytes, always a KONSEP.   Names no regulation: the grounds belong to the drafter.
"""

from __future__ import annotations

from dataclasses import dataclass

from certificates.people import Letterhead
from certificates.report import (
    BODY,
    HEADING,
    SUBTITLE,
    TITLE,
    Imprint,
    Report,
    draw_letterhead,
    draw_report,
)
from certificates.signature_row import Signing, draw_signatures, row_height

LABEL = 30.0  # mm
DOTS = "…" * 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Decree:
    letterhead: Letterhead
    office: str  # "Kepala Dinas Sosial Provinsi …"
    about: str  # "Pemenang KUBE Berprestasi … Tahun 2026"
    number: str  # "……………………" until the registry gives one
    considering: tuple[str, ...]  # what is certain; blanks follow
    rulings: tuple[str, ...]  # KESATU, KEDUA, …
    signing: Signing
    imprint: Imprint
    blanks: int = 2  # dotted grounds after those given
    laws: int = 4  # dotted lines under Mengingat


ORDINALS = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN")


def draw_decree(decree: Decree) -> bytes:
    return draw_report(
        decree.imprint,
        lambda report: lay_out(report, decree),
        title=f"Rancangan keputusan tentang {decree.about}",
        author=decree.letterhead.office,
    )


def lay_out(report: Report, decree: Decree) -> None:
    draw_letterhead(report, decree.letterhead)
    report.title(
        (
            (f"Keputusan {decree.office}".upper(), SUBTITLE),
            (f"Nomor {decree.number}".upper(), BODY),
            ("TENTANG", BODY),
            (decree.about.upper(), SUBTITLE),
            (f"{decree.office},".upper(), BODY),
        )
    )
    grounds = [*decree.considering, *[DOTS] * decree.blanks]
    draw_items(report, "Menimbang", [f"{chr(97 + number)}." for number in range(len(grounds))], grounds)
    draw_items(report, "Mengingat", [f"{number}." for number in range(1, decree.laws + 1)], [DOTS] * decree.laws)
    report.need(30)
    report.title((("MEMUTUSKAN:", TITLE),))
    draw_items(report, "Menetapkan", [""], [f"Keputusan {decree.office} tentang {decree.about}."])
    rulings = list(zip(ORDINALS, decree.rulings, strict=False))
    for number, (name, text) in enumerate(rulings, start=1):
        if number == len(rulings) - 1:
            report.need(row_height(4) + 30)  # the signature takes the last two rulings along to its sheet
        draw_items(report, name, [""], [text])
    report.space(4)
    draw_signatures(report, (decree.signing,))


def draw_items(report: Report, label: str, marks: list[str], texts: list[str]) -> None:
    """A label at the left, a colon, and its items, each with its own mark."""
    for number, (mark, text) in enumerate(zip(marks, texts, strict=True)):
        report.need(12)
        baseline = report.y + 5.1
        if not number:
            report.page.text(report.left, baseline, label, HEADING)
            report.page.text(report.left + LABEL - 4, baseline, ":", BODY)
        report.page.text(report.left + LABEL, baseline, mark, BODY)
        report.paragraph(text, indent=LABEL + (6 if mark else 0), after=1.6)
