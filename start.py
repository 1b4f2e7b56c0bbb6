"""The one door to Juara: run it, test it, measure it, photograph it.

In:  a bare Python on Linux, macOS or Windows; nothing installed before.
Out: `.venv` with what is needed, and the program that was asked for, run inside it.
Does not know the app: tables, the sample event, addresses and sign-ins are the work of `flask --app app serve`.
Kept in old syntax, so that an old Python reaches the message in tools/__init__.py.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from tools import environment, network, process, system
from tools.talk import CannotGoOnError, how_to_run, say

ROOT = environment.ROOT
HELP = """Juara: penjurian KUBE Berprestasi, dari lembar nilai sampai piagam.

  {run}                  jalankan di laptop ini: http://127.0.0.1:8000
  {run} --lan            jalankan agar tablet di jaringan yang sama dapat masuk
  {run} --port 8080      pakai port lain
  {run} --data FOLDER    simpan basis data di folder lain (bawaan: data/)
  {run} --empty          tanpa data contoh: acara sendiri, dari kosong
  {run} --backup FOLDER  simpan cadangan kedua di sana, misalnya di USB

Untuk pengembang:
  {run} test             periksa kode, tipe, lalu semua uji; sesudahnya boleh pilihan pytest, misalnya -k guards
  {run} bench [NAMA]     ukur kecepatan dan memori (bench/)
  {run} shots [every]    potret layar dan kertas untuk docs/; "every": semua halaman, dua ukuran, ke shots-out/

Pertama kali perlu internet 1-3 menit; sesudahnya tidak. Ctrl-C untuk berhenti.
""".format(run=how_to_run())

SHOTS = {"docs": "shots", "every": "every_page"}


class Parser(argparse.ArgumentParser):
    """argparse, speaking the language of the people who run it."""

    def format_help(self) -> str:
        return HELP

    def error(self, message: str) -> NoReturn:
        say(f"perintah itu tidak dikenal ({message}). Lihat: {how_to_run()} --help")
        sys.exit(2)


def main(arguments: list[str]) -> int:
    """Exit code: 0 well, 1 cannot go on or something failed, 2 a command that does not exist, 130 interrupted."""
    try:
        if arguments[:1] == ["test"]:  # everything behind it belongs to pytest
            return test(arguments[1:])
        options = read(arguments)
        if options.verb == "bench":
            return bench(options.name)
        if options.verb == "shots":
            return shots(options.name or "docs")
        return serve(options)
    except CannotGoOnError as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        say("dihentikan.")
        return 130


def read(arguments: list[str]) -> argparse.Namespace:
    parser = Parser(prog="start.py")
    parser.add_argument("verb", nargs="?", choices=("bench", "shots"))
    parser.add_argument("name", nargs="?")
    parser.add_argument("--lan", action="store_true")
    parser.add_argument("--port", type=a_port, default=8000)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("JUARA_DATA") or ROOT / "data"))
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--backup", type=Path)
    return parser.parse_args(arguments)


def a_port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError("port adalah bilangan 1 sampai 65535")


def serve(options: argparse.Namespace) -> int:
    """Check the door, prepare the house, then hand over to the app's own command."""
    lan, port = options.lan, options.port
    host = network.lan_address() if lan else "127.0.0.1"
    if host is None:
        raise CannotGoOnError("laptop ini belum tersambung ke jaringan. Sambungkan Wi-Fi atau kabel dahulu.")
    closed = network.why_closed(host, port)
    if closed:
        other = network.free_port(host, port) or 8000
        raise CannotGoOnError(f"{closed} Pakai port lain: {how_to_run()} --port {other}")
    python = environment.prepare("requirements.txt")
    command = [str(python), "-m", "flask", "--app", "app", "serve", "--host", host, "--port", str(port)]
    environ = {**os.environ, "JUARA_DATA": str(options.data.resolve()), "PYTHONUTF8": "1"}
    environ |= {"JUARA_BACKUP_2": str(options.backup.resolve())} if options.backup else {}
    command += ["--practice-port", str(network.free_port(host, port) or 0)]
    command += ["--lan"] * lan + ["--no-sample"] * options.empty
    code = process.run_until_stopped(command, cwd=ROOT, environ=environ)
    say("berhenti." if code == 0 else "server berhenti sendiri; sebabnya tertulis di atas.")
    return code


def test(arguments: list[str]) -> int:
    """Lint, types, then every test. pytest comes last, so that its summary is the last line on the screen."""
    python = environment.prepare("requirements-test.txt")
    system.provide(system.FOR_TESTS)
    checks = {"ruff": ["ruff", "check", "."], "mypy": ["mypy"]}
    failed = [name for name, check in checks.items() if run(python, "-m", *check) != 0]
    if failed:
        say("PERLU DIPERBAIKI: {} (lihat di atas). Uji tetap dijalankan.".format(" dan ".join(failed)))
    workers = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal"]  # a "-n 0" behind "test" wins
    return run(python, "-m", "pytest", *workers, *arguments) or int(bool(failed))


def bench(name: "str | None") -> int:
    """Every measurement, or the one named, each in a process of its own so that none warms the next."""
    names = sorted(path.stem for path in (ROOT / "bench").glob("[!_]*.py"))
    if name and name not in names:
        raise CannotGoOnError("tidak ada ukuran {}. Yang ada: {}.".format(name, ", ".join(names) or "belum ada"))
    chosen = [name] if name else names
    return max((run_inside("requirements.txt", f"bench/{each}.py") for each in chosen), default=0)


def shots(name: str) -> int:
    if name not in SHOTS:
        raise CannotGoOnError("tidak ada potret {}. Yang ada: {}.".format(name, ", ".join(SHOTS)))
    return run_inside("requirements-test.txt", f"tools/{SHOTS[name]}.py")


def run_inside(requirements: str, script: str) -> int:
    """A script of this project in the prepared environment, with the project's rooms importable."""
    if not (ROOT / script).is_file():
        raise CannotGoOnError(f"berkas {script} belum ada.")
    return run(environment.prepare(requirements), script)


def run(python: Path, *arguments: str) -> int:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.call([str(python), *arguments], cwd=ROOT, env=environ)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
