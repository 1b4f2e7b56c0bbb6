"""Nothing a judge can ask for depends on what another judge gave: pairs of databases, compared byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pairs import (
    OWN,
    RANDOM,
    differing,
    everyone_sends,
    ids,
    open_all,
    others_work,
    own_work,
    readable,
    scores_of,
    told,
)
from people import NOW, judge, organiser
from sites import Site
from stage_sites import site_over

from judging import actions, queries, sync
from judging.roles import Role

PAIRS, UNEVEN = 50, 5
TELLING = ("/juri", "/layar", "/hasil", "/periksa")  # compared for each pair, as the front page is; the others for some
HEADERS = {"Origin": "http://localhost", "X-Juara": "tablet"}
BLANK = {"scores": {}, "ticks": {}, "notes": {}, "reason": ""}


def twins(base: Path, tmp_path: Path) -> tuple[Site, Site]:
    for side in "ab":
        shutil.copytree(base, tmp_path / side)
    return site_over(tmp_path / "a"), site_over(tmp_path / "b")


def with_cookie(site: Site, cookie: str):
    client = site.app.test_client()
    client.set_cookie("juara_sesi", cookie)
    return client


def signed_in(site: Site, *, login: str = "") -> str:
    """The cookie's secret; made once, before the folder is copied, so that both sides know the same visitor."""
    client = site.organiser(login) if login else site.judge(OWN)
    found = client.get_cookie("juara_sesi")
    assert found is not None
    return found.value


def synced(site: Site, client, number: int, sheets: dict[str, list[int]]) -> list[object]:
    """What the tablet is told: repeats, clashes, nonsense, somebody else's sheet, and one entry that is saved."""
    with site.database.reading() as session:
        mark, actor = queries.event_mark(session, 1), judge(session, OWN)
        drafted = queries.judge_sheet(session, actor.judge_id, sheets["draft"][0])
    base = 10**12 + number * 10
    wire = [
        {"id": f"{base:032x}", "sheet": sheets["blank"][0], "based_on": 99, "kind": "draft"} | BLANK,
        {"id": f"{base + 1:032x}", "sheet": sheets["submitted"][0], "based_on": 0, "kind": "submit"} | BLANK,
        {"id": f"{base + 2:032x}", "sheet": sheets["foreign"][0], "based_on": 0, "kind": "draft"} | BLANK,
        {"id": f"{1:032x}", "sheet": sheets["submitted"][0], "based_on": 0, "kind": "submit"} | BLANK,
        {"id": "x", "sheet": 10**9, "based_on": 0, "kind": "draft"} | BLANK,
    ]
    answer = client.post("/juri/kirim-antrean", json={"device": "uji", "event": mark, "entries": wire}, headers=HEADERS)
    assert answer.status_code == 200
    entry = {"id": f"{base + 3:032x}", "sheet": sheets["draft"][0], "based_on": drafted.version, "kind": "draft"}
    batch = sync.read_batch({"device": "uji", "event": mark, "entries": [entry | BLANK]})
    saved = sync.answer_batch(site.database, actor, batch, now=NOW)
    assert [one.outcome.word for one in saved] == ["saved"]
    return [told(answer), [one.to_json() for one in saved]]


@pytest.fixture
def base(stage_folders, tmp_path):
    """Judging is open, and J1 has done a part of the work."""
    folder = tmp_path / "base"
    shutil.copytree(stage_folders("kube-dki", "setup"), folder)
    return folder


def test_fifty_pairs_tell_a_judge_the_same(base, tmp_path, tell):
    site = site_over(base)
    open_all(site.database)
    own_work(site.database, ids())
    cookie, seeing = signed_in(site), signed_in(site, login="panitia")
    with site.database.reading() as session:
        mine = queries.judge_sheets(session, judge(session, OWN).judge_id)
        foreign = [line.id for line in queries.judge_sheets(session, judge(session, "J2").judge_id)]
    sheets = {state: [line.id for line in mine if line.state == state] for state in ("blank", "submitted")}
    sheets |= {"draft": [line.id for line in mine if line.state in ("draft", "ready")], "foreign": foreign}
    site.database.engine.dispose()
    one, other = twins(base, tmp_path)
    as_judge = with_cookie(one, cookie), with_cookie(other, cookie)
    as_panitia = with_cookie(one, seeing), with_cookie(other, seeing)
    compared, apart, seen_apart, found = 0, 0, 0, []
    for pair in range(PAIRS + UNEVEN):
        uneven = pair >= PAIRS  # here the others' progress differs too, which the hall's screen may show
        for side, of in (("a", one), ("b", other)):
            same = (pair, side) if uneven else pair
            others_work(of.database, same, (pair, side), (f"{10**9 + pair * 100 + n:032x}" for n in range(99)))
        turn = {key: which[pair % len(which)] for key, which in sheets.items()}
        paths = [f"/juri/lembar/{sheet}{end}" for sheet in turn.values() for end in ("", "/kirim", "/benturan")]
        everywhere = readable(one, {"sheet_id": turn["draft"], "category": "kube", "participant": "KUBE-TMR"})
        paths += [path for path in everywhere if pair % 10 == 0 or path == "/" or path.startswith(TELLING)]
        paths = [path for path in paths if not (uneven and path.startswith("/layar"))]
        found += [(pair, path) for path in differing(*as_judge, paths)]
        if synced(one, as_judge[0], pair, sheets) != synced(other, as_judge[1], pair, sheets):
            found.append((pair, "sync"))
        compared += len(paths) + 1
        apart += scores_of(one.database, own=False) != scores_of(other.database, own=False)
        seen_apart += uneven and bool(differing(*as_panitia, ["/panitia/kemajuan"]))
        assert scores_of(one.database, own=True) == scores_of(other.database, own=True)
    assert found == []
    assert apart == PAIRS + UNEVEN  # the pairs did differ
    assert seen_apart == UNEVEN  # and the comparison sees a page that shows the others' progress
    tell(f"blindness: {PAIRS} + {UNEVEN} pairs, {compared} answers on each side, 0 differing bytes")


def test_while_a_category_that_shares_a_judge_is_open_nobody_sees_a_total(base, tmp_path, tell):
    """Every sheet is in and the first category closed; no organiser's page may depend on a score yet."""
    site = site_over(base)
    open_all(site.database)
    cookies = [signed_in(site, login=login) for login in ("panitia", "ketua", "wakil", "bendahara")]
    site.database.engine.dispose()
    one, other = twins(base, tmp_path)
    for side, of in (("a", one), ("b", other)):
        everyone_sends(of.database, side, ids())
        with of.database.writing() as session:
            ketua = organiser(session, Role.KETUA)
            actions.close_category(session, ketua, queries.categories(session, 1)[0].id, now=NOW)
    assert scores_of(one.database, own=False) != scores_of(other.database, own=False)
    paths = readable(one, {"category": "kube", "participant": "KUBE-TMR"})
    papers = [path for path in paths if "/dokumen/" in path]
    pages = [path for path in paths if path not in papers]
    for cookie in cookies:
        clients = with_cookie(one, cookie), with_cookie(other, cookie)
        assert differing(*clients, pages) == []
        statuses = [[client.get(path).status_code for path in papers] for client in clients]
        assert statuses[0] == statuses[1]
    tell(f"one category closed: {len(pages)} pages for {len(cookies)} organisers, 0 differing bytes")


def test_what_is_taken_out_before_comparing_is_only_what_is_random():
    page = b'<input type="hidden" name="csrf_token" value="x"><input name="based_on" value="7">'
    assert RANDOM.sub(b"", page) == b'<input type="hidden" ><input name="based_on" value="7">'
