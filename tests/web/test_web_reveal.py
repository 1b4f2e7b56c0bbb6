"""The announcement on the hall's screen: one step at a time, and nothing of the next one anywhere."""

from __future__ import annotations

import hashlib
import io
import re
import sqlite3
from contextlib import closing

import pytest
from PIL import Image
from sites import SECOND, problems, words

from judging import queries

REMOTE = "/panitia/pengumuman/kendali"
WIRE = ("/layar", "/layar/isi", "/layar/versi", "/layar/kemajuan", "/hasil", "/")


def start(site, *categories: str, login: str = "panitia"):
    client = site.organiser(login)
    answer = client.post(f"{REMOTE}/mulai", data={"category": list(categories or ("kube", "pendamping"))})
    return client, answer


def press(client, button: str):
    seen = re.search(r'name="version" value="(\d+)"', client.get(REMOTE).get_data(as_text=True)).group(1)
    return client.post(REMOTE, data={"button": button, "version": seen})


def shown(site) -> str:
    text = words(site.anyone().get("/layar"))
    return " ".join(text.replace("Juara KUBE Berprestasi 2026", "").split())


def test_it_goes_from_the_last_place_up_to_the_first(open_site):
    site = open_site("sealed")
    client, _ = start(site)
    seen = []
    for _ in range(8):
        assert press(client, "next").status_code == 302
        seen.append(shown(site))
    labels = [re.search(r"Juara (?:Harapan )?I+", text) for text in seen]
    assert [found.group() if found else "" for found in labels][1:6] == [
        "Juara Harapan II", "Juara Harapan I", "Juara III", "Juara II", "Juara I",
    ]  # fmt: skip
    assert "Sebentar lagi: lima KUBE Berprestasi" in seen[0]
    assert "KUBE Tunas Jahit Jakarta Barat" in seen[1]
    assert "Sebentar lagi: lima Pendamping KUBE Berprestasi" in seen[7]


def test_nothing_is_on_the_wire_before_its_step(open_site):
    site = open_site("sealed")
    names = everyone(site)
    client, _ = start(site)
    told: set[str] = set()
    for _ in range(14):
        assert told >= on_the_wire(site, names)
        press(client, "next")
        told |= told_by(site, names)
    assert told == set(names)


def everyone(site) -> list[str]:
    with site.database.reading() as session:
        return [row.name for result in queries.papers(session, 1).results for row in result.rows]


def told_by(site, names: list[str]) -> set[str]:
    """Who is on the screen in this step; the groups beside whom people stand were told before."""
    text = site.anyone().get("/layar").get_data(as_text=True)
    return {name for name in names if name in text}


def on_the_wire(site, names: list[str]) -> set[str]:
    found = set()
    for visitor in (site.anyone(), site.judge("J3")):
        for path in WIRE:
            answer = visitor.get(path)
            assert "ETag" not in answer.headers
            assert answer.headers["Cache-Control"] == "no-store"
            everything = answer.get_data(as_text=True) + str(answer.headers)
            found |= {name for name in names if name in everything}
    return found


def test_the_phone_names_nobody_before_the_screen_does(open_site):
    site = open_site("sealed")
    client, _ = start(site)
    press(client, "next")
    press(client, "next")
    text = words(client.get(REMOTE))
    assert "Juara Harapan II KUBE Tunas Jahit" in text
    assert "Berikutnya: Juara Harapan I" in text
    assert "Melati" not in text


def test_back_pause_blank_and_show_again(open_site):
    site = open_site("sealed")
    client, _ = start(site)
    for _ in range(3):
        press(client, "next")
    press(client, "back")
    assert "KUBE Tunas Jahit" in shown(site)
    press(client, "pause")
    assert "Tunas" not in shown(site)
    press(client, "blank")
    assert "KUBE" not in words(site.anyone().get("/layar"))
    press(client, "show")
    assert "KUBE Tunas Jahit" in shown(site)


def test_a_second_tap_on_the_same_page_skips_nothing(open_site):
    site = open_site("sealed")
    client, _ = start(site)
    version = site.anyone().get("/layar/versi").get_data(as_text=True)
    first = client.post(REMOTE, data={"button": "next", "version": version})
    second = client.post(REMOTE, data={"button": "next", "version": version})
    assert (first.status_code, second.status_code) == (302, 422)
    assert "Sebentar lagi" in shown(site)


def test_whoever_sealed_does_not_start_it(open_site):
    _, answer = start(open_site("sealed"), login="ketua")
    assert problems(answer) == ["Hasil diumumkan oleh orang lain, bukan oleh yang menguncinya."]


def test_a_result_altered_outside_the_journal_is_not_shown(open_site):
    site = open_site("sealed")
    swap_names(site, "KUBE Tunas Jahit", "KUBE Guyub Hijau")
    _, answer = start(site)
    assert answer.status_code == 422
    assert problems(answer)[0].startswith("Data tidak cocok dengan catatan")
    assert site.anyone().get("/layar/versi").get_data(as_text=True) == "0"


