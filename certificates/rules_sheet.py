"""Lembar aturan penilaian: the rules as declared, signed by the panel before the first peserta is scored.

In:  a RulesSheet in words.   Out: PDF bytes.   Does not know what the rules do.
"""

from __future__ import annotations

from dataclasses import dataclass

from certificates.fitting import wrap
from certificates.panel import Panelist, draw_panel
from certificates.people import Letterhead
from certificates.report import (
    BODY,
    BODY_LEADING,
    HEADING,
    SUBTITLE,
    TITLE,
    Imprint,
    Report,
    draw_letterhead,
    draw_report,
)
from certificates.signature_row import Signing, draw_signatures, row_height
from certificates.table import Column, Row, draw_table

LABEL = 42.0  # mm


@dataclass(frozen=True, slots=True)
class Rule:
    label: str  # "Cara menggabungkan nilai"
    text: str  # "Rata-rata nilai juri yang dihitung."; "\n" parts lines


@dataclass(frozen=True, slots=True)
class RubricAspect:
    title: str
    weight: str
    indicators: tuple[tuple[str, str, str], ...]  # (code, title, weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesSheet:
    letterhead: Letterhead
    subject: str  # "KUBE Berprestasi Tingkat Provinsi … Tahun 2026"
    rules: tuple[Rule, ...]  # method, ties, panel, prizes, twin winners, fingerprint of the rubric
    rubric_title: str
    aspects: tuple[RubricAspect, ...]
    panel: tuple[Panelist, ...]
    signings: tuple[Signing, ...]
    imprint: Imprint
    opening: str = "Tim Penilai menyepakati aturan berikut sebelum penilaian dibuka."
    title: str = "Lembar Aturan Penilaian"


def draw_rules_sheet(sheet: RulesSheet) -> bytes:
    return draw_report(
        sheet.imprint,
        lambda report: lay_out(report, sheet),
        title=f"{sheet.title}: {sheet.subject}",
        author=sheet.letterhead.office,
    )


def lay_out(report: Report, sheet: RulesSheet) -> None:
    draw_letterhead(report, sheet.letterhead)
    report.title(((sheet.title.upper(), TITLE), (sheet.subject, SUBTITLE)))
    report.paragraph(sheet.opening)
    for rule in sheet.rules:
        draw_rule(report, rule)
    draw_rubric(report, sheet)
    report.space(2)
    draw_panel(report, sheet.panel, with_below=6 + row_height(3))
    report.space(6)
    draw_signatures(report, sheet.signings)


def draw_rule(report: Report, rule: Rule) -> None:
    """The label at the left, what was agreed beside it, a hairline beneath."""
    labels = wrap(rule.label, LABEL - 4, HEADING)
    lines = [line for part in rule.text.split("\n") for line in wrap(part, report.width - LABEL, BODY)]
    rows = max(len(labels), len(lines))
    report.need(rows * BODY_LEADING + 2.4)
    for left, column, style in ((0.0, labels, HEADING), (LABEL, lines, BODY)):
        for number, line in enumerate(column, start=1):
            report.page.text(report.left + left, report.y + BODY_LEADING * number, line, style)
    report.y += rows * BODY_LEADING + 1.9
    report.rule(0.25)


def draw_rubric(report: Report, sheet: RulesSheet) -> None:
    columns = (Column("Kode", 18), Column("Indikator", report.width - 40), Column("Bobot", 22, "right"))
    rows = []
    for aspect in sheet.aspects:
        rows.append(Row((aspect.title, aspect.weight), "group", span=2))
        rows += [Row(indicator) for indicator in aspect.indicators]
    report.heading(sheet.rubric_title, keep=24)
    report.space(1)
    draw_table(report, columns, rows)
