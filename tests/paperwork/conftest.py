"""Desks over private copies of the announced samples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from paper_desk import HOST, Desk

from judging.database import Database


@pytest.fixture
def open_desk(open_stage) -> Callable[..., Desk]:
    def opened(sample: str = "kube-dki", stage: str = "announced", *, host: str = HOST) -> Desk:
        settings = open_stage(stage, sample).settings
        return Desk(Database(replace(settings, public_host=host)), sample)

    return opened
