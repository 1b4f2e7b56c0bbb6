"""The same story on PostgreSQL: the same results, the same refusals, one writer at a time whoever writes."""

from __future__ import annotations

import re
import threading
from collections import Counter

import pytest
from people import NOW
from psycopg.errors import RestrictViolation
from sites import SECOND, Site, problems
from sqlalchemy import select
from tablets import Tablet, entry
from werkzeug.exceptions import HTTPException

from app import create_app
from judging import actions, codes, queries
from judging.cli.demo import _Steps
from judging.database import Database
from judging.models import Entry
from judging.models.base import canonical
from judging.queries import export
from judging.queries.results import newest_results

THREADS, SAVES_EACH = 20, 5
LINK = re.compile(r'href="(/[^"#?]*)')


def results(database: Database) -> list[dict]:
    """The canonical text of every result, without what tells when and after which event it was sealed."""
    with database.reading() as session:
        found = [dict(one.body) for one in newest_results(session, 1)]
    return [{key: value for key, value in one.items() if key not in ("journal", "sealed")} for one in found]


def ranks(found: list[dict]) -> list[list[tuple[str, int]]]:
    return [[(row["participant"], row["rank"]) for row in one["rows"]] for one in found]


@pytest.mark.parametrize("sample", ["kube-dki", "psm-lks"])
def test_a_result_is_the_one_of_sqlite_to_the_letter(open_here, open_stage, sample):
    """Built by the same actions on both, sealed, announced, and packed for everybody and for the auditor."""
    here, there = open_here("sealed", sample), open_stage("sealed", sample)
    ours, theirs = results(here), results(there)
    assert (len(ours), ranks(ours)) == (2, ranks(theirs))
    assert [canonical(one) for one in ours] == [canonical(one) for one in theirs]
    files = []
    for database in (here, there):
        _Steps(database, sample, 1).announce()
        with database.reading() as session:
            files.append(sorted(export.public_archive(session, 1)) + sorted(export.sealed_archive(session, 1)))
    assert files[0] == files[1]
    report, expected = here.verify(), there.verify()
    assert (report.ok, report.events, report.rows) == (True, expected.events, expected.rows)


@pytest.mark.parametrize(
    "verb", ["UPDATE journal_event SET body = ''", "DELETE FROM journal_event", "TRUNCATE journal_event"]
)
def test_the_database_itself_refuses_to_change_the_journal(built, server, verb):
    _, name = built("opened", "kube-dki")
    with server.connect(name) as raw, pytest.raises(RestrictViolation) as no:
        raw.execute(verb)
    assert no.value.diag.message_primary == "the journal is only appended to"


def test_what_another_program_changed_is_named(open_here, server):
    database = open_here("sealed")
    with server.connect(database.engine.url.database) as raw:
        raw.execute("UPDATE sheet SET numerator = numerator + 1 WHERE id = 7")
    assert [(one.table, one.key, one.column) for one in database.verify().findings] == [("sheet", "[7]", "numerator")]


