"""Lists that are edited whole: regions, backgrounds, rounds, awards. Right and wrong forms, with their exact words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from set_up_forms import form_of
from sites import Site, problems, words

from judging.queries.set_up import CategorySetUp, background_uses, categories_set_up, region_uses

REGIONS, BACKGROUNDS = "/panitia/pengaturan/wilayah", "/panitia/pengaturan/unsur-juri"
ROUNDS, AWARDS = "/panitia/pengaturan/kategori/kube/sesi", "/panitia/pengaturan/kategori/kube/hadiah"
STALE = ["Baru saja diubah orang lain. Muat ulang halaman ini, lalu ulangi perubahannya."]
OPEN = [
    "Penilaian KUBE Berprestasi sudah dibuka, jadi aturannya tetap seperti yang dinyatakan.",
    "Bila harus menyimpang, pleno memutuskannya dengan alasan tertulis, dan kedua hasilnya dicetak.",
]
SEALED = [
    "Hasil KUBE Berprestasi sudah ditetapkan, jadi ini tidak diubah lagi.",
    "Nama peserta yang salah tulis diperbaiki dengan versi hasil yang baru, di halaman dokumen.",
]


def sent(site: Site, path: str, **changes: str):
    """The page's own form, sent back with changes."""
    panitia = site.organiser("panitia")
    return panitia.post(path, data=form_of(panitia.get(path), path) | changes)


def names_of(site: Site) -> list[str]:
    with site.database.reading() as session:
        return [one.name for one in region_uses(session, 1)[0]]


def backgrounds_of(site: Site) -> list[tuple[str, str]]:
    with site.database.reading() as session:
        return [(code, name) for code, name, _used in background_uses(session, 1)[0]]


def category(site: Site, code: str = "kube") -> CategorySetUp:
    with site.database.reading() as session:
        return next(one for one in categories_set_up(session, 1) if one.code == code)


def everything(site: Site) -> list[object]:
    return [names_of(site), backgrounds_of(site), category(site)]


def test_regions_are_added_many_at_once_renamed_moved_and_removed(open_site):
    site = open_site("setup")
    first = names_of(site)
    assert sent(site, REGIONS, more="Kepulauan Seribu\n\n  Bekasi  \n").status_code == 302
    assert names_of(site) == [*first, "Kepulauan Seribu", "Bekasi"]
    assert sent(site, REGIONS, **{"name-5": "Kab. Kepulauan Seribu", "act": "up-5"}).status_code == 302
    assert names_of(site) == [*first[:4], "Kab. Kepulauan Seribu", first[4], "Bekasi"]
    assert sent(site, REGIONS, act="down-0").status_code == 302
    assert names_of(site)[:2] == [first[1], first[0]]
    assert sent(site, REGIONS, act="remove-6").status_code == 302
    assert "Bekasi" not in names_of(site)
    assert site.database.verify().ok


def test_backgrounds_keep_their_code_when_renamed(open_site):
    site = open_site("setup")
    assert sent(site, BACKGROUNDS, **{"name-1": "Forum CSR dan dunia usaha", "name-3": "Media"}).status_code == 302
    assert backgrounds_of(site) == [
        ("praktisi_sosial", "Praktisi sosial"),
        ("forum_csr", "Forum CSR dan dunia usaha"),
        ("akademisi", "Akademisi"),
        ("media", "Media"),
    ]
    assert sent(site, BACKGROUNDS, act="remove-3").status_code == 302
    assert len(backgrounds_of(site)) == 3
    assert site.database.verify().ok


def test_a_second_round_takes_the_judges_of_the_first_and_the_shares_must_sum(open_site):
    site = open_site("setup")
    text = words(site.organiser("panitia").get("/panitia/pengaturan/kategori/kube"))
    assert "sesi" not in text.replace("Tambah sesi", "").casefold()
    second = {"round_name-0": "Berkas", "share-0": "40", "round_name-1": "Paparan", "share-1": "50"}
    refused = sent(site, ROUNDS, **second)
    assert problems(refused) == ["Jumlah bobot sesi kategori kube 90, bukan 100. Ubah bobot sesi sampai jumlahnya 100."]
    assert "Jumlah bobot 90 dari 100" in words(refused)
    assert len(category(site).rounds) == 1
    judges = category(site).rounds[0].judges
    assert sent(site, ROUNDS, **second | {"share-1": "60"}).status_code == 302
    assert [(one.code, one.name, one.share, one.judges) for one in category(site).rounds] == [
        ("utama", "Berkas", 40, judges),
        ("paparan", "Paparan", 60, judges),
    ]
    assert "Rubrik dan sesi" in words(site.organiser("panitia").get("/panitia/pengaturan/kategori/kube"))
    assert site.database.verify().ok


