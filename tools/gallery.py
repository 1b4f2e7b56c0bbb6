"""Remakes the gallery of papers: eight of them as they print, from the announced sample with its keputusan entered.

In:  the sample event, built afresh in a temporary folder.   Out: docs/pictures/papers/*.png.
Needs poppler-utils. `python3 start.py shots` runs it after the pictures of pages.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from judging import actions, paperwork, queries  # noqa: E402 - found beside this folder
from judging.cli.demo import build  # noqa: E402 - found beside this folder
from judging.database import Database  # noqa: E402 - found beside this folder
from judging.queries.paper_settings import settings_mark  # noqa: E402 - found beside this folder
from judging.roles import Actor, Permission  # noqa: E402 - found beside this folder
from judging.settings import Settings  # noqa: E402 - found beside this folder

PICTURES = ROOT / "docs" / "pictures" / "papers"
NOW = datetime(2026, 12, 7, 3, 0, tzinfo=UTC)
EVENT = 1
PAPERS = {  # picture -> (kind, sheet of the file, dots per inch)
    "berita-acara": ("berita-acara", 2, 70),
    "kuitansi": ("kuitansi", 1, 100),
    "alokasi": ("alokasi", 1, 70),
    "rapor": ("rapor", 2, 70),
    "lembar-penilaian": ("lembar-kosong", 1, 70),
}
DESIGNS = ("klasik", "betawi", "modern")


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        settings = Settings.from_environment({"JUARA_DATA": str(folder / "data")})
        source = Database(replace(settings, public_host="https://piagam.contoh.example"))
        prepare(source)
        for design in DESIGNS:
            choose(source, design)
            paper = paperwork.certificates_pdf(source, EVENT)
            paint(folder, f"piagam-{design}", paper.content, 1, 70)
        for name, (kind, sheet, dots) in PAPERS.items():
            first = next(one for one in paperwork.sheets(source, EVENT) if one.kind.key == kind)
            drawn = paperwork.draw(source, EVENT, first)
            if drawn is None:
                raise SystemExit(f"{kind} belum dapat dicetak")
            paint(folder, name, drawn.content, sheet, dots)
        source.engine.dispose()


def prepare(source: Database) -> None:
    """The sample announced, its amounts settled, its keputusan entered, its piagam issued."""
    source.migrate()
    build(source, "kube-dki", "announced")
    treasurer, printer = who(source, Permission.MANAGE_PRIZES), who(source, Permission.PRINT)
    with source.writing() as session:
        for award in queries.awards(session, EVENT):
            if award.to_confirm:
                actions.set_amount(session, treasurer, award.id, award.amount, "sesuai naskah", now=NOW)
        actions.enter_decree(session, treasurer, EVENT, "412 Tahun 2026", date(2026, 12, 2), now=NOW)
        actions.issue_certificates(session, printer, EVENT, day="2026-12-07", now=NOW)


def who(source: Database, permission: Permission) -> Actor:
    with source.reading() as session:
        return next(one for one in queries.organisers(session, EVENT) if one.may(permission))


def choose(source: Database, design: str) -> None:
    actor = who(source, Permission.SET_UP)
    with source.writing() as session:
        mark = settings_mark(session, EVENT)
        actions.set_settings(session, actor, EVENT, {"design": design}, based_on=mark, now=NOW)


def paint(folder: Path, name: str, pdf: bytes, sheet: int, dots: int) -> None:
    """One sheet as a small PNG."""
    file, target = folder / f"{name}.pdf", PICTURES / f"{name}.png"
    file.write_bytes(pdf)
    painter = shutil.which("pdftoppm") or "pdftoppm"
    pages = ["-f", str(sheet), "-l", str(sheet), "-singlefile"]
    subprocess.run([painter, "-r", str(dots), "-png", *pages, str(file), str(target.with_suffix(""))], check=True)
    Image.open(target).convert("RGB").quantize(96).save(target, optimize=True)
    print(f"docs/pictures/papers/{name}.png")


if __name__ == "__main__":
    main()
