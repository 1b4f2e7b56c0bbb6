"""The arithmetic of a total, written out: every product, every sum, every division, as one would key it in.

In:  a Counting or a Standing.   Out: plain values.   Recounts nothing that decides: it shows the numbers that did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from judging import words
from judging.language import _
from judging.queries.counting import CountedRound, CountedSheet, Counting
from judging.queries.results import SealedRow
from judging.queries.standing import Standing
from judging.rule_words import METHODS, PANEL_RULES
from judging.sheet import show_value
from judging.web.cards import number_card
from judging.web.organiser.panel_words import MISSING
from rubrics import Rubric, Scale

FEWEST_TRIMMED = 5  # with fewer judges `trimmed` is the plain mean


def category_context(standing: Standing, prefix: str) -> dict[str, Any]:
    """Every participant's total with its exact fraction."""
    rows = [
        {
            "code": row.participant,
            "label": row.award or _("Peringkat {rank}", rank=row.rank),
            "participant": number_card(row.number, prefix) | {"name": row.name, "place": row.place},
            "exact": str(row.total),
            "value": row.shown,
        }
        for row in standing.rows
    ]
    return {"rows": rows, "rules": rules(standing)}


def differing(number: int, rows: Sequence[SealedRow]) -> list[str]:
    """What the sealed version says otherwise; nothing while both agree."""
    return [
        _("Hasil versi {number}: {name}, peringkat {rank}, nilai akhir {value}.",
          number=number, name=row.name, rank=row.rank, value=row.shown)
        for row in rows
    ]  # fmt: skip


def rules(standing: Standing) -> list[tuple[str, str]]:
    facts = [
        (_("Cara menghitung"), _(METHODS[standing.outcome.method])),
        (_("Juri yang dihitung"), _(PANEL_RULES[standing.rules.panel_rule])),
        (
            _("Nilai satu lembar"),
            _("Tiap skor dikalikan bobotnya, dijumlah, lalu dibagi skor tertinggi. Hasilnya 0 sampai 100."),
        ),
        (_("Pembulatan"), _("Hanya saat ditampilkan, dua angka di belakang koma. Urutan memakai pecahan yang tepat.")),
    ]
    rounds = [f"{one.name} {one.share} %" for one in standing.rounds if one.share]
    return [*facts, (_("Sesi"), words.listing(rounds))] if len(rounds) > 1 else facts


def participant_context(seen: Counting) -> dict[str, Any]:
    row, several = seen.row, len(seen.rounds) > 1
    exact = f"{row.total} = {row.shown}" if row.total.denominator > 1 else row.shown
    return {
        "name": row.name,
        "place": row.place,
        "label": row.award or _("Peringkat {rank}", rank=row.rank),
        "method": _(METHODS[seen.standing.outcome.method]),
        "rounds": [_round(one, seen.standing.outcome.method, several) for one in seen.rounds],
        "together": _together(seen) if several else "",
        "exact": exact,
    }


def _together(seen: Counting) -> str:
    parts = [f"{one.share} % × {show_value(one.total)}" for one in seen.rounds if one.total is not None]
    return f"{' + '.join(parts)} = {seen.row.shown}"


def _round(one: CountedRound, method: str, several: bool) -> dict[str, Any]:
    return {
        "title": _("{name} ({share} % dari nilai akhir)", name=one.name, share=one.share)
        if several
        else _("Lembar para juri"),
        "judges": [{"code": sheet.judge, "counted": sheet.counted, "on_paper": sheet.on_paper} for sheet in one.sheets],
        "aspects": [
            {
                "title": aspect.title,
                "rows": [
                    {
                        "code": item.code,
                        "title": item.title,
                        "weight": item.weight,
                        "cells": [_cell(sheet, item.code, item.weight, one.rubric.scale) for sheet in one.sheets],
                    }
                    for item in aspect.indicators
                ],
            }
            for aspect in one.rubric.aspects
        ],
        "sums": [_plain(sheet.numerator, one.rubric.scale) for sheet in one.sheets],
        "highest": one.rubric.scale.show(one.rubric.scale.highest_units),
        "sheet_values": [
            show_value(sheet.value(one.rubric)) if sheet.numerator is not None else "–" for sheet in one.sheets
        ],
        "left_out": list(_left_out(one)),
        "lines": list(_lines(one, method)),
    }


