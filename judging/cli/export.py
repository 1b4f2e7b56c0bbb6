"""export: the archive for everybody, or the sealed one for the auditor."""

from __future__ import annotations

import zipfile
from pathlib import Path

import click
from flask.cli import with_appcontext

from judging import queries
from judging.cli.common import REFUSED, database, stop
from judging.queries import export as archives

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same data gives the same bytes


@click.command("export")
@click.option("--public/--sealed", "public", default=True, help="Untuk umum (bawaan), atau tersegel untuk auditor.")
@click.option("--event", "code", default="", help="Kode acara; kosong = yang terbaru.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Berkas ZIP tujuan."
)
@with_appcontext
def export(code: str, output: Path, *, public: bool) -> None:
    """Tulis arsip hasil sebagai ZIP; siapa pun dapat memeriksanya dengan tools/recheck.py.

    Arsip umum memuat kode, skor, dan peringkat yang sudah diumumkan; tidak ada nama anggota, nama juri, catatan, foto,
    atau rekening. Arsip tersegel memuat seluruh catatan dan dokumen terbit: serahkan hanya kepada auditor.
    """
    with database().reading() as session:
        events = [event for event in queries.events(session) if code in ("", event.code)]
        if not events:
            stop(f"Acara {code} tidak ada." if code else "Belum ada acara.")
        try:
            files = (archives.public_archive if public else archives.sealed_archive)(session, events[-1].id)
        except archives.NothingToShow:
            stop("Belum ada hasil yang diumumkan, jadi arsip umum belum dapat dibuat.", code=REFUSED)
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    click.echo(f"{output}: {len(files)} berkas. Periksa dengan: python3 tools/recheck.py {output}")
