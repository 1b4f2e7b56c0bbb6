"""backup: one checked copy of the database, now."""

from __future__ import annotations

import sys

import click
from flask.cli import with_appcontext

from judging import backup as copying
from judging.cli.common import REFUSED, database, stop


@click.command("backup")
@with_appcontext
def backup() -> None:
    """Buat cadangan basis data sekarang, juga selagi juri menyimpan nilai.

    Cadangan diperiksa pada salinannya, lalu diberi nama menurut kepala catatan. Tempat kedua (USB) dibaca dari
    JUARA_BACKUP_2. Selama server berjalan, cadangan juga dibuat sendiri pada setiap perubahan tahap dan setiap 5 menit.
    Kunci catatan (journal.key) tidak ikut: simpan terpisah. Basis data di PostgreSQL dicadangkan dengan pg_dump.
    """
    try:
        copy, report = copying.make(database())
    except copying.Elsewhere as problem:
        stop(str(problem))
    except copying.NoCopy as problem:
        stop(str(problem), code=REFUSED)
    click.echo(f"Cadangan: {copy}")
    trouble = copying.to_second_place(database(), copy)
    click.echo(f"PERHATIAN  {trouble}" if trouble else f"Tempat kedua: {database().settings.backup_2}")
    if not report.ok:
        click.echo(
            f"PERHATIAN  {len(report.findings)} data tidak cocok dengan catatan. Jalankan: flask --app app verify"
        )
        sys.exit(1)
