"""The organisers' doors beyond the matrix of tests/access: what is offered, forms without a token, other events."""

from __future__ import annotations

import pytest


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
