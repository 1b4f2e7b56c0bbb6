"""Rapor: own values, a picture that is the same on paper and screen, nothing of anyone else."""

from __future__ import annotations

import re

import pytest
from paper_desk import EVENT, NOW, pages_of, words_of

from judging import actions, paperwork
from judging.actions import Refused
from judging.paperwork.recovery import read_page, recovery_pdf
from judging.queries.score_papers import notes_to_release
from judging.roles import Permission


@pytest.mark.parametrize("sample", ["kube-dki", "psm-lks"])
def test_a_report_tells_own_values_and_nobody_elses_name(open_desk, sample):
    desk = open_desk(sample)
    for result, paper in zip(desk.papers().results, desk.draw("rapor"), strict=True):
        pages = pages_of(paper.content)
        assert len(pages) == len(result.rows), "one sheet each"
        names = [row.name for row in result.rows]
        judges = [one["name"] for one in result.body["panel"]]
        for page, row in zip(pages, sorted(result.rows, key=lambda row: row.number), strict=True):
            assert [name for name in (*names, *judges) if name in page and name != row.name] == []
            assert [one for one in result.body["aspects"] if row.aspects[one["code"]] not in page] == []
            assert page.count("dari 5") + page.count("dari 100") >= 6, "three strengths and three steps"


def test_the_sentence_about_equal_values_is_told_to_those_it_decided(open_desk):
    pages = pages_of(open_desk().draw("rapor")[0].content)
    told = [page for page in pages if "Urutan pemeriksaan ini ditetapkan sebelum penilaian." in page]
    assert sorted(re.search(r"sebagai (Juara \w+)", page)[1] for page in told) == ["Juara II", "Juara III"]


def test_before_the_announcement_no_place_is_told(open_desk):
    assert "sebagai Juara" not in words_of(open_desk(stage="sealed").draw("rapor")[0].content)


def test_the_chart_on_a_screen_has_the_words_of_the_paper(open_desk):
    desk = open_desk()
    result = desk.papers().results[0]
    row = result.rows[0]
    svg = paperwork.feedback_chart(paperwork.feedback_of(desk.database, EVENT, result.category_id, row.participant))
    shown = [f"{row.aspects[one['code']]} dari {one['weight']}" for one in result.body["aspects"]]
    assert re.findall(r">([\d,]+ dari \d+)<", svg) == shown
    paper = paperwork.feedback_pdf(desk.database, EVENT, result.category_id, row.participant)
    assert [text for text in shown if text not in words_of(paper.content)] == []
    assert paperwork.feedback_of(desk.database, EVENT, result.category_id, "tidak-ada") is None


def test_only_released_notes_are_printed_and_without_a_judge(open_desk):
    desk = open_desk()
    category = desk.papers().results[0].category_id
    with desk.database.writing() as session:
        from judging.models import Sheet  # noqa: PLC0415 - a note is written the short way, around the action

        sheet = session.query(Sheet).filter(Sheet.state == "submitted").order_by(Sheet.id).first()
        sheet.notes = {"K1": "Notulen rapi sekali.", "K2": "Ini terlalu tajam."}
        chair = desk.who(Permission.DECIDE)
        with pytest.raises(Refused, match="tidak ada"):
            actions.release_notes(session, chair, sheet.participant_id, {sheet.id: ["K9"]}, now=NOW)
        actions.release_notes(session, chair, sheet.participant_id, {sheet.id: ["K1"]}, now=NOW)
    text = desk.text("rapor")
    assert text.count("“Notulen rapi sekali.”") == 1
    assert "terlalu tajam" not in text
    with desk.database.reading() as session:
        assert [one.released for one in notes_to_release(session, category)] == [True, False]


def test_a_note_changed_since_it_was_released_is_not_printed(open_desk):
    """The chair lets out what was read, not what the judge wrote after the sheet was opened again."""
    desk = open_desk()
    category = desk.papers().results[0].category_id
    with desk.database.writing() as session:
        from judging.models import Sheet  # noqa: PLC0415 - a note is written the short way, around the action

        sheet = session.query(Sheet).filter(Sheet.state == "submitted").order_by(Sheet.id).first()
        sheet.notes = {"K1": "Notulen rapi sekali."}
        chair, chosen, peserta = desk.who(Permission.DECIDE), {sheet.id: ["K1"]}, sheet.participant_id
        actions.release_notes(session, chair, peserta, chosen, now=NOW)
        sheet.notes, sheet.version = {"K1": "Ini tidak pernah dibaca ketua."}, sheet.version + 1
        actions.release_notes(session, chair, peserta + 1, {}, now=NOW)  # any event: the row above goes with it
    assert "tidak pernah dibaca" not in desk.text("rapor")
    with desk.database.reading() as session:
        assert [(one.released, one.changed) for one in notes_to_release(session, category)] == [(False, True)]
    with desk.database.writing() as session:
        actions.release_notes(session, chair, peserta, chosen, now=NOW)
    assert desk.text("rapor").count("tidak pernah dibaca") == 1


def test_instructions_become_a_page_to_hang_up(open_desk, tmp_path):
    page = tmp_path / "recovery.md"
    page.write_text(
        "# Bila laptop mati\n\n## Langkah\n\nTenang dahulu,\nlalu:\n\n1. Ambil **laptop** kedua.\n2. Ketik ini:\n\n"
        "```\npython3 start.py --lan\n```\n\n| Gejala | Obat |\n|---|---|\n| Wi-Fi putus | [tunggu](x.md) |\n",
        encoding="utf-8",
    )
    title, blocks = read_page(page.read_text(encoding="utf-8"))
    assert title == "Bila laptop mati"
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "Langkah"),
        ("text", "Tenang dahulu, lalu:"),
        ("step", "Ambil laptop kedua."),
        ("step", "Ketik ini:"),
        ("command", "python3 start.py --lan"),
        ("step", "Wi-Fi putus: tunggu."),
    ]
    desk = open_desk()
    assert "python3 start.py --lan" in words_of(recovery_pdf(desk.database, EVENT, page).content)
    assert recovery_pdf(desk.database, EVENT, tmp_path / "none.md") is None


