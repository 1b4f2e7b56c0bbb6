"""The life of a piagam: issued, printed, printed again, replaced, revoked, kept; and names approved first."""

from __future__ import annotations

import hashlib
import json
import re

import pypdfium2
import pytest
import zxingcpp
from paper_desk import EVENT, HOST, NOW, pages_of, words_of

from certificates.designs import DESIGNS
from judging import actions, paperwork, queries
from judging.actions import PayoutEntry, Refused, Witness
from judging.models import DocumentContent, Participant
from judging.paperwork.check_pages import check_pages
from judging.queries.documents import altered_documents, document_content, documents
from judging.queries.results import every_issued
from judging.roles import Permission


@pytest.fixture
def desk(open_desk):
    found = open_desk()
    found.decree()
    return found


def test_peserta_and_judges_receive_a_piagam_of_their_own(open_desk):
    desk = open_desk("psm-lks")
    desk.decree()
    assert (desk.issue(), desk.issue("participant"), desk.issue("judge")) == (14, 1, 5)
    papers = desk.papers()
    text = words_of(paperwork.certificates_pdf(desk.database, EVENT, thanks=True).content)
    assert [one.body["name"] for one in papers.thanked if one.body["name"] not in text] == []
    assert text.upper().count("KETUA TIM PENILAI") == 1
    assert len(papers.issued) == 14, "awards are counted apart"


def test_a_second_printing_says_so_and_a_first_does_not(desk):
    desk.issue()
    printer = desk.who(Permission.PRINT)
    for expected in (0, 10):
        ids = [one.id for one in desk.papers().issued]
        with desk.database.writing() as session:
            actions.record_printing(session, printer, EVENT, ids, now=NOW)
        text = words_of(paperwork.certificates_pdf(desk.database, EVENT).content)
        assert text.count("cetakan ke-2") == expected


@pytest.mark.parametrize("sample", ["kube-dki", "psm-lks"])
def test_every_issued_piagam_fits_in_every_design_also_when_printed_again(open_desk, sample):
    desk = open_desk(sample)
    desk.decree()
    made = sum(desk.issue(kind) for kind in ("award", "participant", "judge"))
    papers, printer = desk.papers(), desk.who(Permission.PRINT)
    ids = [one.id for one in (*papers.issued, *papers.thanked)]
    for _ in range(12):
        with desk.database.writing() as session:
            actions.record_printing(session, printer, EVENT, ids, now=NOW)
    for design in DESIGNS:
        desk.set(design=design)
        both = [paperwork.certificates_pdf(desk.database, EVENT, thanks=thanks) for thanks in (False, True)]
        assert [paper.skipped for paper in both] == [(), ()], design
        assert sum(len(pages_of(paper.content)) for paper in both) == made


def test_numbers_follow_the_offices_pattern_and_never_twice(desk):
    desk.set(certificate_number="{nomor}/PG-KUBE/XII/2026")
    desk.issue()
    assert [one.number for one in desk.papers().issued][:2] == ["001/PG-KUBE/XII/2026", "002/PG-KUBE/XII/2026"]
    assert "Nomor: 001/PG-KUBE/XII/2026" in words_of(paperwork.certificates_pdf(desk.database, EVENT).content)
    with pytest.raises(Refused, match="harus memuat"):
        desk.set(certificate_number="PG/XII/2026")


def test_names_nobody_approved_wait_when_the_office_wants_it_so(desk):
    desk.set(unapproved_names="block")
    assert desk.issue() == 0
    papers = desk.papers()
    code = papers.holders[0]["participant"]
    assert code in papers.unapproved
    with desk.database.writing() as session:
        key = next(one.id for one in queries.participants(session, EVENT) if one.code == code)
        actions.approve_printed_name(session, desk.who(Permission.SET_UP), key, now=NOW)
    assert desk.issue() == 1
    assert desk.papers().issued[0].body["name"] == papers.holders[0]["name"]


def test_a_revoked_piagam_is_not_printed_and_not_issued_again(desk):
    desk.issue()
    first = desk.papers().issued[0]
    printer = desk.who(Permission.PRINT)
    second = desk.who(Permission.CONFIRM, other_than=printer)
    own = Witness(printer.person_id, printer.name)
    with desk.database.writing() as session, pytest.raises(Refused, match="orang lain"):
        actions.revoke_certificate(session, printer, first.id, "salah", own, now=NOW)
    with desk.database.writing() as session:
        witness = Witness(second.person_id, second.name)
        actions.revoke_certificate(session, printer, first.id, "pelanggaran terbukti", witness, now=NOW)
    assert desk.issue() == 0
    assert first.serial not in words_of(paperwork.certificates_pdf(desk.database, EVENT).content)
    item = next(one for one in paperwork.certificate_list(desk.papers()) if one.participant == first.key[0])
    assert (item.revoked, item.issuance_id) == (True, None)
    with desk.database.reading() as session:
        assert queries.check_paper(session, first.code).state == "revoked"


