"""What a hall does to a tablet, in a real Chromium. Every test also shows that its fault really happened."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import FLAGS, executable, until
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, Route, expect
from sqlalchemy import delete, text
from tablet_hall import (
    HELD,
    SENT,
    Hall,
    KillableHall,
    chosen,
    connection,
    copy_of,
    fill,
    new_tablet,
    open_sheet,
    ready,
    send,
    sign_in,
    tap,
    wait_for,
    watch,
)

from judging import actions, queries
from judging.actions.common import utc_now
from judging.models import SignInSession
from judging.roles import Role

pytestmark = pytest.mark.browser


def lost_requests(page: Page) -> list[str]:
    found: list[str] = []
    page.on("requestfailed", lambda request: found.append(request.url))
    return found


def saved(hall: Hall, sheet: int) -> list[tuple[str, int | None]]:
    return [(entry.outcome, entry.version) for entry in hall.entries(sheet)]


def test_offline_in_the_middle_of_a_sheet_for_three_hours(page: Page, hall: Hall):
    page.clock.install()
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    tap(page, 0, 4)
    wait_for(page, SENT)
    lost = lost_requests(page)
    page.context.set_offline(True)
    tap(page, 1, 4)
    wait_for(page, HELD)
    page.clock.fast_forward("03:00:00")
    expect(page.locator("dialog.cover")).to_be_visible()
    page.click("text=Tanpa sambungan: lanjut menilai")
    count = fill(page, 3)
    wait_for(page, "1 lembar belum terkirim")
    send(page)
    expect(page.locator(f"[data-sheet-row='{sheet}'] .state")).to_contain_text("terkirim bila tersambung")
    assert lost
    assert saved(hall, sheet) == [("saved", 1)]
    page.context.set_offline(False)
    page.clock.run_for(60_000)
    watch(page, lambda: hall.sheet(sheet).state == "submitted")
    row = hall.sheet(sheet)
    assert set(row.scores.values()) == {3}
    assert (len(row.scores), row.numerator) == (count, 300)
    assert [outcome for outcome, _ in saved(hall, sheet)] == ["saved"] * row.version
    expect(page.locator("dialog.cover")).to_contain_text("Masukkan PIN lagi")
    assert hall.database.verify().ok


def test_the_next_sheet_opens_without_a_connection_too(page: Page, hall: Hall):
    one, other = hall.blank_sheets("J1")[:2]
    watch(page, lambda: kept_pages(page) >= 10)
    page.context.set_offline(True)
    page.click(f"a[href='/juri/lembar/{one}']")
    count = fill(page)
    send(page)
    page.click(f"a[href='/juri/lembar/{other}']")
    tap(page, 0, 2)
    wait_for(page, "2 lembar belum terkirim")
    page.context.set_offline(False)
    watch(page, lambda: hall.sheet(one).state == "submitted" and hall.sheet(other).version == 1)
    assert (len(hall.sheet(one).scores), len(hall.sheet(other).scores)) == (count, 1)


def kept_pages(page: Page) -> int:
    return int(page.evaluate(STORE + "count('pages')"))


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


def test_a_reload_without_a_connection_keeps_working(page: Page, hall: Hall):
    """127.0.0.1 is a secure context, as https with the event's own certificate is (see test_tablet_https)."""
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    worker = "navigator.serviceWorker.getRegistrations().then((all) => all[0]?.active?.state === 'activated')"
    watch(page, lambda: page.evaluate(worker))
    page.context.set_offline(True)
    tap(page, 0, 4)
    wait_for(page, HELD)
    page.reload()
    ready(page)
    assert page.evaluate("fetch(location.href).then(() => 'answered', () => 'cut')") == "cut"
    assert chosen(page).startswith("4-")
    tap(page, 1, 5)
    wait_for(page, "1 lembar belum terkirim")
    page.context.set_offline(False)
    watch(page, lambda: len(hall.sheet(sheet).scores) == 2)


