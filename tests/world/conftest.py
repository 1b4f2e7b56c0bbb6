"""What the tests of other people's mistakes share with the tests of our pages: a site over a sample's copy.

And the same on PostgreSQL, for the tests of that: open_here as open_stage, over a server that ends with the tests.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import postgres
import pytest
from people import NOW
from sites import Site

from app import create_app
from judging import actions, codes, queries
from judging.cli.demo import build
from judging.database import Database, postgresql
from judging.roles import SYSTEM


@pytest.fixture
def open_site(open_stage) -> Callable[..., Site]:
    def opened(stage: str, sample: str = "kube-dki") -> Site:
        database = open_stage(stage, sample)
        app = create_app(database.settings)
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
        return Site(app, database)

    return opened


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as started:
        yield started


@pytest.fixture
def careless(monkeypatch) -> None:
    """The tests' server brings nothing to the disk, and may."""
    monkeypatch.setitem(postgresql.NEEDED, "fsync", "off")


@pytest.fixture(scope="session")
def built(server, tmp_path_factory) -> Callable[[str, str], tuple[Path, str]]:
    """A sample in a stage, built once: its data folder and the name of its database."""

    @cache
    def made(stage: str, sample: str) -> tuple[Path, str]:
        name, folder = f"{sample}-{stage}", tmp_path_factory.mktemp(stage)
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(postgresql.NEEDED, "fsync", "off")
            database = Database(postgres.settings(folder, server.make(name)))
            database.migrate()
        if stage == "opened":
            open_for_judging(database, sample)
        elif stage != "empty":
            build(database, sample, stage)
        database.engine.dispose()
        return folder, name

    return made


def open_for_judging(database: Database, sample: str) -> None:
    """Every judge has a card, and nobody has sent anything yet."""
    build(database, sample, "setup")
    with database.writing() as session:
        for category in queries.categories(session, 1):
            actions.open_judging(session, SYSTEM, category.id, now=NOW)


@pytest.fixture
def empty_here(built, server, careless) -> Iterator[Database]:
    """Tables and nothing in them; one database for all, for what leaves nothing behind but wrong PINs."""
    folder, name = built("empty", "")
    with server.connect(name) as raw:
        raw.execute("TRUNCATE wrong_pin")
    database = Database(postgres.settings(folder, server.url(name)))
    yield database
    database.engine.dispose()


@pytest.fixture
def open_here(server, built, careless, tmp_path) -> Iterator[Callable[..., Database]]:
    """A private copy on PostgreSQL, as open_stage makes of a file."""
    opened = []

    def open_(stage: str, sample: str = "kube-dki") -> Database:
        folder, name = built(stage, sample)
        copy = tmp_path / f"{sample}-{stage}-here"
        shutil.copytree(folder, copy)
        opened.append(Database(postgres.settings(copy, server.make(f"{name}-{codes.new_secret()[:8]}", like=name))))
        return opened[-1]

    yield open_
    for database in opened:
        database.engine.dispose()
