"""Two hundred judges save at once while the chair watches the progress page and the organiser prints."""

from __future__ import annotations

import http.client
import json
import re
import sqlite3
import threading
import time
import urllib.parse
from collections import Counter
from contextlib import closing
from statistics import median, quantiles

from crowd import fill
from hall import Server, Tablet, Tally, ask, blank_sheets, draft, stored

from judging.database import Database
from judging.sample import PASSWORD
from judging.settings import Settings

JUDGES, SAVES_EACH = 200, 10


class Judge(threading.Thread):
    """One tablet: ten saves of one sheet over one open line, no retries, so that every error shows."""

    def __init__(
        self, tablet: Tablet, sheet: int, indicators: tuple[str, ...], tally: Tally, go: threading.Event
    ) -> None:
        super().__init__(daemon=True)
        self.tablet, self.sheet, self.indicators, self.tally, self.go = tablet, sheet, indicators, tally, go
        self.times: list[float] = []
        self.errors: list[str] = []

    def run(self) -> None:
        headers = {"Content-Type": "application/json", "X-Juara": "1", "Cookie": self.tablet.cookie,
                   "Origin": f"http://127.0.0.1:{self.tablet.port}", "Sec-Fetch-Site": "same-origin"}  # fmt: skip
        self.go.wait()
        with closing(http.client.HTTPConnection("127.0.0.1", self.tablet.port, timeout=120)) as line:
            for version in range(SAVES_EACH):
                entry = draft(self.sheet, version, dict.fromkeys(self.indicators, 1 + version % 5))
                body = json.dumps({"device": "uji", "event": self.tablet.event, "entries": [entry]})
                began = time.perf_counter()
                line.request("POST", "/juri/kirim-antrean", body, headers)
                answer = line.getresponse()
                told = answer.read()
                self.times.append(time.perf_counter() - began)
                if answer.status != 200:
                    self.errors.append(f"{answer.status}")
                    continue
                self.tally.heard(json.loads(told)["answers"][0])


def organiser_cookie(port: int) -> str:
    _, headers, page = ask(port, "GET", "/panitia/masuk")
    token = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    form = urllib.parse.urlencode({"login": "panitia", "password": PASSWORD, "csrf_token": token[1].decode()})
    sent = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": headers["set-cookie"].split(";")[0]}
    status, headers, _ = ask(port, "POST", "/panitia/masuk", form.encode(), sent)
    assert status == 302
    return re.search(r"juara_sesi=[^;]+", headers["set-cookie"])[0]


def look_on(port: int, cookie: str, path: str, pause: float, ended: threading.Event, seen: Counter) -> None:
    while not ended.is_set():
        status, headers, _ = ask(port, "GET", path, headers={"Cookie": cookie})
        seen[path, status, headers["content-type"].split(";")[0]] += 1
        ended.wait(pause)


def test_two_hundred_judges_save_at_once_while_others_watch_and_print(tmp_path, tell):
    data = tmp_path / "data"
    fill(data, JUDGES)
    server, tally, go, ended, seen = Server(data), Tally(), threading.Event(), threading.Event(), Counter()
    server.start()
    work = [(judge, *one) for judge, sheets in blank_sheets(data).items() for one in sheets][:JUDGES]
    tablets = {judge: Tablet(server.port, judge) for judge, *_ in work}
    for tablet in tablets.values():
        tablet.send()
    judges = [Judge(tablets[judge], sheet, indicators, tally, go) for judge, sheet, indicators in work]
    cookie = organiser_cookie(server.port)
    watching = [
        threading.Thread(target=look_on, args=(server.port, cookie, path, pause, ended, seen), daemon=True)
        for path, pause in (("/panitia/kemajuan", 0.1), ("/panitia/dokumen/aturan/kube", 0.5))
    ]
    for thread in [*judges, *watching]:
        thread.start()
    began = time.perf_counter()
    go.set()
    for judge in judges:
        judge.join(240)
    took = time.perf_counter() - began
    ended.set()
    for thread in watching:
        thread.join(60)
    server.stop()

    errors = Counter(error for judge in judges for error in judge.errors)
    times = [one for judge in judges for one in judge.times]
    kept = stored(data)
    with closing(sqlite3.connect(data / "juara.db")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database = Database(Settings.from_environment({"JUARA_DATA": str(data)}))
    assert database.verify().ok
    database.engine.dispose()
    tell(
        f"{len(judges)} judges at once: {len(kept)} saves in {took:.1f} s, {len(errors)} errors, "
        f"p50 {median(times):.2f} s, p95 {quantiles(times, n=20)[18]:.2f} s; beside it {dict(seen)}"
    )
    assert (errors, len(times)) == ({}, JUDGES * SAVES_EACH)
    assert dict(tally.words) == {"saved": JUDGES * SAVES_EACH}
    assert sorted(kept) == sorted(tally.acknowledged.items())
    assert {(path, status, kind) for path, status, kind in seen} == {
        ("/panitia/kemajuan", 200, "text/html"),
        ("/panitia/dokumen/aturan/kube", 200, "application/pdf"),
    }
