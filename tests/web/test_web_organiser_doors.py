"""Who may open which page: the whole map is walked, and no page is left out."""

from __future__ import annotations

import re

import pytest
from werkzeug.routing import Rule

PATHS = {"category": "kube", "participant": "KUBE-TMR"}  # every other part of an address is a number
OPEN_TO = {
    "panitia": {
        "", "/kemajuan", "/tablet", "/panggilan/sekarang", "/pleno", "/pleno/kube", "/hadiah", "/dokumen",
        "/pengaturan", "/pengumuman", "/peserta", "/peserta/1", "/juri", "/buku-kerja",
        "/buku-kerja/kosong", "/dokumen/aturan/kube",
    },
    "ketua": {
        "", "/kemajuan", "/tablet", "/panggilan/sekarang", "/pleno", "/pleno/kube", "/hadiah", "/dokumen",
        "/pengaturan", "/pengumuman", "/dokumen/aturan/kube",
    },
    "bendahara": {"", "/hadiah", "/dokumen", "/panggilan/sekarang"},
}  # fmt: skip


def organiser_rules(site) -> list[Rule]:
    found = [rule for rule in site.app.url_map.iter_rules() if rule.endpoint.startswith("organiser.")]
    assert len(found) > 30
    return found


def address(path: str) -> str:
    return re.sub(r"<(?:int:)?(\w+)>", lambda part: PATHS.get(part[1], "1"), path)


def asked(client, rule: Rule) -> list[tuple[str, str, int]]:
    methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    return [(method, rule.rule, client.open(address(rule.rule), method=method).status_code) for method in methods]


def test_a_stranger_is_sent_to_the_organisers_door(open_site):
    site = open_site("closed")
    for rule in organiser_rules(site):
        assert [status for _, _, status in asked(site.anyone(), rule)] == [302], rule
    answer = site.anyone().get("/panitia/pleno")
    assert answer.headers["Location"].startswith("/panitia/masuk?lanjut=")


def test_a_judges_card_opens_no_organisers_page(open_site):
    site = open_site("closed")
    judge = site.judge("J2")
    assert {status for rule in organiser_rules(site) for _, _, status in asked(judge, rule)} == {403}


@pytest.mark.parametrize("login", OPEN_TO)
def test_each_role_opens_its_own_pages_and_no_other(open_site, login):
    site = open_site("closed")
    client = site.organiser(login)
    looked = [one for rule in organiser_rules(site) if "GET" in (rule.methods or ()) for one in asked(client, rule)]
    opened = {address(path).removeprefix("/panitia") for _, path, status in looked if status == 200}
    assert opened == OPEN_TO[login]


def test_only_links_that_open_are_offered(open_site):
    page = open_site("closed").organiser("bendahara").get("/panitia").get_data(as_text=True)
    nav = page.partition('<nav aria-label="Bagian">')[2].partition("</nav>")[0]
    assert [name for name in ("Beranda", "Kemajuan", "Pleno", "Dokumen", "Hadiah", "Pengaturan") if name in nav] == [
        "Beranda",
        "Dokumen",
        "Hadiah",
    ]


def test_a_form_without_its_token_changes_nothing(open_site):
    site = open_site("judging")
    ketua = site.organiser("ketua")
    site.app.config["WTF_CSRF_ENABLED"] = True
    assert ketua.post("/panitia/tutup/kube").status_code == 400
    assert site.states() == ["judging", "judging"]


@pytest.mark.parametrize("path", ["/panitia/pleno/psm", "/panitia/peserta/999", "/panitia/dokumen/aturan/lks"])
def test_what_is_not_of_this_event_is_not_found(open_site, path):
    assert open_site("closed").organiser("panitia").get(path).status_code == 404


def test_no_page_is_kept_by_a_browser(open_site):
    answer = open_site("closed").organiser("ketua").get("/panitia/pleno/kube")
    assert answer.headers["Cache-Control"] == "no-store"
