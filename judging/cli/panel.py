"""panel: how the judges of a tally kept anywhere else judged, without a database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from judging.scoring.methods import METHODS
from judging.scoring.sensitivity.panel_table import to_table
from judging.scoring.sensitivity.report import PanelReport, PanelRules, panel_report, unreadable
from judging.spreadsheet.scores import ScoreFileProblems, read_scores
from rubrics import RubricProblems, load_rubric


@click.command("panel")
@click.argument("scores", metavar="SCORES.csv", type=click.Path(path_type=Path))
@click.option(
    "--rubric", required=True, metavar="RUBRIC.toml", type=click.Path(path_type=Path), help="Berkas rubrik penilaian."
)
@click.option("--method", type=click.Choice(METHODS), default="mean", show_default=True, help="Cara menghitung total.")
@click.option(
    "--prizes", type=click.IntRange(min=1), default=3, show_default=True, help="Banyaknya tempat yang berhadiah."
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True,
    help="Angka awal undian juri; angka yang sama memberi jawaban yang sama.",
)  # fmt: skip
@click.option(
    "--format",
    "style",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="Bentuk jawaban.",
)
def panel(scores: Path, rubric: Path, method: str, prizes: int, seed: int, style: str) -> None:
    """Lihat bagaimana panel juri menilai, dari berkas skor, tanpa basis data.

    Jawaban memuat kekompakan juri, ketegasan dan sebaran tiap juri, lembar yang menyimpang, urutan tanpa tiap juri,
    peluang tiap peserta bila juri yang setara menilai, dan bobot yang mengubah juara. Semua hanya bahan pertimbangan
    dan tidak mengubah peringkat. Yang tidak dapat dihitung disebut alasannya.

    SCORES.csv ditulis seperti untuk perintah rank.

    Contoh: flask --app app panel skor.csv --rubric rubrics/library/kube.toml

    Kode keluar: 0 berhasil; 2 berkas perlu diperbaiki, setiap baris disebut.
    """
    report = _report(scores, rubric, PanelRules(method, prizes, seed))
    if style == "json":
        click.echo(report.to_json(), nl=False)
    elif not report.exit_code:
        click.echo(to_table(report), nl=False)
    if report.exit_code:
        click.echo(report.notes["scores"], err=True)
    sys.exit(report.exit_code)


def _report(scores: Path, rubric_file: Path, rules: PanelRules) -> PanelReport:
    try:
        rubric = load_rubric(rubric_file.read_bytes())
        lines = read_scores(scores.read_bytes(), rubric)
    except OSError as failure:
        return unreadable([f"Berkas {failure.filename} tidak dapat dibuka."])
    except RubricProblems as found:
        return unreadable([f"Rubrik {rubric_file.name} perlu diperbaiki:", *found.lines])
    except ScoreFileProblems as found:
        return unreadable([f"Berkas {scores.name} perlu diperbaiki:", *found.problems])
    return panel_report(lines, rubric, rules)