def test_the_server_is_killed_after_its_commit_and_before_its_answer(
    chromium: Browser, stage_folders: Callable[[str, str], Path], tmp_path: Path
):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = int(door.getsockname()[1])
    hall = KillableHall(copy_of(stage_folders("kube-dki", "judging"), tmp_path / "killed"), port)
    context = new_tablet(chromium)
    page = context.new_page()
    answers: list[dict] = []
    cuts: list[int] = []

    def kill_first(route: Route) -> None:
        response = route.fetch()
        if json.loads(route.request.post_data or "{}")["entries"]:
            answers.extend(response.json()["answers"])
        if len(answers) == 1 and not cuts:
            hall.kill()
            cuts.append(1)
            route.abort("connectionreset")
        else:
            route.fulfill(response=response)

    try:
        sign_in(page, hall.address)
        page.locator("[data-sheet-row]", has_text="Belum dinilai").first.locator("a").click()
        expect(page.locator("fieldset.indicator").first).to_be_visible()
        page.route("**/kirim-antrean", kill_first)
        tap(page, 0, 4)
        watch(page, lambda: cuts)
        wait_for(page, HELD)
        hall.start()
        page.click("text=Coba kirim")
        wait_for(page, SENT)
        rows = sqlite3.connect(tmp_path / "killed" / "juara.db")
        found = rows.execute("SELECT count(*) FROM entry WHERE id = ?", [answers[0]["id"]]).fetchone()
        rows.close()
    finally:
        page.unroute_all(behavior="ignoreErrors")
        context.close()
        hall.kill()
    assert [answer["word"] for answer in answers] == ["saved", "already_saved"]
    assert answers[0]["receipt"] == answers[1]["receipt"]
    assert found == (1,)


def test_the_answer_is_lost_and_the_judge_goes_on(page: Page, hall: Hall):
    """A newer mark on top of an unacknowledged one is no conflict with oneself."""
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    lost: list[int] = []

    def lose(route: Route) -> None:
        response = route.fetch()
        if len(lost) < 2 and json.loads(route.request.post_data or "{}")["entries"]:
            lost.append(response.status)
            route.abort("connectionreset")
        else:
            route.fulfill(response=response)

    page.route("**/kirim-antrean", lose)
    tap(page, 0, 4)
    watch(page, lambda: lost)
    tap(page, 1, 2)
    watch(page, lambda: len(lost) == 2)
    wait_for(page, SENT, 30)
    assert lost == [200, 200]
    assert {outcome for outcome, _ in saved(hall, sheet)} == {"saved"}
    assert list(hall.sheet(sheet).scores.values()) == [4, 2]


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


