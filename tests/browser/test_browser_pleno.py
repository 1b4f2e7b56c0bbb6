"""From closing to the last name on the hall's screen, each by the people who do it, in real Chromium windows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import people
import pytest
from playwright.sync_api import Browser, Page, expect
from sites import PIN

from judging import actions, codes, queries
from judging.roles import SYSTEM
from judging.spreadsheet.samples import sample_scores

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[1] / "vendor" / "axe" / "axe.min.js"
LAPTOP, PHONE, HALL = ({"width": w, "height": h} for w, h in ((1366, 768), (390, 844), (1920, 1080)))
UTR, SEL = "KUBE Bahari Rejeki", "KUBE Guyub Hijau"


@pytest.fixture
def scored(open_stage, serve: Callable[..., str]) -> Callable[..., str]:
    """A server with every sheet sent but those of `absent`; with `tied`, KUBE-UTR has the very scores of KUBE-SEL."""

    def build(*, absent: str = "", tied: bool = False) -> str:
        database, scores = open_stage("setup"), sample_scores("kube-dki")
        with database.writing() as session:
            for category in queries.categories(session, 1):
                actions.open_judging(session, SYSTEM, category.id, now=people.NOW)
        with database.writing() as session:
            for sheet in queries.open_sheets(session, 1):
                if sheet.judge != absent:
                    source = "KUBE-SEL" if tied and sheet.participant == "KUBE-UTR" else sheet.participant
                    given = scores[source, sheet.round, sheet.judge]
                    ticks = {code: (0,) for code in given if given[code] in sheet.note_units}
                    entry = actions.SheetEntry(codes.new_secret(), 0, "submit", given, ticks, {})
                    actions.save_entry(session, sheet.actor, sheet.id, entry, now=people.NOW)
        database.engine.dispose()
        return serve(database.settings.data_dir)

    return build


def window(chromium: Browser, address: str, size: dict[str, int], login: str = "") -> Page:
    page = chromium.new_context(viewport=size, locale="id-ID", base_url=address).new_page()
    if login:
        page.goto(f"{address}/panitia/masuk")
        page.fill("[name=login]", login)
        page.fill("[name=password]", "contoh")
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{address}/panitia")
    return page


def close(page: Page, *categories: str) -> None:
    for category in categories or ("KUBE Berprestasi", "Pendamping KUBE Berprestasi"):
        page.goto("/panitia/kemajuan")
        page.get_by_text(f"Tutup penilaian {category}", exact=True).first.click()
        page.get_by_role("button", name=f"Tutup penilaian {category}", exact=True).click()


def press(page: Page, button: str, login: str = "wakil") -> None:
    """A form with a second person's name and PIN."""
    form = page.locator("form", has=page.get_by_role("button", name=button))
    form.locator("[name=second_login]").fill(login)
    form.locator("[name=second_pin]").fill(PIN)
    form.get_by_role("button", name=button).click()


def seal(page: Page, category: str) -> None:
    page.goto(f"/panitia/pleno/{category}")
    press(page, "Setujui dan kunci hasil")
    expect(page.get_by_text("Hasil versi 1").first).to_be_visible()


def axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def barriers(page: Page, *paths: str) -> list[tuple[str, int, str]]:
    """What the automatic check finds on these pages, on a laptop and on a phone."""
    found = []
    for path in paths:
        page.goto(path)
        for size in (LAPTOP, PHONE):
            page.set_viewport_size(size)
            found += [(path, size["width"], fault) for fault in axe(page)]
    return found


def test_an_absent_judge_is_left_out_by_the_declared_rule(chromium: Browser, scored):
    address = scored(absent="J5")
    panitia = window(chromium, address, LAPTOP, "panitia")
    with_judge = re.compile(r"tidak hadir", re.IGNORECASE)
    ketua = window(chromium, address, LAPTOP, "ketua")
    ketua.goto("/panitia/kemajuan")
    expect(ketua.get_by_text("Lukman Hakim Siregar 5 lembar").first).to_be_attached()
    close(ketua)
    ketua.goto("/panitia/pleno/kube")
    expect(ketua.get_by_text("J5 tidak dihitung", exact=True)).to_be_visible()
    expect(ketua.get_by_text("Tidak ada lembar untuk")).to_be_visible()
    seal(ketua, "kube")
    panitia.goto("/panitia/pleno/kube")
    assert not with_judge.search(panitia.title())
    expect(panitia.get_by_text("Hasil versi 1").first).to_be_visible()


