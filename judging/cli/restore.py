"""restore: put a copy of the database back, in the open."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from judging import backup as copying
from judging.cli.common import REFUSED, stop, utc_now
from judging.database import Database


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--replaced", is_flag=True, help="PostgreSQL: catat bahwa pg_restore sudah memulihkan basis data.")
@with_appcontext
def restore(file: Path | None, *, replaced: bool) -> None:
    """Pulihkan basis data dari cadangan FILE; tanpa FILE, sebutkan cadangan yang ada.

    Cadangan diperiksa dahulu; yang rusak atau tidak cocok dengan catatannya ditolak. Basis data yang diganti tetap
    disimpan di sampingnya. Pemulihan tercatat, dan tablet mengirim ulang yang belum ada. Hentikan server dahulu.
    """
    target: Database = current_app.extensions["juara"]
    if file is not None and replaced:
        stop("Pilih salah satu: berkas cadangan (SQLite), atau --replaced (PostgreSQL).")
    if file is None and not replaced:
        if not target.is_file:
            stop(str(copying.ELSEWHERE), ["Sesudah pg_restore, catat: flask --app app restore --replaced"])
        second = target.settings.backup_2
        for copy in copying.newest([copying.folder(target), *([second] if second else [])]):
            click.echo(copy)
        return
    try:
        if file is None:
            done = copying.record_replaced(target, now=utc_now())
        else:
            target.engine.dispose()
            done = copying.restore(target.settings, file, now=utc_now())
    except (copying.Unrestorable, copying.AlreadyServing) as problem:
        stop(str(problem), code=REFUSED)
    for code, head in done.heads.items():
        click.echo(f"{code}: {head.seq} peristiwa, kepala {head.hash}")
    for code, head in done.missing:
        click.echo(
            f"PERHATIAN  {code} pernah sampai peristiwa {head.seq}; yang sesudah cadangan ini dikirim ulang tablet."
        )
    if done.kept_aside:
        click.echo(f"Basis data sebelumnya disimpan sebagai {done.kept_aside}")
    click.echo("Selesai. Jalankan server lagi, lalu buka setiap tablet sampai tulisannya: semua terkirim.")
