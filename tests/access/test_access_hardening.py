"""What holds the web itself: cookies, headers, sizes, hosts, sessions that end, look-ups that are counted."""

from __future__ import annotations

import re
import socket
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from people import NOW
from sqlalchemy import text

from judging import actions, queries
from judging.queries.credentials import card_pin
from judging.roles import SYSTEM
from judging.sample import PASSWORD, judge_pin
from judging.web.limits import LOOK_UPS, PerMinute
from judging.web.pins import compared

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
TABLET = {"Origin": "http://localhost", "X-Juara": "tablet"}
SIGN_IN = {"login": "panitia", "password": PASSWORD}


def cookie_words(answer) -> list[str]:
    return next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("juara_sesi=")).split("; ")[1:]


@pytest.mark.parametrize(("secure", "words"), [("", ["HttpOnly", "Path=/", "SameSite=Lax"]),
                                               ("1", ["Secure", "HttpOnly", "Path=/", "SameSite=Lax"])])  # fmt: skip
def test_the_sessions_cookie_is_out_of_reach(open_site, secure, words):
    site = open_site("judging", JUARA_SECURE_COOKIES=secure)
    for path, form in (
        ("/panitia/masuk", SIGN_IN),
        ("/juri/masuk", {"card_code": "J1", "pin": judge_pin("J1")}),
    ):
        assert cookie_words(site.anyone().post(path, data=form)) == words


def test_signing_in_begins_a_new_session_each_time(open_site):
    client = open_site("judging").anyone()
    seen = set()
    for _ in range(3):
        client.post("/panitia/masuk", data=SIGN_IN)
        cookie = client.get_cookie("juara_sesi")
        seen.add(cookie.value)
        assert re.fullmatch("[0-9a-f]{64}", cookie.value)  # 256 bits
    assert len(seen) == 3


@pytest.mark.parametrize("path", ["/", "/panitia", "/panitia/dokumen/aturan/kube", "/panitia/pleno/x", "/juri/sw.js"])
def test_every_answer_carries_the_policy(open_site, path):
    answer = open_site("judging").organiser("ketua").get(path)
    held = {name: answer.headers[name] for name in ("Content-Security-Policy", "X-Content-Type-Options",
            "X-Frame-Options", "Referrer-Policy", "Cache-Control")}  # fmt: skip
    assert held == {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def test_nothing_signed_in_is_kept_by_a_browser(open_site):
    site = open_site("sealed")
    for client, top in ((site.organiser("panitia"), "/panitia"), (site.judge("J1"), "/juri")):
        rules = [r.rule for r in site.app.url_map.iter_rules() if r.rule.startswith(top) and "GET" in r.methods]
        paths = [re.sub(r"<(?:\w+:)?(\w+)>", lambda m: {"category": "kube"}.get(m[1], "1"), rule) for rule in rules]
        kept = {path: client.get(path).headers["Cache-Control"] for path in paths}
        assert set(kept.values()) == {"no-store"}, kept


def test_bodies_are_bounded(open_site):
    site = open_site("judging")
    judge, panitia = site.judge("J1"), site.organiser("panitia")
    big = '{"device": "' + "x" * 256 * 1024 + '"}'
    answer = judge.post("/juri/kirim-antrean", data=big, content_type="application/json", headers=TABLET)
    assert answer.status_code == 413
    assert panitia.post("/panitia/buku-kerja", data=b"x" * (2 * 1024 * 1024 + 1)).status_code == 413
    assert site.anyone().post("/panitia/masuk", data={"login": "x" * 2_100_000}).status_code == 413


def test_only_hosts_that_were_named_are_answered(open_site):
    client = open_site("judging", JUARA_TRUSTED_HOSTS="juri.example, 192.168.1.5").anyone()
    hosts = {"juri.example": 200, "192.168.1.5": 200, "evil.example": 400, "juri.example.evil": 400}
    assert {host: client.get("/", base_url=f"http://{host}").status_code for host in hosts} == hosts


def test_a_proxys_headers_are_not_believed(open_site):
    client = open_site("judging").anyone()
    claims = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9",
              "X-Forwarded-Prefix": "/evil", "Forwarded": "host=evil.example"}  # fmt: skip
    plain, claimed = client.get("/panitia"), client.get("/panitia", headers=claims)
    assert (plain.status_code, plain.headers["Location"]) == (claimed.status_code, claimed.headers["Location"])
    assert "evil" not in client.get("/", headers=claims).get_data(as_text=True)


def test_the_app_does_not_run_in_debug(open_site):
    app = open_site("judging").app
    assert (app.debug, app.config["PROPAGATE_EXCEPTIONS"]) == (False, False)


@pytest.mark.parametrize(
    ("given", "leads_to"),
    [
        ("/panitia/pleno", "/panitia/pleno"),
        ("/panitia/peserta?x=1", "/panitia/peserta"),
        ("https://evil.example/panitia", "/panitia"),
        ("//evil.example/panitia", "/panitia"),
        ("/\\evil.example", "/panitia"),
        ("\\\\evil.example", "/panitia"),
        ("/%09/evil.example", "/panitia"),
        ("javascript:alert(1)", "/panitia"),
        ("/panitia/tutup/kube", "/panitia"),
        ("panitia", "/panitia"),
        ("", "/panitia"),
    ],
)
def test_after_signing_in_only_an_own_page_follows(open_site, given, leads_to):
    answer = open_site("judging").anyone().post("/panitia/masuk", data=SIGN_IN | {"next_url": given})
    assert (answer.status_code, answer.headers["Location"]) == (302, leads_to)


