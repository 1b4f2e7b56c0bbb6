"""Whatever asks for something can be seen and pressed: every field of setting up and judging, in a browser.

A style meant for something else once made fields transparent and laid them over each other; nothing but eyes noticed.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from app import create_app
from judging.settings import Settings
from tools.every_page import reachable
from tools.shots import sign_in_judge, sign_in_organiser

pytestmark = pytest.mark.browser
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
LEAST = 44  # pixels high
# Radios and ticks are drawn by the row around them, a PIN by its boxes; a file's button is the browser's own.
ONLY_SHOWN = {"organiser.preview_rubric"}  # a sheet as judges see it, in which nothing can be pressed
FIELDS = """
main :is(input:not([type=hidden], [type=radio], [type=checkbox], [type=file], .unseen, [data-pin] *), select, textarea)
"""
FAULTS = """
([selector, least]) => {
  for (const folded of document.querySelectorAll("main details")) folded.open = true
  const shown = [...document.querySelectorAll(selector)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  const faults = []
  const opacity = (one) => one ? Number(getComputedStyle(one).opacity) * opacity(one.parentElement) : 1
  for (const one of shown) {
    const told = (what) => faults.push(`${one.name || one.id}: ${what}`)
    one.scrollIntoView({ block: "center", inline: "center", behavior: "instant" })
    const box = one.getBoundingClientRect()
    if (opacity(one) < 1) told(`opacity ${opacity(one)}`)
    if (box.height < least - 0.5) told(`${box.height.toFixed(0)} high`)
    const met = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    if (met !== one && ![...(one.labels ?? [])].some((label) => label.contains(met))) {
      told(`under ${met ? met.outerHTML.slice(0, 60) : "nothing"}`)
    }
    for (const other of shown) {
      const beside = other.getBoundingClientRect()
      const wide = Math.min(box.right, beside.right) - Math.max(box.left, beside.left)
      const high = Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top)
      if (other !== one && wide > 1 && high > 1) told(`lies over ${other.name || other.id}`)
    }
  }
  return [shown.length, faults]
}
"""


@pytest.mark.parametrize(("stage", "who", "least"), [("setup", "panitia", 100), ("judging", "J1", 1)])
def test_every_field_can_be_seen_and_pressed(
    chromium: Browser, serve: Callable[..., str], tmp_path, stage: str, who: str, least: int
):
    address = serve(stage)
    routes = create_app(Settings.from_environment({"JUARA_DATA": str(tmp_path / "routes")})).url_map.bind("127.0.0.1")
    context = chromium.new_context(viewport=LAPTOP, locale="id-ID")
    page = context.new_page()
    (sign_in_judge if who.startswith("J") else sign_in_organiser)(page, address, who)
    met, found = 0, list[str]()
    for one in [*reachable(context, address, urlsplit(page.url).path, routes)]:
        if one.endpoint.startswith(("guides.", "public.")) or one.endpoint in ONLY_SHOWN:
            continue
        fields, faults = faults_of(page, address + one.path)
        met += fields
        found += [f"{one.path} {fault}" for fault in faults]
    context.close()
    assert not found, "\n".join(found)
    assert met >= least


def test_the_first_pages_of_an_empty_database_too(chromium: Browser, serve: Callable[..., str], tmp_path):
    address = serve(tmp_path / "new")
    page = chromium.new_context(viewport=LAPTOP, locale="id-ID").new_page()
    for path in ("/mulai", "/mulai/acara-baru"):
        fields, faults = faults_of(page, address + path)
        assert (fields > 2, faults) == (True, [])
    page.context.close()


def test_a_field_that_is_covered_or_transparent_is_found(chromium: Browser):
    page = chromium.new_page(viewport=LAPTOP)
    page.set_content(
        '<main><input name="clear" style="height:50px;opacity:0"><br><input name="low" style="height:20px">'
        '<div style="position:relative;height:50px"><input name="a" style="position:absolute;inset:0;height:50px">'
        '<select name="b" style="position:absolute;inset:0;height:50px"></select></div></main>'
    )
    _fields, faults = page.evaluate(FAULTS, [FIELDS, LEAST])
    page.close()
    assert {fault.partition(": ")[0] for fault in faults} == {"clear", "low", "a", "b"}


def faults_of(page: Page, address: str) -> tuple[int, list[str]]:
    """At both sizes: how many fields the page shows, and what is wrong with them."""
    page.set_viewport_size(LAPTOP)
    page.goto(address)
    fields, faults = page.evaluate(FAULTS, [FIELDS, LEAST])
    page.set_viewport_size(PHONE)
    _fields, small = page.evaluate(FAULTS, [FIELDS, LEAST])
    return fields, list(dict.fromkeys([*faults, *(f"{fault} (telepon)" for fault in small if fault not in faults)]))