def test_an_expired_session_keeps_everything_and_asks_for_the_pin(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    page.context.set_offline(True)
    tap(page, 0, 4)
    with hall.database.writing() as session:
        session.execute(text("UPDATE sign_in_session SET ends_at = '2020-01-01T00:00:00.000000Z'"))
    page.context.set_offline(False)
    cover = page.locator("dialog.cover")
    expect(cover).to_contain_text("Masukkan PIN lagi")
    assert saved(hall, sheet) == []
    cover.locator("input[type=password]").fill("000000")
    cover.locator("text=Buka").click()
    expect(cover).to_contain_text("PIN belum cocok")
    cover.locator("input[type=password]").fill("111111")
    cover.locator("text=Buka").click()
    expect(cover).to_have_count(0)
    watch(page, lambda: list(hall.sheet(sheet).scores.values()) == [4])
    assert chosen(page).startswith("4-")


def test_two_tablets_one_sheet_and_the_judge_chooses(page: Page, hall: Hall, chromium: Browser):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    page.context.set_offline(True)
    tap(page, 0, 4)
    wait_for(page, HELD)
    other = new_tablet(chromium)
    second = other.new_page()
    sign_in(second, hall.address)
    open_sheet(second, hall.address, sheet)
    tap(second, 0, 2)
    wait_for(second, SENT)
    page.context.set_offline(False)
    choice = page.locator("[data-missing]")
    expect(choice).to_contain_text("Ada dua isian Bapak/Ibu")
    expect(choice.locator("tbody tr")).to_have_count(1)
    assert list(hall.sheet(sheet).scores.values()) == [2]
    assert ("conflict", None) in saved(hall, sheet)
    expect(page.locator(".banner.calm")).to_contain_text("juga masuk di")
    choice.locator("text=Pakai isian perangkat ini").click()
    watch(page, lambda: list(hall.sheet(sheet).scores.values()) == [4])
    wait_for(page, SENT)
    assert hall.database.verify().ok
    other.close()


def test_handing_the_tablet_over_keeps_what_waits_and_shows_it_to_nobody(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    page.route("**/kirim-antrean", lambda route: route.abort("connectionrefused"))
    tap(page, 0, 4)
    wait_for(page, HELD)
    page.click("text=Kembali ke daftar")
    page.click("text=Ganti juri")
    expect(page.locator("dialog")).to_contain_text("1 lembar belum terkirim")
    page.click("text=Ya, ganti juri")
    told = "1 lembar Dr. Retno Widyastuti, M.Si. belum terkirim di tablet ini."
    expect(page.locator("[data-waiting]")).to_contain_text(told)
    assert kept_pages(page) == 0
    page.unroute("**/kirim-antrean")
    sign_in(page, hall.address, "J2")
    wait_for(page, SENT)
    assert "Retno" not in page.content()
    assert saved(hall, sheet) == []
    page.click("text=Ganti juri")
    page.wait_for_url("**/juri/masuk")
    sign_in(page, hall.address, "J1")
    watch(page, lambda: list(hall.sheet(sheet).scores.values()) == [4])


def test_a_second_window_covers_the_first(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    second = page.context.new_page()
    open_sheet(second, hall.address, sheet)
    expect(page.locator("dialog.cover")).to_contain_text("Terbuka di jendela lain")
    tap(second, 0, 3)
    wait_for(second, SENT)
    page.click("text=Pakai jendela ini")
    expect(second.locator("dialog.cover")).to_be_visible()
    ready(page)
    assert chosen(page).startswith("3-")


def test_the_store_of_an_older_version_is_taken_over(page: Page, hall: Hall):
    """Version 1 had only "records"; what waits in it is sent by today's script."""
    sheet = hall.blank_sheets("J1")[0]
    event = page.evaluate("document.body.dataset.event")
    page.goto(f"{hall.address}/hasil")
    old = {
        "key": f"{event}/J1/{sheet}", "event": event, "judge": "J1", "name": "Retno", "sheet": sheet, "title": "Lama",
        "indicators": 16, "base": 0, "content": {"scores": {"PK1": 4}, "ticks": {}, "notes": {}}, "state": "open",
        "clash": None, "stopped": None, "closed": False,
        "entries": [{
            "id": "0123456789abcdef" * 2, "kind": "draft", "scores": {"PK1": 4}, "ticks": {}, "notes": {},
            "reason": "", "based_on": None,
        }],
    }  # fmt: skip
    version = page.evaluate(
        """async (record) => {
          await new Promise((done) => { indexedDB.deleteDatabase("juara").onsuccess = done })
          const database = await new Promise((done) => {
            const ask = indexedDB.open("juara", 1)
            ask.onupgradeneeded = () => ask.result.createObjectStore("records", { keyPath: "key" })
            ask.onsuccess = () => done(ask.result)
          })
          const change = database.transaction("records", "readwrite")
          change.objectStore("records").put(record)
          await new Promise((done) => { change.oncomplete = done })
          database.close()
          return database.version
        }""",
        old,
    )
    assert version == 1
    page.goto(f"{hall.address}/juri")
    ready(page)
    watch(page, lambda: hall.sheet(sheet).scores == {"PK1": 4})
    assert hall.entries(sheet)[0].id == old["entries"][0]["id"]
    assert page.evaluate("indexedDB.databases().then((all) => all[0].version)") == 2


def test_a_restored_server_is_offered_again_what_it_lost(
    chromium: Browser, stage_folders: Callable[[str, str], Path], tmp_path: Path
):
    hall = Hall(copy_of(stage_folders("kube-dki", "judging"), tmp_path / "before"))
    context = new_tablet(chromium)
    page = context.new_page()
    sign_in(page, hall.address)
    one, other = hall.blank_sheets("J1")[:2]
    open_sheet(page, hall.address, one)
    tap(page, 0, 4)
    wait_for(page, SENT)
    shutil.copytree(tmp_path / "before", tmp_path / "copy")
    fill(page, 3)
    send(page)
    watch(page, lambda: hall.sheet(one).state == "submitted")
    open_sheet(page, hall.address, other)
    tap(page, 0, 2)
    watch(page, lambda: hall.sheet(other).version == 1)
    wait_for(page, SENT)
    before, receipts = hall.sheet(one), [entry.id for entry in hall.entries(one)]
    hall.stop()
    restored = Hall(tmp_path / "copy", hall.port)
    with restored.database.writing() as session:
        session.execute(text("UPDATE database_fact SET value = 'restored' WHERE key = 'epoch'"))
    assert (restored.sheet(one).version, restored.sheet(other).version) == (1, 0)
    watch(page, lambda: restored.sheet(one).state == "submitted" and restored.sheet(other).version == 1, 60)
    after = restored.sheet(one)
    assert (after.receipt, after.version, after.scores) == (before.receipt, before.version, before.scores)
    assert [entry.id for entry in restored.entries(one)] == receipts
    assert restored.database.verify().ok
    context.close()
    restored.stop()


def test_a_category_closed_while_offline_holds_the_sheet_for_the_ketua(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    page.context.set_offline(True)
    fill(page)
    with hall.database.writing() as session:
        ketua = next(one for one in queries.organisers(session, 1) if Role.KETUA in one.roles)
        category = next(one for one in queries.categories(session, 1) if one.code == "pendamping")
        actions.close_category(session, ketua, category.id, now=utc_now())
    page.context.set_offline(False)
    expect(page.locator("[data-missing]")).to_contain_text("Penilaian kategori ini sudah ditutup")
    assert {outcome for outcome, _ in saved(hall, sheet)} == {"late"}
    assert hall.sheet(sheet).version == 0


def test_an_idle_screen_is_covered_and_keeps_the_form(page: Page, hall: Hall):
    page.clock.install()
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    tap(page, 0, 4)
    page.locator("fieldset.indicator").first.locator("summary").click()
    page.locator("fieldset.indicator textarea").first.fill("Setengah kalimat")
    page.clock.fast_forward("16:00")
    cover = page.locator("dialog.cover")
    expect(cover).to_contain_text("Layar terkunci")
    assert page.evaluate("document.querySelector('dialog.cover').matches(':modal')")
    cover.locator("input[type=password]").fill("111111")
    cover.locator("text=Buka").click()
    expect(cover).to_have_count(0)
    assert chosen(page).startswith("4-")
    assert page.locator("fieldset.indicator textarea").first.input_value() == "Setengah kalimat"


def test_a_scanned_card_never_sends_its_secret_in_an_address(page: Page, hall: Hall):
    with hall.database.writing() as session:
        panitia = next(one for one in queries.organisers(session, 1) if Role.PANITIA in one.roles)
        judge = next(one for one in queries.judges(session, 1) if one.code == "J2")
        card = actions.issue_card(session, panitia, judge.id, now=utc_now())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + str(request.headers.get("referer"))))
    page.goto(f"{hall.address}/juri/masuk#{card.secret}")
    expect(page.locator("[data-card-words]")).to_contain_text("Kartu terbaca")
    assert card.secret not in page.url
    page.fill("[name=pin]", card.pin)
    page.press("[name=pin]", "Enter")
    page.wait_for_url("**/juri")
    ready(page)
    assert page.evaluate("document.body.dataset.judge") == "J2"
    assert asked
    assert not any(card.secret in one for one in asked)


def test_a_session_that_was_taken_away_asks_for_the_card(page: Page, hall: Hall):
    """The panitia issued a new card: the old session opens nothing, and what was marked stays on the screen."""
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    page.context.set_offline(True)
    tap(page, 0, 4)
    with hall.database.writing() as session:
        session.execute(delete(SignInSession))
    page.context.set_offline(False)
    cover = page.locator("dialog.cover")
    expect(cover).to_be_visible()
    cover.locator("input[type=password]").fill("111111")
    cover.locator("text=Buka").click()
    expect(cover).to_contain_text("Kartu perlu dibaca lagi")
    cover.locator("input[type=text]").fill("J1")
    cover.locator("input[type=password]").fill("111111")
    cover.locator("text=Buka").click()
    watch(page, lambda: list(hall.sheet(sheet).scores.values()) == [4])