@pytest.mark.parametrize("hides", [False, True])
def test_a_result_altered_while_the_hall_waits_goes_no_further(open_site, hides):
    """Hiding: whoever swapped the names also wrote the hash of the new text beside it."""
    site = open_site("sealed")
    client, _ = start(site)
    press(client, "next")
    swap_names(site, "KUBE Tunas Jahit", "KUBE Guyub Hijau", hides=hides)
    answer = press(client, "next")
    assert problems(answer) == [
        "Hasil ini diubah di luar catatan sejak pengumuman dimulai. Hentikan acara dan panggil ketua."
    ]
    assert "Hasil diubah di luar catatan" in words(client.get(REMOTE))
    assert "KUBE Guyub Hijau" not in shown(site)


def swap_names(site, one: str, other: str, *, hides: bool = False) -> None:
    with closing(sqlite3.connect(site.database.engine.url.database)) as raw:
        for key, body in raw.execute("SELECT id, body FROM result_version").fetchall():
            swapped = body.replace(one, "\0").replace(other, one).replace("\0", other)
            assert swapped != body
            raw.execute("UPDATE result_version SET body = ? WHERE id = ?", (swapped, key))
            if hides:
                sha256 = hashlib.sha256(swapped.encode()).hexdigest()
                raw.execute("UPDATE result_version SET sha256 = ? WHERE id = ?", (sha256, key))
        raw.commit()


@pytest.mark.parametrize("stage", ["judging", "closed"])
def test_nothing_starts_before_a_seal(open_site, stage):
    site = open_site(stage)
    _, answer = start(site)
    assert answer.status_code == 422
    assert shown(site).startswith("Tingkat") or "KUBE Berprestasi" in words(site.anyone().get("/layar"))


def test_one_category_is_read_while_the_other_waits_weeks(open_site):
    site = open_site("sealed")
    client, _ = start(site, "pendamping")
    press(client, "next")
    assert "lima Pendamping KUBE Berprestasi" in shown(site)


def test_a_correction_during_the_show_holds_the_screen(open_site):
    site = open_site("sealed")
    client, _ = start(site)
    press(client, "next")
    press(client, "next")
    form = SECOND | {"kind": "name", "participant": "KUBE-BRT", "name": "KUBE Tunas Jahit Jaya", "reason": "SK"}
    site.organiser("ketua").post("/panitia/pleno/kube/koreksi", data=form)
    assert "Sebentar" in shown(site)
    assert press(client, "next").status_code == 422


def test_a_label_without_a_numeral_gets_a_ring_and_special_awards_come_after_the_first(open_site):
    site = open_site("sealed", "psm-lks")
    client = site.organiser("panitia")
    client.post(f"{REMOTE}/mulai", data={"category": ["psm", "lks"]})
    seen = []
    while press(client, "next").status_code == 302:
        seen.append(site.anyone().get("/layar").get_data(as_text=True))
    favourite = next(number for number, text in enumerate(seen) if "Juara Favorit" in text and 'class="winner"' in text)
    assert "drawn ring" in seen[favourite]
    assert 'class="label">Juara I<' in seen[favourite - 1]


def picture() -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "#521642").save(made, "PNG")
    made.seek(0)
    return made


def send_photo(site, code: str, **consent: str) -> None:
    with site.database.reading() as session:
        person = next(one for one in queries.participants(session, 1) if one.code == code)
    data = consent | {"photo": (picture(), "foto.png")}
    site.organiser("panitia").post(f"/panitia/peserta/{person.id}/foto", data=data)


def test_a_photo_is_shown_with_consent_and_only_beside_its_name(open_site):
    site = open_site("sealed")
    send_photo(site, "KUBE-BRT", consented="yes")
    send_photo(site, "KUBE-PST")
    client, _ = start(site)
    seen = []
    for _ in range(4):
        press(client, "next")
        shown_now = "/layar/foto/0" in site.anyone().get("/layar").get_data(as_text=True)
        seen.append((shown_now, site.anyone().get("/layar/foto/0").status_code))
    assert seen == [(False, 404), (True, 200), (False, 404), (False, 404)]
    press(client, "back")
    press(client, "back")
    press(client, "pause")
    assert site.anyone().get("/layar/foto/0").status_code == 404
    assert site.database.verify().ok


def test_the_hall_sees_counts_and_nothing_else_while_judging(open_site):
    site = open_site("judging")
    text = words(site.anyone().get("/layar/kemajuan"))
    assert "Lembar yang sudah masuk KUBE Berprestasi" in text
    assert re.search(r"\d+ dari 25", text)
    assert not any(name in text for name in ("Retno", "J1", "Kencana", "75,44"))
