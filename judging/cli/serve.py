"""serve: bring the database up to date, load the sample into an empty one, and answer the tablets."""

from __future__ import annotations

import click
import segno
from flask import current_app
from flask.cli import with_appcontext
from waitress import serve as waitress_serve

from judging import actions, backup, queries
from judging.cli.common import REFUSED, database, stop
from judging.cli.demo import build, sign_in_lines
from judging.cli.practice import PracticeHall, practise_at
from judging.cli.processor import keep_to_one
from judging.cli.secure import serve_securely

THREADS = 16
LINES = 1000  # open lines: every tablet keeps one or two, and waitress stops listening at 100 unless told


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--lan", is_flag=True, help="Cetak kode QR alamat ini, untuk tablet di jaringan yang sama.")
@click.option("--https", "secure", is_flag=True, help="Pakai https dengan sertifikat acara sendiri.")
@click.option(
    "--install-port",
    default=8080,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Dengan --https: alamat http tempat tablet mengunduh sertifikat.",
)
@click.option(
    "--practice-port",
    default=0,
    type=click.IntRange(0, 65535),
    help="Acara latihan di port ini; 0: tanpa latihan.",
)
@click.option("--sample/--no-sample", default=True, help="Isi basis data yang kosong dengan data contoh.")
@with_appcontext
def serve(
    host: str, port: int, *, lan: bool, secure: bool, install_port: int, practice_port: int, sample: bool
) -> None:
    """Jalankan Juara untuk tablet dan laptop di jaringan ini."""
    try:
        with backup.alone(database().settings.data_dir):
            _ready(sample=sample)
            _greet(f"{'https' if secure else 'http'}://{host}:{port}/", lan=lan, sample=sample)
            if practice_port:
                _practise(host, practice_port)
            _answer(host, port, install_port if secure else None)
    except backup.AlreadyServing as problem:
        stop(str(problem), code=REFUSED)


def _ready(*, sample: bool) -> None:
    with database().reading() as session:
        empty = not queries.events(session)
    if sample and empty:
        click.echo("Basis data kosong: memuat data contoh KUBE Berprestasi ...")
        build(database(), "kube-dki", "judging")
    backup.look(database())


def _greet(address: str, *, lan: bool, sample: bool) -> None:
    for words in database().notices.values():
        click.secho(f"PERHATIAN  {words}", fg="red", bold=True)
    if database().is_file and database().settings.backup_2 is None:
        text = "Cadangan hanya di laptop ini. Pasang USB, lalu jalankan start.py dengan --backup FOLDER-USB."
        click.secho(f"PERHATIAN  {text}", fg="yellow")
    click.echo(f"Juara berjalan di {address}   (Ctrl-C untuk berhenti)")
    if lan:
        segno.make(address, micro=False).terminal(compact=True)
    else:
        click.echo("Hanya untuk laptop ini. Untuk tablet juri, sebelum kartu diterbitkan: python3 start.py --lan")
    with database().reading() as session:
        events = queries.events(session)
    if not events:
        click.echo(_first_run_words(address))
    if not sample and any(event.is_sample for event in events):
        text = "Folder ini berisi data contoh. Untuk acara sendiri pakai folder lain, setiap kali: --data FOLDER"
        click.secho(f"PERHATIAN  {text}", fg="yellow")
    if any(event.is_sample for event in events):
        click.echo("\n".join(sign_in_lines(database())))


def _first_run_words(address: str) -> str:
    """A new token at every start until it was used; only its hash is stored."""
    with database().writing() as session:
        token = actions.new_setup_token(session)
    return f"Basis data masih kosong. Buka {address}mulai dan masukkan kode penyiapan ini: {token}"


def _practise(host: str, port: int) -> None:
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - its settings are changed
    app.config["JUARA_PRACTICE_PORT"] = port
    practise_at(PracticeHall(app.extensions["juara_make"], database().settings), host, port)
    click.echo(f"Latihan, terpisah dari acara ini: http://{host}:{port}/")


def _answer(host: str, port: int, install_port: int | None) -> None:
    keeper = backup.Keeper(database())
    keeper.start()
    keep_to_one()  # the keeper's copies go on beside it
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - waitress wants the app itself
    try:
        if install_port:
            serve_securely(app, host, port, install_port, threads=THREADS)
        else:
            waitress_serve(app, host=host, port=port, threads=THREADS, ident=None, connection_limit=LINES)
    finally:
        keeper.stop()
