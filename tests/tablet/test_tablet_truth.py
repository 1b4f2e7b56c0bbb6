"""What the screen says is so, whatever happened to line, storage, session or server meanwhile; and nothing is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tablet_hall import (
    HELD,
    SENT,
    STORE,
    Hall,
    connection,
    copy_of,
    fill,
    new_tablet,
    offline,
    online,
    open_row,
    open_sheet,
    ready,
    saved,
    scores,
    send,
    send_and_see,
    sign_in,
    tap,
    wait_for,
    watch,
)

pytestmark = pytest.mark.browser

TWO = "Ada dua isian Bapak/Ibu untuk lembar ini"


def test_a_number_off_the_scale_is_told_at_once_and_takes_nothing_away(
    stage_folders: Callable[[str, str], Path], tmp_path: Path, chromium: Browser
):
    hall = Hall(copy_of(stage_folders("psm-lks", "setup"), tmp_path / "numbers"))
    hall.open_judging()
    context = new_tablet(chromium)
    page = context.new_page()
    try:
        sign_in(page, hall.address)
        sheet = next(one for one in hall.blank_sheets("J1") if hall.uses_numbers(one))
        open_sheet(page, hall.address, sheet)
        field = page.locator(".number-score input").first
        field.fill("80")
        watch(page, lambda: scores(hall, sheet) == {80})
        field.fill("800")
        field.blur()
        expect(page.locator(".picked").first).to_contain_text("Skor tidak ada pada skala")
        wait_for(page, SENT)
        assert (scores(hall, sheet), field.input_value()) == ({80}, "800")
        page.get_by_role("link", name="Kembali ke daftar").click()
        open_row(page, sheet)
        expect(page.locator(".number-score input").first).to_have_value("80")
    finally:
        context.close()
        hall.stop()


def test_what_is_missing_is_kept_true_while_it_is_filled(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    count = fill(page, 3)
    page.evaluate("document.querySelectorAll('.level :checked')[3].checked = false")
    page.evaluate("document.querySelectorAll('.level :checked')[0].checked = false")
    page.click("button[data-send]")
    expect(page.locator("[data-missing] .jumps a")).to_have_count(2)
    tap(page, 0, 4)
    expect(page.locator("[data-missing] .jumps a")).to_have_count(1)
    tap(page, 3, 4)
    expect(page.locator("[data-missing]")).to_be_empty()
    expect(page.locator(".dock .sum")).to_contain_text(f"{count} dari {count} dinilai")


def test_a_pile_too_heavy_for_one_batch_goes_in_smaller_ones(page: Page, hall: Hall):
    """Long notes in every sheet, without a line; the server takes 256 KB at once."""
    asked: list[int] = []
    page.on("response", lambda answer: asked.append(answer.status) if "kirim-antrean" in answer.url else None)
    sheets = hall.blank_sheets("J1")
    page.context.route("**/kirim-antrean", lambda route: route.abort("connectionrefused"))
    for sheet in sheets:
        open_sheet(page, hall.address, sheet)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        notes = page.locator("fieldset.indicator textarea")
        for number in range(notes.count()):
            notes.nth(number).fill(("é" * 2000 + "\n") * 2)  # two bytes each in UTF-8
        notes.last.blur()
        wait_for(page, HELD)
    page.context.unroute("**/kirim-antrean")
    page.reload()
    ready(page)
    for sheet in sheets:
        watch(page, lambda sheet=sheet: hall.sheet(sheet).notes)
    wait_for(page, SENT)
    assert 413 in asked


def test_signing_out_needs_a_line_and_a_page_that_was_kept_is_renewed_with_it(page: Page, hall: Hall):
    offline(page)
    wait_for(page, "Sambungan terputus")
    page.get_by_role("button", name="Ganti juri").click()
    expect(page.get_by_text("Halaman itu memerlukan sambungan")).to_be_visible()
    page.get_by_role("link", name="English").click()  # would leave the open page
    assert page.url.startswith(hall.address)
    page.evaluate("document.querySelector('[data-sheet-row] a').click()")
    page.get_by_role("link", name="Kembali ke daftar").click()
    expect(page.locator("[name=csrf_token]").first).to_have_value("")
    online(page)
    expect(page.locator("[name=csrf_token]").first).not_to_have_value("")
    page.get_by_role("button", name="Ganti juri").click()
    page.wait_for_url(f"{hall.address}/juri/masuk**")
    page.goto(f"{hall.address}/juri")
    expect(page.get_by_role("heading", name="Masuk juri")).to_be_visible()


def test_after_the_session_ended_the_judge_goes_on_while_no_pin_can_be_checked(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    page.context.clear_cookies()
    tap(page, 0, 4)
    cover = page.locator("dialog.cover")
    expect(cover).to_contain_text("Masukkan PIN lagi")
    page.context.route("**/juri/**", lambda route: route.abort("connectionrefused"))
    cover.locator("input[type=password]").fill("111111")
    cover.get_by_role("button", name="Buka", exact=True).click()
    page.click("text=Tanpa sambungan: lanjut menilai")
    expect(cover).to_have_count(0)
    tap(page, 1, 4)
    wait_for(page, HELD)
    page.context.unroute("**/juri/**")
    expect(cover).to_contain_text("Masukkan PIN lagi")
    assert hall.sheet(sheet).scores == {}


def test_a_judge_who_comes_back_after_a_restore_offers_what_the_server_lacks(
    page: Page, hall: Hall, tmp_path: Path, context
):
    """The copy is older than J1's sending, and J1 had handed the tablet over in between."""
    copy = tmp_path / "older"
    sheet = hall.blank_sheets("J1")[0]
    hall.database.engine.dispose()
    shutil.copytree(hall.data, copy)
    send_and_see(page, hall, sheet)
    page.goto(f"{hall.address}/juri")
    ready(page)
    page.get_by_role("button", name="Ganti juri").click()
    page.wait_for_url("**/juri/masuk**")
    hall.put_back(copy)
    sign_in(page, hall.address, "J2")
    wait_for(page, SENT)
    page.get_by_role("button", name="Ganti juri").click()
    page.wait_for_url("**/juri/masuk**")
    assert hall.sheet(sheet).scores == {}
    sign_in(page, hall.address)
    watch(page, lambda: hall.sheet(sheet).state == "submitted")
    assert scores(hall, sheet) == {3}


