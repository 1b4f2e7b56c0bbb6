"""A hall: a server that can be cut off, killed and put back, and tablets in a real Chromium."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chromium import PATIENCE, until
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from sqlalchemy import select, text
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from judging import actions, queries
from judging.actions.common import utc_now
from judging.database import Database
from judging.models import Entry, Sheet
from judging.queries.rubric import rubric_of
from judging.roles import SYSTEM, Role
from judging.settings import Settings

TABLET = {"width": 820, "height": 1180}
ROOT = Path(__file__).resolve().parents[2]
HELD, SENT = "Tersimpan di perangkat", "Tersambung, semua terkirim"


class Quiet(WSGIRequestHandler):
    def log(self, *_arguments: Any) -> None:
        pass


class Hall:
    """One server in this process, over a private copy of a stage."""

    def __init__(self, data: Path, port: int = 0) -> None:
        self.serve(data, port)

    def serve(self, data: Path, port: int) -> None:
        self.data = data
        self.app = create_app(Settings.from_environment({"JUARA_DATA": str(data)}))
        self.server = make_server("127.0.0.1", port, self.app, threaded=True, request_handler=Quiet)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()
        self.port = self.server.port
        self.address = f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        self.database.engine.dispose()

    def put_back(self, older: Path) -> None:
        """Goes on from an older copy of its folder, on the same port, as after a restore: with another epoch."""
        self.stop()
        self.serve(older, self.port)
        with self.database.writing() as session:
            session.execute(text("UPDATE database_fact SET value = 'restored' WHERE key = 'epoch'"))

    def close(self, code: str) -> None:
        with self.database.writing() as session:
            category = next(one for one in queries.categories(session, 1) if one.code == code)
            chair = next(one for one in queries.organisers(session, 1) if Role.KETUA in one.roles)
            actions.close_category(session, chair, category.id, now=utc_now())

    @property
    def database(self) -> Database:
        found: Database = self.app.extensions["juara"]
        return found

    def sheet(self, sheet: int) -> Sheet:
        with self.database.reading() as session:
            row = session.get_one(Sheet, sheet)
            session.expunge(row)
            return row

    def entries(self, sheet: int) -> list[Entry]:
        with self.database.reading() as session:
            rows = list(session.scalars(select(Entry).where(Entry.sheet_id == sheet).order_by(Entry.received_at)))
            session.expunge_all()
            return rows

    def open_judging(self) -> None:
        """Every category opens; no sheet is touched yet."""
        with self.database.writing() as session:
            for category in queries.categories(session, 1):
                actions.open_judging(session, SYSTEM, category.id, now=utc_now())

    def stand(self, participant: int, status: str) -> None:
        with self.database.writing() as session:
            actions.set_standing(session, SYSTEM, participant, status, "Contoh", now=utc_now())

    def uses_numbers(self, sheet: int) -> bool:
        with self.database.reading() as session:
            return rubric_of(session.get_one(Sheet, sheet).round.rubric).scale.uses_number_field

    def blank_sheets(self, code: str) -> list[int]:
        with self.database.reading() as session:
            judge = next(one for one in queries.judges(session, 1) if one.code == code)
            return [line.id for line in queries.judge_sheets(session, judge.id) if line.state == "blank"]


class KillableHall:
    """The same as a process of its own, which can be killed the hard way."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port
        self.address = f"http://127.0.0.1:{port}"
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "flask", "--app", "app", "serve", "--no-sample", "--port", str(self.port)]
        environ = {**os.environ, "JUARA_DATA": str(self.data)}
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=quiet, stderr=quiet)
        until(self.answers)

    def answers(self) -> bool:
        assert self.process.poll() is None, "the server ended by itself"
        try:
            urllib.request.urlopen(f"{self.address}/juri/masuk", timeout=5).close()  # noqa: S310 - loopback
        except OSError:
            return False
        return True

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def sign_in(page: Page, address: str, code: str = "J1") -> None:
    page.goto(f"{address}/juri/masuk")
    page.fill("[name=card_code]", code)
    page.fill("[name=pin]", code[-1] * 6)
    page.press("[name=pin]", "Enter")
    page.wait_for_url(f"{address}/juri")
    ready(page)


