"""Sending, taking back and clashing in every order a hall finds; each time the judge can go on, and nothing is lost.

Two tablets of one judge, a line that comes and goes, a server put back from an older copy, a finger that is faster.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tablet_hall import (
    HELD,
    SENT,
    Hall,
    fill,
    new_tablet,
    offline,
    online,
    open_row,
    open_sheet,
    saved,
    scores,
    send,
    send_and_see,
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


def take_back(page: Page, reason: str = "Tertukar") -> None:
    page.get_by_text("Tarik kembali lembar ini").click()
    page.fill("textarea[name=reason]", reason)
    page.get_by_role("button", name="Tarik kembali", exact=True).click()


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


@pytest.mark.parametrize("width", [390, 320])
def test_a_clash_of_a_whole_sheet_fits_a_phone(page: Page, second: Page, hall: Hall, width: int):
    """Every indicator differs, one of them by a long note without a blank in it."""
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    offline(page)
    count = fill(page, 4)
    page.locator("fieldset.indicator").first.locator("summary").click()
    page.locator("fieldset.indicator textarea").first.fill("panjang" * 40)
    wait_for(page, HELD)
    open_sheet(second, hall.address, sheet)
    fill(second, 2)
    wait_for(second, SENT)
    page.set_viewport_size({"width": width, "height": 800})
    online(page)
    expect(page.locator("[data-missing] tbody tr")).to_have_count(count)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    mine = page.get_by_role("button", name=MINE)
    mine.scroll_into_view_if_needed()
    expect(mine).to_be_in_viewport(ratio=1)