def test_every_page_behind_a_code_is_a_file_on_the_codes_own_path(desk):
    desk.issue()
    pages = check_pages(desk.database, EVENT)
    one = desk.papers().issued[0]
    page = pages[f"periksa/{one.code}/index.html"]
    facts = re.findall(r"<dd>([^<]*)</dd>", page)
    assert facts == [
        one.body["name"],
        one.label,
        "KUBE Berprestasi Tingkat Provinsi Daerah Khusus Jakarta Tahun 2026",
        "7 Desember 2026",
    ]
    assert pages["404.html"] == pages["periksa/index.html"]
    assert len(pages) == 12
    with desk.database.reading() as session:
        assert all(found.code in str(pages) for found in every_issued(session, EVENT))


def scanned(pdf: bytes) -> list[list[str]]:
    """What a phone's camera reads from each printed sheet, at 200 dots per inch."""
    return [
        [found.text for found in zxingcpp.read_barcodes(sheet.render(scale=200 / 72).to_pil())]
        for sheet in pypdfium2.PdfDocument(pdf)
    ]


@pytest.mark.parametrize("design", DESIGNS)
def test_the_printed_code_leads_to_the_configured_host(desk, design):
    desk.issue()
    desk.set(design=design)
    codes = [one.code for one in desk.papers().issued]
    read = scanned(paperwork.certificates_pdf(desk.database, EVENT).content)
    assert read == [[f"{HOST}/periksa/{code}"] for code in codes]
    pages = check_pages(desk.database, EVENT)
    assert [path for path in codes if f"periksa/{path}/index.html" not in pages] == []


def test_the_minutes_carry_the_journals_head_as_a_code(desk):
    (paper,) = [one for one in desk.draw("berita-acara") if "-kube-kube" in one.name]
    journal = desk.papers().results[0].body["journal"]
    anchor = f"{desk.papers().event.code}:{journal['seq']}:{journal['hash']}"
    assert [text for sheet in scanned(paper.content) for text in sheet] == [anchor]
    assert desk.database.verify({desk.papers().event.code: (journal["seq"], journal["hash"])}).ok


@pytest.mark.parametrize(("host", "there"), [(HOST, True), ("", False)])
def test_without_a_host_there_is_no_code_to_scan_but_whom_to_ask(open_desk, host, there):
    desk = open_desk(host=host)
    desk.decree()
    desk.issue()
    content = paperwork.certificates_pdf(desk.database, EVENT).content
    text = pages_of(content)[0]
    assert (bool(scanned(content)[0]), "Periksa keaslian:" in text) == (there, not there)
    assert "tanda tangan elektronik" in text


def test_what_was_handed_out_is_kept_byte_for_byte(desk):
    desk.issue()
    paper = paperwork.certificates_pdf(desk.database, EVENT)
    printer = desk.who(Permission.PRINT)
    with desk.database.writing() as session:
        keys = [
            actions.keep_document(
                session, printer, EVENT, kind="piagam", name=paper.name, content=paper.content, now=NOW
            )
            for _ in range(2)
        ]
    assert keys[0] == keys[1], "the same bytes are kept once"
    with desk.database.reading() as session:
        kept, content = document_content(session, EVENT, keys[0])
        assert (content, kept.sha256) == (paper.content, hashlib.sha256(paper.content).hexdigest())
        assert altered_documents(session, EVENT) == []
    assert desk.database.verify().ok
    with desk.database.writing() as session:
        session.get(DocumentContent, kept.sha256).content = paper.content[:-1] + b"x"
    with desk.database.reading() as session:
        assert [one.id for one in altered_documents(session, EVENT)] == [keys[0]]
        assert document_content(session, EVENT, keys[0]) is None
        assert len(documents(session, EVENT)) == 1


def test_bank_accounts_reach_the_receipt_and_stay_out_of_the_journal(desk):
    treasurer = desk.who(Permission.MANAGE_PRIZES)
    holder = desk.papers().holders[0]
    entry = PayoutEntry("transfer", "Bank Contoh", "1234567890", "KUBE Kencana Bersih", "TRX-77", number="KW-001/2026")
    with desk.database.writing() as session:
        key = next(one.id for one in queries.participants(session, EVENT) if one.code == holder["participant"])
        actions.set_payout(session, treasurer, key, holder["label"], entry, now=NOW)
        other = session.query(Participant).filter(Participant.code != holder["participant"]).first()
        with pytest.raises(Refused, match="sudah dipakai"):
            actions.set_payout(session, treasurer, other.id, "Juara II", PayoutEntry(number="KW-001/2026"), now=NOW)
    text = pages_of(paperwork.receipts_pdf(desk.database, EVENT, (holder["participant"], holder["label"])).content)
    assert len(text) == 3
    paid = "Dibayar dengan transfer: Bank Contoh, rekening 1234567890 atas nama KUBE Kencana Bersih, referensi TRX-77."
    assert [(paid in page, "KW-001/2026" in page, f"Lembar {n}:" in page) for n, page in enumerate(text, 1)] == [
        (True, True, True)
    ] * 3
    from sqlalchemy import text as sql  # noqa: PLC0415 - beside its one use

    with desk.database.reading() as session:
        bodies = session.execute(sql("SELECT body FROM journal_event")).scalars().all()
    assert [body for body in bodies if "1234567890" in body] == []
    assert json.loads(bodies[-1])["verb"] == "prize.payout"
    assert desk.database.verify().ok
