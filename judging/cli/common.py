"""What the commands share: the database of this app, and how they stop."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NoReturn

import click
from flask import current_app

from judging.database import Database

WRONG_INPUT, REFUSED = 2, 3


def database() -> Database:
    """The app's database, with its tables brought up to date."""
    found: Database = current_app.extensions["juara"]
    found.migrate()
    return found


def stop(message: str, problems: Iterable[str] = (), code: int = WRONG_INPUT) -> NoReturn:
    click.echo(message, err=True)
    for problem in problems:
        click.echo(f"  {problem}", err=True)
    sys.exit(code)


def utc_now() -> datetime:
    return datetime.now(UTC)
