"""The rubric editor in a real Chromium: sums while typing, nothing typed is lost, pages for readers and fingers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
HOME = "/panitia/pengaturan/rubrik"
WEIGHT = '[name="aspects[0].indicators[3].weight"]'
SIZES, PHONE = [(820, 1180), (1366, 768)], (390, 844)
AXE = Path(__file__).parents[1] / "vendor" / "axe" / "axe.min.js"
SMALL = """
() => [...document.querySelectorAll("main :is(a[href], button, input, summary, textarea, select)")]
  .map((one) => one.matches(".choice input, .tick input, .level input") ? one.closest("label") : one)
  .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter((one) => !one.matches("[type=hidden], .inset li a"))
  .map((one) => ({ box: one.getBoundingClientRect(), words: (one.innerText || one.name || "").slice(0, 40) }))
  .filter(({ box }) => box.width > 0 && (box.width < 47.5 || box.height < 47.5))
  .map(({ box, words }) => `${words} ${box.width.toFixed(0)} x ${box.height.toFixed(0)}`)
"""


@pytest.fixture
def page(chromium: Browser, serve: Callable[..., str]) -> Page:
    """The panitia before a draft of kube's next version."""
    address = serve("setup")
    page = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID", base_url=address).new_page()
    page.goto("/panitia/masuk")
    page.fill("[name=login]", "panitia")
    page.fill("[name=password]", "contoh")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{address}/panitia")
    page.goto(HOME)
    page.get_by_role("button", name="Ubah KUBE Berprestasi", exact=True).click()
    return page


def test_weights_are_summed_nothing_is_lost_and_every_page_is_for_readers_and_fingers(page: Page):
    sums_and_rescue(page)
    assert faults_of_all(page) == []


def sums_and_rescue(page: Page) -> None:
    bar = page.get_by_label("Jumlah bobot")
    expect(bar).to_contain_text("Bobot 100 pas 100")
    expect(page.get_by_role("button", name="Hitung")).to_be_hidden()
    page.fill(WEIGHT, "6")
    expect(bar).to_contain_text("Bobot 98 kurang 2")
    expect(bar).to_contain_text("Kelembagaan 33")
    expect(bar).to_contain_text("Belum disimpan")
    page.fill(WEIGHT, "enam")
    expect(bar).to_contain_text("Bobot 92 kurang 8")
    page.fill(WEIGHT, "10")
    page.locator("[name='title']").evaluate("box => box.closest('details').open = true")
    page.fill("[name=title]", "Judul yang diketik")
    page.press("[name=title]", "Tab")
    expect(bar).to_be_in_viewport()

    page.goto(HOME)  # away without saving, and back
    page.get_by_role("link", name="Lanjutkan draf").click()
    expect(page.get_by_text("Isian yang belum tersimpan dikembalikan.")).to_be_visible()
    expect(page.locator(WEIGHT)).to_have_value("10")
    expect(bar).to_contain_text("Bobot 102 lebih 2")
    page.locator(WEIGHT).press("Enter")  # the first button of the form keeps
    expect(bar).to_contain_text("Tersimpan")
    expect(page.get_by_role("heading", name="Judul yang diketik")).to_be_visible()
    expect(page.get_by_text("Isian yang belum tersimpan dikembalikan.")).to_be_hidden()


def faults_of_all(page: Page) -> list[str]:
    """The draft with problems and without, the question, the list, the preview."""
    page.locator("summary", has_text="K4").click()
    page.fill('[name="aspects[0].indicators[3].levels[1]"]', "")
    page.fill(WEIGHT, "")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_text("2 hal perlu diperbaiki")).to_be_visible()
    faults = faults_of(page, "")
    page.fill('[name="aspects[0].indicators[3].levels[1]"]', "Ada.")
    page.fill(WEIGHT, "8")
    page.get_by_role("button", name="Bekukan sebagai versi 2").click()
    page.wait_for_url("**/bekukan")
    return [*faults, *(fault for path in ("", HOME, f"{HOME}/kube/1/pratinjau") for fault in faults_of(page, path))]


def faults_of(page: Page, path: str) -> list[str]:
    """What axe finds on a tablet and a laptop; there and on a phone what is too small to press or scrolls sideways."""
    if path:
        page.goto(path)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    faults = []
    for width, height in (*SIZES, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"] if width != PHONE[0] else []
        told = [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        told += [*page.evaluate(SMALL), *([f"scrolls sideways by {wide}"] if wide > 0 else [])]
        faults += [f"{page.url} {width}: {fault}" for fault in told]
    return faults
