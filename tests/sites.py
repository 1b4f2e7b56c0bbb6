"""A site over a private copy of a sample's database, and its visitors."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from judging import queries
from judging.database import Database
from judging.sample import PASSWORD, PIN, judge_pin

SECOND = {"second_login": "wakil", "second_pin": PIN}


@dataclass(frozen=True, slots=True)
class Site:
    app: Flask
    database: Database

    def anyone(self) -> FlaskClient:
        return self.app.test_client()

    def organiser(self, login: str) -> FlaskClient:
        client = self.app.test_client()
        answer = client.post("/panitia/masuk", data={"login": login, "password": PASSWORD})
        assert answer.status_code == 302
        return client

    def judge(self, code: str) -> FlaskClient:
        client = self.app.test_client()
        answer = client.post("/juri/masuk", data={"card_code": code, "pin": judge_pin(code)})
        assert answer.status_code == 302
        return client

    def states(self) -> list[str]:
        with self.database.reading() as session:
            return [category.state for category in queries.categories(session, 1)]


def words(answer: TestResponse) -> str:
    """The text of a page as people read it: tags gone, white space as one blank."""
    body = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", answer.get_data(as_text=True).partition("<main")[2], flags=re.DOTALL)
    return " ".join(html.unescape(body).split())


def problems(answer: TestResponse) -> list[str]:
    """The texts of the list "Periksa kembali"."""
    inset = re.search(r'<div class="inset bad".*?</div>', answer.get_data(as_text=True), re.DOTALL)
    found = re.findall(r"<li>(.*?)</li>", inset.group(), re.DOTALL) if inset else []
    return [html.unescape(re.sub(r"<[^>]+>", "", text)).strip() for text in found]