def test_leaving_clears_the_cache_and_never_the_waiting_scores(open_site):
    answer = open_site("judging").judge("J1").post("/keluar")
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_a_session_ended_at_the_server_is_over(open_site):
    site = open_site("judging")
    client = site.organiser("panitia")
    stolen = client.get_cookie("juara_sesi").value
    client.post("/keluar")
    again = site.anyone()
    again.set_cookie("juara_sesi", stolen)
    assert again.get("/panitia/kemajuan").status_code == 302


def signed_in(site, path: str, form: dict[str, str]) -> str:
    client = site.anyone()
    client.post(path, data=form)
    return client.get_cookie("juara_sesi").value


def lives(site, token: str, after: timedelta) -> bool:
    with site.database.reading() as session:
        return queries.visitor(session, token, now=datetime.now(UTC) + after) is not None


def test_an_organisers_session_ends_after_thirty_idle_minutes_and_after_eight_hours(open_site):
    site = open_site("judging")
    token = signed_in(site, "/panitia/masuk", SIGN_IN)
    assert [lives(site, token, timedelta(minutes=m)) for m in (0, 29, 31)] == [True, True, False]
    with site.database.reading() as session:
        key = queries.visitor(session, token, now=datetime.now(UTC)).actor.session_id
    with site.database.writing() as session:
        actions.seen(session, key, now=datetime.now(UTC) + timedelta(minutes=470))
    assert [lives(site, token, timedelta(minutes=m)) for m in (475, 481)] == [True, False]


def test_a_judges_session_ends_after_twelve_hours(open_site):
    site = open_site("judging")
    token = signed_in(site, "/juri/masuk", {"card_code": "J1", "pin": judge_pin("J1")})
    assert [lives(site, token, timedelta(hours=h)) for h in (1, 11.9, 12.1)] == [True, True, False]


def test_a_page_keeps_an_organiser_signed_in_and_the_strip_that_asks_by_itself_does_not(open_site):
    site = open_site("judging")
    token = signed_in(site, "/panitia/masuk", SIGN_IN)
    client = site.anyone()
    client.set_cookie("juara_sesi", token)
    with site.database.reading() as session:
        key = queries.visitor(session, token, now=datetime.now(UTC)).actor.session_id
    long_ago = datetime.now(UTC) - timedelta(minutes=20)
    with site.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE sign_in_session SET seen_at = :at WHERE id = :id"),
            {"at": long_ago.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), "id": key},
        )
    client.get("/panitia/panggilan/sekarang")
    assert not lives(site, token, timedelta(minutes=11))
    client.get("/panitia/kemajuan")
    assert lives(site, token, timedelta(minutes=11))


def test_thirty_look_ups_a_minute_from_one_address(open_site):
    client = open_site("announced").anyone()
    others = {"REMOTE_ADDR": "192.168.1.77"}
    statuses = [client.get(f"/periksa/XXXX-{n}").status_code for n in range(2 * LOOK_UPS)]
    assert statuses.count(200) >= LOOK_UPS  # the minute may turn while they are asked
    assert 429 in statuses
    refused = client.get("/periksa/XXXX")
    assert client.get("/periksa/XXXX", environ_base=others).status_code == 200
    assert client.get("/periksa").status_code == 200
    assert refused.headers.get("Retry-After") == ("60" if refused.status_code == 429 else None)


def test_the_counter_of_look_ups_begins_anew_each_minute():
    counter = PerMinute(2)
    at = [NOW, NOW, NOW + timedelta(seconds=59), NOW + timedelta(seconds=60)]
    assert [counter.allows("a", one) for one in at] == [True, True, False, True]
    assert [counter.allows(who, at[-1]) for who in "abab"] == [True, True, False, True]


def test_neither_pages_nor_papers_ask_anything_of_the_network(open_site, monkeypatch, tell):
    site = open_site("announced")
    clients = [site.anyone(), site.judge("J1"), site.organiser("panitia"), site.organiser("ketua")]
    asked: list[object] = []

    def refuse(*where: object, **_named: object) -> None:
        asked.append(where)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    parts = {"category": "kube", "participant": "KUBE-TMR", "name": "juara.css", "code": "X"}
    rules = [rule.rule for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    paths = [re.sub(r"<(?:\w+:)?(\w+)>", lambda part: parts.get(part[1], "1"), rule) for rule in rules]
    answers = [client.get(path) for client in clients for path in paths]
    papers = sum(answer.mimetype == "application/pdf" for answer in answers)
    assert papers > 5
    assert asked == []
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("192.0.2.1", 80))
    tell(f"{len(answers)} answers, {papers} papers among them, and no connection")


def test_a_pin_is_compared_while_somebody_else_writes(open_site):
    """The slow comparison waits for no writer and keeps none waiting."""
    site = open_site("judging")
    with site.database.writing() as session, site.app.app_context():
        actions.approve_name(session, SYSTEM, 1, "Nama lain", now=NOW)
        pin = compared(judge_pin("J1"), partial(card_pin, code="J1"))
    assert list(pin.compared.values()) == [True]
    with site.database.writing() as session:
        found = actions.sign_in_with_card(session, code="J1", pin=pin, now=NOW)
    assert isinstance(found, actions.SignedIn)


def test_a_pin_that_fitted_until_another_card_was_issued_lets_nobody_in(open_site):
    site = open_site("judging")
    with site.app.app_context():
        pin = compared(judge_pin("J1"), partial(card_pin, code="J1"))
    with site.database.writing() as session:
        judge_id = next(one.id for one in queries.judges(session, 1) if one.code == "J1")
        actions.issue_card(session, SYSTEM, judge_id, now=NOW, code="J1X", pin="482913")
    with site.database.writing() as session:
        for code in ("J1", "J1X"):
            assert isinstance(actions.sign_in_with_card(session, code=code, pin=pin, now=NOW), actions.Refused)
