"""From closing to the piagam through the pages, with the people the rules ask for."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from sites import PIN, SECOND, problems, words

from judging import queries


def pages_of(answer) -> list[str]:
    assert answer.mimetype == "application/pdf"
    return [page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages]


def seal(site, *categories: str) -> None:
    ketua = site.organiser("ketua")
    for category in categories:
        assert ketua.post(f"/panitia/pleno/{category}/kunci", data=SECOND).status_code == 302


def test_the_chair_closes_each_category(open_site):
    site = open_site("judging")
    ketua = site.organiser("ketua")
    assert "Tutup penilaian KUBE Berprestasi" in words(ketua.get("/panitia/kemajuan"))
    assert "Tutup penilaian KUBE Berprestasi" not in words(site.organiser("panitia").get("/panitia/kemajuan"))
    assert ketua.post("/panitia/tutup/kube").status_code == 302
    assert site.states() == ["closed", "judging"]


def test_nothing_of_the_order_is_shown_while_a_shared_judge_still_scores(open_site):
    site = open_site("judging")
    ketua = site.organiser("ketua")
    before = words(ketua.get("/panitia/pleno/kube"))
    ketua.post("/panitia/tutup/kube")
    after = words(ketua.get("/panitia/pleno/kube"))
    assert ("Juara I" in before, "Juara I" in after) == (False, False)
    assert "setelah semua kategori dengan juri yang sama ditutup" in after


def test_the_pleno_sees_the_order_with_margins_and_why(open_site):
    text = words(open_site("closed").organiser("ketua").get("/panitia/pleno/kube"))
    for line in (
        "Juara I aman 5 KUBE Kencana Bersih",
        "Juara II belum aman 4 KUBE Guyub Hijau",
        "Juara III belum aman 2 KUBE Bahari Rejeki",
        "Juara Harapan I aman 1 KUBE Melati Karya",
        "Juara Harapan II aman 3 KUBE Tunas Jahit",
        "79,96 4,52 28,40 27,60 23,96",
        "Nilai sama kelembagaan +0,04",
        "bernilai sama persis: 75,44.",
        "2 Aspek kelembagaan 4 27,00 > 2 26,96 Menentukan, selisih 0,04",
        "3 Aspek sosial 4 25,40 < 2 25,80 Tidak dilihat lagi, sudah ditentukan di langkah 2",
    ):
        assert line in text


def test_a_judge_who_did_not_score_everyone_is_named_by_code_with_the_rule(open_site):
    text = words(open_site("closed").organiser("ketua").get("/panitia/pleno/pendamping"))
    assert "J5 tidak dihitung Tidak ada lembar untuk Fitriani Hasanah, S.Pd. (benturan kepentingan)." in text
    assert "Lukman" not in text


@pytest.mark.parametrize(
    ("login", "pin", "told"),
    [
        ("ketua", PIN, "Orang kedua harus orang lain. Minta rekan memasukkan nama masuk dan PIN-nya sendiri."),
        ("wakil", "000000", "Nama masuk atau PIN orang kedua belum cocok."),
        ("", "", "Nama masuk atau PIN orang kedua belum cocok."),
    ],
)
def test_sealing_takes_a_second_person(open_site, login, pin, told):
    site = open_site("closed")
    answer = site.organiser("ketua").post("/panitia/pleno/kube/kunci", data={"second_login": login, "second_pin": pin})
    assert (answer.status_code, problems(answer), site.states()) == (422, [told], ["closed", "closed"])
    assert f'name="second_login" value="{login}"' in answer.get_data(as_text=True)


def test_wrong_pins_of_a_second_person_are_counted_although_nothing_is_sealed(open_site):
    site = open_site("closed")
    ketua = site.organiser("ketua")
    for _ in range(5):
        ketua.post("/panitia/pleno/kube/kunci", data=SECOND | {"second_pin": "000000"})
    assert "Terlalu banyak percobaan" in problems(ketua.post("/panitia/pleno/kube/kunci", data=SECOND))[0]


def test_the_committee_cannot_seal(open_site):
    site = open_site("closed")
    panitia = site.organiser("panitia")
    assert panitia.post("/panitia/pleno/kube/kunci", data=SECOND).status_code == 403
    assert "Hasil dikunci oleh ketua atau wakil" in words(panitia.get("/panitia/pleno/kube"))


def test_a_sealed_order_is_shown_as_sealed(open_site):
    site = open_site("closed")
    seal(site, "kube")
    text = words(site.organiser("panitia").get("/panitia/pleno/kube"))
    assert "Hasil versi 1, dikunci" in text
    assert "oleh Dr. Retno Widyastuti, M.Si., disahkan Drs. Gunawan Susilo" in text
    assert "Juara II 4 KUBE Guyub Hijau" in text
    assert "Nilai sama kelembagaan +0,04" in text


def test_whoever_sealed_does_not_announce(open_site):
    site = open_site("sealed")
    ketua = site.organiser("ketua")
    alone = ketua.post("/panitia/pengumuman", data={"category": "kube"})
    own_pin = ketua.post("/panitia/pengumuman", data={"category": "kube", "second_login": "ketua", "second_pin": PIN})
    assert (alone.status_code, own_pin.status_code, site.states()) == (422, 422, ["sealed", "sealed"])


def test_someone_else_announces_on_the_sealers_screen_or_alone(open_site):
    site = open_site("sealed")
    assert site.organiser("ketua").post("/panitia/pengumuman", data={"category": "kube"} | SECOND).status_code == 302
    assert site.organiser("panitia").post("/panitia/pengumuman", data={"category": "pendamping"}).status_code == 302
    with site.database.reading() as session:
        heralds = [one.announced_by for one in queries.seals(session, 1).values()]
    assert (site.states(), heralds) == (["announced", "announced"], ["Drs. Gunawan Susilo", "Nurul Fajriah"])


def test_the_open_amount_stands_until_someone_settles_it_with_a_reason(open_site):
    site = open_site("sealed")
    treasurer = site.organiser("bendahara")
    award = open_award(site)
    assert "Juara Harapan II: perlu konfirmasi" in words(treasurer.get("/panitia/hadiah"))
    answer = treasurer.post(f"/panitia/hadiah/{award}/jumlah", data={"amount": "1.1 juta", "reason": "Surat"})
    assert answer.status_code == 422
    assert 'value="1.1 juta"' in answer.get_data(as_text=True)
    assert treasurer.post(f"/panitia/hadiah/{award}/jumlah", data={"amount": "1.100.000"}).status_code == 422
    answer = treasurer.post(f"/panitia/hadiah/{award}/jumlah", data={"amount": "Rp1.100.000", "reason": "Surat 12"})
    text = words(treasurer.get("/panitia/hadiah"))
    assert answer.status_code == 302
    assert "perlu konfirmasi" not in text
    assert "Rp57.200.000 (lima puluh tujuh juta dua ratus ribu rupiah)" in text


def test_a_settled_amount_can_change_with_a_reason_until_the_keputusan_and_its_signer_is_chosen(open_site):
    site = open_site("announced")
    treasurer = site.organiser("bendahara")
    treasurer.post(f"/panitia/hadiah/{open_award(site)}/jumlah", data={"amount": "1100000", "reason": "Surat 12"})
    with site.database.reading() as session:
        first = next(one.id for one in queries.awards(session, 1) if one.label == "Juara I")
    change = {"award": str(first), "amount": "12.000.000"}
    refused = treasurer.post("/panitia/hadiah/jumlah/kube", data=change)
    assert (refused.status_code, "12.000.000" in refused.get_data(as_text=True)) == (422, True)
    assert treasurer.post("/panitia/hadiah/jumlah/kube", data=change | {"reason": "Surat 14"}).status_code == 302
    decree = {"number": "812/2026", "date": "2026-11-30"}
    nobody = treasurer.post("/panitia/hadiah/keputusan", data=decree | {"signatory": "bupati"})
    assert (nobody.status_code, "belum diisi" in words(nobody)) == (422, True)
    assert treasurer.post("/panitia/hadiah/keputusan", data=decree | {"signatory": "kpa"}).status_code == 302
    text = words(treasurer.get("/panitia/hadiah"))
    assert "Jumlah Rp35.100.000" in text
    assert "Ditandatangani Ir. Paulus Manurung, Kuasa Pengguna Anggaran." in text
    assert treasurer.post("/panitia/hadiah/jumlah/kube", data=change | {"reason": "Surat 15"}).status_code == 422
    (annex,) = pages_of(treasurer.get("/panitia/dokumen/lampiran"))
    assert ("Ir. Paulus Manurung" in annex, "Hartono" in annex) == (True, False)


def open_award(site) -> int:
    with site.database.reading() as session:
        (found,) = [award.id for award in queries.awards(session, 1) if award.to_confirm]
    return found


def test_the_keputusan_waits_for_every_seal_and_every_amount(open_site):
    site = open_site("closed")
    treasurer = site.organiser("bendahara")
    decree = {"number": "12/2026", "date": "2026-11-30"}
    assert "Belum: KUBE Berprestasi dan Pendamping KUBE Berprestasi." in words(treasurer.get("/panitia/hadiah"))
    assert treasurer.post("/panitia/hadiah/keputusan", data=decree).status_code == 422
    seal(site, "kube", "pendamping")
    assert "Pastikan dahulu jumlah yang perlu konfirmasi" in words(treasurer.get("/panitia/hadiah"))
    assert treasurer.post("/panitia/hadiah/keputusan", data=decree).status_code == 422


def settle(site) -> None:
    treasurer = site.organiser("bendahara")
    data = {"amount": "2100000", "reason": "Keputusan panitia"}
    treasurer.post(f"/panitia/hadiah/{open_award(site)}/jumlah", data=data)
    decree = {"number": "812/2026", "date": "2026-11-30"}
    assert treasurer.post("/panitia/hadiah/keputusan", data=decree).status_code == 302


def test_the_keputusan_fixes_the_money(open_site):
    site = open_site("sealed")
    settle(site)
    text = words(site.organiser("panitia").get("/panitia/hadiah"))
    for line in (
        "Juara I trofi dan piagam KUBE Kencana Bersih, Jakarta Timur Rp11.000.000",
        "Juara Harapan II trofi dan piagam Yohanes Tambunan, Jakarta Utara Rp2.100.000",
        "Jumlah Rp34.100.000",
        "Jumlah Rp24.100.000",
        "Rp58.200.000 (lima puluh delapan juta dua ratus ribu rupiah)",
        "Nomor 812/2026 , 30 November 2026. Daftar alokasi 1.",
    ):
        assert line in text
    paper = " ".join(pages_of(site.organiser("bendahara").get("/panitia/dokumen/alokasi")))
    assert "58.200.000" in paper


def test_a_date_that_is_none_is_told_and_kept(open_site):
    site = open_site("sealed")
    treasurer = site.organiser("bendahara")
    treasurer.post(f"/panitia/hadiah/{open_award(site)}/jumlah", data={"amount": "2100000", "reason": "Surat"})
    answer = treasurer.post("/panitia/hadiah/keputusan", data={"number": "812/2026", "date": ""})
    assert problems(answer) == ["Isi tanggalnya, misalnya 7 Desember 2026."]
    assert 'name="number" value="812/2026"' in answer.get_data(as_text=True)


def test_before_the_keputusan_piagam_are_konsep(open_site):
    site = open_site("sealed")
    panitia = site.organiser("panitia")
    pages = pages_of(panitia.get("/panitia/dokumen/piagam"))
    refused = panitia.post("/panitia/dokumen/piagam/terbit", data={"day": "2026-12-07"})
    assert (len(pages), refused.status_code) == (10, 422)
    assert panitia.post("/panitia/dokumen/piagam").status_code == 409


def test_ten_piagam_are_issued_printed_together_and_one_by_one(open_site):
    site = open_site("announced")
    settle(site)
    panitia = site.organiser("panitia")
    assert panitia.post("/panitia/dokumen/piagam/terbit", data={"day": "2026-12-07"}).status_code == 302
    together = pages_of(panitia.post("/panitia/dokumen/piagam"))
    alone = pages_of(panitia.post("/panitia/dokumen/piagam/KUBE-TMR"))
    assert (len(together), len(alone)) == (10, 1)
    assert "KUBE Kencana Bersih" in alone[0]
    with site.database.reading() as session:
        papers = queries.papers(session, 1)
    counted = {one.body["participant"]: one.prints for one in papers.issued}
    assert counted == dict.fromkeys(counted, 1) | {"KUBE-TMR": 2}
    assert panitia.get("/panitia/dokumen/piagam").status_code == 302, "an issued piagam is printed on the record"
    assert site.database.verify().ok


def test_the_home_page_walks_through_the_stages(open_site):
    titles = {}
    for stage in ("setup", "judging", "closed", "sealed", "announced"):
        text = words(open_site(stage).organiser("panitia").get("/panitia"))
        titles[stage] = text.partition("Langkah berikutnya ")[2]
    starts = {
        "setup": "Siapkan kegiatan, lalu buka penilaian",
        "judging": "Tunggu ",
        "closed": "Gelar pleno, lalu kunci hasil",
        "sealed": "Isi nomor dan tanggal keputusan",
        "announced": "Isi nomor dan tanggal keputusan",
    }
    assert {stage: titles[stage][: len(start)] for stage, start in starts.items()} == starts
    assert "lalu ketua menutup penilaian" in titles["judging"]
