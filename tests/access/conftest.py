"""A site over a private copy of a sample's database; settings are those of the environment."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import Site
from stage_sites import site_over


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What thousands of requests hold is measured first, in a process where no other test has left anything yet."""
    items.sort(key=lambda item: item.path.name != "test_access_fuzz.py")


@pytest.fixture
def open_site(stage_folders, tmp_path: Path) -> Callable[..., Site]:
    def opened(stage: str, sample: str = "kube-dki", **settings: str) -> Site:
        copy = tmp_path / f"{sample}-{stage}"
        shutil.copytree(stage_folders(sample, stage), copy)
        return site_over(copy, **settings)

    return opened