def test_marks_given_while_the_server_was_put_back_are_no_clash(page: Page, hall: Hall, tmp_path: Path):
    copy = tmp_path / "older"
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    tap(page, 0, 2)
    watch(page, lambda: len(hall.sheet(sheet).scores) == 1)
    wait_for(page, SENT)
    hall.database.engine.dispose()
    shutil.copytree(hall.data, copy)
    for number in (1, 2):
        tap(page, number, 3)
        watch(page, lambda number=number: len(hall.sheet(sheet).scores) == number + 1)
    wait_for(page, SENT)
    page.context.route("**/kirim-antrean", lambda route: route.abort("connectionrefused"))
    tap(page, 3, 4)
    wait_for(page, HELD)
    hall.put_back(copy)
    assert len(hall.sheet(sheet).scores) == 1
    page.context.unroute("**/kirim-antrean")
    watch(page, lambda: len(hall.sheet(sheet).scores) == 4)
    wait_for(page, SENT)
    expect(page.get_by_text(TWO)).to_have_count(0)
    assert list(hall.sheet(sheet).scores.values()) == [2, 3, 3, 4]


def test_what_arrived_too_late_is_told_on_the_list_and_on_its_page(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    offline(page)
    fill(page, 3)
    send(page)
    hall.close("pendamping")
    online(page)
    watch(page, lambda: saved(hall, sheet) == [("late", None)])
    expect(page.locator(f"[data-sheet-row='{sheet}'] .state")).to_contain_text("Sampai sesudah penilaian ditutup")
    page.goto(f"{hall.address}/juri/lembar/{sheet}")
    expect(page.get_by_text("disimpan terpisah untuk diputuskan ketua")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, hall.address)
    expect(page.locator(f"[data-sheet-row='{sheet}'] .state")).to_contain_text("diputuskan ketua")


def test_a_device_that_keeps_nothing_is_never_said_to_keep_a_sheet(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    open_sheet(page, hall.address, sheet)
    offline(page)
    page.evaluate(
        "() => { window.refused = 0; IDBObjectStore.prototype.put = function () { window.refused += 1;"
        "this.transaction.abort(); throw new DOMException('full', 'QuotaExceededError') } }"
    )
    tap(page, 0, 4)
    wait_for(page, "BELUM TERSIMPAN")
    page.get_by_role("link", name="Kembali ke daftar").click()
    expect(page.locator(f"[data-sheet-row='{sheet}'] .state")).to_have_text("BELUM TERSIMPAN")
    assert page.evaluate("window.refused") > 0
    assert HELD not in connection(page)


def test_a_receipt_stands_on_the_list_once(page: Page, hall: Hall):
    sheet = hall.blank_sheets("J1")[0]
    send_and_see(page, hall, sheet)
    kept = json.loads(page.evaluate(STORE + "all('pages').then(JSON.stringify)"))
    assert kept
    assert not any("sudah diterima" in row["html"] and row["key"].endswith("/juri") for row in kept)
