"""Another province, other categories: nothing of the first event may show on any page or paper."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from judging import paperwork, queries

FOREIGN = re.compile(r"kube|pendamping|jakarta", re.IGNORECASE)
# static files, the page a tablet shows without the server; and what the software brings along for any event:
# the library of rubrics, the starting points of another event
NOT_OF_AN_EVENT = {"assets.file", "tablet.shell", "organiser.rubrics", "organiser.new_event"}


def pages(site, client):
    """Every page that can be opened by looking, with the addresses this event has."""
    with site.database.reading() as session:
        categories = [one.code for one in queries.categories(session, 1)]
        sheets = queries.judge_sheets(session, queries.judges(session, 1)[0].id)
    values = {
        "category": categories[0],
        "sheet_id": sheets[0].id if sheets else 0,
        "participant_id": 1,
        "judge_id": 1,
        "code": "0" * 16,
    }
    for rule in site.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in NOT_OF_AN_EVENT and rule.arguments <= set(values):
            with site.app.test_request_context():
                address = site.app.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
            answer = client.get(address)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                yield address, answer.get_data(as_text=True)


@pytest.mark.parametrize("stage", ["setup", "judging", "closed", "announced"])
def test_no_page_of_the_second_sample_names_the_first(open_site, stage):
    site = open_site(stage, "psm-lks")
    visitors = (
        [site.anyone(), site.judge("J1"), *(site.organiser(login) for login in ("panitia", "ketua", "bendahara"))]
        if stage != "setup"
        else [site.anyone(), site.organiser("panitia")]
    )
    seen = [(address, text) for client in visitors for address, text in pages(site, client)]
    assert len(seen) > 10
    assert [(address, match.group()) for address, text in seen if (match := FOREIGN.search(shown(text)))] == []


def test_every_page_of_a_sample_says_so(open_site):
    site = open_site("announced", "psm-lks")
    for client in (site.anyone(), site.judge("J1"), site.organiser("panitia")):
        for address, text in pages(site, client):
            if text.lstrip().startswith("<!doctype"):  # a part fetched into a page stands under the page's own sign
                assert "Data contoh – bukan hasil sebenarnya." in text, address


def test_no_paper_of_the_second_sample_names_the_first(open_stage):
    database = open_stage("announced", "psm-lks")
    papers = [paperwork.certificates_pdf(database, 1), paperwork.allocation_pdf(database, 1)]
    papers += [paperwork.rules_sheet_pdf(database, 1, key) for key in (1, 2)]
    papers += [paper for key in (1, 2) if (paper := paperwork.minutes_pdf(database, 1, key))]
    assert len(papers) == 6
    for paper in papers:
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages)
        assert FOREIGN.findall(text) == [], paper.name
        assert "DATA CONTOH" in text, paper.name


def shown(page: str) -> str:
    """What a reader sees: no tags, no addresses."""
    return re.sub(r"<[^>]+>", " ", page)
