"""A tablet without a browser: signs in with a card and posts batches as the script does."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask

from judging import codes, queries

ORIGIN = "http://localhost"
HEADERS = {"Origin": ORIGIN, "X-Juara": "tablet"}


class Tablet:
    def __init__(self, app: Flask, code: str) -> None:
        self.app, self.code = app, code
        self.client = app.test_client()
        self.sign_in()
        page = self.client.get("/juri").get_data(as_text=True)
        self.event = re.findall(r'data-event="([^"]+)', page)[0]
        self.seal = re.findall(r'data-seal="([^"]+)', page)[0]

    def sign_in(self) -> None:
        found = self.client.post("/juri/masuk", data={"card_code": self.code, "pin": self.code[-1] * 6})
        assert found.status_code == 302, found.get_data(as_text=True)

    def waiting_sheets(self) -> list[int]:
        """Own sheets that nobody touched yet."""
        with self.database.reading() as session:
            return [line.id for line in queries.judge_sheets(session, self.judge_id) if line.state == "blank"]

    @property
    def database(self) -> Any:
        return self.app.extensions["juara"]

    @property
    def judge_id(self) -> int:
        with self.database.reading() as session:
            return next(one.id for one in queries.judges(session, 1) if one.code == self.code)

    def full(self, sheet: int, score: int = 3) -> dict[str, int]:
        with self.database.reading() as session:
            view = queries.judge_sheet(session, self.judge_id, sheet)
        assert view is not None
        return {indicator.code: score for indicator in view.rubric.indicators}

    def post(self, *entries: dict[str, Any], **changes: Any) -> Any:
        batch = {"device": "uji", "event": self.event, "entries": list(entries)} | changes
        return self.client.post("/juri/kirim-antrean", json=batch, headers=HEADERS)

    def send(self, *entries: dict[str, Any]) -> list[dict[str, Any]]:
        response = self.post(*entries)
        assert response.status_code == 200, response.get_data(as_text=True)
        found: list[dict[str, Any]] = response.get_json()["answers"]
        return found


def entry(sheet: int, based_on: int = 0, kind: str = "draft", **changes: Any) -> dict[str, Any]:
    """An entry as it stands on the wire."""
    plain = {"scores": {}, "ticks": {}, "notes": {}, "reason": ""}
    return {"id": codes.new_secret(), "sheet": sheet, "based_on": based_on, "kind": kind} | plain | changes