def _cell(sheet: CountedSheet, code: str, weight: int, scale: Scale) -> tuple[str, str] | None:
    """(score, product), or None where the judge gave none that was sent."""
    if sheet.numerator is None:
        return None
    return scale.show(sheet.scores[code]), _plain(weight * sheet.scores[code], scale)


def _plain(units: int | None, scale: Scale) -> str:
    """A sum of weight x score as a plain number: whole where scores are whole."""
    return "–" if units is None else show_value(Fraction(units, 10**scale.decimals), scale.decimals)


def _left_out(one: CountedRound) -> Iterator[str]:
    for sheet in one.sheets:
        if sheet.numerator is None:
            yield f"{sheet.judge}: {_(MISSING.get(sheet.state, sheet.state))}."
        elif not sheet.counted:
            yield _("{judge} tidak dihitung menurut aturan panel: tidak menilai semua peserta.", judge=sheet.judge)


def _lines(one: CountedRound, method: str) -> Iterator[str]:
    """From the sheets to the round's total, one line for each step of the calculator."""
    counted = [sheet for sheet in one.sheets if sheet.counted]
    if not counted or one.total is None:
        return
    if method == "group_mean":
        yield from _by_group(counted, one)
    elif method == "trimmed" and len(counted) >= FEWEST_TRIMMED:
        yield from _trimmed(counted, one)
    elif method in ("mean", "trimmed"):
        yield _mean(counted, one.rubric.scale, one.total)
    else:
        given = [f"{sheet.judge} {show_value(sheet.value(one.rubric))}" for sheet in counted]
        yield _("Nilai lembar: {given}.", given=words.listing(given))
        yield _(
            "{method}: {total}. Cara ini memakai lembar semua peserta sekaligus.",
            method=_(METHODS[method]),
            total=_exact(one.total),
        )


def _mean(sheets: Sequence[CountedSheet], scale: Scale, total: Fraction) -> str:
    """Whole numbers only, so that no rounding stands between the sheets and the total."""
    sums = [_plain(sheet.numerator, scale) for sheet in sheets]
    whole = _plain(sum(sheet.numerator or 0 for sheet in sheets), scale)
    highest = scale.show(scale.highest_units)
    return _(
        "{sums} = {whole}; dibagi {n} juri, lalu dibagi skor tertinggi {highest}: {whole} : {n} : {highest} = {total}",
        sums=" + ".join(sums),
        whole=whole,
        n=len(sheets),
        highest=highest,
        total=_exact(total),
    )


def _by_group(sheets: Sequence[CountedSheet], one: CountedRound) -> Iterator[str]:
    means = []
    for background, group in groupby(
        sorted(sheets, key=lambda sheet: sheet.background), lambda sheet: sheet.background
    ):
        members = list(group)
        mean = sum((sheet.value(one.rubric) for sheet in members), Fraction(0)) / len(members)
        means.append(mean)
        codes = words.listing([sheet.judge for sheet in members])
        yield _(
            "Unsur {background} ({codes}): {mean}",
            background=background.replace("_", " "),
            codes=codes,
            mean=_mean(members, one.rubric.scale, mean),
        )
    shown = " + ".join(show_value(mean) for mean in means)
    yield _("({shown}) : {n} unsur = {total}", shown=shown, n=len(means), total=_exact(one.total or Fraction(0)))


def _trimmed(sheets: Sequence[CountedSheet], one: CountedRound) -> Iterator[str]:
    by_value = sorted(sheets, key=lambda sheet: sheet.numerator or 0)
    low, high, kept = by_value[0], by_value[-1], by_value[1:-1]
    yield (
        _(
            "Tidak dipakai: terendah {low} ({low_value}) dan tertinggi {high} ({high_value}).",
            low=low.judge,
            low_value=_value(low, one.rubric),
            high=high.judge,
            high_value=_value(high, one.rubric),
        )
    )
    yield _mean(sorted(kept, key=lambda sheet: sheet.judge), one.rubric.scale, one.total or Fraction(0))


def _value(sheet: CountedSheet, rubric: Rubric) -> str:
    return show_value(sheet.value(rubric))


def _exact(value: Fraction) -> str:
    return f"{value} = {show_value(value)}" if value.denominator > 1 else show_value(value)
