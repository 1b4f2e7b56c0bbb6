"""Sessions that end, two tablets, two windows, an older store, a restored server, a closed category, the lock."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from sqlalchemy import delete, text
from tablet_hall import (
    HELD,
    SENT,
    STORE,
    Hall,
    chosen,
    copy_of,
    fill,
    kept_pages,
    new_tablet,
    open_sheet,
    ready,
    saved,
    send,
    sign_in,
    tap,
    wait_for,
    watch,
)

from judging import actions, queries
from judging.actions.common import utc_now
from judging.models import SignInSession
from judging.roles import SYSTEM, Role

pytestmark = pytest.mark.browser


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


def test_a_page_on_its_way_is_not_kept_for_the_next_judge(page: Page, hall: Hall):
    """The list fetches sheets ahead; one that arrives after "Ganti juri" leaves no trace."""
    open_sheet(page, hall.address, hall.blank_sheets("J1")[0])  # this page fetches nothing ahead
    page.evaluate(STORE + "open.then((all) => all.transaction('pages', 'readwrite').objectStore('pages').clear())")
    ahead: list[Route] = []

    def hold(route: Route) -> None:
        ahead.append(route)

    page.route("**/juri/lembar/*", hold)
    page.goto(f"{hall.address}/juri")
    ready(page)
    watch(page, lambda: ahead)
    page.evaluate("HTMLFormElement.prototype.submit = () => { window.left = true }")  # the page stays to be looked at
    page.locator("[data-sign-out] button").click()
    watch(page, lambda: page.evaluate("window.left"))
    with page.expect_request_finished(lambda request: "/juri/lembar/" in request.url):
        ahead[0].continue_()
    page.evaluate("new Promise((done) => setTimeout(done, 200))")  # the page reads it, and would keep it now
    assert kept_pages(page) == 0


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
    watch(page, lambda: restored.sheet(one).state == "submitted" and restored.sheet(other).version == 1)
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


def test_a_scanned_card_never_sends_its_secret_in_an_address(page: Page, hall: Hall):
    with hall.database.writing() as session:
        judge = next(one for one in queries.judges(session, 1) if one.code == "J2")
        card = actions.issue_card(session, SYSTEM, judge.id, now=utc_now())
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
