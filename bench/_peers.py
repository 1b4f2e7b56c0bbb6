"""Other ways to make the same piagam, timed where they are installed: WeasyPrint, and LibreOffice from an ODT.

In:  names.   Out: seconds of processor time for all of them in one PDF, or None where the program is not there.
Their pages carry the same words without ornament, so they are favoured.
"""

from __future__ import annotations

import importlib
import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from _measure import cpu_seconds

WORDS = ("Piagam Penghargaan", "diberikan kepada", "{}", "sebagai", "Juara I", "KUBE Berprestasi Tahun 2026")


def weasyprint(names: Sequence[str]) -> float | None:
    if importlib.util.find_spec("weasyprint") is None:
        return None
    html = importlib.import_module("weasyprint").HTML
    style = "<style>@page{size:A4 landscape}section{break-after:page;text-align:center;font-size:20pt}</style>"
    pages = "".join(f"<section>{paragraphs(name)}</section>" for name in names)
    start = cpu_seconds()
    html(string=style + pages).write_pdf()
    return cpu_seconds() - start


def libreoffice(names: Sequence[str]) -> float | None:
    """Only the last step of a mail merge: one document of all letters to PDF."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        letters = Path(folder) / "letters.html"
        page = '<div style="page-break-after:always">{}</div>'
        letters.write_text("".join(page.format(paragraphs(name)) for name in names), encoding="utf-8")
        start = cpu_seconds()
        command = [program, "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", folder, str(letters)]
        subprocess.run(command, check=True, capture_output=True)
        return cpu_seconds() - start


def paragraphs(name: str) -> str:
    return "".join(f"<p>{line.format(escape(name))}</p>" for line in WORDS)
