"""print: every paper of an event into a folder or a ZIP, and the pages behind the QR codes as plain files."""

from __future__ import annotations

import os
from pathlib import Path

import click
from flask.cli import with_appcontext

from judging import paperwork, queries
from judging.cli.common import database, stop
from judging.database import Database
from judging.paperwork.bundle import TextTooLong, write_bundle
from judging.paperwork.catalogue import NEEDS
from judging.paperwork.check_pages import check_pages
from judging.paperwork.signed import CannotSign, signed_certificates
from judging.queries import EventInfo


@click.command("print")
@click.option("--event", "code", default="", help="Kode acara; kosong = yang terbaru.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Folder tujuan.")
@click.option("--kind", "kinds", multiple=True, help="Hanya jenis ini, misalnya kuitansi; boleh diulang.")
@click.option("--zip", "zipped", type=click.Path(dir_okay=False, path_type=Path), help="Tulis semuanya ke satu ZIP.")
@click.option(
    "--pages",
    type=click.Path(file_okay=False, path_type=Path),
    help="Tulis halaman pemeriksa piagam (periksa/KODE/index.html) ke folder ini, untuk diunggah ke alamat pada QR.",
)
@click.option(
    "--sign",
    "certificate",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tulis tiap piagam terbit sebagai PDF bertanda tangan digital dengan sertifikat PKCS#12 (.p12) ini.",
)
@with_appcontext
def print_papers(
    code: str,
    output: Path,
    kinds: tuple[str, ...],
    zipped: Path | None,
    pages: Path | None,
    certificate: Path | None,
) -> None:
    """Tulis semua kertas acara sebagai PDF: dari lembar aturan sampai piagam dan rapor.

    Lembar tiap juri dicetak bila diminta: --kind lembar-juri.
    Kertas yang belum boleh terbit tercetak sebagai KONSEP. Yang belum dapat dibuat dilewati dan disebutkan.
    Perintah ini tidak menghitung cetakan; piagam yang diserahkan dicetak dari halaman Dokumen.
    """
    source = database()
    event = _event(source, code)
    if pages is not None:
        _write_pages(source, event, pages)
    elif certificate is not None:
        _write_signed(source, event, output, certificate)
    elif zipped is not None:
        _write_zip(source, event, zipped)
    else:
        _write_folder(source, event, output, kinds)


def _event(source: Database, code: str) -> EventInfo:
    with source.reading() as session:
        events = [event for event in queries.events(session) if code in ("", event.code)]
    if not events:
        stop(f"Acara {code} tidak ada." if code else "Belum ada acara.")
    return events[-1]


def _write_folder(source: Database, event: EventInfo, output: Path, kinds: tuple[str, ...]) -> None:
    sheets = paperwork.sheets(source, event.id)
    known = {sheet.kind.key for sheet in sheets}
    if unknown := sorted(set(kinds) - known):
        stop(f"Jenis {', '.join(unknown)} tidak dikenal.", [f"Pilih: {', '.join(sorted(known))}."])
    output.mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        if sheet.kind.key not in kinds and (kinds or sheet.kind.on_request):
            continue
        try:
            paper = paperwork.draw(source, event.id, sheet)
        except TextTooLong as problem:
            click.echo(f"{sheet.title}: {problem}", err=True)
            continue
        if paper is None:
            click.echo(f"{sheet.title}: {NEEDS[sheet.kind.needs] or 'Belum ada isinya.'}")
            continue
        (output / paper.name).write_bytes(paper.content)
        click.echo(str(output / paper.name))
        for skipped in paper.skipped:
            click.echo(f"{sheet.title}: {skipped}", err=True)


def _write_zip(source: Database, event: EventInfo, path: Path) -> None:
    """Everything, told step by step."""

    def tell(done: int, total: int, doing: str) -> None:
        click.echo(f"{done}/{total} {doing}".rstrip())

    path.parent.mkdir(parents=True, exist_ok=True)
    result = write_bundle(source, event.id, path, may=lambda _: True, tell=tell)
    for problem in result.problems:
        click.echo(problem, err=True)
    click.echo(f"{path}: {len(result.papers)} dokumen")


def _write_signed(source: Database, event: EventInfo, output: Path, certificate: Path) -> None:
    """The passphrase is asked for, or taken from JUARA_SIGNING_PASSPHRASE; it is never an argument."""
    passphrase = os.environ.get("JUARA_SIGNING_PASSPHRASE")
    if passphrase is None:
        passphrase = click.prompt("Kata sandi sertifikat", hide_input=True)
    output.mkdir(parents=True, exist_ok=True)
    try:
        for paper in signed_certificates(source, event.id, certificate, passphrase):
            (output / paper.name).write_bytes(paper.content)
            click.echo(str(output / paper.name))
    except CannotSign as problem:
        stop(str(problem))


def _write_pages(source: Database, event: EventInfo, folder: Path) -> None:
    found = check_pages(source, event.id)
    for name, text in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    click.echo(f"{folder}: {len(found)} halaman. Unggah ke {source.settings.public_host or 'alamat pada QR'}.")
