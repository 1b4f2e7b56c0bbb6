"""Remakes every picture of the documentation: pages as a judge and an organiser see them, papers as they print.

In:  the sample event, built afresh in a temporary folder.   Out: docs/pictures/*.png; smaller in static/guide/
what the handbook shows.
Needs what the tests need: Chromium and poppler-utils.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
GUIDE, GUIDE_WIDTH = ROOT / "static" / "guide", 960
IN_GUIDE = ("dokumen", "kemajuan", "pleno")
TABLET, WIDE_TABLET, PHONE, LAPTOP = (820, 1180), (1180, 820), (390, 844), (1366, 768)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SHEET = "the sheet that waits"
JUDGE_PAGES = {  # picture -> (address after signing in, screen, dark); each taken by another judge, on one device each
    "lembar": (SHEET, TABLET, False),
    "lembar-mendatar-gelap": (SHEET, WIDE_TABLET, True),
    "lembar-ponsel": (SHEET, PHONE, False),
    "daftar": ("/juri", TABLET, False),
}
PAPERS = {"piagam": "piagam-*.pdf", "berita-acara": "berita-acara-kube-*.pdf", "alokasi": "alokasi-*.pdf"}
ORGANISER_PAGES = {
    "beranda": ("/panitia", LAPTOP, False),
    "kemajuan": ("/panitia/kemajuan", LAPTOP, False),
}


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with served(Path(scratch) / "judging", "judging") as address:
            for number, (name, view) in enumerate(JUDGE_PAGES.items(), start=1):
                shoot(browser, address, name, view, f"J{number}")
            for name, view in ORGANISER_PAGES.items():
                shoot(browser, address, name, view)
        with served(Path(scratch) / "closed", "closed") as address:
            shoot(browser, address, "pleno", ("/panitia/pleno", LAPTOP, False))
            shoot(browser, address, "dokumen", ("/panitia/dokumen", LAPTOP, False))
        browser.close()
        papers(Path(scratch))
    subprocess.run([sys.executable, str(ROOT / "tools" / "gallery.py")], cwd=ROOT, check=True)
    for picture in PICTURES.glob("*.png"):
        shrink(picture)
    for name in IN_GUIDE:
        for_the_guide(name)


def shoot(browser: Browser, address: str, name: str, view: tuple[str, tuple[int, int], bool], judge: str = "") -> None:
    path, (width, height), dark = view
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", locale="id-ID"
    )
    if judge:
        sign_in_judge(page, address, judge)
    else:
        sign_in_organiser(page, address)
    if path == SHEET:
        score_some(page)
    else:
        page.goto(address + path, wait_until="networkidle")
    page.screenshot(path=str(PICTURES / f"{name}.png"))
    page.close()
    print(f"docs/pictures/{name}.png")


def score_some(page: Page) -> None:
    """The next sheet, two thirds done, with one highest score and its evidence in view."""
    page.locator("a.button:not(.line)").first.click()
    page.wait_for_selector("fieldset.indicator")
    codes = [str(box.get_attribute("data-code")) for box in page.locator("fieldset.indicator").all()]
    for place, code in enumerate(codes[: len(codes) * 2 // 3]):
        page.locator(f"input[name=score-{code}]").nth(4 if place == 2 else 2 + place % 2).check()
    page.locator(f"input[name=evidence-{codes[2]}]").first.check()
    page.locator(f"#{codes[2]}").evaluate("box => box.scrollIntoView()")
    page.get_by_text("semua terkirim").wait_for()


def sign_in_judge(page: Page, address: str, code: str) -> None:
    page.goto(f"{address}/juri/masuk")
    page.fill("[name=card_code]", code)
    page.fill("[name=pin]", code[-1] * 6)
    page.press("[name=pin]", "Enter")
    page.wait_for_url(f"{address}/juri*")


def sign_in_organiser(page: Page, address: str, login: str = "ketua") -> None:
    page.goto(f"{address}/panitia/masuk")
    page.fill("[name=login]", login)
    page.fill("[name=password]", "contoh")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{address}/panitia*")


@contextmanager
def served(data: Path, stage: str) -> Iterator[str]:
    environ = {**os.environ, "JUARA_DATA": str(data), "PYTHONUTF8": "1"}
    flask = [sys.executable, "-m", "flask", "--app", "app"]
    subprocess.run([*flask, "demo", "--stage", stage], cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [*flask, "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)
    try:
        wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_for(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=2).read()  # noqa: S310 - our own address on this machine
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("server tidak menjawab")


def papers(scratch: Path) -> None:
    """The first page of each paper of the announced sample."""
    environ = {**os.environ, "JUARA_DATA": str(scratch / "announced"), "PYTHONUTF8": "1"}
    flask = [sys.executable, "-m", "flask", "--app", "app"]
    for command in (["demo", "--stage", "announced"], ["print", "-o", str(scratch)]):
        subprocess.run([*flask, *command], cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
    painter = shutil.which("pdftoppm") or "pdftoppm"
    for name, pattern in PAPERS.items():
        source = next(scratch.glob(pattern))
        target = PICTURES / name
        subprocess.run([painter, "-r", "70", "-png", "-f", "1", "-singlefile", str(source), str(target)], check=True)
        print(f"docs/pictures/{name}.png")


def shrink(picture: Path) -> None:
    """128 colours are enough for a page, and a third of the size."""
    small = Image.open(picture).convert("RGB").quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small.save(picture, optimize=True)


def for_the_guide(name: str) -> None:
    GUIDE.mkdir(exist_ok=True)
    picture = Image.open(PICTURES / f"{name}.png").convert("RGB")
    picture.thumbnail((GUIDE_WIDTH, GUIDE_WIDTH))
    picture.save(GUIDE / f"{name}.png")
    shrink(GUIDE / f"{name}.png")
    print(f"static/guide/{name}.png")


if __name__ == "__main__":
    main()
