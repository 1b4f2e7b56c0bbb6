"""The cover over a page that nobody used for a while, and the PIN that lifts it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import delete
from tablet_hall import Hall, chosen, open_sheet, ready, saved, sign_in, tap, watch

from judging.models import SignInSession

pytestmark = pytest.mark.browser


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


@pytest.mark.parametrize("on_its_way", ["kirim-antrean", "lembar/*"])
def test_what_was_on_its_way_when_the_pin_was_given_asks_for_no_second_one(page: Page, hall: Hall, on_its_way: str):
    """The PIN begins another session; a request of the one before is refused by the server, after it was given."""
    first, second = hall.blank_sheets("J1")[:2]
    open_sheet(page, hall.address, first)
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    held: list[Route] = []
    page.route(f"**/juri/{on_its_way}", lambda route: held.append(route), times=1)  # noqa: PLW0108 - it marks its handler
    tap(page, 0, 4)
    if on_its_way.startswith("lembar"):
        page.evaluate(OPEN, f"/juri/lembar/{second}")
    watch(page, lambda: held)
    page.evaluate(IDLE)
    cover = page.locator("dialog.cover")
    cover.locator("input[type=password]").fill("111111")
    cover.locator("text=Buka").click()
    expect(cover).to_have_count(0)
    late = held[0].fetch(headers={**held[0].request.headers, "cookie": cookies})
    assert late.status == 401
    held[0].fulfill(response=late)
    watch(page, lambda: list(hall.sheet(first).scores.values()) == [4])
    if on_its_way.startswith("lembar"):
        expect(page.locator(f"form[data-sheet='{second}']")).to_have_count(1)
    assert cover.count() == 0


IDLE = """
() => {
  localStorage.setItem("juara-terakhir", "1")
  document.dispatchEvent(new Event("visibilitychange"))
}
"""
OPEN = """
(path) => {
  const link = document.createElement("a")
  link.href = path
  document.body.append(link)
  link.click()
}
"""


def test_the_card_of_another_judge_opens_that_judges_own_pages(page: Page, hall: Hall):
    """What the first judge marked stays under the first judge's name, unsent and out of sight."""
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    page.context.set_offline(True)
    tap(page, 0, 4)
    with hall.database.writing() as session:
        session.execute(delete(SignInSession))
    page.context.set_offline(False)
    cover = page.locator("dialog.cover")
    cover.locator("input[type=password]").fill("111111")
    cover.locator("text=Buka").click()
    expect(cover).to_contain_text("Kartu perlu dibaca lagi")
    cover.locator("input[type=text]").fill("J2")
    cover.locator("input[type=password]").fill("222222")
    with page.expect_navigation():
        cover.locator("text=Buka").click()
    ready(page)
    assert page.url == f"{hall.address}/juri"
    open_sheet(page, hall.address, hall.blank_sheets("J2")[0])
    expect(page.locator("body")).to_have_attribute("data-judge", "J2")
    assert "4" not in chosen(page)
    assert (saved(hall, sheet), dict(hall.sheet(sheet).scores)) == ([], {})
    sign_in(page, hall.address, "J1")
    watch(page, lambda: list(hall.sheet(sheet).scores.values()) == [4])
