"""The day in a real Chromium: a paper sheet keyed in and checked without a mouse, a reserve judge taking over."""

from __future__ import annotations

import io
from collections.abc import Callable

import people
import pytest
from axe import violations
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from sites import PIN

from judging import actions, queries
from judging.models import Sheet
from judging.queries.documents import PAPER_PHOTO
from judging.queries.paper_sheets import paper_lines
from judging.roles import Role

pytestmark = pytest.mark.browser
LAPTOP, PHONE = ({"width": w, "height": h} for w, h in ((1366, 768), (390, 844)))


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def hall(open_stage, serve: Callable[..., str]) -> tuple[str, list[int]]:
    """A server where J3 scores on paper and one paper is keyed in with its photo; and the sheets of that pile."""
    database = open_stage("judging")
    with database.writing() as session:
        panitia = people.organiser(session, Role.PANITIA)
        judge = people.judge(session, "J3").judge_id or 0
        actions.score_on_paper(session, panitia, judge, paper=True, now=people.NOW)
        waiting = [line.sheet_id for line in paper_lines(session, 1) if line.waits == "key"]
        scores = dict.fromkeys(codes(session, waiting[-1]), 3)
        paper = actions.key_in(session, panitia, waiting[-1], {"scores": scores}, now=people.NOW)
        kept = actions.keep_document(
            session, panitia, 1, kind=PAPER_PHOTO, name="lembar-kertas.jpg", content=picture(), media="image/jpeg",
            now=people.NOW,
        )  # fmt: skip
        actions.attach_photo(session, panitia, paper, kept, now=people.NOW)
    database.engine.dispose()
    return serve(database.settings.data_dir), waiting


def codes(session, sheet_id: int) -> list[str]:
    rubric = queries.rubric_of(session.get_one(Sheet, sheet_id).round.rubric)
    return [indicator.code for indicator in rubric.indicators]


def signed_in(chromium: Browser, address: str) -> Page:
    page = chromium.new_context(viewport=LAPTOP, locale="id-ID", base_url=address).new_page()
    page.goto("/panitia/masuk")
    page.fill("[name=login]", "panitia")
    page.fill("[name=password]", "contoh")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/panitia")
    return page


def test_a_paper_is_keyed_in_and_checked_by_keyboard_alone(chromium: Browser, hall):
    address, waiting = hall
    page = signed_in(chromium, address)
    page.goto(f"/panitia/kertas/{waiting[0]}")
    page.keyboard.type("3" * 16)  # one key for each indicator: the first field has the focus
    page.keyboard.press("ArrowUp")
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(page.get_by_text("tersimpan dan menunggu pemeriksaan")).to_be_visible()
    page.goto(f"/panitia/kertas/{waiting[-1]}/periksa")
    page.keyboard.type("3" * 15 + "4")  # the last one jumps to the second person's name
    page.keyboard.type("bendahara")
    page.keyboard.press("Tab")
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dua isian berbeda")).to_be_visible()
    page.keyboard.type("3")
    page.keyboard.type("bendahara")
    page.keyboard.press("Tab")
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    expect(page.get_by_text("dihitung.").first).to_be_visible()


def test_a_reserve_takes_over_after_the_effect_was_seen(chromium: Browser, hall):
    address, _ = hall
    page = signed_in(chromium, address)
    page.goto("/panitia/hari-ini")
    page.get_by_role("link", name="Tidak hadir Bambang Prasetyo").click()
    page.get_by_label("Digantikan oleh").select_option(label="J6 · Yuliana Kartika")
    page.get_by_label("Alasan").fill("Pulang karena sakit.")
    page.get_by_role("button", name="Lihat akibatnya").click()
    expect(page.get_by_text("3 peserta dinilai Yuliana Kartika")).to_be_visible()
    page.get_by_role("button", name="Ya, catat").click()
    expect(page.get_by_text("digantikan Yuliana Kartika.")).to_be_visible()
    page.goto("/panitia/kemajuan")
    expect(page.locator("tr", has_text="Yuliana Kartika").get_by_text("Belum", exact=True)).to_have_count(3)


def test_the_days_pages_can_be_used_by_everyone(chromium: Browser, hall):
    address, waiting = hall
    page = signed_in(chromium, address)
    paths = [
        "/panitia", "/panitia/kemajuan", "/panitia/kertas", f"/panitia/kertas/{waiting[0]}",
        f"/panitia/kertas/{waiting[-1]}/periksa", f"/panitia/kertas/{waiting[-1]}/juri", "/panitia/hari-ini",
        "/panitia/juri/2/tidak-hadir", "/panitia/peserta/7/mundur",
    ]  # fmt: skip
    for path in paths:
        page.goto(path)
        for size in (LAPTOP, PHONE):
            page.set_viewport_size(size)
            wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            assert (violations(page), wide) == ([], False), (path, size)
