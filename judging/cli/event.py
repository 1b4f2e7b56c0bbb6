"""import-event: a workbook becomes an event, or nothing happens and every problem is listed."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

import rubrics
from judging import actions
from judging.cli.common import database, stop, utc_now
from judging.roles import SYSTEM
from judging.spreadsheet import SheetProblems, UnreadableFile, load_event


@click.command("import-event")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--rubric",
    "rubric_files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Rubrik TOML sendiri; di buku kerja disebut dengan nama berkasnya tanpa .toml. Boleh beberapa.",
)
@with_appcontext
def import_event(file: Path, rubric_files: tuple[Path, ...]) -> None:
    """Masukkan acara dari buku kerja FILE (.xlsx, .ods, .xls, .zip berisi CSV, atau folder CSV).

    Semua masalah disebut sekaligus: lembar, baris, kolom, apa yang salah, apa yang perlu dilakukan.
    Bila ada satu saja, tidak ada yang disimpan. Buku kerja kosong: `flask --app app workbook`.
    """
    try:
        own = {path.stem: rubrics.load_rubric(path.read_bytes()) for path in rubric_files}
        plan = load_event(file, extra_rubrics=tuple(own))
        with database().writing() as session:
            actions.import_event(session, SYSTEM, plan, now=utc_now(), own_rubrics=own)
    except rubrics.RubricProblems as found_in_rubric:
        stop("Rubrik belum dapat dipakai. Tidak ada yang disimpan.", found_in_rubric.lines)
    except UnreadableFile as problem:
        stop(str(problem))
    except SheetProblems as found:
        stop(
            f"Buku kerja belum dapat dipakai: {len(found.problems)} masalah. Tidak ada yang disimpan.",
            map(str, found.problems),
        )
    except actions.Refused as refusal:
        stop(refusal.message, refusal.problems)
    click.echo(
        f"Acara {plan.name} ({plan.code}) masuk: {len(plan.categories)} kategori, {len(plan.participants)} peserta, "
        f"{len(plan.judges)} juri."
    )
