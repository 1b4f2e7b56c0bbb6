"""verify: walk the journal and compare it with the tables."""

from __future__ import annotations

import sys

import click
from flask.cli import with_appcontext

from judging.cli.common import database, stop


@click.command("verify")
@click.option(
    "--anchor", "anchors", multiple=True, metavar="ACARA:NOMOR:KODE", help="Kepala catatan seperti tercetak di kertas."
)
@with_appcontext
def verify(anchors: tuple[str, ...]) -> None:
    """Periksa apakah ada data yang berubah di luar jalan yang sah.

    Berjalan menyusuri seluruh catatan, lalu membandingkannya dengan setiap baris tabel. Yang tidak cocok disebut:
    tabel, baris, kolom, nilai seharusnya, nilai yang ditemukan, dan catatan sah terakhir. Kode keluar 1 bila ada.
    """
    report = database().verify(dict(_anchor(text) for text in anchors))
    for finding in report.findings:
        click.echo(f"TIDAK COCOK  {finding}")
    for code, head in report.heads.items():
        click.echo(f"{code}: {head.seq} peristiwa, kepala {head.hash}")
    verdict = "cocok" if report.ok else f"{len(report.findings)} tidak cocok"
    click.echo(f"{report.events} peristiwa dan {report.rows} baris diperiksa: {verdict}.")
    sys.exit(0 if report.ok else 1)


def _anchor(text: str) -> tuple[str, tuple[int, str]]:
    parts = text.replace(" ", "").split(":")
    if len(parts) != 3 or not parts[1].isdigit():
        stop(f"Kepala catatan {text!r} belum lengkap. Tulis ACARA:NOMOR:KODE, misalnya KUBE-2026:412:9f3a...")
    return parts[0], (int(parts[1]), parts[2].lower())
