"""The whole day in a real Chromium at tablet size: a judge scores, the chair closes and seals, ten piagam come out."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from people import NOW, judge
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from judging import actions, codes, queries
from judging.spreadsheet.samples import sample_scores

pytestmark = pytest.mark.browser
TABLET = {"width": 820, "height": 1180}
LEFT = ("J4", "PEND-UTR")  # the one sheet the judge of this walk still has to score


@pytest.fixture
def nearly_done(serve: Callable[..., str], open_stage, stage_folders, tmp_path: Path) -> str:
    """A server where every sheet but one is sent."""
    database = open_stage("judging")
    scores = sample_scores("kube-dki")
    with database.writing() as session:
        for sheet in queries.open_sheets(session, 1):
            if (sheet.judge, sheet.participant) == LEFT:
                continue
            given = scores[sheet.participant, sheet.round, sheet.judge]
            ticks = {code: (0,) for code in given if given[code] in sheet.note_units}
            entry = actions.SheetEntry(codes.new_secret(), 0, "submit", given, ticks, {})
            assert actions.save_entry(session, judge(session, sheet.judge), sheet.id, entry, now=NOW).word == "saved"
    database.engine.dispose()
    return serve(database.settings.data_dir)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_last_sheet_to_ten_piagam(chromium: Browser, nearly_done: str, script: bool):
    score_the_last_sheet(new_page(chromium, nearly_done, script), nearly_done)
    ketua = sign_in(new_page(chromium, nearly_done, script), nearly_done, "ketua")
    close_and_seal(ketua, nearly_done)
    panitia = sign_in(new_page(chromium, nearly_done, script), nearly_done, "panitia")
    announce(panitia, nearly_done)
    bendahara = sign_in(new_page(chromium, nearly_done, script), nearly_done, "bendahara")
    settle_the_money(bendahara, nearly_done)
    papers = issue_and_download(panitia, nearly_done)
    assert [len(PdfReader(io.BytesIO(paper)).pages) for paper in papers] == [10]
    text = PdfReader(io.BytesIO(papers[0])).pages[1].extract_text()
    assert "KUBE Guyub Hijau" in text
    assert "JUARA II" in text
    results = new_page(chromium, nearly_done, script)
    results.goto(f"{nearly_done}/hasil")
    expect(results.get_by_text("KUBE Kencana Bersih").first).to_be_visible()


def new_page(chromium: Browser, address: str, script: bool) -> Page:
    context = chromium.new_context(viewport=TABLET, java_script_enabled=script, locale="id-ID", base_url=address)
    return context.new_page()


def score_the_last_sheet(page: Page, address: str) -> None:
    page.goto(f"{address}/juri")
    page.fill("[name=card_code]", LEFT[0])
    page.fill("[name=pin]", "444444")
    page.press("[name=pin]", "Enter")
    page.get_by_role("link", name="Mulai Yohanes Tambunan").click()
    given = sample_scores("kube-dki")[LEFT[1], "utama", LEFT[0]]
    for code, score in given.items():
        page.locator(f"input[name=score-{code}][value='{score}']").check(force=True)
        if score in (1, 5):
            page.locator(f"input[name=evidence-{code}]").first.check(force=True)
    page.get_by_role("button", name="Kirim lembar").click()
    page.get_by_role("button", name="Ya, kirim").click()
    expect(page.get_by_text("Lembar Yohanes Tambunan sudah diterima.")).to_be_visible()


def sign_in(page: Page, address: str, login: str) -> Page:
    page.goto(f"{address}/panitia/masuk")
    page.fill("[name=login]", login)
    page.fill("[name=password]", "contoh")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{address}/panitia")
    return page


def close_and_seal(page: Page, address: str) -> None:
    for category in ("KUBE Berprestasi", "Pendamping KUBE Berprestasi"):
        page.goto(f"{address}/panitia/kemajuan")
        page.get_by_text(f"Tutup penilaian {category}", exact=True).first.click()
        page.get_by_role("button", name=f"Tutup penilaian {category}", exact=True).click()
    for code in ("kube", "pendamping"):
        page.goto(f"{address}/panitia/pleno/{code}")
        confirm(page.locator("form", has=page.get_by_role("button", name="Setujui dan kunci hasil")), "panitia")
        page.get_by_role("button", name="Setujui dan kunci hasil").click()
        expect(page.get_by_text("Hasil versi 1").first).to_be_visible()


def confirm(form, login: str) -> None:
    form.locator("[name=second_login]").fill(login)
    form.locator("[name=second_pin]").fill("246810")


def announce(page: Page, address: str) -> None:
    for category in ("KUBE Berprestasi", "Pendamping KUBE Berprestasi"):
        page.goto(f"{address}/panitia/pengumuman")
        button = page.get_by_role("button", name=f"Umumkan {category}", exact=True)
        form = page.locator("form", has=button)
        if form.locator("[name=second_login]").count():
            confirm(form, "wakil")
        button.click()
        page.wait_for_load_state()


def settle_the_money(page: Page, address: str) -> None:
    page.goto(f"{address}/panitia/hadiah")
    page.fill("[name=reason]:visible", "Sesuai DPA")
    page.get_by_role("button", name="Pastikan jumlah").click()
    page.goto(f"{address}/panitia/hadiah")
    page.fill("[name=number]", "412 Tahun 2026")
    page.fill("[name=date]", "2026-12-02")
    page.get_by_role("button", name="Simpan keputusan").click()
    expect(page.get_by_text("Rp58.200.000").first).to_be_visible()


def issue_and_download(page: Page, address: str) -> list[bytes]:
    page.goto(f"{address}/panitia/dokumen")
    page.fill("[name=day]", "2026-12-07")
    page.get_by_role("button", name="Terbitkan 10 piagam").click()
    page.goto(f"{address}/panitia/dokumen")
    papers = []
    with page.expect_download() as found:
        page.locator("form[action$='/dokumen/piagam'] button").first.click()
    papers.append(Path(found.value.path()).read_bytes())
    return papers
