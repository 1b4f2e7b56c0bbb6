"""Who may open which page: the app's whole map, every visitor, every stage, against one table that people can read.

"May" is: not sent to a door (302 or 401), not refused (403), and for a sheet's address not told that there is none.
The forms are empty: what is tested is the door. An address without a line fails, and so does a line without an address.
"""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from matrix import FILE, VISITORS, Matrix, read_matrix
from people import NOW
from sites import Site
from stage_sites import add_people
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from judging import actions, journal, queries
from judging.cli.demo import STAGES
from judging.models import Event, EvidenceContent, EvidenceFile, Sheet
from judging.roles import SYSTEM

OWNER, OTHER = "J1", "J2"
SIGNS_OUT = "/keluar"


def methods(site: Site) -> list[tuple[str, Rule]]:
    """Reading first, then everything that writes; leaving last."""
    rules = sorted(site.app.url_map.iter_rules(), key=lambda rule: (rule.rule == SIGNS_OUT, rule.rule))
    found = [(name, rule) for rule in rules for name in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})]
    return sorted(found, key=lambda one: one[0])


def table() -> Matrix:
    return read_matrix(FILE.read_text(encoding="utf-8"))


def test_every_address_of_the_app_has_its_line(open_site):
    there = {(method, rule.rule) for method, rule in methods(open_site("setup"))}
    missing, extra = sorted(there - table().keys()), sorted(table().keys() - there)
    assert (missing, extra) == ([], []), "without a line / line without an address"


def sheets(site: Site) -> dict[str, int]:
    """visitor -> the sheet asked for: an own one, somebody else's, one declared a conflict of interest."""
    with site.database.reading() as session:
        cards = {judge.code: judge.id for judge in queries.judges(session, 1)}
        own = {code: queries.judge_sheets(session, key) for code, key in cards.items()}
    recused = {code: line.id for code, lines in own.items() for line in lines if line.state == "recused"}
    mine = next((line.id for line in own[OWNER] if line.state != "recused"), 1)
    code, theirs = next(iter(recused.items()), (OWNER, 1))
    site.app.config["RECUSED"] = code
    return {"juri-own": mine, "juri-other": mine, "juri-recused": theirs}


def evidence(site: Site, sheet_of: dict[str, int]) -> dict[int, int]:
    """Sheet -> the id of a file about its participant, so that only the door decides."""
    found = {}
    with site.database.writing() as session:
        happening = session.get_one(Event, 1)
        for sheet in [session.get(Sheet, key) for key in sorted(set(sheet_of.values()))]:
            if sheet is not None:
                about = {"media": "image/jpeg", "pages": 1, "size": 1, "sha256": "", "kept_at": NOW}
                file = EvidenceFile(participant=sheet.participant, title="x", **about)
                session.add(file)
                journal.record(session, SYSTEM, "evidence.keep", happening, now=NOW)
                session.add(EvidenceContent(file_id=file.id, content=b"x"))
                found[sheet.id] = file.id
    return found


def visitors(site: Site, spare: int) -> dict[str, FlaskClient]:
    """One client each, all signed in before anybody is shut out."""
    found = {name: site.organiser(name) for name in ("panitia", "ketua", "wakil", "bendahara")}
    found |= {"anonymous": site.anyone(), "viewer": site.organiser("peninjau"), "disabled": site.organiser("cadangan")}
    found |= {"juri-own": site.judge(OWNER), "juri-other": site.judge(OTHER)}
    found["juri-recused"] = site.judge(site.app.config["RECUSED"])
    found["revoked"] = site.organiser("panitia")
    cookie = found["revoked"].get_cookie("juara_sesi")
    assert cookie is not None
    with site.database.writing() as session:
        visit = queries.visitor(session, cookie.value, now=actions.common.utc_now())
        assert visit is not None
        assert visit.actor.session_id is not None
        actions.sign_out(session, visit.actor.session_id, now=NOW)
        actions.set_account_active(session, SYSTEM, spare, active=False, now=NOW)
    return found


def address(rule: Rule, parts: dict[str, object]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(parts.get(part[1], 1)), rule.rule)


def may(answer: TestResponse, rule: Rule) -> bool:
    assert answer.status_code < 500, (rule.rule, answer.status_code)
    to_a_door = answer.status_code == 302 and bool(re.search(r"/masuk(\?|$)", answer.headers["Location"]))
    leaves = rule.rule == SIGNS_OUT  # leads a judge back to the judges' door, which is where it should
    wrong_pin = answer.status_code == 403 and answer.is_json and "message" in answer.get_json()  # heard, then refused
    no_such_sheet = answer.status_code == 404 and "<int:sheet_id>" in rule.rule
    return not ((answer.status_code in {401, 403} and not wrong_pin) or (to_a_door and not leaves) or no_such_sheet)


def asked(client: FlaskClient, method: str, rule: Rule, parts: dict[str, object]) -> TestResponse:
    """As a page or as the tablet's script would ask, whichever the address is for."""
    path = address(rule, parts)
    if rule.rule in ("/juri/kirim-antrean", "/juri/buka-kunci"):
        own_page = {"Origin": "http://localhost", "X-Juara": "tablet"}
        return client.open(path, method=method, json={"entries": "none"}, headers=own_page)
    return client.open(path, method=method)


@pytest.mark.parametrize("stage", STAGES)
def test_each_visitor_may_what_the_table_says(open_site, tell, stage):
    site = open_site(stage)
    spare = add_people(site.database)["cadangan"]
    sheet_of = sheets(site)
    clients, file_of = visitors(site, spare), evidence(site, sheet_of)
    with site.database.reading() as session:
        reserve = next(judge.id for judge in queries.judges(session, 1) if judge.is_reserve)
    parts = {"category": "kube", "participant": "KUBE-TMR", "judge_id": reserve, "account_id": spare,
             "name": "juara.css"}  # fmt: skip
    expected, differences, count = table(), [], 0
    for method, rule in methods(site):
        opens = set()
        for name in VISITORS:
            sheet = sheet_of.get(name, sheet_of["juri-own"])
            own = {"sheet_id": sheet, "file_id": file_of.get(sheet, 1)}
            answer = asked(clients[name], method, rule, parts | own)
            count += 1
            if may(answer, rule):
                opens.add(name)
        wanted = expected.get((method, rule.rule), set())
        if stage == "setup" and "<int:sheet_id>" in rule.rule:
            wanted = set()  # there are no sheets yet
        if opens != wanted:
            differences.append(f"{method} {rule.rule}: {sorted(opens)} instead of {sorted(wanted)}")
    assert differences == []
    tell(f"{stage}: {count} requests, every one as the table says")
