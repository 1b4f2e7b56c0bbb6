"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from chromium import FLAGS, PATIENCE, executable
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from judging.cli.demo import build
from judging.database import Database
from judging.settings import Settings

OpenStage = Callable[..., Database]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def stage_folders(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """The samples' data folders in each stage, built once for all workers, through the same actions as the pages."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def folder(sample: str, stage: str) -> Path:
        place = shared / f"stage-{sample}-{stage}"
        with closing(sqlite3.connect(f"{place}.lock", timeout=600, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")  # one builds, the others wait
            if not place.exists():
                made_in(tmp_path_factory.mktemp(stage), sample, stage).rename(place)
        return place

    return folder


def made_in(folder: Path, sample: str, stage: str) -> Path:
    database = Database(Settings.from_environment({"JUARA_DATA": str(folder)}))
    database.migrate()
    if stage != "empty":
        build(database, sample, stage)
    database.engine.dispose()
    return folder


@pytest.fixture(scope="module")  # no longer: its event loop would stand in the way of everyone else's
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def open_stage(stage_folders: Callable[[str, str], Path], tmp_path: Path) -> OpenStage:
    """A private copy of a sample's database: open_stage("closed"), open_stage("judging", "psm-lks")."""

    def opened(stage: str, sample: str = "kube-dki") -> Database:
        copy = tmp_path / f"{sample}-{stage}"
        shutil.copytree(stage_folders(sample, stage), copy)
        return Database(Settings.from_environment({"JUARA_DATA": str(copy)}))

    return opened


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """What a test measured belongs to its outcome: every figure is printed at the end, before the summary line."""
    return lambda line: record_property("figure", line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [one for found in terminalreporter.stats.values() for one in found if hasattr(one, "user_properties")]
    told = {(one.nodeid, line): None for one in reports for name, line in one.user_properties if name == "figure"}
    if told:
        terminalreporter.section("what was measured")
    for _, line in told:
        terminalreporter.write_line(f"  {line}")
