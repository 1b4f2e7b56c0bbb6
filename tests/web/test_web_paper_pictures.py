"""The pictures of a piagam on its settings page: shown before they are kept, written anew, removed, refused."""

from __future__ import annotations

import base64
import hashlib
import io
import random
import re

import pytest
from PIL import Image

from certificates.contrast import FAINTEST
from judging import queries
from judging.paperwork.pictures import background_jpeg


@pytest.fixture
def site(open_site):
    return open_site("announced")


def page_text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def form_of(client, path: str) -> dict[str, str]:
    """What a browser would send back unchanged."""
    page = client.get(path).get_data(as_text=True)
    values = dict(re.findall(r'<input[^>]*name="([^"]+)" value="([^"]*)"', page))
    for name, inside in re.findall(r'<select id="[^"]*" name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside) or re.search(r'<option value="([^"]*)"', inside)
        values[name] = chosen[1]
    ticked = re.findall(r'<input type="checkbox" name="([^"]+)" value="([^"]*)" checked', page)
    unticked = set(re.findall(r'<input type="checkbox" name="([^"]+)" value="[^"]*">', page))
    return {name: value for name, value in values.items() if name not in unticked} | dict(ticked)


def settings_of(site) -> dict[str, object]:
    with site.database.reading() as session:
        return queries.settings(session, 1)


def picture_in(answer) -> bytes:
    found = re.search(r'src="data:image/(?:png|jpeg);base64,([^"]+)"', answer.get_data(as_text=True))
    return base64.b64decode(found[1]) if found else b""


PREVIEW = "/panitia/pengaturan/kertas/pratinjau"


def picture_file(colour: str, size: tuple[int, int], ending: str = "JPEG") -> tuple[io.BytesIO, str]:
    picture = io.BytesIO()
    Image.new("RGB", size, colour).save(picture, ending, exif=b"Exif\0\0secret-place")
    return io.BytesIO(picture.getvalue()), f"gambar.{ending.lower()}"


KERTAS = "/panitia/pengaturan/kertas"


@pytest.mark.parametrize(
    ("name", "remove", "size", "most"),
    [("logo", "Hapus logo kedua", (1600, 900), 700), ("background", "Hapus gambar latar", (4000, 2600), 1949)],
)
def test_a_picture_of_the_piagam_is_shown_kept_and_removed(site, name, remove, size, most):
    panitia = site.organiser("panitia")
    before, plain = settings_of(site), panitia.get(PREVIEW).data
    assert remove not in page_text(panitia.get(KERTAS))
    form = form_of(panitia, KERTAS)
    tried = panitia.post(PREVIEW, data=form | {name: picture_file("#146c43", size)}, headers={"X-Juara": "part"})
    assert (picture_in(tried) != plain, settings_of(site) == before) == (True, True)
    assert panitia.post(KERTAS, data=form | {name: picture_file("#146c43", size)}).status_code == 302
    assert panitia.get(PREVIEW).data == picture_in(tried), "what was tried is what is kept"
    with site.database.reading() as session:
        kept = getattr(queries.papers(session, 1), name)
    assert (b"secret-place" in kept, max(Image.open(io.BytesIO(kept)).size)) == (False, most)
    assert settings_of(site)[name] == hashlib.sha256(kept).hexdigest()
    assert remove in page_text(panitia.get(KERTAS))
    form = form_of(panitia, KERTAS) | {f"remove_{name}": "1"}
    assert picture_in(panitia.post(PREVIEW, data=form, headers={"X-Juara": "part"})) == plain
    assert panitia.post(KERTAS, data=form).status_code == 302
    assert (settings_of(site)[name], panitia.get(PREVIEW).data == plain) == ("", True)
    assert site.database.verify().ok


@pytest.mark.parametrize("name", ["emblem", "logo", "background"])
@pytest.mark.parametrize("data", [b"<svg/>", b"%PDF-1.7 %%EOF", b"\x89PNG\r\n\x1a\n cut off"])
def test_a_file_that_is_no_picture_is_refused_in_plain_words(site, name, data):
    panitia = site.organiser("panitia")
    form, before = form_of(panitia, KERTAS), settings_of(site)
    refused = panitia.post(KERTAS, data=form | {name: (io.BytesIO(data), "gambar.png")})
    problems = re.findall(r"[^<>]*dibaca\.", refused.get_data(as_text=True))
    assert (refused.status_code, [text for text in problems if "latar" not in text and "tulisan" not in text]) == (
        422,
        ["Berkas ini bukan JPG atau PNG yang dapat dibaca."] * 2,  # at the form's head, and at the field
    )
    assert settings_of(site) == before


def busy_picture() -> bytes:
    """A photo at its worst: every pixel another colour."""
    chance = random.Random(5)  # noqa: S311  a seed, not a secret
    picture = io.BytesIO()
    Image.frombytes("RGB", (1200, 780), chance.randbytes(1200 * 780 * 3)).save(picture, "PNG")
    return picture.getvalue()


def test_the_busiest_background_stays_light_and_small():
    made = background_jpeg(busy_picture())
    assert made == background_jpeg(busy_picture())
    assert len(made) <= 300_000
    darkest, _lightest = Image.open(io.BytesIO(made)).convert("L").getextrema()
    assert darkest >= int(FAINTEST[1:3], 16)


def test_a_page_with_a_preview_of_a_busy_background_stays_small(site):
    panitia = site.organiser("panitia")
    form = form_of(panitia, KERTAS)
    answer = panitia.post(PREVIEW, data=form | {"background": (io.BytesIO(busy_picture()), "latar.png")})
    answer.request.environ["wsgi.input"].close()  # a large form travels through a file the test client leaves open
    assert picture_in(answer).startswith(b"\xff\xd8")
    assert len(answer.data) < 150_000
