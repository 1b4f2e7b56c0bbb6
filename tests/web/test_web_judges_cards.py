"""Judges' cards: issued, printed within minutes by whoever issued them, replaced only after asking."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sites import PIN, Site, words

from judging import actions, queries
from judging.actions import IssuedCard
from judging.plan import JudgePlan
from judging.roles import SYSTEM
from judging.sample import PASSWORD
from judging.web.access import utc_now
from judging.web.fresh_cards import KEPT, FreshCards

PAGE, PAPER, NEW = "/panitia/juri", "/panitia/juri/kartu/unduh", ("Nadia Contoh", "Oman Contoh")
LAN = "http://192.168.1.5:8000"


@pytest.fixture
def site(open_site) -> Site:
    """Two judges without a card beside the sample's."""
    found: Site = open_site("setup")
    with found.database.writing() as session:
        background = next(iter(queries.backgrounds(session, 1)))
        for place, name in enumerate(NEW, start=7):
            actions.add_judge(session, SYSTEM, 1, JudgePlan(f"J{place}", name, background, "Lembaga"), now=utc_now())
    return found


def printed(client: FlaskClient) -> str:
    pages = PdfReader(io.BytesIO(client.get(PAPER).data)).pages
    return " ".join(page.extract_text() for page in pages)


def test_after_issuing_the_page_says_so_and_the_pdf_can_be_fetched_again(site):
    panitia = site.organiser("panitia")
    assert "Terbitkan kartu untuk 2 juri" in words(panitia.get(PAGE))
    assert panitia.post("/panitia/juri/kartu").location == PAGE
    text = words(panitia.get(PAGE))
    assert "2 kartu diterbitkan. " in text
    assert "2 kartu siap dicetak: J7 dan J8" in text
    assert ("Belum punya kartu" in text, "Terbitkan kartu untuk" in text) == (False, False)
    assert printed(panitia) == printed(panitia)
    assert all(name in printed(panitia) for name in NEW)
    again = panitia.post("/panitia/juri/kartu", follow_redirects=True)
    assert "Semua juri sudah punya kartu." in words(again)


def test_only_the_session_that_issued_prints_and_only_until_it_is_done(site):
    panitia, elsewhere = site.organiser("panitia"), site.organiser("panitia")
    panitia.post("/panitia/juri/kartu")
    assert elsewhere.get(PAPER).location == PAGE
    assert "siap dicetak" not in words(elsewhere.get(PAGE))
    assert panitia.post("/panitia/juri/kartu/selesai").location == PAGE
    assert panitia.get(PAPER).location == PAGE
    assert "PIN kartu sudah tidak tersimpan." in words(panitia.get(PAGE))


def test_fresh_cards_are_forgotten_after_some_minutes():
    shelf, now = FreshCards(), utc_now()
    card = IssuedCard("J1", "Nadia Contoh", "a", "b", "ABCDEF", "0" * 32, "123456")
    shelf.keep(1, [card], now)
    found = shelf.of(1, now + KEPT - timedelta(seconds=1))
    assert found is not None
    assert found.cards == (card,)
    assert shelf.of(1, now + KEPT) is None


def test_a_card_is_replaced_after_asking_and_its_pin_is_shown_once(site):
    panitia = site.organiser("panitia")
    assert "Ganti kartu" in words(panitia.get(PAGE))
    assert panitia.post(f"{PAGE}/2/kartu").location == f"{PAGE}/2/kartu"
    assert site.judge("J2").get("/juri").status_code == 200, "asking alone ends nothing"
    asked = words(panitia.get(f"{PAGE}/2/kartu"))
    assert "Ganti kartu J2?" in asked
    assert "langsung tidak berlaku" in asked
    shown = panitia.post(f"{PAGE}/2/kartu", data={"confirm": "yes"}, follow_redirects=True)
    code, pin = re.findall(r'class="code">([^<]+)<', shown.get_data(as_text=True))
    assert pin not in panitia.get(PAGE).get_data(as_text=True)
    paper = printed(panitia)
    assert pin in paper.replace(" ", "")
    assert re.fullmatch(r"[0-9A-Z]{3}-[0-9A-Z]{3}", code)
    assert code in paper
    signed_in = site.anyone().post("/juri/masuk", data={"card_code": code, "pin": pin})
    before = site.anyone().post("/juri/masuk", data={"card_code": "J2", "pin": "222222"})
    assert (signed_in.status_code, before.status_code) == (302, 200), "the old card stops working"


@pytest.mark.parametrize(
    ("address", "local"),
    [("http://127.0.0.1:8000", True), ("http://localhost:8000", True), ("http://[::1]:8000", True), (LAN, False)],
)
def test_an_address_that_only_this_laptop_opens_is_told_before_printing(site, address, local):
    client = site.app.test_client()
    client.post("/panitia/masuk", data={"login": "panitia", "password": PASSWORD}, base_url=address)
    for page in (PAGE, f"{PAGE}/2/kartu"):
        text = words(client.get(page, base_url=address))
        assert ("Kartu akan mencetak alamat yang hanya ada di laptop ini" in text) == local
        assert ("jalankan python3 start.py --lan" in text) == local
    for page in ("/panitia", "/panitia/pengaturan"):
        text = words(client.get(page, base_url=address))
        assert ("hanya terbuka di laptop ini. Jalankan python3 start.py --lan" in text) == local


@pytest.mark.parametrize(("stage", "told"), [("judging", True), ("closed", False), ("announced", False)])
def test_the_warning_stays_while_tablets_are_needed(open_site, stage, told):
    """Cards issued at that address do not make it reachable."""
    client = open_site(stage).organiser("panitia")
    assert ("hanya terbuka di laptop ini" in words(client.get("/panitia"))) == told
    assert ("Kartu akan mencetak alamat yang hanya ada di laptop ini" in words(client.get(PAGE))) == told


def test_once_judging_is_open_a_card_is_given_by_two(open_site):
    site = open_site("judging")
    panitia = site.organiser("panitia")
    assert "Orang kedua mengesahkan" in words(panitia.get(f"{PAGE}/2/kartu"))
    for given in ({}, {"second_login": "panitia", "second_pin": PIN}, {"second_login": "bendahara", "second_pin": "0"}):
        alone = panitia.post(f"{PAGE}/2/kartu", data={"confirm": "yes"} | given)
        assert (alone.status_code, 'class="code">' in alone.get_data(as_text=True)) == (422, False)
        assert f'value="{given.get("second_login", "")}"' in alone.get_data(as_text=True)
    assert site.judge("J2").get("/juri").status_code == 200, "the card in use still opens"
    two = {"confirm": "yes", "second_login": "bendahara", "second_pin": PIN}
    shown = panitia.post(f"{PAGE}/2/kartu", data=two, follow_redirects=True)
    assert len(re.findall(r'class="code">([^<]+)<', shown.get_data(as_text=True))) == 2
