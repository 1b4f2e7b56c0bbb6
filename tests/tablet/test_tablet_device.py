"""A full store, a wrong clock, killed tabs and browsers, back and reload; each test shows that its fault happened."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

import pytest
from chromium import FLAGS, executable, until
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect
from tablet_hall import (
    HELD,
    SENT,
    Hall,
    chosen,
    connection,
    open_sheet,
    ready,
    saved,
    sign_in,
    tap,
    wait_for,
    watch,
)

pytestmark = pytest.mark.browser


# what a full device does: the write throws, its transaction aborts
FULL = """() => {
window.refused = 0
window.put = IDBObjectStore.prototype.put
IDBObjectStore.prototype.put = function () {
  window.refused += 1
  this.transaction.abort()
  throw new DOMException("full", "QuotaExceededError")
}
}"""


def test_storage_full_is_red_and_the_input_stays(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    page.context.set_offline(True)
    page.evaluate(FULL)
    tap(page, 0, 4)
    wait_for(page, "BELUM TERSIMPAN")
    code = page.locator("fieldset.indicator").first.get_attribute("data-code")
    expect(page.locator(".banner.unsaved")).to_contain_text(f"BELUM TERSIMPAN: skor {code}")
    expect(page.locator(".level.unsaved")).to_have_count(1)
    assert chosen(page).startswith("4-")
    assert SENT not in connection(page)
    assert page.evaluate("window.refused") > 0
    page.context.set_offline(False)
    watch(page, lambda: len(hall.sheet(sheet).scores) == 1)  # the device keeps nothing, the server has it
    wait_for(page, SENT)
    page.evaluate("() => { IDBObjectStore.prototype.put = window.put }")
    page.context.set_offline(True)
    tap(page, 1, 3)
    wait_for(page, HELD)


def test_a_clock_of_2020_has_no_effect(page: Page, hall: Hall):
    page.clock.set_fixed_time("2020-01-01T00:00:00Z")
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    assert page.evaluate("new Date().getFullYear()") == 2020
    tap(page, 0, 4)
    tap(page, 0, 2)
    watch(page, lambda: list(hall.sheet(sheet).scores.values()) == [2])
    assert {outcome for outcome, _ in saved(hall, sheet)} == {"saved"}


def test_a_tab_that_dies_right_after_the_tick_has_lost_nothing_50_of_50(page: Page, hall: Hall):
    """The tab's process gets SIGKILL; the next tab shows the mark. The server hears nothing meanwhile."""
    sheet = hall.blank_sheets("J1")[0]
    context = page.context
    context.route("**/kirim-antrean", lambda route: route.abort("connectionrefused"))
    page.close()
    found: list[str] = []
    killed = 0
    for number in range(50):
        page = context.new_page()
        open_sheet(page, hall.address, sheet)
        found.append(chosen(page)[0])
        tap(page, 0, 2 + number % 3)
        wait_for(page, HELD)
        killed += kill_tabs(context) > 0
        page.close()
    assert killed == 50
    assert found == ["-", *[str(2 + number % 3) for number in range(49)]]
    assert saved(hall, sheet) == []


def kill_tabs(context: BrowserContext) -> int:
    """SIGKILL to the processes that draw this browser's pages; how many there were."""
    assert context.browser
    devtools = context.browser.new_browser_cdp_session()

    def tabs() -> set[int]:
        told = devtools.send("SystemInfo.getProcessInfo")["processInfo"]
        return {process["id"] for process in told if process["type"] == "renderer"}

    killed = tabs()
    for process in killed:
        os.kill(process, signal.SIGKILL)
    until(lambda: killed.isdisjoint(tabs()))  # or the next tab would be born into a dying process
    devtools.detach()
    return len(killed)


def test_a_browser_that_is_killed_has_lost_nothing(playwright: Playwright, hall: Hall, tmp_path: Path):
    """The whole browser ends without a word, three times; the profile on disk is all there is."""
    sheet, profile = hall.blank_sheets("J1")[0], tmp_path / "profile"
    for number in range(3):
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=executable(), args=FLAGS, viewport={"width": 820, "height": 1180}
        )
        page = context.pages[0]
        page.route("**/kirim-antrean", lambda route: route.abort("connectionrefused"))
        sign_in(page, hall.address)
        open_sheet(page, hall.address, sheet)
        assert chosen(page)[:3] == ["---", "2--", "23-"][number]
        tap(page, number, 2 + number)
        wait_for(page, HELD)
        kill_browser(profile)
        with contextlib.suppress(Error):
            context.close()
    assert saved(hall, sheet) == []


def kill_browser(profile: Path) -> None:
    """SIGKILL to the one browser whose profile this is, found by its own lock."""
    process = int((profile / "SingletonLock").readlink().name.rsplit("-", 1)[1])
    os.kill(process, signal.SIGKILL)


def test_back_and_reload_never_shift_a_choice(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    for number, score in enumerate((4, 2, 5, 1)):
        tap(page, number, score)
    wait_for(page, SENT)
    before = chosen(page)
    page.reload()
    ready(page)
    assert chosen(page) == before
    page.goto(f"{hall.address}/juri/skor-saya")
    page.go_back()
    ready(page)
    assert chosen(page) == before
    page.click("text=Kembali ke daftar")
    expect(page.locator("h1")).to_have_text("Lembar penilaian Bapak/Ibu")
    page.go_back()
    expect(page.locator("fieldset.indicator").first).to_be_visible()
    assert chosen(page) == before
    assert before.startswith("4251-")
