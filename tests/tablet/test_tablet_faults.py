"""The line between tablet and server, cut and mended in a real Chromium; each test shows that its fault happened."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tablet_hall import (
    HELD,
    SENT,
    Hall,
    KillableHall,
    chosen,
    connection,
    copy_of,
    fill,
    kept_pages,
    lost_requests,
    new_tablet,
    open_sheet,
    ready,
    saved,
    send,
    sign_in,
    tap,
    try_again,
    wait_for,
    watch,
)

pytestmark = pytest.mark.browser


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


def test_the_line_is_back_but_its_first_request_fails(page: Page, hall: Hall):
    """After hours of failures the pauses are long; a line that came back is tried again at once, in seconds."""
    page.clock.install(time="2026-11-28T08:00:00")
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    lost = lost_requests(page)
    page.context.set_offline(True)
    tap(page, 0, 4)
    wait_for(page, HELD)
    watch(page, lambda: page.clock.run_for(40_000) or len(lost) >= 6)
    page.clock.pause_at("2026-11-28T12:00:00")  # from here the page's time goes on only when told to
    cuts: list[int] = []

    def cut_first(route: Route) -> None:
        if cuts:
            route.continue_()
        else:
            cuts.append(1)
            route.abort("internetdisconnected")

    page.route("**/kirim-antrean", cut_first)
    page.context.set_offline(False)
    before = len(lost)
    watch(page, lambda: page.clock.run_for(100) or (cuts and len(lost) > before))  # and the page was told of it
    for _step in range(60):  # six seconds, told step by step; a request that was failing already counts as one more
        page.clock.run_for(100)
    watch(page, lambda: hall.sheet(sheet).version == 1)
    assert list(hall.sheet(sheet).scores.values()) == [4]


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


def test_an_older_page_says_what_the_tablet_knows_better(page: Page, hall: Hall):
    """Without a line a page is shown as it was last seen; what was sent since is not said to be missing."""
    sent, begun = hall.blank_sheets("J1")[:2]
    watch(page, lambda: kept_pages(page) == page.locator("[data-sheet-row] a").count() + 1)
    head = page.locator("section", has=page.locator(f"[data-sheet-row='{sent}']")).locator(".list-head span")
    before, count = re.findall(r"\d+", head.inner_text())
    page.locator(f"[data-sheet-row='{sent}'] a").click()
    expect(page.locator("fieldset.indicator").first).to_be_visible()
    fill(page, 3)
    send(page)
    expect(page.get_by_text("sudah diterima")).to_be_visible()
    page.locator(f"[data-sheet-row='{begun}'] a").click()
    expect(page.locator("fieldset.indicator").first).to_be_visible()
    tap(page, 0, 4)
    watch(page, lambda: len(hall.sheet(begun).scores) == 1)
    wait_for(page, SENT)
    page.context.set_offline(True)
    page.get_by_role("link", name="Kembali ke daftar").click()
    wait_for(page, "Sambungan terputus")
    expect(head).to_have_text(f"{int(before) + 1} dari {count} terkirim")
    row = page.locator(f"[data-sheet-row='{begun}']")
    expect(row.locator(".state")).to_have_text(re.compile(r"^Sedang dinilai1 dari \d+ dinilai$"))
    expect(row.locator("[data-action]")).to_have_text("Lanjutkan")
    page.locator(f"[data-sheet-row='{sent}'] a").click()
    expect(page.get_by_text(re.compile("sudah diterima|Lembar ini sudah terkirim")).first).to_be_visible()
    expect(page.get_by_text("Menunggu sambungan untuk dikirim")).to_have_count(0)
    expect(page.locator("fieldset.indicator input:enabled")).to_have_count(0)


def test_a_peserta_who_withdraws_holds_no_other_sheet_back_and_may_return(page: Page, hall: Hall):
    """Two sheets wait on the tablet, one of them closed meanwhile; the page was closed too."""
    gone, other = hall.blank_sheets("J1")[:2]
    for sheet in (gone, other):
        open_sheet(page, hall.address, sheet)
        page.context.set_offline(True)
        tap(page, 0, 4)
        wait_for(page, HELD)
        page.context.route("**/kirim-antrean", lambda route: route.abort("connectionrefused"))
        page.context.set_offline(False)
    person = hall.sheet(gone).participant_id
    hall.stand(person, "withdrawn")
    page.context.unroute("**/kirim-antrean")
    page.goto(f"{hall.address}/juri")
    ready(page)
    watch(page, lambda: len(hall.sheet(other).scores) == 1)
    assert hall.sheet(gone).scores == {}
    row = page.locator(f"[data-sheet-row='{gone}']")
    expect(row.locator(".state")).to_have_text("Belum terkirim")
    expect(row.locator("a")).to_have_count(0)
    expect(page.get_by_role("button", name="Unduh berkas penyelamat").first).to_be_visible()
    assert SENT not in connection(page)
    hall.stand(person, "active")
    page.get_by_role("button", name="Coba kirim").click()
    watch(page, lambda: len(hall.sheet(gone).scores) == 1)
    wait_for(page, SENT)


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
        try_again(page)
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
    wait_for(page, SENT)
    assert lost == [200, 200]
    assert {outcome for outcome, _ in saved(hall, sheet)} == {"saved"}
    assert list(hall.sheet(sheet).scores.values()) == [4, 2]
