"""The guides on a screen and on paper."""

from __future__ import annotations

import io

import pytest
from axe import violations
from pypdf import PdfReader

from judging.web.guides import CHAPTERS

ADDRESSES = ["juri", *(f"panitia/{chapter}" for chapter in CHAPTERS)]


def test_the_judges_guide_is_one_sheet_of_paper(chromium, serve):
    page = chromium.new_page(viewport={"width": 820, "height": 1180})
    page.goto(f"{serve('empty')}/panduan/juri")
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    text = printed.pages[0].extract_text()
    assert (len(printed.pages), "Panduan juri" in text, "Sebelum pulang" in text) == (1, True, True)


@pytest.mark.parametrize("width", [390, 1366])
def test_every_guide_is_for_everyone(chromium, serve, width: int):
    page = chromium.new_page(viewport={"width": width, "height": 844})
    address = serve("empty")
    found = {}
    for name in ADDRESSES:
        page.goto(f"{address}/panduan/{name}")
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        broken = page.evaluate("[...document.images].filter(one => one.complete && !one.naturalWidth).length")
        found[name] = (violations(page), wide, broken)
    assert found == dict.fromkeys(ADDRESSES, ([], False, 0))