def test_back_to_one_round_its_judges_seats_go_with_it(open_site):
    site = open_site("setup")
    second = {"round_name-0": "Berkas", "share-0": "40", "round_name-1": "Paparan", "share-1": "60"}
    sent(site, ROUNDS, **second)
    assert sent(site, ROUNDS, act="remove-0").status_code == 302
    assert [(one.code, one.name, one.share) for one in category(site).rounds] == [("paparan", "Penilaian", 100)]
    assert site.organiser("panitia").post("/panitia/pengaturan/buka").status_code == 302
    assert site.database.verify().ok


def test_a_lone_round_takes_another_rubric_and_day(open_site):
    site = open_site("setup")
    assert sent(site, ROUNDS, **{"rubric-0": "psm-paparan", "day-0": "2026-11-20"}).status_code == 302
    (found,) = category(site).rounds
    assert (found.rubric, found.day.isoformat(), found.share) == (
        "Pekerja Sosial Masyarakat Teladan: paparan",
        "2026-11-20",
        100,
    )
    assert site.database.verify().ok


def test_awards_are_edited_as_a_whole(open_site):
    site = open_site("setup")
    new = {"label-5": "Juara Favorit", "special-5": "1", "basis-5": "Pilihan pengunjung pameran.", "goods-5": "Tablet"}
    assert (
        sent(site, AWARDS, **new, **{"amount-0": "Rp12.000.000", "label-4": "Juara Harapan Kedua"}).status_code == 302
    )
    found = category(site).awards
    assert [(one.place, one.label, one.amount) for one in found] == [
        (1, "Juara I", 12_000_000),
        (2, "Juara II", 8_800_000),
        (3, "Juara III", 6_600_000),
        (4, "Juara Harapan I", 4_400_000),
        (5, "Juara Harapan Kedua", 3_300_000),
        (None, "Juara Favorit", None),
    ]
    assert (found[-1].goods, found[-1].basis) == ("Tablet", "Pilihan pengunjung pameran.")
    assert sent(site, AWARDS, act="up-1").status_code == 302
    assert [(one.place, one.label) for one in category(site).awards][:2] == [(1, "Juara II"), (2, "Juara I")]
    assert sent(site, AWARDS, act="remove-2").status_code == 302
    assert [one.place for one in category(site).awards] == [1, 2, 3, 4, None]
    assert site.database.verify().ok


def test_an_amount_settles_the_question_that_stood_only_because_there_was_none(open_site):
    site = open_site("setup")
    sent(
        site, AWARDS, **{"amount-0": "", "to_confirm-0": "Jumlahnya belum ditetapkan.", "to_confirm-1": "Tanya dinas."}
    )
    assert [one.to_confirm for one in category(site).awards][:2] == ["Jumlahnya belum ditetapkan.", "Tanya dinas."]
    sent(site, AWARDS, **{"amount-0": "11.000.000", "amount-1": "8.000.000"})
    assert [one.to_confirm for one in category(site).awards][:2] == ["", "Tanya dinas."]


