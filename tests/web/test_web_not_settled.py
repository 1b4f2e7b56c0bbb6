"""What still moves is told where it blocks: an opened sheet before the seal, a pending correction before announcing."""

from __future__ import annotations

import pytest
from sites import SECOND, problems, words
from test_web_organiser_ties import FORM, SEL, UTR, tied
from test_web_reopening import answer_it, ask, send_again

__all__ = ["tied"]
PLENO, ANNOUNCE = "/panitia/pleno/kube", "/panitia/pengumuman"
STILL_OPEN = (
    "Masih ada lembar KUBE Berprestasi yang dibuka kembali, atau permintaan yang belum dijawab. "
    "Tunggu jurinya mengirim lagi, atau tutup kembali lembarnya di halaman permintaan."
)
OTHER_RESULT = (
    "Catatan KUBE Berprestasi sekarang memberi hasil lain daripada yang dikunci. "
    "Kunci dahulu versi koreksinya di halaman pleno."
)


def test_an_opened_sheet_that_holds_up_the_seal_is_on_the_front_page(open_site):
    site = open_site("closed")
    ask(site)
    assert "1 permintaan membuka lembar" in words(site.organiser("ketua").get("/panitia"))
    answer_it(site, "ketua")
    text = words(site.organiser("ketua").get("/panitia"))
    assert "1 permintaan membuka lembar" not in text
    assert (
        "1 lembar sedang dibuka kembali Hasil tidak dikunci atau diumumkan sebelum jurinya mengirim lagi, "
        "atau ketua menutupnya kembali. Lihat permintaan"
    ) in text


def announced(site):
    panitia = site.organiser("panitia")
    page = words(panitia.get(ANNOUNCE))
    answer = panitia.post(ANNOUNCE, data={"category": "kube"})
    return page, answer.status_code, problems(answer) if answer.status_code == 422 else []


def test_nothing_is_announced_while_a_sheet_is_open_again(open_site):
    site = open_site("sealed")
    sheet_id = ask(site)
    answer_it(site, "ketua")
    page, code, told = announced(site)
    assert (STILL_OPEN in page, "Umumkan KUBE Berprestasi" in page) == (True, False)
    assert (code, told) == (422, [STILL_OPEN])
    answer = site.organiser("panitia").post(f"{ANNOUNCE}/kendali/mulai", data={"category": ["kube"]})
    assert (answer.status_code, problems(answer)) == (422, [STILL_OPEN])
    send_again(site, "J3", sheet_id)  # the very same marks
    assert announced(site)[1] == 302


def test_nothing_is_announced_while_the_record_gives_another_result(tied):
    ketua = tied.organiser("ketua")
    order = FORM | {f"place-{SEL}": "2", f"place-{UTR}": "3"}
    ketua.post(f"{PLENO}/putuskan", data=order)
    assert ketua.post(f"{PLENO}/kunci", data=SECOND).status_code == 302
    ketua.post(f"{PLENO}/cabut/1", data={"reason": "Salah baca."})
    page, code, told = announced(tied)
    assert (OTHER_RESULT in page, "Umumkan KUBE Berprestasi" in page) == (True, False)
    assert (code, told) == (422, [OTHER_RESULT])
    ketua.post(f"{PLENO}/putuskan", data=order | {f"place-{SEL}": "3", f"place-{UTR}": "2"})
    corrected = ketua.post(f"{PLENO}/koreksi", data=SECOND | {"kind": "recount", "reason": "Urutan diputus lagi."})
    assert corrected.status_code == 302
    assert announced(tied)[1] == 302


@pytest.mark.parametrize("sample", ["kube-dki", "psm-lks"])
def test_what_nobody_touched_since_the_seal_is_announced(open_site, sample):
    panitia = open_site("sealed", sample).organiser("panitia")
    page = panitia.get(ANNOUNCE).get_data(as_text=True)
    assert page.count("Umumkan ") == page.count('name="category" value=') == 2
