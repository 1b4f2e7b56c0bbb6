"""A tablet as the server sees it: signed in, and posting batches; and, for the browser's tests, a real one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page
from tablet_hall import Hall, copy_of, new_tablet, sign_in
from tablets import Tablet

from app import create_app
from judging.database import Database


@pytest.fixture
def server(open_stage: Callable[..., Database]) -> Callable[..., Any]:
    """server("judging") is the app over a private copy of that stage; forms need no token here."""

    def make(stage: str = "judging", sample: str = "kube-dki") -> Any:
        database = open_stage(stage, sample)
        database.engine.dispose()
        app = create_app(database.settings)
        app.config.update(TESTING=False, WTF_CSRF_ENABLED=False)
        return app

    return make


@pytest.fixture
def tablet(server: Callable[..., Any]) -> Tablet:
    """J1's tablet, signed in, with sheets still to judge."""
    return Tablet(server(), "J1")


@pytest.fixture
def panitia(tablet: Tablet) -> FlaskClient:
    """The organiser's laptop on the same server."""
    client = tablet.app.test_client()
    client.post("/panitia/masuk", data={"login": "panitia", "password": "contoh"})
    return client


@pytest.fixture
def hall(stage_folders: Callable[[str, str], Path], tmp_path: Path) -> Iterator[Hall]:
    """A server where every judge still has sheets to fill."""
    opened = Hall(copy_of(stage_folders("kube-dki", "judging"), tmp_path / "hall"))
    yield opened
    opened.stop()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = new_tablet(chromium)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, hall: Hall) -> Iterator[Page]:
    """J1's tablet, signed in, the list on the screen. A fault in a script fails the test."""
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    sign_in(opened, hall.address)
    yield opened
    if not opened.is_closed():
        opened.unroute_all(behavior="ignoreErrors")
    assert faults == []
