"""A site over a private copy of a sample's database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from rubric_desk import HOME, KUBE
from sites import Site

from app import create_app


@pytest.fixture
def open_site(open_stage) -> Callable[..., Site]:
    def opened(stage: str, sample: str = "kube-dki") -> Site:
        database = open_stage(stage, sample)
        app = create_app(database.settings)
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
        return Site(app, database)

    return opened


@pytest.fixture
def started(open_site) -> Callable[..., tuple[Site, FlaskClient]]:
    """A site in a stage, and the panitia with a draft of kube's next version."""

    def start(stage: str = "setup") -> tuple[Site, FlaskClient]:
        site = open_site(stage)
        panitia = site.organiser("panitia")
        assert panitia.post(HOME, data={"source": "next:kube"}).location == KUBE
        return site, panitia

    return start
