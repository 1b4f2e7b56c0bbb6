"""Every paper of both samples: sound, embedded, repeatable, and in its own event's words."""

from __future__ import annotations

import re
import subprocess

import pytest
from paper_desk import EVENT, fonts_of, pages_of, quick_words, words_of

from judging import paperwork, queries
from judging.paperwork.bundle import write_bundle

FOREIGN = re.compile(r"kube|pendamping|jakarta", re.IGNORECASE)
SAMPLES = pytest.mark.parametrize("sample", ["kube-dki", "psm-lks"])
NOT_YET = {"koreksi", "pemulihan"}  # a second version; a page of the documentation


@SAMPLES
def test_every_paper_is_sound_embedded_and_repeatable(open_desk, tmp_path, sample):
    desk = open_desk(sample)
    desk.decree()
    desk.issue()
    drawn = {}
    for sheet in paperwork.sheets(desk.database, EVENT):
        paper = paperwork.draw(desk.database, EVENT, sheet)
        if paper is None:
            assert sheet.kind.key in NOT_YET
            continue
        assert paper.content == paperwork.draw(desk.database, EVENT, sheet).content, sheet.title
        assert paper.name not in drawn
        drawn[paper.name] = paper.content
    for name, pdf in drawn.items():
        (tmp_path / name).write_bytes(pdf)
        check = subprocess.run(["qpdf", "--check", tmp_path / name], capture_output=True, text=True, check=False)
        assert check.returncode == 0, f"{name}: {check.stdout}{check.stderr}"
        assert fonts_of(pdf, tmp_path) == [], name
        text = quick_words(tmp_path / name)
        assert "NIP ," not in text
        assert "None" not in text
        assert "DATA CONTOH" in text, name
        if sample == "psm-lks":
            assert FOREIGN.search(text) is None, name


@SAMPLES
def test_no_sheet_is_left_with_a_footer_alone(open_desk, tmp_path, sample):
    """A sheet that holds only a signature or nothing at all is an orphan."""
    desk = open_desk(sample)
    desk.decree()
    for sheet in paperwork.sheets(desk.database, EVENT, piagam=False):
        paper = paperwork.draw(desk.database, EVENT, sheet)
        (tmp_path / "paper.pdf").write_bytes(paper.content if paper else b"")
        for page in quick_words(tmp_path / "paper.pdf").split("\f")[:-1] if paper else []:
            body = re.sub(r"Halaman \d+ dari \d+|DATA CONTOH", "", page)
            assert len("".join(body.split())) > 130, (sheet.title, page)


@pytest.mark.parametrize(("stage", "waiting"), [("setup", 13), ("closed", 10)])
def test_papers_of_a_later_day_wait(open_desk, stage, waiting):
    """Before the day only what is signed before; after closing the pleno's working papers too."""
    desk = open_desk(stage=stage)
    sheets = paperwork.sheets(desk.database, EVENT)
    kinds = {sheet.kind.key for sheet in sheets if paperwork.draw(desk.database, EVENT, sheet) is None} - NOT_YET
    assert len(kinds) == waiting, kinds


def test_the_recap_is_secret_until_it_is_announced(open_desk):
    closed = open_desk(stage="closed")
    assert "RAHASIA – hanya untuk pleno" in closed.text("rekapitulasi")
    assert "Urutan usulan" in closed.text("rekapitulasi")
    assert "RAHASIA" not in open_desk().text("rekapitulasi")


@SAMPLES
def test_what_is_printed_is_what_was_sealed(open_desk, sample):
    desk = open_desk(sample)
    desk.decree()
    papers = desk.papers()
    minutes = desk.draw("berita-acara")
    for result, paper in zip(papers.results, minutes, strict=True):
        text = words_of(paper.content)
        for row in result.rows:
            aspects = " ".join(row.aspects[one["code"]] for one in result.body["aspects"])
            assert f"{aspects} {row.shown}" in text
        head = " ".join(re.findall("....", result.body["journal"]["hash"].upper()))
        assert head in text
        assert f"Versi hasil {result.number}" in text
    with desk.database.reading() as session:
        body, sha256 = queries.allocation_or_draft(session, EVENT)
    assert sha256
    for key in ("lampiran", "alokasi"):
        text = desk.text(key)
        for category in body["categories"]:
            for line in category["lines"]:
                assert line["name"] in text
                assert line["amount"] is None or rupiah(line["amount"]) in text
            assert rupiah(category["subtotal"]) in text
        assert "412 Tahun 2026" in text


def rupiah(amount: int) -> str:
    return "Rp" + f"{amount:,}".replace(",", ".") + ",00"


def test_the_announcers_list_goes_up_to_the_first(open_desk):
    text = open_desk("psm-lks").text("naskah-mc")
    spoken = re.findall(r"dibaca: ([^)]*)\)", text)
    places = ["juara harapan tiga", "juara harapan dua", "juara harapan satu", "juara tiga", "juara dua", "juara satu"]
    assert spoken == [*places, "juara favorit", *places, "juara favorit"]


def test_the_judges_recap_adds_up_as_displayed(open_desk):
    text = words_of(open_desk().draw("rekap-juri")[0].content)
    found = re.search(r"Nilai Kelembagaan 35 ([\d, ]+)S1", text)
    names = ("Kelembagaan", "Sosial", "Ekonomi")
    parts = [re.search(rf"Nilai {name} \d+ ([\d, ]+)", text)[1].split() for name in names]
    totals = re.search(r"Jumlah nilai 100 ([\d, ]+)", text)[1].split()
    assert found
    cents = [[round(float(value.replace(",", ".")) * 100) for value in row] for row in (*parts, totals)]
    assert [sum(column[:3]) for column in zip(*cents, strict=True)] == cents[3]


def test_one_zip_holds_them_all_and_names_what_it_could_not_draw(open_desk, tmp_path):
    desk = open_desk()
    told = []
    path = tmp_path / "semua.zip"
    result = write_bundle(desk.database, EVENT, path, may=lambda _: True, tell=lambda *step: told.append(step))
    assert result.problems == ()
    usual = [sheet for sheet in paperwork.sheets(desk.database, EVENT) if not sheet.kind.on_request]
    assert told[-1][0] == told[-1][1] == len(usual)
    first = path.read_bytes()
    write_bundle(desk.database, EVENT, path, may=lambda _: True)
    assert path.read_bytes() == first
    only = write_bundle(desk.database, EVENT, path, may=lambda kind: kind.key == "hadir")
    assert [paper.name for _, paper in only.papers] == ["daftar-hadir-kube-dki-2026.pdf"]


def test_single_sheets_are_drawn_on_request_and_left_out_of_everything(open_desk, tmp_path):
    """One sheet for each judge and peserta; its total is the judge's own value in the sealed result."""
    desk = open_desk("psm-lks")
    (paper,) = [one for one in desk.draw("lembar-juri") if "-lks-" in one.name.replace("psm-lks", "")]
    pages = pages_of(paper.content)
    result = next(one for one in desk.papers().results if one.body["category"]["code"] == "lks")
    shown = {
        (row["name"], judge, one["shown"])
        for row in result.body["rows"]
        for judges in row["judges"].values()
        for judge, one in judges.items()
    }
    assert len(pages) == len(shown)
    for name, judge, value in shown:
        assert [page for page in pages if f", {name}, " in page and f": {judge}, " in page and value in page]
    bundle = write_bundle(desk.database, EVENT, tmp_path / "semua.zip", may=lambda kind: kind.group == "Pleno")
    assert "lembar-juri" not in {kind.key for kind, _ in bundle.papers}
