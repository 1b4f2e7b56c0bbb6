"""Mistakes that other programs made with results, each as a test of ours.

Where a T of the list is held elsewhere:
T2  tests/actions/test_actions_sheets.py  one judge sending leaves the others alone
T7  tests/web/test_web_reveal.py, tests/access/test_access_blindness.py; static copy and titles here
T9, T10, T12, T13, T28, T30  tests/tablet (a sheet has no timer at all)
T17, T18  tests/scoring/test_scoring_category.py  who counts, and the divisor that follows
T19  tests/sheet/test_sheet.py  values that differ never look equal   T20  tests/scoring/test_scoring_exact.py
T23  tests/access/test_access_names.py   T24, T34  tests/certificates   T26  tests/words/test_judging_words.py
T27  tests/web/test_web_judge.py, tests/access/test_access_hardening.py   T33  tests/tablet/test_tablet_protocol.py
T31  tests/web/test_web_reopening.py, tests/browser/test_browser_pleno.py
T14, T15, T29  test_world_peers_rules.py
T8, T11, T32  test_world_peers_sheets.py; all others below
"""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from people import EVENT, NOW, organiser, witness
from pypdf import PdfReader
from sites import SECOND, words
from sqlalchemy import select

from judging import actions, paperwork, queries
from judging.models import Award, Category, Participant, Sheet
from judging.paperwork.announcement import mc_list_pdf
from judging.queries.results import newest_results
from judging.queries.standing import standing
from judging.queries.tally import round_tallies
from judging.roles import SYSTEM, Role

CODES = ("KUBE-TMR", "KUBE-SEL", "KUBE-UTR", "KUBE-PST", "KUBE-BRT")


def equal_sheets(site, source: str, target: str) -> None:
    """Give `target` the very scores of `source`, judge by judge, through the journal's door."""
    from judging import journal  # noqa: PLC0415 - only here
    from judging.models import Event  # noqa: PLC0415 - only here

    with site.database.writing() as session:
        people = dict(session.execute(select(Participant.code, Participant.id)).all())
        rows = {
            (row.judge_id, row.participant_id): row
            for row in session.scalars(select(Sheet).where(Sheet.participant_id.in_([people[source], people[target]])))
        }
        for (judge, participant), row in rows.items():
            if participant == people[target]:
                like = rows[judge, people[source]]
                row.scores, row.numerator, row.aspects = like.scores, like.numerator, like.aspects
        journal.record(session, SYSTEM, "test.equal", session.get_one(Event, EVENT), now=NOW)


def decide_twins(site, *codes: str) -> None:
    with site.database.writing() as session:
        ketua, wakil = organiser(session, Role.KETUA), organiser(session, Role.WAKIL)
        actions.decide(
            session, ketua, 1, "tie", {"order": [list(codes)]},
            reason="Nilai sama.", present=["Retno"], witness=witness(wakil), now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("place", [1, 3, 5], ids=["first", "third", "last"])
def test_t1_t22_every_output_names_the_same_set_in_the_same_order_with_the_same_version(open_site, place: int):
    """A tie at the first, third or last place: public page, screen, CSV, piagam, minutes, MC list, allocation agree."""
    site = open_site("closed")
    pair = {1: ("KUBE-TMR", "KUBE-SEL"), 3: ("KUBE-UTR", "KUBE-PST"), 5: ("KUBE-PST", "KUBE-BRT")}[place]
    equal_sheets(site, *pair)
    decide_twins(site, *pair)
    ketua = site.organiser("ketua")
    for category in ("kube", "pendamping"):
        assert ketua.post(f"/panitia/pleno/{category}/kunci", data=SECOND).status_code == 302
    panitia = site.organiser("panitia")
    panitia.post("/panitia/pengumuman", data={"category": "kube"})
    with site.database.reading() as session:
        result = newest_results(session, EVENT)[0]
    sealed = [(row.award, row.name) for row in result.rows if row.award]
    assert len({label for label, _ in sealed}) == len(sealed) - 1
    assert shown_on_the_public_page(site) == sealed
    assert shown_on_the_screen(site, panitia) == by_label(sealed)
    assert in_the_table(site, ketua) == sealed
    assert on_piagam(site) == sealed
    for text in papers(site):
        assert in_this_order(text, [name for _, name in sealed]) or in_this_order(text, from_the_last(sealed))
        assert "Versi hasil 1" in text or "versi 1" in text


def in_the_table(site, ketua):
    """The CSV to take away, by the same version."""
    text = ketua.get("/panitia/ekspor/hasil/csv").get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    own = [row for row in rows if row["Kategori"] == "KUBE Berprestasi"]
    assert {row["Versi hasil"] for row in own} == {"1"}
    return [(row["Penghargaan"], row["Nama"]) for row in own if row["Penghargaan"]]


def on_piagam(site):
    """Label and holder, in the order of the file, each read back from its own sheet."""
    with site.database.reading() as session:
        found = paperwork.certificate_list(queries.papers(session, EVENT))
    held = [one for one in found if one.category == "KUBE Berprestasi"]
    paper = paperwork.certificates_pdf(site.database, EVENT)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(paper.content)).pages]
    assert all(one.name in page and one.label.upper() in page for one, page in zip(held, pages, strict=False))
    return [(one.label, one.name) for one in held]


