"""Sending, taking back and clashing in every order a hall finds; each time the judge can go on, and nothing is lost.

Two tablets of one judge, a line that comes and goes, a server put back from an older copy, a finger that is faster.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tablet_hall import (
    HELD,
    SENT,
    STORE,
    Hall,
    connection,
    copy_of,
    fill,
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

pytestmark = pytest.mark.browser

TWO = "Ada dua isian Bapak/Ibu untuk lembar ini"
MINE, THEIRS = "Pakai isian perangkat ini", "Pakai isian di server"


@pytest.fixture
def second(chromium: Browser, hall: Hall) -> Iterator[Page]:
    """Another tablet of J1."""
    context = new_tablet(chromium)
    page = context.new_page()
    sign_in(page, hall.address)
    yield page
    context.close()


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


def take_back(page: Page, reason: str = "Tertukar") -> None:
    page.get_by_text("Tarik kembali lembar ini").click()
    page.fill("textarea[name=reason]", reason)
    page.get_by_role("button", name="Tarik kembali", exact=True).click()


def scores(hall: Hall, sheet: int) -> set[int]:
    return set(hall.sheet(sheet).scores.values())


@pytest.mark.parametrize(("button", "after"), [(THEIRS, ("submitted", {3})), (MINE, ("reopened", {4}))])
def test_a_tap_against_a_sheet_that_was_sent_elsewhere_is_for_the_judge_to_settle(
    page: Page, second: Page, hall: Hall, button: str, after: tuple[str, set[int]]
):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    offline(page)
    tap(page, 0, 4)
    wait_for(page, HELD)
    page.get_by_role("link", name="Kembali ke daftar").click()
    send_and_see(second, hall, sheet)
    online(page)
    expect(page.locator(f"[data-sheet-row='{sheet}'] .state")).to_contain_text("Ada dua isian")
    open_row(page, sheet)
    expect(page.get_by_text(TWO)).to_be_visible()
    expect(page.locator("table.clash")).to_contain_text("kosong")
    page.get_by_role("button", name=button).click()
    watch(page, lambda: (hall.sheet(sheet).state, scores(hall, sheet)) == after)
    wait_for(page, SENT)
    assert ("conflict", None) in saved(hall, sheet)


@pytest.mark.parametrize(("button", "after"), [(THEIRS, ("draft", {2})), (MINE, ("submitted", {3}))])
def test_a_sending_that_clashed_is_for_the_judge_to_settle(
    page: Page, second: Page, hall: Hall, button: str, after: tuple[str, set[int]]
):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    offline(page)
    fill(page, 3)
    send(page)
    expect(page.locator(f"[data-sheet-row='{sheet}'] .state")).to_contain_text("terkirim bila tersambung")
    open_sheet(second, hall.address, sheet)
    tap(second, 0, 2)
    wait_for(second, SENT)
    online(page)
    expect(page.locator(f"[data-sheet-row='{sheet}'] .state")).to_contain_text("Ada dua isian")
    open_row(page, sheet)
    expect(page.get_by_text(TWO)).to_be_visible()
    page.get_by_role("button", name=button).click()
    watch(page, lambda: (hall.sheet(sheet).state, scores(hall, sheet)) == after)
    wait_for(page, SENT)
    if button == THEIRS:
        count = page.locator("fieldset.indicator").count()
        expect(page.locator(".dock .sum")).to_contain_text(f"1 dari {count} dinilai")
        expect(page.locator("fieldset.indicator .picked").first).to_contain_text("Skor 2")


def test_taking_back_without_a_line_says_so_and_keeps_every_mark(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    send_and_see(page, hall, sheet)
    open_row(page, sheet)
    expect(page.get_by_text("Tarik kembali lembar ini")).to_be_visible()
    offline(page)
    take_back(page)
    expect(page.get_by_text("Menunggu sambungan untuk ditarik kembali")).to_be_visible()
    expect(page.get_by_text("Tarik kembali lembar ini")).to_be_hidden()
    page.get_by_role("link", name="Kembali ke daftar").click()
    count = len(hall.sheet(sheet).scores)
    expect(page.locator(f"[data-sheet-row='{sheet}'] .state")).to_contain_text(f"{count} dari {count} dinilai")
    open_row(page, sheet)
    expect(page.get_by_text("Menunggu sambungan untuk ditarik kembali")).to_be_visible()
    online(page)
    expect(page.get_by_text("Lembar ini ditarik kembali")).to_be_visible()
    assert page.locator("fieldset.indicator .level :checked").count() == count
    expect(page.locator("fieldset.indicator input").first).to_be_enabled()
    wait_for(page, SENT)
    assert (hall.sheet(sheet).state, scores(hall, sheet)) == ("reopened", {3})


def test_a_taking_back_whose_answer_was_lost_opens_the_full_sheet(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    send_and_see(page, hall, sheet)
    open_row(page, sheet)
    lost = []

    def lose(route: Route) -> None:
        if not lost:
            route.fetch()
            lost.append(route.request.post_data)
        route.abort("connectionreset")

    page.route("**/kirim-antrean", lose)
    take_back(page)
    watch(page, lambda: lost)
    assert ("take_back" in lost[0], hall.sheet(sheet).state) == (True, "reopened")
    page.unroute("**/kirim-antrean")
    expect(page.locator("fieldset.indicator input").first).to_be_enabled()
    assert page.locator("fieldset.indicator .level :checked").count() == len(hall.sheet(sheet).scores)


def test_an_open_page_follows_its_sending_and_can_no_longer_call_it_off(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    offline(page)
    fill(page, 3)
    send(page)
    open_row(page, sheet)
    expect(page.get_by_text("Menunggu sambungan untuk dikirim")).to_be_visible()
    online(page)
    expect(page.get_by_text("sudah diterima")).to_be_visible()
    expect(page.get_by_text("Batal kirim, lanjut mengisi")).to_have_count(0)
    assert hall.sheet(sheet).state == "submitted"


def test_the_sheet_is_closed_from_the_moment_it_is_sent(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    fill(page, 3)
    wait_for(page, SENT)
    held: list[Route] = []

    def hold(route: Route) -> None:
        if held:
            route.continue_()
        held.append(route)

    page.route("**/kirim-antrean", hold)
    send(page)
    expect(page.locator("fieldset.indicator input").first).to_be_disabled()
    watch(page, lambda: held)
    held[0].continue_()
    expect(page.get_by_text("sudah diterima")).to_be_visible()


def test_the_sheet_asked_for_last_is_the_one_shown(page: Page, hall: Hall):
    """The first one answers late; by then another peserta is being scored."""
    slow, quick = hall.blank_sheets("J1")[:2]
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/lembar/{slow}", hold)
    open_row(page, slow)
    watch(page, lambda: held)
    open_row(page, quick)
    expect(page.locator("form[data-sheet]")).to_have_attribute("data-sheet", str(quick))
    tap(page, 0, 4)
    with page.expect_response(f"**/lembar/{slow}"):
        for route in held:
            route.continue_()
    tap(page, 1, 4)
    watch(page, lambda: len(hall.sheet(quick).scores) == 2)
    assert hall.sheet(slow).scores == {}


def test_a_number_off_the_scale_is_told_at_once_and_takes_nothing_away(
    stage_folders: Callable[[str, str], Path], tmp_path: Path, chromium: Browser
):
    hall = Hall(copy_of(stage_folders("psm-lks", "setup"), tmp_path / "numbers"))
    hall.open_judging()
    context = new_tablet(chromium)
    page = context.new_page()
    try:
        sign_in(page, hall.address)
        sheet = next(one for one in hall.blank_sheets("J1") if hall.uses_numbers(one))
        open_sheet(page, hall.address, sheet)
        field = page.locator(".number-score input").first
        field.fill("80")
        watch(page, lambda: scores(hall, sheet) == {80})
        field.fill("800")
        field.blur()
        expect(page.locator(".picked").first).to_contain_text("Skor tidak ada pada skala")
        wait_for(page, SENT)
        assert (scores(hall, sheet), field.input_value()) == ({80}, "800")
        page.get_by_role("link", name="Kembali ke daftar").click()
        open_row(page, sheet)
        expect(page.locator(".number-score input").first).to_have_value("80")
    finally:
        context.close()
        hall.stop()


def test_what_is_missing_is_kept_true_while_it_is_filled(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    count = fill(page, 3)
    page.evaluate("document.querySelectorAll('.level :checked')[3].checked = false")
    page.evaluate("document.querySelectorAll('.level :checked')[0].checked = false")
    page.click("button[data-send]")
    expect(page.locator("[data-missing] .jumps a")).to_have_count(2)
    tap(page, 0, 4)
    expect(page.locator("[data-missing] .jumps a")).to_have_count(1)
    tap(page, 3, 4)
    expect(page.locator("[data-missing]")).to_be_empty()
    expect(page.locator(".dock .sum")).to_contain_text(f"{count} dari {count} dinilai")


def test_a_pile_too_heavy_for_one_batch_goes_in_smaller_ones(page: Page, hall: Hall):
    """Long notes in every sheet, without a line; the server takes 256 KB at once."""
    asked: list[int] = []
    page.on("response", lambda answer: asked.append(answer.status) if "kirim-antrean" in answer.url else None)
    sheets = hall.blank_sheets("J1")
    page.context.route("**/kirim-antrean", lambda route: route.abort("connectionrefused"))
    for sheet in sheets:
        open_sheet(page, hall.address, sheet)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        notes = page.locator("fieldset.indicator textarea")
        for number in range(notes.count()):
            notes.nth(number).fill(("é" * 2000 + "\n") * 2)  # two bytes each in UTF-8
        notes.last.blur()
        wait_for(page, HELD)
    page.context.unroute("**/kirim-antrean")
    page.reload()
    ready(page)
    for sheet in sheets:
        watch(page, lambda sheet=sheet: hall.sheet(sheet).notes)
    wait_for(page, SENT)
    assert 413 in asked


def test_signing_out_needs_a_line_and_a_page_that_was_kept_is_renewed_with_it(page: Page, hall: Hall):
    offline(page)
    page.get_by_role("button", name="Ganti juri").click()
    expect(page.get_by_text("Halaman itu memerlukan sambungan")).to_be_visible()
    page.get_by_role("link", name="English").click()  # would leave the open page
    assert page.url.startswith(hall.address)
    page.evaluate("document.querySelector('[data-sheet-row] a').click()")
    page.get_by_role("link", name="Kembali ke daftar").click()
    expect(page.locator("[name=csrf_token]").first).to_have_value("")
    online(page)
    expect(page.locator("[name=csrf_token]").first).not_to_have_value("")
    page.get_by_role("button", name="Ganti juri").click()
    page.wait_for_url(f"{hall.address}/juri/masuk**")
    page.goto(f"{hall.address}/juri")
    expect(page.get_by_role("heading", name="Masuk juri")).to_be_visible()


def test_after_the_session_ended_the_judge_goes_on_while_no_pin_can_be_checked(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    page.context.clear_cookies()
    tap(page, 0, 4)
    cover = page.locator("dialog.cover")
    expect(cover).to_contain_text("Masukkan PIN lagi")
    page.context.route("**/juri/**", lambda route: route.abort("connectionrefused"))
    cover.locator("input[type=password]").fill("111111")
    cover.get_by_role("button", name="Buka", exact=True).click()
    page.click("text=Tanpa sambungan: lanjut menilai")
    expect(cover).to_have_count(0)
    tap(page, 1, 4)
    wait_for(page, HELD)
    page.context.unroute("**/juri/**")
    expect(cover).to_contain_text("Masukkan PIN lagi")
    assert hall.sheet(sheet).scores == {}


def test_a_judge_who_comes_back_after_a_restore_offers_what_the_server_lacks(
    page: Page, hall: Hall, tmp_path: Path, context
):
    """The copy is older than J1's sending, and J1 had handed the tablet over in between."""
    copy = tmp_path / "older"
    sheet = hall.blank_sheets("J1")[0]
    hall.database.engine.dispose()
    shutil.copytree(hall.data, copy)
    send_and_see(page, hall, sheet)
    page.goto(f"{hall.address}/juri")
    ready(page)
    page.get_by_role("button", name="Ganti juri").click()
    page.wait_for_url("**/juri/masuk**")
    hall.put_back(copy)
    sign_in(page, hall.address, "J2")
    wait_for(page, SENT)
    page.get_by_role("button", name="Ganti juri").click()
    page.wait_for_url("**/juri/masuk**")
    assert hall.sheet(sheet).scores == {}
    sign_in(page, hall.address)
    watch(page, lambda: hall.sheet(sheet).state == "submitted")
    assert scores(hall, sheet) == {3}