def test_twenty_threads_of_two_programs_save_at_once_and_the_chain_never_forks(open_here, tell):
    """Two engines that know nothing of each other, as two processes: only the database stands between them."""
    one = open_here("opened")
    other = Database(one.settings)
    with one.reading() as session:
        work = queries.open_sheets(session, 1)[:THREADS]
    before, told, go = one.verify().events, [], threading.Event()

    def save(database, sheet):
        go.wait()
        for version in range(SAVES_EACH):
            sent = actions.SheetEntry(codes.new_secret(), version, "draft", {}, {}, {})
            with database.writing() as session:
                outcome = actions.save_entry(session, sheet.actor, sheet.id, sent, now=NOW)
            told.append((sent.id, outcome.word))

    threads = [threading.Thread(target=save, args=((one, other)[n % 2], sheet)) for n, sheet in enumerate(work)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(60)
    with one.reading() as session:
        stored = Counter(session.scalars(select(Entry.id).where(Entry.id.in_([id_ for id_, _ in told]))))
    report = other.verify()
    other.engine.dispose()
    assert len(work) == THREADS
    assert Counter(word for _, word in told) == {"saved": THREADS * SAVES_EACH}
    assert stored == Counter(id_ for id_, _ in told)
    assert (report.findings, report.events) == ((), before + THREADS * SAVES_EACH)
    tell(f"PostgreSQL: {THREADS} threads of two programs, {len(told)} saves, chain of {report.events} whole")


def test_a_day_through_the_pages(hall):
    """Sheets by the tablet's queue, one by the form without script; then closed, sealed, announced, printed."""
    site, app = hall, hall.app
    send_by_form(site, "J1")
    for code in ("J1", "J2", "J3", "J4", "J5", "J6"):
        tablet = Tablet(app, code)
        sent = [entry(one, kind="submit", scores=scores_of(one, tablet)) for one in tablet.waiting_sheets()]
        assert [told["word"] for told in tablet.send(*sent)] == ["saved"] * len(sent)
    ketua, panitia = site.organiser("ketua"), site.organiser("panitia")
    for deed, who in (("tutup/{}", ketua), ("pleno/{}/kunci", ketua), ("pengumuman", panitia)):
        for category in ("kube", "pendamping"):
            answer = who.post(f"/panitia/{deed.format(category)}", data=SECOND | {"category": category})
            assert answer.status_code == 302, problems(answer)
    assert site.states() == ["announced", "announced"]
    assert site.database.verify().ok
    seen = {who: walk(app, client) for who, client in (("panitia", panitia), ("J1", site.judge("J1")))}
    assert [path for pages in seen.values() for path, status in pages.items() if status >= 500] == []
    assert len(seen["panitia"]) > 60


@pytest.fixture
def hall(open_here) -> Site:
    """The pages over the opened sample, on this server."""
    database = open_here("opened")
    app = create_app(database.settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    app.extensions["juara"].engine.dispose()
    app.extensions["juara"] = database
    return Site(app, database)


def test_a_number_larger_than_its_columns_is_nobodys_and_stops_nothing(hall):
    """In a tablet's batch, in a form, in an address: refused alone, never a fault of the server."""
    tablet, large = Tablet(hall.app, "J1"), 2**40
    sheet = tablet.waiting_sheets()[0]
    good = entry(sheet, scores={"K1": 4})
    told = tablet.send(entry(sheet, large), entry(2**50), entry("latihan-999999999"), good)
    assert [one["word"] for one in told] == ["invalid", "invalid", "forbidden", "saved"]
    with hall.database.reading() as session:
        assert session.get_one(Entry, good["id"]).outcome == "saved"
    typed = {"entry_id": codes.new_secret(), "based_on": str(large), "score-K1": "3"}
    assert tablet.client.post(f"/juri/lembar/{sheet}", data=typed).status_code == 409
    panitia = hall.organiser("panitia")
    for number in (2**31, large, 10**14):
        for client, address in ((tablet.client, "/juri/lembar/{}"), (tablet.client, "/juri/kalibrasi/{}"),
                                (panitia, "/panitia/kertas/{}"), (panitia, "/panitia/kalibrasi/{}")):  # fmt: skip
            assert client.get(address.format(number)).status_code == 404
        form = {"name": "x", "noun": "x", "certificate_phrase": "atas", "shape": "group", "rubric": str(number)}
        assert panitia.post("/panitia/pengaturan/kategori", data=form).status_code == 422
        assert panitia.post("/panitia/kalibrasi", data={"round": str(number)}).status_code == 422


def scores_of(sheet: int, tablet: Tablet) -> dict[str, int]:
    """Not twice the same total, so that nothing is left for the pleno to decide; nothing that asks for a note."""
    scores = tablet.full(sheet)
    return scores | dict.fromkeys(list(scores)[: sheet % 13], 4)


def send_by_form(site: Site, code: str) -> None:
    client, tablet = site.judge(code), Tablet(site.app, code)
    sheet = tablet.waiting_sheets()[0]
    marks = {f"score-{indicator}": str(score) for indicator, score in tablet.full(sheet).items()}
    for place, typed in ((f"/juri/lembar/{sheet}", marks | {"action": "send"}), (f"/juri/lembar/{sheet}/kirim", {})):
        page = client.get(place).get_data(as_text=True)
        kept = {name: re.search(rf'name="{name}" value="([^"]*)"', page).group(1) for name in ("entry_id", "based_on")}
        assert client.post(place, data=kept | typed).status_code == 302
    assert sheet not in tablet.waiting_sheets()


def walk(app, client) -> dict[str, int]:
    """One address of every page and paper that links lead to, and the status of its answer."""
    routes, waiting, met = app.url_map.bind("localhost"), ["/panitia", "/juri", "/hasil"], {}
    known = set()
    while waiting:
        path = waiting.pop(0)
        try:
            endpoint = routes.match(path, method="GET")[0]
        except HTTPException:
            continue
        if endpoint in known or endpoint.startswith(("assets.", "languages.", "guides.")):
            continue
        known.add(endpoint)
        answer = client.get(path)
        met[path] = answer.status_code
        if answer.mimetype == "text/html":
            waiting += LINK.findall(answer.get_data(as_text=True))
    return met