def by_label(rows):
    found: dict[str, set[str]] = {}
    for label, name in rows:
        found.setdefault(label, set()).add(name)
    return found


def from_the_last(rows):
    labels = list(dict.fromkeys(label for label, _ in rows))
    return [name for label in reversed(labels) for found, name in rows if found == label]


def in_this_order(text: str, names: list[str]) -> bool:
    return re.search(".*?".join(map(re.escape, names)), text, re.DOTALL) is not None


def shown_on_the_public_page(site):
    page = site.anyone().get("/hasil/kube").get_data(as_text=True).partition("<main")[2]
    first = re.findall(r'<span class="strong">([^<]*)</span><b>([^<]*)</b>', page)
    below = re.findall(r"<b>([^<]*)</b><small>([^<]*)</small>", page)
    return first + [(label.split(" · ")[0], name) for name, label in below]


def shown_on_the_screen(site, panitia):
    remote, found = "/panitia/pengumuman/kendali", {}
    panitia.post(f"{remote}/mulai", data={"category": ["kube"]})
    while True:
        version = site.anyone().get("/layar/versi").get_data(as_text=True)
        if panitia.post(remote, data={"button": "next", "version": version}).status_code != 302:
            return found
        page = site.anyone().get("/layar/isi").get_data(as_text=True)
        label = re.search(r'class="winner[^"]*">.*?<p class="label">(.*?)</p>', page, re.DOTALL)
        if label:
            assert "versi 1" in page
            found[label.group(1)] = set(re.findall(r"<h1[^>]*>(.*?)</h1>", page))


def papers(site) -> list[str]:
    made = [paperwork.minutes_pdf(site.database, EVENT, 1), mc_list_pdf(site.database, EVENT)]
    made += [paperwork.allocation_pdf(site.database, EVENT)]
    pages = [[page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages] for paper in made if paper]
    return [" ".join(" ".join(text).split()) for text in pages]


def test_t3_whoever_has_no_scores_holds_no_place_and_is_called_not_yet_scored(open_site):
    site = open_site("judging")
    with site.database.reading() as session:
        found = standing(session, 2)
    ranked = {row.participant for row in found.rows}
    unscored = {one.participant for one in found.outcome.excluded}
    assert found.outcome.refused is not None or (unscored and not ranked & unscored)


def test_t4_ranks_stay_within_their_category_and_never_exceed_it(open_site):
    site = open_site("sealed")
    with site.database.reading() as session:
        for result in newest_results(session, EVENT):
            own = set(session.scalars(select(Participant.code).where(Participant.category_id == result.category_id)))
            assert {row.participant for row in result.rows} <= own
            assert max(row.rank for row in result.rows) <= len(own)


def test_t5_a_judge_of_two_categories_counts_once_in_each(open_site):
    with open_site("closed").database.reading() as session:
        for category_id in (1, 2):
            (found,) = round_tallies(session, session.get_one(Category, category_id))
            assert len(found.tally.judges) == len(set(found.tally.judges)) == 5