@pytest.mark.parametrize(
    ("places", "told"),
    [(("2", "3"), "Juara III"), (("2", "2"), "Juara II")],
    ids=["put in order", "twin winners"],
)
def test_the_pleno_decides_a_tie_for_juara_ii(chromium: Browser, scored, places: tuple[str, str], told: str):
    ketua = window(chromium, scored(tied=True), LAPTOP, "ketua")
    close(ketua)
    ketua.goto("/panitia/pleno/kube")
    expect(ketua.get_by_text("Masih ada nilai sama yang menunggu keputusan pleno.")).to_be_visible()
    ketua.get_by_label(SEL, exact=True).select_option(places[0])
    ketua.get_by_label(UTR, exact=True).select_option(places[1])
    ketua.locator("#reason-tie-2").fill("Administrasi lebih lengkap.")
    ketua.locator("#present-tie-2").fill("Retno\nBambang\nMaria")
    press(ketua, "Catat keputusan pleno")
    seal(ketua, "kube")
    ketua.goto("/panitia/hadiah")
    row = ketua.locator("tr", has_text=UTR)
    expect(row.locator("th")).to_have_text(re.compile(rf"^{told}(trofi|$)"))
    expect(row.locator("td").last).to_have_text("Rp6.600.000" if told == "Juara III" else "Rp7.700.000")


def test_the_names_appear_in_the_hall_one_press_after_another(chromium: Browser, serve: Callable[..., str]):
    address = serve("sealed")
    hall, phone = window(chromium, address, HALL), window(chromium, address, PHONE, "panitia")
    hall.goto("/layar")
    phone.goto("/panitia/pengumuman/kendali")
    phone.get_by_role("button", name="Mulai").click()
    expect(hall.get_by_text("Kencana")).to_have_count(0)
    steps = ("Sebentar lagi", "KUBE Tunas Jahit", "KUBE Melati Karya", UTR, SEL, "KUBE Kencana Bersih")
    for number, text in enumerate(steps):
        phone.locator(".next-key").click()
        expect(hall.get_by_role("heading", name=text)).to_be_visible()
        later = [name for name in steps[number + 1 :] if name in hall.content()]
        assert later == []
        assert hall.title() == "Pengumuman – Juara"
    phone.get_by_role("button", name="Mundur").click()
    expect(hall.get_by_role("heading", name=SEL)).to_be_visible()
    phone.get_by_role("button", name="Kosongkan").click()
    expect(hall.get_by_text(SEL)).to_have_count(0)


def test_a_correction_reaches_everyone_with_its_mark(chromium: Browser, serve: Callable[..., str]):
    address = serve("announced")
    judge, ketua = window(chromium, address, LAPTOP), window(chromium, address, LAPTOP, "ketua")
    judge.goto("/juri/masuk")
    judge.fill("[name=card_code]", "J3")
    judge.fill("[name=pin]", "333333")
    judge.press("[name=pin]", "Enter")
    judge.get_by_role("link", name=f"Lihat {SEL}").click()
    judge.get_by_text("Minta lembar ini dibuka kembali").click()
    judge.get_by_label("Alasan").fill("K1 salah tekan.")
    judge.get_by_role("button", name="Kirim permintaan").click()
    ketua.goto("/panitia/permintaan")
    ketua.get_by_label("Alasan jawaban").fill("Wajar, sesuai catatan.")
    ketua.get_by_role("button", name="Buka untuk juri ini").click()
    judge.goto("/juri")
    judge.get_by_role("link", name=f"Perbaiki {SEL}").click()
    judge.locator("input[name=score-K1][value='2']").check(force=True)
    judge.get_by_role("button", name="Kirim lembar").click()
    judge.get_by_role("button", name="Ya, kirim").click()
    expect(judge.get_by_text(f"Lembar {SEL} sudah diterima.")).to_be_visible()
    ketua.goto("/panitia/pleno/kube")
    ketua.get_by_label("Alasan koreksi").fill("Lembar J3 diperbaiki.")
    press(ketua, "Kunci versi koreksi")
    expect(ketua.get_by_text("Berita acara KUBE Berprestasi, hasil versi 1")).to_be_visible()
    panitia = window(chromium, address, LAPTOP, "panitia")
    panitia.goto("/panitia/pengumuman")
    panitia.get_by_role("button", name="Umumkan KUBE Berprestasi", exact=True).click()
    public = window(chromium, address, PHONE)
    public.goto("/hasil")
    expect(public.get_by_text("Ralat")).to_be_visible()
    expect(public.locator(".places li").first).to_contain_text(UTR)
    assert barriers(public, "/hasil", "/periksa", "/periksa/7F3A91C27F3A91C27F3A") == []


def test_no_automatic_check_finds_a_barrier(chromium: Browser, serve: Callable[..., str]):
    address = serve("closed")
    ketua = window(chromium, address, LAPTOP, "ketua")
    for path in (
        "/panitia/pleno/kube",
        "/panitia/pleno/kube/cara-menghitung",
        "/panitia/pleno/kube/cara-menghitung/KUBE-SEL",
        "/panitia/pleno/kube/akibat?kind=out&participant=KUBE-SEL&status=withdrawn",
        "/panitia/permintaan",
        "/panitia/tahapan",
        "/panitia/pengumuman/kendali",
        "/layar",
        "/layar/kemajuan",
    ):
        ketua.goto(path)
        for fold in ketua.locator("details").all():
            fold.evaluate("fold => fold.open = true")
        assert axe(ketua) == [], path
    assert barriers(ketua, "/panitia/pleno/kube#keputusan") == []
