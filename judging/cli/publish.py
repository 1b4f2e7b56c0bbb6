"""publish: the public results as plain files for any web host."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from judging.cli.common import REFUSED, database, stop


@click.command("publish")
@click.argument("folder", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path))
@click.option("--event", "code", default="", help="Kode acara; kosong = yang terbaru.")
@with_appcontext
def publish(folder: Path, code: str) -> None:
    """Tulis halaman hasil yang sudah diumumkan sebagai berkas biasa ke FOLDER.

    Isi folder dapat diunggah ke penyedia web mana pun: tanpa server, tanpa skrip, tanpa meminta apa pun dari luar.
    Jalankan lagi setelah ada hasil baru atau ralat; berkas lama ditimpa.
    """
    database()
    files = current_app.extensions["juara_static_copy"](code)
    if files is None:
        stop("Belum ada hasil yang diumumkan, jadi belum ada yang dapat diterbitkan.", code=REFUSED)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    click.echo(f"{folder}: {len(files)} berkas. Halaman pertamanya index.html.")
