"""What the tests of other people's mistakes share with the tests of our pages: a site over a sample's copy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
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
