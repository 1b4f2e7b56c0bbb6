"""Photographs every page an organiser or a judge can reach, at two sizes; says which are heavy, too wide, or a barrier.

In:  the sample event in four stages, built afresh; optionally the language ("en").
Out: shots-out/STAGE/SIZE/ENDPOINT.png (not kept in the repository) and one line for each fault.
Finds pages by following links, so a page nobody links to is missing here, and that is a finding too.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from app import create_app
from judging.settings import Settings
from tools.shots import FLAGS, LAPTOP, PHONE, TABLET, served, sign_in_judge, sign_in_organiser

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "shots-out"
STAGES = ("setup", "judging", "closed", "announced")
SIZES = {"panitia": (LAPTOP, PHONE), "ketua": (LAPTOP, PHONE), "J1": (TABLET, PHONE)}
HEAVIEST = 150_000  # bytes of one page
AXE = ROOT / "tests" / "vendor" / "axe" / "axe.min.js"
UNSEEN_FIELDS = """[...document.querySelectorAll(".field :is(input, select, textarea):not(.pin input)")]
  .filter((one) => one.checkVisibility() && (getComputedStyle(one).opacity === "0" || one.offsetWidth < 40))
  .map((one) => `a field nobody sees: ${one.name}`)"""
LINK = re.compile(r'href="([^"#?]+)')


@dataclass(frozen=True, slots=True)
class Seen:
    endpoint: str
    path: str
    size: int


def main(arguments: list[str]) -> int:
    language = arguments[0] if arguments else "id"
    faults: list[str] = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        routes = create_app(Settings.from_environment({"JUARA_DATA": f"{scratch}/routes"})).url_map.bind("127.0.0.1")
        for stage in STAGES:
            with served(Path(scratch) / stage, stage) as address:
                for who in SIZES:
                    faults += walk(browser, address, routes, stage, who, language)
        browser.close()
    print("\n".join(faults) or "no page is too heavy or too wide, and axe finds nothing")
    return min(len(faults), 1)


def walk(browser: Browser, address: str, routes: MapAdapter, stage: str, who: str, language: str) -> list[str]:
    """Every kind of page this person reaches in this stage, photographed; what is wrong with it."""
    context = browser.new_context(locale="id-ID")
    context.add_cookies([{"name": "bahasa", "value": language, "url": address}])
    page = context.new_page()
    if who.startswith("J"):
        sign_in_judge(page, address, who)
    else:
        sign_in_organiser(page, address, who)
    found = list(reachable(context, address, urlsplit(page.url).path, routes))
    faults = [f"{stage} {who} {one.path}: {one.size} bytes" for one in found if one.size > HEAVIEST]
    for width, height in SIZES[who]:
        page.set_viewport_size({"width": width, "height": height})
        folder = SCREENS / stage / f"{who}-{width}"
        folder.mkdir(parents=True, exist_ok=True)
        for one in found:
            page.goto(address + one.path)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{stage} {who} {one.path}: wider than {width}")
            wrong = barriers(page) + page.evaluate(UNSEEN_FIELDS)
            faults += [f"{stage} {who} {one.path} at {width}: {fault}" for fault in wrong]
            page.screenshot(path=str(folder / f"{one.endpoint}.png"), full_page=True)
    context.close()
    print(f"{stage}: {len(found)} kinds of pages for {who}")
    return faults


def barriers(page: Page) -> list[str]:
    """What axe finds, with the element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    return [f"{rule['id']}: {node['html'][:90]}" for rule in found for node in rule["nodes"]]


def reachable(context: BrowserContext, address: str, first: str, routes: MapAdapter) -> Iterator[Seen]:
    """One page of each endpoint, found by following links."""
    waiting, met = [first, "/"], set()
    while waiting:
        path = waiting.pop(0)
        endpoint = endpoint_of(routes, path)
        if endpoint is None or endpoint in met or endpoint.startswith(("assets.", "languages.")):
            continue
        answer = context.request.get(address + path)
        if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
            continue
        met.add(endpoint)
        text = answer.text()
        yield Seen(endpoint, path, len(answer.body()))
        waiting += [urlsplit(urljoin(address + path, link)).path for link in LINK.findall(text)]


def endpoint_of(routes: MapAdapter, path: str) -> str | None:
    try:
        return str(routes.match(path, method="GET")[0])
    except HTTPException:
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
