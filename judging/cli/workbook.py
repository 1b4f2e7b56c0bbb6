"""workbook: the event workbook, blank or filled with a sample."""

from __future__ import annotations

from pathlib import Path

import click

from judging.cli.common import stop
from judging.spreadsheet import blank_workbook, filled_workbook
from judging.spreadsheet.samples import SAMPLES, sample_plan


@click.command("workbook")
@click.option("--sample", type=click.Choice(SAMPLES), help="Isi dengan data contoh ini; tanpa pilihan ini: kosong.")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="Nama berkas XLSX yang ditulis. [bawaan: buku-kerja.xlsx]",
)  # fmt: skip
def workbook(sample: str | None, output: Path | None) -> None:
    """Tulis buku kerja acara (XLSX) untuk diisi panitia.

    Isi semua lembarnya, lalu masukkan dengan: flask --app app import-event FILE
    """
    file = output or Path("buku-kerja.xlsx")
    data = filled_workbook(sample_plan(sample)) if sample else blank_workbook()
    try:
        file.write_bytes(data)
    except OSError:
        stop(f"{file} tidak dapat ditulis. Pilih folder lain dengan -o.")
    click.echo(f"Buku kerja ditulis: {file}")
