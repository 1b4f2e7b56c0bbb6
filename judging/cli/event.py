"""import-event: a workbook becomes an event, or nothing happens and every problem is listed."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from judging import actions
from judging.cli.common import database, stop, utc_now
from judging.roles import SYSTEM
from judging.spreadsheet import SheetProblems, UnreadableFile, load_event


@click.command("import-event")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@with_appcontext
def import_event(file: Path) -> None:
    """Masukkan acara dari buku kerja FILE (.xlsx, .ods, .xls, .zip berisi CSV, atau folder CSV).

    Semua masalah disebut sekaligus: lembar, baris, kolom, apa yang salah, apa yang perlu dilakukan.
    Bila ada satu saja, tidak ada yang disimpan. Buku kerja kosong: `flask --app app workbook`.
    """
    try:
        plan = load_event(file)
        with database().writing() as session:
            actions.import_event(session, SYSTEM, plan, now=utc_now())
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
