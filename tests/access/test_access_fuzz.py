"""Three thousand requests that no page of ours makes: none is a fault of the server, and nothing invalid is stored."""

from __future__ import annotations

import random
import re
import resource
from collections import Counter
from pathlib import Path

import pytest
from nonsense import PATHS, entry_text, field_names, form, json_value
from sites import Site

from judging import queries
from judging.models import Entry, Sheet
from judging.roles import Permission
from judging.web.access import access_of

SEED = "requests of 19 November 2026"
TABLET = {"Origin": "http://localhost", "X-Juara": "tablet"}
MOST_MEMORY = 512 * 1024  # KiB
MARK = Path("/proc/self/clear_refs")  # Linux: 5 sets the mark of the most memory back


def marks_are_valid(site: Site) -> int:
    """Every stored score is a whole number of the scale, of an indicator of that sheet's rubric. How many there are."""
    stored = 0
    with site.database.reading() as session:
        for sheet in session.query(Sheet):
            codes = {one.code for one in queries.rubric_of(sheet.round.rubric).indicators}
            entries = session.query(Entry).filter(Entry.sheet_id == sheet.id)
            for scores, notes in [(sheet.scores, sheet.notes or {}), *((e.scores, e.notes or {}) for e in entries)]:
                assert scores.keys() <= codes
                assert notes.keys() <= codes
                assert {(type(score), score in range(1, 6)) for score in scores.values()} <= {(int, True)}
                assert all(isinstance(note, str) and len(note) <= 4000 for note in notes.values())
                stored += len(scores)
    return stored


def codes_of(session, judge_id: int, sheets: list[int]) -> dict[int, list[str]]:
    """Sheet -> the codes of its indicators."""
    views = {sheet: queries.judge_sheet(session, judge_id, sheet) for sheet in sheets}
    return {sheet: [one.code for one in view.rubric.indicators] for sheet, view in views.items()}


def test_batches_of_a_tablet(open_site, tell):
    site, chance = open_site("judging"), random.Random(SEED)  # noqa: S311 - the same requests every time
    judge = site.judge("J1")
    with site.database.reading() as session:
        key = next(one.id for one in queries.judges(session, 1) if one.code == "J1")
        mark = queries.event_mark(session, 1)
        lines = queries.judge_sheets(session, key)
        codes = codes_of(session, key, [line.id for line in lines])
    blank = [line.id for line in lines if line.state == "blank"]
    sheets = [*blank, *blank, *codes, 1, 2, 10**18, -5]
    statuses, words = Counter(), Counter()
    for number in range(1500):
        chosen = chance.choices(sheets, k=chance.randrange(3))
        ids = [chance.choice((number * 10 + place, number * 5)) for place in range(len(chosen))]
        entries = [
            entry_text(chance, sheet, codes.get(sheet, codes[lines[0].id]), id_)
            for sheet, id_ in zip(chosen, ids, strict=True)
        ]
        text = f'{{"device":"uji","event":"{mark}","entries":[{",".join(entries)}]}}'
        if chance.random() < 0.15:
            text = chance.choice((json_value(chance), "[" * 100_000, text[:-3], text.replace("entries", "extra"), ""))
        answer = judge.post("/juri/kirim-antrean", data=text, headers=TABLET, content_type="application/json")
        statuses[answer.status_code] += 1
        words.update(one["word"] for one in answer.get_json().get("answers", ()))
    told(tell, "batches", statuses)
    assert statuses.keys() <= {200, 400}
    assert words["saved"] > 5, words  # the others met a sheet that was sent, or had moved on
    assert min(words["invalid"], words["forbidden"], words["conflict"], statuses[400]) > 10, words
    assert marks_are_valid(site) > 1000
    assert site.database.verify().ok