WRONG = [
    ("setup", REGIONS, {"name-0": ""}, ["Nama wilayah belum diisi."]),
    ("setup", REGIONS, {"more": "jakarta  pusat"}, ["Wilayah “jakarta pusat” ditulis dua kali. Hapus salah satunya."]),
    ("setup", REGIONS, {"act": "remove-0"},
     ["Jakarta Pusat masih dipakai 2 peserta. Pindahkan dahulu pesertanya ke wilayah lain."]),
    ("setup", REGIONS, {"name-0": "Jakarta Utara", "name-1": "Jakarta Pusat"},
     ["Nama Jakarta Utara masih dipakai baris lain. Simpan satu per satu."]),
    ("setup", REGIONS, {"based_on": "lama"}, STALE),
    ("setup", REGIONS, {"row-0": "999"},
     ["Baris ini sudah tidak ada. Muat ulang halaman ini, lalu ulangi perubahannya."]),
    ("setup", REGIONS, {"more": "x" * 300}, ["Nama wilayah paling panjang 200 huruf, dalam satu baris."]),
    ("sealed", REGIONS, {"more": "Bekasi"}, SEALED),
    ("setup", BACKGROUNDS, {"name-0": " "}, ["Nama unsur belum diisi."]),
    ("setup", BACKGROUNDS, {"name-3": "forum  CSR"}, ["Unsur “forum CSR” ditulis dua kali. Hapus salah satunya."]),
    ("setup", BACKGROUNDS, {"act": "remove-0"},
     ["Praktisi sosial masih menjadi unsur 2 juri. Ganti dahulu unsur jurinya."]),
    ("setup", BACKGROUNDS, {f"row-{n}": "" for n in range(3, 7)} | {f"name-{n}": f"Unsur {n}" for n in range(3, 7)},
     ["Unsur juri paling banyak 6."]),
    ("setup", BACKGROUNDS, {"based_on": ""}, STALE),
    ("setup", ROUNDS, {"rubric-0": "tidak-ada"}, ["Pilih rubriknya dahulu."]),
    ("setup", ROUNDS, {"rubric-0": "9999"}, ["Rubrik ini tidak ditemukan. Pilih ulang."]),
    ("setup", ROUNDS, {"day-0": "2027-03-01"},
     ["Tanggal sesi di luar masa penilaian sampai pengumuman. Samakan dengan tanggal di Acara."]),
    ("setup", ROUNDS, {"round_name-1": "Paparan", "share-1": "60"}, ["Nama sesi belum diisi."]),
    ("setup", ROUNDS, {"round_name-0": "Berkas", "round_name-1": "berkas", "share-0": "40", "share-1": "60"},
     ["Sesi “berkas” ditulis dua kali. Hapus salah satunya."]),
    ("setup", ROUNDS, {"round_name-0": "Berkas", "round_name-1": "Paparan", "share-0": "100"},
     ["Setiap sesi memerlukan bobot, paling sedikit 1 persen."]),
    ("setup", ROUNDS, {"round_name-0": "Berkas", "round_name-1": "Paparan", "share-0": "40", "share-1": "enam"},
     ["Paparan: Bobot: “enam” bukan bilangan bulat. Tulis dengan angka saja, misalnya 5."]),
    ("setup", ROUNDS, {"based_on": "lama"}, STALE),
    ("judging", ROUNDS, None, OPEN),
    ("setup", AWARDS, {"label-0": ""}, ["Sebutan juara belum diisi."]),
    ("setup", AWARDS, {"label-1": "juara i"}, ["Sebutan “juara i” ditulis dua kali. Hapus salah satunya."]),
    ("setup", AWARDS, {"amount-0": "banyak"},
     ["Juara I: Uang pembinaan: “banyak” bukan jumlah rupiah bulat. Tulis misalnya 8800000 atau Rp8.800.000."]),
    ("setup", AWARDS, {"special-4": "1"},
     [("Juara Harapan II: Hadiah tanpa urutan belum punya dasar tertulis. "
      "Isi Urutan, atau tulis dasar tertulis bila ini hadiah khusus.")]),
    ("setup", AWARDS, {"to_confirm-0": "x" * 501},
     ["Juara I: Perlu konfirmasi: terlalu panjang (501 huruf). Ringkas menjadi paling banyak 500 huruf."]),
    ("setup", AWARDS, {"based_on": "lama"}, STALE),
    ("judging", AWARDS, None, OPEN),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "path", "changes", "told"), WRONG)
def test_a_wrong_list_is_told_and_changes_nothing(open_site: Callable[..., Site], stage, path, changes, told):
    site = open_site(stage)
    before = everything(site)
    if changes is None:  # a page left open since before judging was opened
        answer = site.organiser("panitia").post(path, data={"row-0": "", "round_name-0": "A", "label-0": "A"})
    else:
        answer = sent(site, path, **changes)
    assert (answer.status_code, problems(answer)) == (422, told)
    assert everything(site) == before
    assert site.database.verify().ok


def test_what_was_typed_stays_on_a_refused_page(open_site):
    site = open_site("setup")
    answer = sent(site, AWARDS, **{"label-0": "Juara Utama", "amount-1": "banyak", "goods-2": "Sepeda"})
    form = form_of(answer, AWARDS)
    assert (form["label-0"], form["amount-1"], form["goods-2"]) == ("Juara Utama", "banyak", "Sepeda")
    assert sent(site, REGIONS, more="Bekasi\nDepok", **{"name-0": ""}).get_data(as_text=True).count("Depok") == 1


def test_an_open_category_shows_what_was_declared_and_where_to_go_on(open_site):
    panitia = open_site("judging").organiser("panitia")
    assert "Jumlah uang masih dapat dipastikan sampai ada keputusan. Pastikan jumlah" in words(panitia.get(AWARDS))
    assert "Rubriknya tetap seperti yang dinyatakan." in words(panitia.get(ROUNDS))
    assert '<form method="post" action="/panitia/pengaturan/kategori/kube/' not in panitia.get(AWARDS).get_data(
        as_text=True
    )


def test_pages_of_another_category_are_not_found(open_site):
    panitia = open_site("setup").organiser("panitia")
    paths = [path.replace("kube", "tidak-ada") for path in (ROUNDS, AWARDS)]
    assert [panitia.get(path).status_code for path in paths] == [404, 404]
