"""Every page of a judge at tablet and phone size: for fingers, for a keyboard, for a reader, over a weak connection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import until
from playwright.sync_api import Browser, Page, expect
from tablet_hall import SENT, Hall, fill, new_tablet, open_sheet, ready, sign_in, tap, wait_for

pytestmark = pytest.mark.browser
SIZES = [(820, 1180), (1180, 820), (390, 844)]
AXE = Path(__file__).parents[1] / "vendor" / "axe" / "axe.min.js"
MOST_BYTES, MOST_REQUESTS = 60 * 1024, 10
# everything a finger or a key can reach; a control hidden inside its label is as large as the label
TARGETS = """
() => [...document.querySelectorAll("a[href], button, input, summary, textarea, select")]
  .map((one) => one.matches(".level input, .tick input") ? one.closest("label") : one)
  .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter((one) => !one.matches(".skip, [type=hidden], .over input"))
  .map((one) => ({ box: one.getBoundingClientRect(), words: (one.innerText || one.name || "").slice(0, 40) }))
  .filter(({ box }) => box.width > 0 && (box.width < 47.5 || box.height < 47.5))
  .map(({ box, words }) => `${words} ${box.width.toFixed(0)} x ${box.height.toFixed(0)}`)
"""


def pages(sheets: list[int], sent: int) -> dict[str, str]:
    return {
        "daftar": "/juri",
        "lembar": f"/juri/lembar/{sheets[0]}",
        "terkirim": f"/juri/lembar/{sent}",
        "benturan": f"/juri/lembar/{sheets[1]}/benturan",
        "skor saya": "/juri/skor-saya",
        "panggil": "/juri/panggil-panitia",
    }


@pytest.fixture(params=["light", "dark"])
def screen(request: pytest.FixtureRequest, chromium: Browser, hall: Hall) -> Iterator[Page]:
    context = new_tablet(chromium, color_scheme=request.param)
    page = context.new_page()
    sign_in(page, hall.address)
    yield page
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds, with the element, one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def test_every_page_is_for_fingers_and_readers_at_every_size(screen: Page, hall: Hall):
    sheets = hall.blank_sheets("J1")
    sent = sheets[0] - 1
    open_sheet(screen, hall.address, sheets[0])
    tap(screen, 0, 5)
    wait_for(screen, SENT)
    faults: list[str] = []
    for name, path in pages(sheets, sent).items():
        for width, height in SIZES:
            screen.set_viewport_size({"width": width, "height": height})
            screen.goto(hall.address + path)
            ready(screen)
            wait_for(screen, "") if name == "benturan" else wait_for(screen, SENT)
            faults += [f"{name} {width}: {fault}" for fault in faults_of(screen)]
    assert faults == []


def faults_of(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*violations(page), *page.evaluate(TARGETS), *([f"scrolls sideways by {wide}"] if wide > 0 else [])]


def test_the_states_that_only_a_script_draws_are_for_readers_too(screen: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(screen, hall.address, sheet)
    screen.context.set_offline(True)
    tap(screen, 0, 4)
    wait_for(screen, "Tersimpan di perangkat")
    expect(screen.locator(".banner.held")).to_be_visible()
    found = {"offline": faults_of(screen)}
    screen.click("button[data-send]")
    expect(screen.locator("[data-missing] .inset")).to_be_visible()
    found["missing"] = faults_of(screen)
    fill(screen)
    screen.click("button[data-send]")
    found["question"] = faults_of(screen)
    screen.click("dialog >> text=Batal")
    screen.evaluate("localStorage.setItem('juara-terakhir', '1')")
    screen.context.set_offline(False)
    screen.reload()
    ready(screen)
    expect(screen.locator("dialog.cover")).to_be_visible()
    found["cover"] = faults_of(screen)
    assert found == {"offline": [], "missing": [], "question": [], "cover": []}


def test_the_sign_in_page_is_for_fingers_and_readers(chromium: Browser, hall: Hall):
    for scheme in ("light", "dark"):
        context = new_tablet(chromium, color_scheme=scheme)
        page = context.new_page()
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{hall.address}/juri/masuk")
            expect(page.locator(".pad")).to_be_visible()
            assert faults_of(page) == []
        context.close()


@pytest.mark.parametrize("zoom", [320, 410], ids=["320 px", "200 %"])
def test_a_narrow_or_magnified_sheet_can_be_scored_and_sent(page: Page, hall: Hall, zoom: int):
    """410 x 590 is a tablet of 820 x 1180 at 200 %."""
    page.set_viewport_size({"width": zoom, "height": 590})
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    fill(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.click("button[data-send]")
    page.click("dialog >> text=Ya, kirim")
    expect(page.locator(".receipt")).to_contain_text("sudah diterima")
    assert hall.sheet(sheet).state == "submitted"


def test_a_whole_sheet_by_keyboard_alone(page: Page, hall: Hall):
    """Tab, arrows, space and Enter; every control that gets the focus has a name, and none hides below the dock."""
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    page.set_viewport_size({"width": 1180, "height": 820})
    seen: list[dict[str, Any]] = []
    for _ in range(300):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        seen.append(at)
        if at["radio"]:
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowDown")
        if at["send"]:
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab") if page.evaluate("document.activeElement.textContent") != "Ya, kirim" else None
    page.keyboard.press("Enter")
    expect(page.locator(".receipt")).to_contain_text("sudah diterima")
    assert [at for at in seen if not at["name"]] == []
    assert [at for at in seen if at["hidden"]] == []
    assert set(hall.sheet(sheet).scores.values()) == {3}


FOCUS = """
() => {
  const one = document.activeElement
  const box = (one.closest(".level, .tick") ?? one).getBoundingClientRect()
  const dock = document.querySelector(".dock")
  const inDock = dock.contains(one)
  return {
    name: one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText || "",
    radio: one.type === "radio",
    send: one.matches("[data-send]"),
    hidden: !inDock && box.bottom > dock.getBoundingClientRect().top + 1,
    what: one.outerHTML.slice(0, 100),
  }
}
"""


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_first_sheet_weighs_at_most_60_kilobytes_in_10_requests(chromium: Browser, hall: Hall, tell, language: str):
    """Everything over the wire, heads of answers included, with an empty cache."""
    context = new_tablet(chromium)
    page = context.new_page()
    sign_in(page, hall.address)
    cookies = context.cookies()
    context.close()
    fresh = new_tablet(chromium, service_workers="block")
    fresh.add_cookies([*cookies, {"name": "bahasa", "value": language, "url": hall.address}])
    page = fresh.new_page()
    devtools = fresh.new_cdp_session(page)
    devtools.send("Network.enable")
    sizes: dict[str, int] = {}
    names: dict[str, str] = {}
    devtools.on("Network.responseReceived", lambda seen: names.update({seen["requestId"]: seen["response"]["url"]}))
    devtools.on("Network.loadingFinished", lambda seen: sizes.update({seen["requestId"]: seen["encodedDataLength"]}))
    page.goto(f"{hall.address}/juri/lembar/{hall.blank_sheets('J1')[0]}")
    ready(page)
    until(lambda: page.locator("#connection .state.sent").count())
    assert page.locator("html").get_attribute("lang") == language
    fresh.close()
    for request, size in sizes.items():
        tell(f"{size:>7.0f} {names.get(request, '').removeprefix(hall.address)}")
    tell(f"{sum(sizes.values()):>7.0f} bytes in {len(sizes)} requests")
    assert sum(sizes.values()) <= MOST_BYTES
    assert len(sizes) <= MOST_REQUESTS


def test_a_whole_sheet_takes_one_tap_for_each_indicator_and_no_page_load(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    loads: list[str] = []
    page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    count = fill(page)
    page.click("button[data-send]")
    page.click("dialog >> text=Ya, kirim")
    expect(page.locator(".receipt")).to_contain_text("sudah diterima")
    assert loads == []
    assert len(hall.sheet(sheet).scores) == count


def test_undo_takes_back_the_last_tap_on_the_server_too(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    tap(page, 0, 4)
    tap(page, 0, 2)
    page.click("text=Urungkan")
    wait_for(page, SENT)
    assert list(hall.sheet(sheet).scores.values()) == [4]
    page.click("text=Urungkan")
    expect(page.locator("fieldset.indicator").first.locator(".unscored")).to_be_visible()
    wait_for(page, SENT)
    assert hall.sheet(sheet).scores == {}


def test_a_scale_of_many_steps_is_a_number_field_that_refuses_what_is_off_the_scale(
    chromium: Browser, stage_folders: Callable[[str, str], Path], tmp_path: Path
):
    import shutil  # noqa: PLC0415 - used here only

    shutil.copytree(stage_folders("psm-lks", "setup"), tmp_path / "psm")
    hall = Hall(tmp_path / "psm")
    hall.open_judging()
    context = new_tablet(chromium)
    page = context.new_page()
    sign_in(page, hall.address)
    sheet = next(one for one in hall.blank_sheets("J1") if hall.uses_numbers(one))
    open_sheet(page, hall.address, sheet)
    fields = page.locator(".number-score input")
    assert fields.count() > 0
    fields.nth(0).fill("85")
    fields.nth(1).fill("7")
    fields.nth(1).blur()
    wait_for(page, SENT)
    row = hall.sheet(sheet)
    assert list(row.scores.values()) == [85]
    page.click("button[data-send]")
    expect(page.locator("[data-missing]")).to_contain_text("Skor tidak ada pada skala:")
    context.close()
    hall.stop()
