"""A site over a data folder, and people the sample does not have.

In:  a folder.   Out: a Site; account ids.
"""

from __future__ import annotations

from pathlib import Path

from people import NOW
from sites import Site

from app import create_app
from judging import actions, journal
from judging.database import Database
from judging.models import Account, Event, Person, RoleGrant
from judging.roles import SYSTEM
from judging.sample import PASSWORD, PIN
from judging.settings import Settings

ADDED = {"peninjau": "viewer", "cadangan": "panitia"}


def add_people(database: Database) -> dict[str, int]:
    """Accounts the sample does not have, recorded as lawfully as an import: login -> account id."""
    with database.writing() as session:
        event = session.get_one(Event, 1)
        made = {}
        for login, role in ADDED.items():
            person = Person(event=event, name=f"Petugas {login}", institution="")
            made[login] = Account(person=person, login=login, active=True)
            session.add_all([RoleGrant(person=person, role=role), made[login]])
        journal.record(session, SYSTEM, "event.import", event, now=NOW, detail={"code": "tambahan"})
        for account in made.values():
            actions.set_credentials(session, SYSTEM, account.id, password=PASSWORD, pin=PIN, now=NOW)
        return {login: account.id for login, account in made.items()}


def site_over(folder: Path, **settings: str) -> Site:
    database = Database(Settings.from_environment({"JUARA_DATA": str(folder), **settings}))
    database.migrate()
    app = create_app(database.settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    return Site(app, app.extensions["juara"])
