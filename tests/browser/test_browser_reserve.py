"""A reserve has no seat to choose: the ticks leave the form when the reserve is named, and come back with the judge."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect
from test_browser_pleno import LAPTOP, window

pytestmark = pytest.mark.browser


def test_the_seats_leave_the_form_of_a_reserve(chromium: Browser, serve: Callable[..., str]):
    address = serve("setup")
    page = window(chromium, address, LAPTOP, "panitia")
    page.goto(f"{address}/panitia/juri/baru")
    seats, reserve = page.get_by_role("group", name="Menilai kategori"), page.get_by_label("Juri cadangan")
    expect(seats).to_be_visible()
    reserve.check(force=True)
    expect(seats).to_be_hidden()
    reserve.uncheck(force=True)
    expect(seats).to_be_visible()
