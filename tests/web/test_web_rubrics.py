"""The rubric editor: what is typed stays, versions never change, nobody overwrites what they have not seen."""

from __future__ import annotations

import re
from urllib.parse import unquote

from rubric_desk import HOME, K4, KUBE, fields, press, shelf
from sites import Site, problems, words

from judging import queries
from rubrics import from_library


def test_a_form_that_was_not_touched_changes_nothing(started):
    site, panitia = started()
    before = shelf(site)["kube"].draft
    assert press(panitia).status_code == 302
    assert shelf(site)["kube"].draft == before
    assert before.body == from_library("kube").to_document()


def test_an_incomplete_draft_is_kept_and_says_what_is_missing_at_its_place(started):
    site, panitia = started()
    assert press(panitia, K4__weight="6", **{f"{K4}.levels[2]": ""}).status_code == 302
    page = panitia.get(KUBE)
    text = words(page)
    assert "Bobot 98 kurang 2 Kelembagaan 33 Sosial 35 Ekonomi 30" in text
    assert "2 hal perlu diperbaiki sebelum dibekukan K4, uraian level ke-3 : tidak boleh kosong." in text
    assert "Semua aspek: jumlah semua bobot 98, seharusnya 100." in text
    body = page.get_data(as_text=True)
    assert f'data-fold="{K4}" open' in body
    assert body.count(" open><summary>") == 1
    assert press(panitia, "freeze").location == KUBE
    assert "Masih ada 2 hal yang perlu diperbaiki dahulu." in words(panitia.get(KUBE))
    assert panitia.get(f"{KUBE}/bekukan").location == KUBE
    refused = panitia.post(f"{KUBE}/bekukan", data={"based_on": str(shelf(site)["kube"].draft.revision)})
    assert problems(refused) == ["Rubrik ini belum dapat dibekukan: masih ada 2 hal yang perlu diperbaiki."]
    assert [version.version for version in shelf(site)["kube"].versions] == [1]
    assert site.database.verify().ok


ODD = "Nama & <b>tebal</b> \"kutip\" 'satu' =1+1 🏅"


def test_whatever_is_typed_comes_back(started):
    _, panitia = started()
    typed = {f"{K4}.title": ODD, f"{K4}.weight": "delapan", f"{K4}.code": "K 4", "title": "", "scale.step": "3",
             f"{K4}.evidence": "satu\r\n\r\ndua ", "note_required": "1; 9"}  # fmt: skip
    press(panitia, **typed)
    again = fields(panitia.get(KUBE))
    assert {name: again[name] for name in typed} == typed | {f"{K4}.evidence": "satu\ndua"}
    told = words(panitia.get(KUBE))
    for part in (
        "Judul : tidak boleh kosong.",
        "K 4, bobot : harus bilangan bulat.",
        "Langkah : langkah 3 tidak membagi habis rentang 1 sampai 5.",
        "K 4, kode : hanya boleh huruf, angka, titik",
    ):
        assert part in told


def test_a_changed_scale_keeps_level_texts_that_no_longer_fit(started):
    site, panitia = started()
    press(panitia, **{"scale.highest": "4", "scale.labels[4]": "", "note_required": "1; 4"})
    page = panitia.get(KUBE)
    assert fields(page)[f"{K4}.levels[4]"] == "Mutakhir, cocok, dan dilaporkan berkala kepada anggota."
    assert "K4, uraian level : berisi 5 uraian, seharusnya 4, satu untuk tiap skor." in words(page)
    assert len(shelf(site)["kube"].draft.body["aspects"][0]["indicators"][3]["levels"]) == 5


def order(site: Site) -> list[list[str]]:
    body = shelf(site)["kube"].draft.body
    return [[row["code"] for row in aspect["indicators"]] for aspect in body["aspects"]]


def test_adding_ordering_moving_and_removing(started):
    site, panitia = started()
    answer = press(panitia, f"down:{K4}")
    assert unquote(answer.location).endswith("#aspects[0].indicators[4]")
    assert order(site)[0] == ["K1", "K2", "K3", "K5", "K4", "K6"]
    press(panitia, "add-indicator:aspects[2]")
    assert order(site)[2] == ["E1", "E2", "E3", "E4", "E5", "E6", "E7"]
    press(panitia, **{"aspects[0].indicators[0].aspect": "1"})
    assert (order(site)[0][0], order(site)[1][-1]) == ("K2", "K1")
    press(panitia, "up:aspects[2]")
    assert [aspect["code"] for aspect in shelf(site)["kube"].draft.body["aspects"]] == [
        "kelembagaan",
        "ekonomi",
        "sosial",
    ]
    press(panitia, "remove:aspects[1]")
    assert shelf(site)["kube"].draft.body["tie_break"] == [
        "aspect:kelembagaan",
        "aspect:sosial",
        "head_to_head",
        "plenary",
    ]
    assert "Sebagian isi baru saja dihapus atau diganti." in words(panitia.get(KUBE))
    panitia.post(f"{KUBE}/kembalikan", data={"based_on": fields(panitia.get(KUBE))["based_on"]})
    assert len(order(site)) == 3
    press(panitia, "add-aspect", **{"aspects[0].code": "lembaga"})
    body = shelf(site)["kube"].draft.body
    assert [aspect["code"] for aspect in body["aspects"]] == ["lembaga", "ekonomi", "sosial", "aspek-4"]
    assert body["tie_break"][:4] == ["aspect:lembaga", "aspect:sosial", "aspect:ekonomi", "aspect:aspek-4"]
    refused = press(panitia, "remove:aspects[9]")
    assert (refused.status_code, problems(refused)) == (422, ["Bagian itu sudah tidak ada di draf ini."])
    assert site.database.verify().ok