def test_forms_of_a_sheet(open_site, tell):
    site, chance = open_site("judging"), random.Random(SEED)  # noqa: S311 - the same requests every time
    judge = site.judge("J1")
    with site.database.reading() as session:
        key = next(one.id for one in queries.judges(session, 1) if one.code == "J1")
        lines = queries.judge_sheets(session, key)
        sheets = [line.id for line in lines if line.state in ("blank", "draft")] + [lines[0].id]
        codes = codes_of(session, key, sheets)[sheets[0]]
    names = [f"{kind}-{code}" for kind in ("score", "note", "evidence") for code in codes]
    names += ["entry_id", "based_on", "reason", "action", "judge", "score-Z9"]
    statuses = Counter()
    for number in range(500):
        typed = {f"score-{code}": str(chance.randint(1, 5)) for code in codes} | {"entry_id": f"{number:032x}"}
        path = f"/juri/lembar/{chance.choice(sheets)}" + chance.choice(("", "", "", "/tarik", "/benturan"))
        if path.endswith("benturan"):
            typed = {"reason": ""}
        answer = judge.post(
            path, data=typed | {"based_on": "0"} | (form(chance, names) if "reason" not in typed else {})
        )
        statuses[answer.status_code] += 1
    told(tell, "forms of a sheet", statuses)
    assert max(statuses) < 500
    assert min(statuses[302], statuses[422]) > 10
    assert marks_are_valid(site) > 1000
    assert site.database.verify().ok


def test_addresses(open_site, tell):
    site, chance = open_site("announced"), random.Random(SEED)  # noqa: S311 - the same requests every time
    visitors = [site.anyone(), site.judge("J1"), site.organiser("panitia")]
    rules = [rule for rule in site.app.url_map.iter_rules() if "<" in rule.rule and "GET" in (rule.methods or ())]
    odd = ("0", "-1", "9" * 30, "%00", "..", "%2e%2e%2f", "kube'--", "<b>", "%F0%9F%98%80", "x" * 300, "KUBE-TMR")
    statuses = Counter()
    for number in range(600):
        rule = chance.choice(rules).rule
        path = chance.choice((PATHS[number % len(PATHS)], re.sub(r"<[^>]+>", lambda _: chance.choice(odd), rule)))
        statuses[chance.choice(visitors).open(path, method=chance.choice(("GET", "GET", "HEAD"))).status_code] += 1
    told(tell, "addresses", statuses)
    assert max(statuses) < 500
    assert min(statuses[200], statuses[404]) > 10


def test_forms_of_the_organisers(open_site, root: Path, tell):
    """Every form of the organisers, with every field any template knows; ids of things that are there, or are not."""
    site, chance = open_site("judging"), random.Random(SEED)  # noqa: S311 - the same requests every time
    site.app.config["TRAP_HTTP_EXCEPTIONS"] = False
    clients = {login: site.organiser(login) for login in ("panitia", "ketua", "bendahara")}
    names = field_names(root)
    assert len(names) > 30
    rules = sorted(
        rule.rule
        for rule in site.app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and access_of(site.app, rule.endpoint) not in (None, "public")
        and "/akun/" not in rule.rule
        and Permission.SCORE_OWN_SHEETS not in access_of(site.app, rule.endpoint)
    )
    parts = {"category": ("kube", "pendamping", "x"), "participant": ("KUBE-TMR", "x", "%00")}
    statuses = Counter()
    for number in range(400):
        rule = rules[number % len(rules)]
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: chance.choice(parts.get(part[1], ("1", "2", "9" * 30))), rule)
        sent = {name: value for name, value in form(chance, names, 25).items() if not name.startswith("second_")}
        statuses[chance.choice(list(clients.values())).post(path, data=sent).status_code] += 1
    told(tell, "forms of the organisers", statuses)
    assert max(statuses) < 500
    assert min(statuses[422] + statuses[409], statuses[403], statuses[404]) > 10
    marks_are_valid(site)
    assert site.database.verify().ok


@pytest.fixture(autouse=True)
def begins_anew() -> None:
    """The mark of the most memory held goes back to what is held now, so that it tells of these requests alone."""
    if MARK.exists():
        MARK.write_text("5", encoding="ascii")


def most_memory() -> int:
    """KiB held at most since this test began; where the system cannot begin anew, since the process began."""
    if MARK.exists():
        return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def told(tell, what: str, statuses: Counter[int]) -> None:
    peak = most_memory()
    assert peak < MOST_MEMORY
    tell(f"{statuses.total()} {what}: {dict(sorted(statuses.items()))}, at most {peak // 1024} MB held meanwhile")