def test_marks_given_while_the_server_was_put_back_are_no_clash(page: Page, hall: Hall, tmp_path: Path):
    copy = tmp_path / "older"
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    tap(page, 0, 2)
    watch(page, lambda: len(hall.sheet(sheet).scores) == 1)
    wait_for(page, SENT)
    hall.database.engine.dispose()
    shutil.copytree(hall.data, copy)
    for number in (1, 2):
        tap(page, number, 3)
        watch(page, lambda number=number: len(hall.sheet(sheet).scores) == number + 1)
    wait_for(page, SENT)
    page.context.route("**/kirim-antrean", lambda route: route.abort("connectionrefused"))
    tap(page, 3, 4)
    wait_for(page, HELD)
    hall.put_back(copy)
    assert len(hall.sheet(sheet).scores) == 1
    page.context.unroute("**/kirim-antrean")
    watch(page, lambda: len(hall.sheet(sheet).scores) == 4)
    wait_for(page, SENT)
    expect(page.get_by_text(TWO)).to_have_count(0)
    assert list(hall.sheet(sheet).scores.values()) == [2, 3, 3, 4]


def test_what_arrived_too_late_is_told_on_the_list_and_on_its_page(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    offline(page)
    fill(page, 3)
    send(page)
    hall.close("pendamping")
    online(page)
    watch(page, lambda: saved(hall, sheet) == [("late", None)])
    expect(page.locator(f"[data-sheet-row='{sheet}'] .state")).to_contain_text("Sampai sesudah penilaian ditutup")
    page.goto(f"{hall.address}/juri/lembar/{sheet}")
    expect(page.get_by_text("disimpan terpisah untuk diputuskan ketua")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, hall.address)
    expect(page.locator(f"[data-sheet-row='{sheet}'] .state")).to_contain_text("diputuskan ketua")


def test_a_device_that_keeps_nothing_is_never_said_to_keep_a_sheet(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    offline(page)
    page.evaluate(
        "() => { window.refused = 0; IDBObjectStore.prototype.put = function () { window.refused += 1;"
        "this.transaction.abort(); throw new DOMException('full', 'QuotaExceededError') } }"
    )
    tap(page, 0, 4)
    wait_for(page, "BELUM TERSIMPAN")
    page.get_by_role("link", name="Kembali ke daftar").click()
    expect(page.locator(f"[data-sheet-row='{sheet}'] .state")).to_have_text("BELUM TERSIMPAN")
    assert page.evaluate("window.refused") > 0
    assert HELD not in connection(page)


def test_a_receipt_stands_on_the_list_once(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    send_and_see(page, hall, sheet)
    kept = json.loads(page.evaluate(STORE + "all('pages').then(JSON.stringify)"))
    assert kept
    assert not any("sudah diterima" in row["html"] and row["key"].endswith("/juri") for row in kept)