def watch(page: Page, question: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Until it is true, letting the page's own requests and routes go on meanwhile."""
    until(lambda: page.evaluate("1") and question(), seconds)


def ready(page: Page) -> None:
    until(lambda: page.evaluate("document.documentElement.dataset.ready"))


def open_sheet(page: Page, address: str, sheet: int) -> None:
    page.goto(f"{address}/juri/lembar/{sheet}")
    ready(page)


def tap(page: Page, number: int, score: int) -> None:
    """One finger on one level of the indicator that stands at `number` on the sheet."""
    page.locator("fieldset.indicator").nth(number).locator(".level").nth(score - 1).click()


def fill(page: Page, score: int = 3) -> int:
    """A tap on every indicator; how many there were."""
    count = page.locator("fieldset.indicator").count()
    for number in range(count):
        tap(page, number, score)
    return count


def send(page: Page) -> None:
    page.click("button[data-send]")
    page.click("dialog >> text=Ya, kirim")


def connection(page: Page) -> str:
    return page.locator("#connection").inner_text()


def wait_for(page: Page, words: str, seconds: float = PATIENCE) -> None:
    until(lambda: words in connection(page), seconds)


def chosen(page: Page) -> str:
    """The scores of all indicators as the page shows them, "-" where none is chosen."""
    return str(
        page.evaluate(
            "[...document.querySelectorAll('fieldset.indicator')]"
            ".map((one) => one.querySelector('.level :checked')?.value ?? '-').join('')"
        )
    )


def new_tablet(browser: Browser, **options: Any) -> BrowserContext:
    return browser.new_context(**{"viewport": TABLET, "has_touch": True, "locale": "id-ID"} | options)


def copy_of(folder: Path, place: Path) -> Path:
    shutil.copytree(folder, place)
    return place


def send_and_see(page: Page, hall: Hall, sheet: int, score: int = 3) -> None:
    open_sheet(page, hall.address, sheet)
    fill(page, score)
    send(page)
    expect(page.get_by_text("sudah diterima")).to_be_visible()
    watch(page, lambda: hall.sheet(sheet).state == "submitted")


def offline(page: Page) -> None:
    page.context.set_offline(True)


def online(page: Page) -> None:
    page.context.set_offline(False)


def open_row(page: Page, sheet: int) -> None:
    page.locator(f"[data-sheet-row='{sheet}'] a").click()


def scores(hall: Hall, sheet: int) -> set[int]:
    return set(hall.sheet(sheet).scores.values())


STORE = """
const open = new Promise((done) => { const ask = indexedDB.open("juara"); ask.onsuccess = () => done(ask.result) })
const run = async (store, act) => {
  const database = await open
  const asked = act(database.transaction(store).objectStore(store))
  const found = await new Promise((done) => { asked.onsuccess = () => done(asked.result) })
  database.close()
  return found
}
const count = (store) => run(store, (rows) => rows.count())
const all = (store) => run(store, (rows) => rows.getAll())
"""


def lost_requests(page: Page) -> list[str]:
    found: list[str] = []
    page.on("requestfailed", lambda request: found.append(request.url))
    return found


def saved(hall: Hall, sheet: int) -> list[tuple[str, int | None]]:
    return [(entry.outcome, entry.version) for entry in hall.entries(sheet)]


def kept_pages(page: Page) -> int:
    return int(page.evaluate(STORE + "count('pages')"))


def try_again(page: Page) -> None:
    """Press "Coba kirim", unless the page has tried by itself in the meantime and the button is gone."""
    with contextlib.suppress(Error):
        page.get_by_text("Coba kirim").first.click(timeout=2000)
