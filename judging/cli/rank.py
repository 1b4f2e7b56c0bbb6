"""rank: a ranking of scores kept anywhere else, without a database."""

from __future__ import annotations

import sys
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

import click

from judging.scoring.methods import METHODS
from judging.scoring.report import RankReport, Rules, rank_report, unreadable
from judging.spreadsheet.scores import ScoreFileProblems, read_scores
from rubrics import RubricProblems, load_rubric


class Margin(click.ParamType[Fraction]):
    """Points of the 0-100 scale, as a decimal with point or comma."""

    name = "ANGKA"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        if isinstance(value, Fraction):
            return value
        try:
            number = Decimal(str(value).replace(",", "."))
        except InvalidOperation:
            self.fail(f"{value} bukan angka; tulis misalnya 3 atau 2,5.", param, ctx)
        if not number.is_finite() or not 0 <= number <= 100:
            self.fail(f"{value} di luar 0 sampai 100.", param, ctx)
        return Fraction(number)


@click.command("rank")
@click.argument("scores", metavar="SCORES.csv", type=click.Path(path_type=Path))
@click.option(
    "--rubric", required=True, metavar="RUBRIC.toml", type=click.Path(path_type=Path), help="Berkas rubrik penilaian."
)
@click.option("--method", type=click.Choice(METHODS), default="mean", show_default=True, help="Cara menghitung total.")
@click.option(
    "--margin", type=Margin(), default="3", show_default=True,
    help="Khusus clipped: jarak terjauh dari rata-rata, dalam poin 0-100.",
)  # fmt: skip
@click.option(
    "--format", "style", type=click.Choice(("table", "json", "csv")), default="table", show_default=True,
    help="Bentuk jawaban.",
)  # fmt: skip
def rank(scores: Path, rubric: Path, method: str, margin: Fraction, style: str) -> None:
    """Hitung peringkat dari berkas skor, tanpa basis data.

    SCORES.csv berisi satu skor tiap baris dengan kolom participant, judge, background, indicator, score, dan bila
    perlu status: recused (benturan kepentingan) atau absent (tidak hadir) dengan score kosong, atau withdrawn
    (peserta mundur, tidak dihitung sama sekali). Pemisah koma atau titik koma, desimal titik atau koma.

    Contoh: flask --app app rank skor.csv --rubric rubrics/library/kube.toml

    \b
    Cara menghitung (--method):
      mean        rata-rata semua juri yang menilai peserta itu
      group_mean  tiap unsur juri berbobot sama
      trimmed     tanpa satu nilai tertinggi dan satu terendah (5 juri atau lebih)
      clipped     nilai yang terlalu jauh ditarik ke rata-rata +- margin
      rank_sum    rata-rata peringkat dari tiap juri; makin kecil makin baik
      adjusted    ketegasan tiap juri disetarakan lebih dahulu
      zscore      nilai dibakukan per juri (10 peserta atau lebih)
      majority    peringkat menurut suara terbanyak (juri ganjil, tanpa nilai kembar)

    Kode keluar: 0 berhasil; 2 berkas perlu diperbaiki, setiap baris disebut; 3 metode tidak dapat dipakai untuk data
    ini.
    """
    report = _report(scores, rubric, Rules(method, margin))
    _print(report, style)
    sys.exit(report.exit_code)


def _report(scores: Path, rubric_file: Path, rules: Rules) -> RankReport:
    try:
        rubric = load_rubric(rubric_file.read_bytes())
        lines = read_scores(scores.read_bytes(), rubric)
    except OSError as failure:
        return unreadable(rules.method, [f"Berkas {failure.filename} tidak dapat dibuka."])
    except RubricProblems as found:
        return unreadable(rules.method, [f"Rubrik {rubric_file.name} perlu diperbaiki:", *found.lines])
    except ScoreFileProblems as found:
        return unreadable(rules.method, [f"Berkas {scores.name} perlu diperbaiki:", *found.problems])
    return rank_report(lines, rubric, rules)


def _print(report: RankReport, style: str) -> None:
    """JSON always answers on stdout; what cannot be ranked is also said on stderr, for people."""
    if style == "json":
        click.echo(report.to_json(), nl=False)
    elif not report.refused:
        click.echo(report.to_table() if style == "table" else report.to_csv(), nl=False)
    if report.refused:
        click.echo(report.refused, err=True)
    elif style == "csv":
        for text in report.warnings:
            click.echo(f"Perhatian: {text}", err=True)