def test_t6_work_on_another_page_erases_no_winner(open_site):
    site = open_site("sealed", "psm-lks")
    with site.database.reading() as session:
        before = [(one.sha256, one.specials, one.rows) for one in newest_results(session, EVENT)]
        holders = session.scalars(select(Award.holder_id)).all()
    panitia = site.organiser("panitia")
    panitia.post("/panitia/tahapan/berita-acara/psm", data={"day": "2026-11-20"})
    panitia.post("/panitia/pengumuman", data={"category": "psm"})
    with site.database.reading() as session:
        after = [(one.sha256, one.specials, one.rows) for one in newest_results(session, EVENT)]
        assert session.scalars(select(Award.holder_id)).all() == holders
    assert after == before


@pytest.mark.parametrize("stage", ["setup", "judging", "closed", "sealed"])
def test_t7_no_title_no_copy_and_no_public_answer_knows_a_place_before_its_time(open_site, stage: str):
    site = open_site(stage)
    with site.app.app_context():
        assert site.app.extensions["juara_static_copy"]() is None
    visitors = [site.anyone(), *([site.judge("J3")] if stage != "setup" else [])]
    for visitor in visitors:
        for path in ("/", "/hasil", "/hasil/kube", "/layar", "/layar/isi", "/layar/versi", "/periksa"):
            answer = visitor.get(path)
            text = answer.get_data(as_text=True) + str(answer.headers)
            assert not re.search(r"Juara I|75,44|79,96|Kencana Bersih|\"rank\"", text), path


def test_t7_the_copy_of_one_category_holds_nothing_of_the_other(open_site):
    site = open_site("sealed")
    site.organiser("panitia").post("/panitia/pengumuman", data={"category": "pendamping"})
    with site.app.app_context():
        files = site.app.extensions["juara_static_copy"]()
    assert sorted(name for name in files if name.endswith(".html")) == ["hasil-pendamping.html", "index.html"]
    page = files["index.html"].decode()
    assert "Sukirno" in page
    assert "KUBE Melati Karya" not in page
    assert re.findall(r'(?:href|src)="(?!#)([^"]*)"', page) == ["icon.svg", "juara.css", "index.html"]


def test_t16_drafts_never_count(open_site):
    site = open_site("judging")
    with site.database.reading() as session:
        (found,) = round_tallies(session, session.get_one(Category, 2))
        sent = session.scalars(select(Sheet.numerator).join(Participant).where(
            Participant.category_id == 2, Sheet.state == "submitted")).all()  # fmt: skip
    assert int(found.tally.points.sum()) == sum(sent)
    assert int(found.tally.counted.sum()) == len(sent)


def test_t21_the_page_the_sealed_text_and_the_public_record_agree(open_site):
    site = open_site("sealed")
    page = words(site.organiser("ketua").get("/panitia/pleno/kube"))
    with site.database.reading() as session:
        result = newest_results(session, EVENT)[0]
        bodies = [json.loads(body) for body in session.scalars(select(queries_journal().body))]
    public = next(one["detail"] for one in bodies if one["verb"] == "result.public"
                  and one["detail"]["category"]["code"] == "kube")  # fmt: skip
    assert [(row["participant"], row["rank"], row["shown"]) for row in public["rows"]] == [
        (row.participant, row.rank, row.shown) for row in result.rows
    ]
    assert in_this_order(page, [f"{row.name}" for row in result.rows])


def queries_journal():
    from judging.models import JournalEvent  # noqa: PLC0415 - only here

    return JournalEvent


def test_t25_whoever_holds_a_place_and_a_special_award_is_pointed_out(open_site):
    site = open_site("closed", "psm-lks")
    ketua = site.organiser("ketua")
    with site.database.reading() as session:
        (award,) = [one for one in queries.special_awards(session, EVENT) if one.category_id == 1][:1]
        first = standing(session, 1).rows[0]
    ketua.post(f"/panitia/pleno/psm/khusus/{award.id}", data={"holder": first.participant, "basis": "Suara terbanyak"})
    assert f"{first.name} juga {first.award}." in words(ketua.get("/panitia/pleno/psm"))


def test_t35_very_uneven_scores_give_a_page_and_an_order(open_site):
    """Everyone at the lowest or the highest mark: equal values, no spread, nothing to correlate."""
    site = open_site("closed")
    for target in CODES[1:4]:
        equal_sheets(site, CODES[0], target)
    answer = site.organiser("ketua").get("/panitia/pleno/kube")
    assert answer.status_code == 200
    assert "masih bernilai sama" in words(answer)
