"""A thousand piagam in one file, ours against ReportLab's plain drawString placing the same words on the same page.

The floor keeps the border form and the QR code but does no fitting, kerning, tracking or ActualText: the difference is
what the typesetting costs. Both start with cold caches for text and QR codes. Beside them WeasyPrint and LibreOffice.
"""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import _peers
from reportlab.lib.colors import HexColor

from certificates import fitting, qr, typesetting
from certificates.designs import DESIGNS
from certificates.page import MM, Page, paper_size
from certificates.people import Letterhead, Signatory
from certificates.piagam import Piagam
from certificates.press import draw_piagam, draw_sheet
from certificates.typefaces import split_by_face

SHEETS, TURNS, PEERS = 1000, 3, 100
PIAGAM = Piagam(
    letterhead=Letterhead("DINAS SOSIAL", ("PEMERINTAH PROVINSI CONTOH",)),
    holder="",
    holder_place="Kelurahan Kebon Kosong, Kecamatan Kemayoran, Kota Administrasi Jakarta Pusat",
    award="Juara I",
    achievement="KUBE Berprestasi Tingkat Provinsi Contoh Tahun 2026",
    phrase="atas hasil kerja bersama dalam kelembagaan, kepedulian sosial, dan usaha ekonomi.",
    basis="Keputusan Kepala Dinas Sosial\nNomor 412 Tahun 2026 tanggal 2 November 2026",
    place_date="Jakarta, 5 November 2026",
    signatory=Signatory("Dra. Nama Pejabat Contoh, M.Si.", "Kepala Dinas Sosial", nip="197001011995032001"),
)


class Recorder(Page):
    """A page that remembers every line it was asked to draw."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__(width, height, title="")
        self.lines: list[tuple[float, float, str, typesetting.Style]] = []

    def text(self, x, y, text, style, align="left") -> None:  # noqa: ANN001  as Page.text
        super().text(x, y, text, style, align)
        if typesetting.clean(text):
            self.lines.append((self.boxes[-1].left, y, typesetting.clean(text), style))


def sheets(design: str) -> list[Piagam]:
    names = ["KUBE Melati Karya", "Suparman", "Hj. Siti Nur'aini Rahmadhani Kusumaningtyas, S.Sos., M.Si."]
    return [
        replace(
            PIAGAM,
            design=design,
            holder=f"{names[number % 3]} {number}",
            number=f"{number:03}/PG/XI/2026",
            serial=f"PG-2026-{number:06}",
            code=f"7F3A-{number:04}",
            qr_url=f"https://contoh.example/periksa/7F3A-{number:04}",
        )
        for number in range(SHEETS)
    ]


def forget() -> None:
    texts = (typesetting.clean, typesetting.glyph_runs, typesetting.width_in_em, fitting.wrap, fitting.balanced)
    for cached in (*texts, split_by_face, qr.matrix, qr.path):
        cached.cache_clear()


def floor(
    piagams: list[Piagam], border: Piagam, words: list[list[tuple[float, float, str, typesetting.Style]]]
) -> bytes:
    """The same lines at the same places by drawString, on a border drawn once."""
    width, height = paper_size("A4", landscape=True)
    page = Page(width, height, title="")
    page.stamp("border", lambda: draw_sheet(page, border))
    for number, (piagam, lines) in enumerate(zip(piagams, words, strict=True)):
        if number:
            page.doForm("border")
        for x, y, text, style in lines:
            page.setFont(style.font, style.size)
            page.setFillColor(HexColor(style.colour))
            page.drawString(x * MM, (height - y) * MM, text)
        assert piagam.qr_url
        qr.draw_qr(page, piagam.qr_url, 40, 160, 19.6)
        page.next_sheet()
    return page.finish()


def recorded(piagams: list[Piagam]) -> list[list[tuple[float, float, str, typesetting.Style]]]:
    words = []
    for piagam in piagams:
        page = Recorder(*paper_size("A4", landscape=True))
        draw_sheet(page, replace(piagam, content_only=True))
        words.append(page.lines)
    return words


def timed(draw) -> tuple[float, int]:  # noqa: ANN001  any function to bytes
    """(milliseconds of processor time, bytes)."""
    forget()
    start = process_time()
    pdf = draw()
    return (process_time() - start) * 1000, len(pdf)


def main() -> None:
    print(f"{SHEETS:,} piagam with QR in one file, cold caches; processor time and KB a page. Alone: one in a file.")
    heads = ("ours ms", "floor ms", "ratio", "ours KB", "floor KB", "alone ms", "alone KB")
    print(f"{'design':8}" + "".join(f"{head:>10}" for head in heads))
    for design in DESIGNS:
        print(f"{design:8}" + "".join(f"{figure:10.2f}" for figure in figures_of(design)))
    names = [piagam.holder for piagam in sheets("klasik")[:PEERS]]
    for peer in (_peers.weasyprint, _peers.libreoffice):
        seconds = peer(names)
        told = "not installed" if seconds is None else f"{seconds / PEERS * 1000:.1f} ms a page, {PEERS} plain pages"
        print(f"{peer.__name__}: {told}")


def figures_of(design: str) -> tuple[float, ...]:
    """Ours and the floor take turns, so that a busy machine slows both; the middle of three turns counts."""
    piagams = sheets(design)
    draw_piagam(piagams[:3])  # fonts are read once per process, in neither column
    words, blank = recorded(piagams), replace(PIAGAM, design=design, holder=" ")
    turns = []
    for _ in range(TURNS):
        ours, size = timed(lambda: draw_piagam(piagams))
        bare, least = timed(lambda: floor(piagams, blank, words))
        turns.append((ours / bare, ours, bare))
    ratio, ours, bare = sorted(turns)[TURNS // 2]
    alone, one = timed(lambda: draw_piagam(piagams[:1]))
    kilobytes = SHEETS * 1024
    return ours / SHEETS, bare / SHEETS, ratio, size / kilobytes, least / kilobytes, alone, one / 1024


if __name__ == "__main__":
    main()
