"""In a real Chromium: a judge opens evidence beside the profile with one tap, and the new set-up pages pass axe."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator

import pytest
from axe import violations
from people import NOW
from PIL import Image
from playwright.sync_api import Browser
from sites import Site
from werkzeug.serving import make_server

from app import create_app
from judging import actions, queries
from judging.roles import SYSTEM
from judging.sample import PASSWORD, judge_pin

TABLET, LAPTOP = {"width": 820, "height": 1180}, {"width": 1366, "height": 768}
PAGES = (
    "/panitia/peserta/baru",
    "/panitia/peserta/1",
    "/panitia/peserta/1/ubah",
    "/panitia/peserta/1/anggota",
    "/panitia/peserta/1/bukti",
    "/panitia/peserta/undian",
    "/panitia/juri",
    "/panitia/juri/baru",
    "/panitia/juri/2",
    "/panitia/juri/penugasan",
    "/panitia/juri/benturan",
    "/panitia/kalibrasi",
    "/panitia/kalibrasi/1",
)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def address(open_stage) -> Iterator[tuple[Site, str]]:
    app = create_app(open_stage("setup").settings)
    site = Site(app, app.extensions["juara"])
    with site.database.writing() as session:
        actions.open_calibration(session, SYSTEM, 1, "KUBE Contoh", "Buku ada.", now=NOW)
        for one in queries.participants(session, 1):
            about = {"media": "image/jpeg", "pages": 1, "now": NOW}
            actions.keep_evidence(session, SYSTEM, one.id, "Buku kas", jpeg(), **about)
        actions.draw_order(session, SYSTEM, 1, "4 2 6 1", now=NOW)
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_evidence_opens_with_one_tap_and_the_new_pages_pass_axe(address, chromium: Browser):
    site, base = address
    panitia = chromium.new_page(viewport=LAPTOP, locale="id-ID")
    panitia.goto(f"{base}/panitia/masuk")
    panitia.fill("[name=login]", "panitia")
    panitia.fill("[name=password]", PASSWORD)
    panitia.keyboard.press("Enter")
    panitia.wait_for_url(f"{base}/panitia")
    for size in (LAPTOP, TABLET):
        panitia.set_viewport_size(size)
        for path in PAGES:
            panitia.goto(base + path)
            assert violations(panitia) == [], (path, size)
            assert panitia.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, size)
    judge = chromium.new_page(viewport=TABLET, locale="id-ID", has_touch=True)
    judge.goto(f"{base}/juri/masuk")
    judge.fill("[name=card_code]", "J1")
    judge.fill("[name=pin]", judge_pin("J1"))
    judge.keyboard.press("Enter")
    judge.wait_for_url(f"{base}/juri")
    judge.goto(f"{base}/juri/kalibrasi/1")
    assert violations(judge) == []
    with site.database.writing() as session:
        for category in queries.categories(session, 1):
            actions.open_judging(session, SYSTEM, category.id, now=NOW)
    judge.goto(f"{base}/juri/lembar/1")
    judge.locator("summary", has_text="Profil").click()
    with judge.expect_popup() as opened:
        judge.get_by_role("link", name="Buku kas").tap()
    picture = opened.value
    picture.wait_for_load_state()
    assert picture.evaluate("document.images[0].naturalWidth") == 640
    assert judge.url == f"{base}/juri/lembar/1"
