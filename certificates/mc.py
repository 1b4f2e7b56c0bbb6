"""What the announcer reads: one award after another, the last place first, in letters to be read at arm's length.

In:  an McList.   Out: PDF bytes.   Shows no value and no amount of money.
"""

from __future__ import annotations

from dataclasses import dataclass

from certificates.fitting import wrap
from certificates.people import Letterhead
from certificates.report import NOTE, REGULAR, STRONG, SUBTITLE, TITLE, Imprint, Report, draw_report
from certificates.typesetting import Style

ROOM = 13.0  # mm for the number at the left
LABEL, NAME, TEXT = Style(REGULAR, 14), Style(STRONG, 25), Style(REGULAR, 13.5)


@dataclass(frozen=True, slots=True)
class McAward:
    label: str  # "Juara Harapan II"
    spoken: str  # "juara harapan dua"
    names: tuple[str, ...]  # twins share one award
    about: tuple[str, ...]  # beside each name: where from, beside whom


@dataclass(frozen=True, slots=True)
class McCategory:
    name: str
    awards: tuple[McAward, ...]  # in the order they are read
    not_given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class McList:
    letterhead: Letterhead
    event: str
    categories: tuple[McCategory, ...]
    imprint: Imprint
    title: str = "Naskah Pengumuman"
    remark: str = "Dibaca dari tempat terakhir ke tempat pertama. Tunggu tepuk tangan selesai sebelum nama berikutnya."


def draw_mc_list(announcement: McList) -> bytes:
    return draw_report(
        announcement.imprint,
        lambda report: lay_out(report, announcement),
        title=f"{announcement.title}: {announcement.event}",
        author=announcement.letterhead.office,
    )


def lay_out(report: Report, announcement: McList) -> None:
    report.title(((announcement.title.upper(), TITLE), (announcement.event, SUBTITLE)))
    report.paragraph(announcement.remark, NOTE)
    for number, category in enumerate(announcement.categories):
        if number:
            report.need(report.floor - report.y + 1)  # every category on a sheet of its own
        report.space(9)
        report.page.text(report.left, report.y, category.name, Style(STRONG, 17))
        report.space(2.5)
        report.rule(1.5)
        for order, award in enumerate(category.awards, start=1):
            draw_award(report, order, award)
        for label in category.not_given:
            report.paragraph(f"{label} tidak diberikan dan tidak dibacakan.", NOTE)


def draw_award(report: Report, order: int, award: McAward) -> None:
    """Never parted: the label, the names, where they come from."""
    room = report.width - ROOM
    names = [wrap(name, room, NAME) for name in award.names]
    abouts = [wrap(text, room, TEXT) for text in award.about]
    height = 16 + sum(10.6 * len(lines) for lines in names) + sum(6.4 * len(lines) + 1.5 for lines in abouts)
    report.need(height)
    left, page = report.left + ROOM, report.page
    report.y += 8.5
    page.text(report.left, report.y, f"{order}.", LABEL)
    page.text(left, report.y, f"{award.label}  (dibaca: {award.spoken})", LABEL)
    for name, about in zip(names, abouts, strict=True):
        for line in name:
            report.y += 10.6
            page.text(left, report.y, line, NAME)
        for line in about:
            report.y += 6.4
            page.text(left, report.y, line, TEXT)
        report.y += 1.5
    report.y += 2.5
    report.page.rule((left, report.y), (report.right, report.y), points=0.25)
