"""serve: bring the database up to date, load the sample into an empty one, and answer the tablets."""

from __future__ import annotations

import click
import segno
from flask import current_app
from flask.cli import with_appcontext
from waitress import serve as waitress_serve

from judging import queries
from judging.cli.common import database
from judging.cli.demo import build, sign_in_lines

THREADS = 16


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--lan", is_flag=True, help="Cetak kode QR alamat ini, untuk tablet di jaringan yang sama.")
@click.option("--sample/--no-sample", default=True, help="Isi basis data yang kosong dengan data contoh.")
@with_appcontext
def serve(host: str, port: int, *, lan: bool, sample: bool) -> None:
    """Jalankan Juara untuk tablet dan laptop di jaringan ini."""
    with database().reading() as session:
        events = queries.events(session)
    if sample and not events:
        click.echo("Basis data kosong: memuat data contoh KUBE Berprestasi ...")
        build(database(), "kube-dki", "judging")
        with database().reading() as session:
            events = queries.events(session)
    address = f"http://{host}:{port}/"
    click.echo(f"Juara berjalan di {address}   (Ctrl-C untuk berhenti)")
    if lan:
        segno.make(address, micro=False).terminal(compact=True)
    if any(event.is_sample for event in events):
        click.echo("\n".join(sign_in_lines(events[0].code)))
    waitress_serve(current_app._get_current_object(), host=host, port=port, threads=THREADS, ident=None)  # type: ignore[attr-defined]  # noqa: SLF001 - waitress wants the app itself