def test_two_pages_never_overwrite_each_other(started):
    site, panitia = started()
    stale = fields(panitia.get(KUBE))
    press(panitia, title="Yang pertama")
    clash = panitia.post(KUBE, data=stale | {"title": "Yang kedua", "do": "save"})
    assert clash.status_code == 409
    assert problems(clash)[0].startswith("Draf ini baru saja diubah dari halaman lain.")
    assert shelf(site)["kube"].draft.body["title"] == "Yang pertama"
    kept = fields(clash)
    assert kept["title"] == "Yang kedua"
    panitia.post(KUBE, data=kept | {"do": "save"})
    assert shelf(site)["kube"].draft.body["title"] == "Yang kedua"
    assert panitia.post(KUBE, data={"do": "save"}).status_code == 409  # an empty form empties nothing


def test_freezing_makes_a_version_and_moves_what_is_still_set_up(started):
    site, panitia = started()
    press(panitia, K4__weight="7", **{"aspects[0].indicators[4].weight": "7"})
    ask = panitia.get(f"{KUBE}/bekukan")
    assert press(panitia, "freeze").location == f"{KUBE}/bekukan"
    assert "Bekukan KUBE Berprestasi sebagai versi 2?" in words(ask)
    body = ask.get_data(as_text=True)
    (round_id,) = re.findall(r'name="round" value="(\d+)" checked', body)
    (based_on,) = re.findall(r'name="based_on" value="(\d+)"', body)
    old = shelf(site)["kube"].versions[0].fingerprint
    panitia.post(f"{KUBE}/bekukan", data={"based_on": based_on, "round": round_id})
    kube = shelf(site)["kube"]
    assert [(one.version, [use.category for use in one.uses]) for one in kube.versions] == [
        (2, ["KUBE Berprestasi"]), (1, []),
    ]  # fmt: skip
    assert (kube.draft, kube.versions[1].fingerprint) == (None, old)
    with site.database.reading() as session:
        newest = queries.frozen_rubric(session, 1, "kube", 2)
        assert newest.fingerprint == kube.versions[0].fingerprint
        assert (newest.by_code["K4"].weight, newest.by_code["K5"].weight) == (7, 7)
    assert "Rubrik kube versi 2 dibekukan." in words(panitia.get(HOME))
    assert site.database.verify().ok


def test_the_tick_can_be_taken_away(started):
    site, panitia = started()
    press(panitia, title="KUBE Teladan")
    panitia.post(f"{KUBE}/bekukan", data={"based_on": str(shelf(site)["kube"].draft.revision)})
    assert [[use.category for use in one.uses] for one in shelf(site)["kube"].versions] == [[], ["KUBE Berprestasi"]]


def test_the_same_content_is_not_frozen_twice(started):
    site, panitia = started()
    refused = panitia.post(f"{KUBE}/bekukan", data={"based_on": "1"})
    assert problems(refused) == ["Isi draf ini sama dengan versi 1. Ubah dahulu, atau buang drafnya."]
    assert shelf(site)["kube"].draft is not None


def test_once_judging_is_open_the_version_stays(started):
    site, panitia = started("judging")
    press(panitia, title="KUBE Teladan")
    page = words(panitia.get(f"{KUBE}/bekukan"))
    assert "Langsung dipakai di" not in page
    locked = "Penilaian KUBE Berprestasi sudah dibuka: versinya tetap."
    assert locked in page
    assert locked in words(panitia.get(HOME))
    uses = shelf(site)["kube"].versions[0].uses
    rounds = {"based_on": str(shelf(site)["kube"].draft.revision), "round": str(uses[0].round_id)}
    assert panitia.post(f"{KUBE}/bekukan", data=rounds).status_code == 302
    assert [one.uses for one in shelf(site)["kube"].versions] == [(), uses]
    assert site.database.verify().ok
