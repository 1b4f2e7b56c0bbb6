"""Names that would like to be code: on every page, in every file, on paper and in the file's own name."""

from __future__ import annotations

import io
import re
import shutil
import unicodedata
import zipfile

import pytest
from people import NOW, organiser
from playwright.sync_api import Browser
from pypdf import PdfReader
from stage_sites import site_over

from judging import actions, paperwork, queries
from judging.cli.demo import _Steps
from judging.queries.export import public_archive
from judging.roles import Role
from judging.spreadsheet import read_workbook, write_csv, write_xlsx

NAMES = (
    "A<B>C",
    "=1+1",
    "=HYPERLINK(0)",
    "\"petik\" 'tunggal'",
    "Kelompok " + "Usaha Bersama " * 7 + "Panjang",
    "Satukatatanpaspasi" * 3,
    "Melati 😀",
    "سلام",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
)
INTO_A_PAGE = "javascript:alert(1)//{{7*7}}"


@pytest.fixture
def named(stage_folders, tmp_path):
    """The sample's ten participants under ten such names, judged, sealed, announced, with their piagam issued."""
    shutil.copytree(stage_folders("kube-dki", "closed"), tmp_path / "named")
    site = site_over(tmp_path / "named")
    with site.database.writing() as session:
        panitia = organiser(session, Role.PANITIA)
        for person, name in zip(queries.participants(session, 1), NAMES, strict=True):
            actions.approve_name(session, panitia, person.id, name, now=NOW)
    steps = _Steps(site.database, "kube-dki", 1)
    steps.seal()
    steps.announce()
    return site


@pytest.mark.parametrize("name", ["A\0B", "A\nB", "\x1b[31m", "\ud800", "x" * 201, " \t ", ""])
def test_a_name_that_cannot_be_printed_is_refused(open_site, name):
    site = open_site("setup")
    with site.database.writing() as session, pytest.raises(actions.Refused):
        actions.approve_name(session, organiser(session, Role.PANITIA), 1, name, now=NOW)


def pages(site) -> list[str]:
    """Every page that shows a participant's name, as text."""
    panitia, ketua, judge = site.organiser("panitia"), site.organiser("ketua"), site.judge("J1")
    asked = [
        (panitia, "/panitia/peserta"),
        (panitia, "/panitia/kemajuan"),
        (panitia, "/panitia/dokumen"),
        (panitia, "/panitia/hadiah"),
        (ketua, "/panitia/pleno/kube"),
        (ketua, "/panitia/koreksi"),
        (judge, "/juri"),
        (judge, "/juri/skor-saya"),
        (judge, "/juri/lembar/1"),
        (site.anyone(), "/hasil"),
        (site.anyone(), "/layar"),
    ]
    answers = [(path, client.get(path, follow_redirects=True)) for client, path in asked]
    assert {path: answer.status_code for path, answer in answers if answer.status_code != 200} == {}
    return [answer.get_data(as_text=True) for _, answer in answers]


def test_no_name_is_executed_by_a_browser(named, chromium: Browser, tell):
    shown = pages(named)
    raw = [page for page in shown if "<img src=x" in page or "<script>alert" in page]
    assert raw == []
    tab = chromium.new_page()
    opened: list[str] = []
    tab.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    tab.route("**/*", lambda route: route.abort())
    images = 0
    for page in shown:
        tab.set_content(page, wait_until="domcontentloaded")
        images += tab.locator("img[src=x]").count() + tab.locator("script:text('alert')").count()
    tab.set_content("<img src=x onerror=alert(1)>")  # the hook sees what would be executed
    tab.wait_for_timeout(200)
    tab.close()
    assert (opened, images) == (["1"], 0)
    told = sum(page.count("&lt;img src=x onerror=alert(1)&gt;") for page in shown)
    assert told >= 3
    tell(f"names: {len(shown)} pages in a browser, 0 executed; shown as text {told} times")


def test_no_name_is_a_formula_in_a_spreadsheet():
    names = [*NAMES, INTO_A_PAGE, "+62", "-5", "@SUM(A1)", "\t=1+1", "'=1+1"]
    rows = [["Nama", "Ada"], *([name, "ya"] for name in names)]
    with zipfile.ZipFile(io.BytesIO(write_xlsx({"Nama": rows}))) as book:
        sheets = "".join(book.read(one).decode() for one in book.namelist() if "sheet" in one)
    assert sheets.count("<f>") == sheets.count("hyperlink") == 0
    text = write_csv(rows).decode("utf-8-sig")
    assert [line for line in text.splitlines() if re.match(r'"?[=+\-@\t]', line)] == []
    for data, kind in ((write_csv(rows), "nama.csv"), (write_xlsx({"Nama": rows}), "nama.xlsx")):
        (back,) = read_workbook(data, kind).values()
        assert [row[0].strip() for row in back] == [row[0].strip() for row in rows], kind


def test_a_piagam_carries_the_name_as_it_is(named, tell):
    paper = paperwork.certificates_pdf(named.database, 1)
    texts = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(paper.content)).pages]
    whole = "".join(texts).replace(" ", "")
    with named.database.reading() as session:
        holders = {row.name for result in queries.results.announced_results(session, 1) for row in result.rows}
    found = {name: "".join(name.split()) in whole for name in NAMES if name in holders}
    assert paper.skipped == ()
    lost = [name for name, there in found.items() if not there]
    # readers of PDF give Arabic as it stands on the paper, from the left
    backwards = [name for name in lost if unicodedata.bidirectional(name[0]) == "AL" and name[::-1] in whole]
    assert [name for name in lost if name not in backwards] == []
    right = sum(found.values())
    tell(f"names: {right} of {len(found)} on the piagam as they are, {len(backwards)} from right to left")


def test_no_name_reaches_a_files_name(named):
    client = named.organiser("panitia")
    with named.database.reading() as session:
        codes = [one.code for one in queries.participants(session, 1)][:10]
    headers = [client.get(f"/panitia/dokumen/piagam/{code}").headers.get("Content-Disposition", "") for code in codes]
    names = [re.sub(r"^attachment; filename=", "", header) for header in headers if header]
    assert len(names) >= 5
    assert [name for name in names if not re.fullmatch(r'"?[A-Za-z0-9._ -]+\.pdf"?', name)] == []


@pytest.mark.parametrize("sample", ["kube-dki", "psm-lks"])
def test_the_public_archive_holds_no_person(open_site, sample):
    """No member, note, photo, account of a bank, or judge's name; participants who are persons stand by their code."""
    site = open_site("announced", sample)
    with site.database.reading() as session:
        files = public_archive(session, 1)
        judges = [judge.name for judge in queries.judges(session, 1)]
        members = [m.name for one in queries.participants(session, 1) for m in one.members if m.name]
        notes = [
            text
            for line in queries.judge_sheets(session, 1)
            for text in queries.judge_sheet(session, 1, line.id).notes.values()
        ]
    text = "\n".join(data if isinstance(data, str) else data.decode(errors="replace") for data in files.values())
    cells = {cell.strip('" ') for cell in re.split(r"[;,:{}\[\]\n]", text)}  # a one-word name may be a word of a rubric
    held = [word for word in (*judges, *members, *notes) if word in (text if " " in word else cells)]
    assert len(judges) > 3
    assert held == []
    assert [word for word in ("member", "bank_account", "rekening", "photo", "notes") if f'"{word}"' in text] == []
