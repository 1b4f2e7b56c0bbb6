"""A new event typed from nothing in a real Chromium: from the token on the terminal to open for judging."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from judging import queries
from judging.actions.common import utc_now
from judging.database import Database
from judging.models import Sheet
from judging.queries.set_up import categories_set_up
from judging.settings import Settings

pytestmark = pytest.mark.browser
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
AXE = Path(__file__).parents[1] / "vendor" / "axe" / "axe.min.js"
PASSWORD = "kata sandi panjang"
SETTING_UP = ("", "/acara", "/unsur-juri", "/wilayah", "/kategori", "/kategori/kube", "/kategori/kube/sesi",
              "/kategori/kube/hadiah", "/batasan", "/pejabat", "/akun")  # fmt: skip
SMALL = """
() => [...document.querySelectorAll("main :is(a.button, button, input, summary, textarea, select)")]
  .map((one) => one.matches(".choice input") ? one.closest("label") : one)
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches("[type=hidden], .unseen"))
  .map((one) => ({ box: one.getBoundingClientRect(), words: (one.innerText || one.name || "").slice(0, 40) }))
  .filter(({ box }) => box.height < 47.5)
  .map(({ box, words }) => `${words} ${box.height.toFixed(0)}`)
"""
JUDGES = (("Jamilah Contoh", "Praktisi sosial"), ("Kornelius Contoh", "Forum CSR"), ("Lestari Contoh", "Akademisi"))


def test_an_event_is_typed_from_nothing_to_open_for_judging(
    chromium: Browser, serve: Callable[..., str], tmp_path: Path
):
    data = tmp_path / "new"
    address = serve(data)
    context = chromium.new_context(viewport=LAPTOP, locale="id-ID", base_url=address)
    page = context.new_page()
    begin(page, token(tmp_path))
    fill_lists(page)
    for category in ("kube", "pendamping"):
        for place in (1, 2):
            add_participant(page, category, f"{category.capitalize()} Contoh {place}", f"Kota {place}")
    for place, (name, background) in enumerate(JUDGES):
        add_judge(page, name, background, is_chair=place == 0)
    give_cards_and_an_account(page)
    assert faults(page) == []
    page.goto("/panitia/pengaturan")
    expect(page.get_by_text("Harus ada sebelum dibuka")).to_have_count(0)
    page.get_by_role("link", name="Buka penilaian", exact=True).click()
    assert violations(page) == []
    page.get_by_role("button", name="Ya, buka penilaian").click()
    expect(page.get_by_text("Penilaian dibuka. Juri sekarang dapat menilai.")).to_be_visible()
    context.close()
    look_at(Database(Settings.from_environment({"JUARA_DATA": str(data)})))


def token(folder: Path) -> str:
    """As a person would read it where the program was started."""
    printed = (folder / "server-0.log").read_text(encoding="utf-8")
    found = re.search(r"kode penyiapan ini: ([0-9a-f]{32})", printed)
    assert found, printed
    return found[1]


def begin(page: Page, secret: str) -> None:
    page.goto("/mulai")
    assert violations(page) == []
    page.get_by_role("link", name="Buat acara baru").click()
    assert violations(page) == []
    texts = {
        "Kode penyiapan": secret,
        "Nama penghargaan": "KUBE Berprestasi",
        "Tingkat": "Tingkat Kabupaten Contoh",
        "Tempat": "Contoh",
        "Penyelenggara": "Dinas Sosial Kabupaten Contoh",
        "Nama Bapak/Ibu": "Siti Contoh",
        "Nama masuk": "siti",
        "Kata sandi": PASSWORD,
        "PIN": "135790",
    }
    for label, text in texts.items():
        page.get_by_label(re.compile(f"^{label}")).fill(text)
    page.get_by_label("Tanggal mulai penilaian").fill(utc_now().date().isoformat())
    page.get_by_label("KUBE dan pendamping").check(force=True)
    page.get_by_role("button", name="Buat acara").click()
    page.fill("[name=login]", "siti")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    expect(page.get_by_role("heading", name="Pengaturan", exact=True)).to_be_visible()


def fill_lists(page: Page) -> None:
    """On from page to page by the link at the head or the foot."""
    page.get_by_role("link", name="Berikutnya: Wilayah").click()
    page.get_by_label("Tambah wilayah").fill("Kota 1\nKota 2")
    page.get_by_role("button", name="Simpan").last.click()
    expect(page.get_by_text("Wilayah disimpan: 2.")).to_be_visible()
    page.goto("/panitia/pengaturan/kategori/kube/sesi")
    page.locator("[name=rubric-0]").select_option(label="KUBE Berprestasi, versi 1")
    page.get_by_role("button", name="Simpan").last.click()
    expect(page.get_by_text("Rubrik KUBE Berprestasi disimpan.")).to_be_visible()
    for category in ("kube", "pendamping"):
        page.goto(f"/panitia/pengaturan/kategori/{category}/hadiah")
        for place in range(5):
            page.fill(f"[name=amount-{place}]", f"{5 - place}.000.000")
        page.press("[name=amount-4]", "Enter")  # Enter saves: it moves and removes nothing
        expect(page.get_by_text("Uang seluruhnya Rp15.000.000", exact=True)).to_be_visible()


def add_participant(page: Page, category: str, name: str, region: str) -> None:
    page.goto(f"/panitia/peserta/baru?kategori={category}")
    page.fill("[name=name]", name)
    page.fill("[name=region]", region)
    page.get_by_role("button", name="Simpan peserta").click()
    expect(page.get_by_text(f"{name} tercatat.")).to_be_visible()


def add_judge(page: Page, name: str, background: str, *, is_chair: bool) -> None:
    page.goto("/panitia/juri/baru")
    page.fill("[name=name]", name)
    page.fill("[name=institution]", "Lembaga Contoh")
    page.get_by_label("Unsur").select_option(label=background)
    for seat in page.locator("[name=seat]").all():
        seat.check(force=True)
    if is_chair:
        page.locator("[name=is_chair]").check(force=True)
    page.get_by_role("button", name="Simpan juri").click()
    expect(page.get_by_text(name).first).to_be_visible()


def give_cards_and_an_account(page: Page) -> None:
    page.goto("/panitia/juri")
    page.get_by_role("button", name=re.compile("Terbitkan kartu untuk 3 juri")).click()
    expect(page.get_by_text("3 kartu siap dicetak: J1, J2, dan J3")).to_be_visible()
    assert violations(page) == []
    with page.expect_download() as taken:
        page.get_by_role("link", name="Unduh kartu (PDF)").click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    page.goto("/panitia/pengaturan/akun")
    page.get_by_text("Tambah akun").click()
    page.get_by_label("Juri yang sama orangnya").select_option("J1")
    page.get_by_label("Nama masuk").last.fill("ketua")
    page.locator("details[open] [name=roles][value=ketua]").check(force=True)
    page.get_by_role("button", name="Buat akun").click()
    expect(page.get_by_text("Jamilah Contoh · ketua")).to_be_visible()
    page.emulate_media(media="print")
    alone = page.evaluate("document.body.innerText")
    page.emulate_media(media="screen")
    assert "Jamilah Contoh · ketua" in alone, "her slip is printed"
    assert "siti" not in alone, "and nothing else of the page"


def faults(page: Page) -> list[str]:
    """Every page of setting up: for readers, and on a phone for fingers and not wider than the screen."""
    found: list[str] = []
    for path in SETTING_UP:
        page.set_viewport_size(LAPTOP)
        page.goto(f"/panitia/pengaturan{path}")
        told = violations(page)
        page.set_viewport_size(PHONE)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        told += [*page.evaluate(SMALL), *([f"scrolls sideways by {wide}"] if wide > 0 else [])]
        found += [f"{path}: {fault}" for fault in told]
    page.set_viewport_size(LAPTOP)
    return found


def violations(page: Page) -> list[str]:
    """What axe finds, with the element, one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def look_at(database: Database) -> None:
    """What two people typed stands in the database, and the journal knows every row of it."""
    with database.reading() as session:
        event = queries.events(session)[0]
        found = categories_set_up(session, event.id)
        judges = queries.panel(session, event.id, now=utc_now())
        sheets = session.query(Sheet).count()
    assert (event.name, event.level, event.is_sample) == ("KUBE Berprestasi", "Tingkat Kabupaten Contoh", False)
    assert [(one.code, one.state, one.participants, one.rounds[0].judges) for one in found] == [
        ("kube", "judging", 2, 3), ("pendamping", "judging", 2, 3),
    ]  # fmt: skip
    assert {award.to_confirm for one in found for award in one.awards} == {""}
    assert [(one.code, one.is_chair, one.card_issued_at is not None) for one in judges] == [
        ("J1", True, True), ("J2", False, True), ("J3", False, True),
    ]  # fmt: skip
    assert sheets == 12
    assert database.verify().ok
