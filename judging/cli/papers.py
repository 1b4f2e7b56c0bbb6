"""print: every paper of an event into a folder."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from judging import paperwork, queries
from judging.cli.common import database, stop


@click.command("print")
@click.option("--event", "code", default="", help="Kode acara; kosong = yang terbaru.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Folder tujuan.")
@with_appcontext
def print_papers(code: str, output: Path) -> None:
    """Tulis semua kertas acara sebagai PDF: lembar aturan, berita acara, daftar alokasi, piagam.

    Kertas yang belum boleh terbit tercetak sebagai KONSEP. Yang belum dapat dibuat dilewati dan disebutkan.
    """
    source = database()
    with source.reading() as session:
        events = [event for event in queries.events(session) if code in ("", event.code)]
        if not events:
            stop(f"Acara {code} tidak ada." if code else "Belum ada acara.")
        event = events[-1]
        categories = queries.categories(session, event.id)
    output.mkdir(parents=True, exist_ok=True)
    papers: list[paperwork.Paper | None] = []
    papers += [paperwork.rules_sheet_pdf(source, event.id, category.id) for category in categories]
    papers += [paperwork.minutes_pdf(source, event.id, category.id) for category in categories]
    if all(category.state in ("sealed", "announced", "archived") for category in categories):
        papers += [paperwork.allocation_pdf(source, event.id), paperwork.certificates_pdf(source, event.id)]
    else:
        click.echo("Piagam dan alokasi menunggu semua kategori ditetapkan.")
    for paper in papers:
        if paper is not None:
            (output / paper.name).write_bytes(paper.content)
            click.echo(str(output / paper.name))
