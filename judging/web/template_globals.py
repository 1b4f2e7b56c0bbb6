"""What every template knows: the event of this visit, who is signed in, the filters for numbers and dates."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, g, request, url_for

from judging import queries, words
from judging.language import N_, _
from judging.queries import EventInfo
from judging.roles import Role
from judging.web.access import database, is_practice

ROLE_NAMES = {
    Role.PANITIA: N_("panitia"),
    Role.KETUA: N_("ketua tim penilai"),
    Role.WAKIL: N_("wakil ketua"),
    Role.BENDAHARA: N_("bendahara"),
    Role.VIEWER: N_("peninjau"),
    Role.JURI: N_("juri"),
    Role.SYSTEM: N_("server"),
}
_ROLE_ORDER = (Role.KETUA, Role.WAKIL, Role.PANITIA, Role.BENDAHARA, Role.VIEWER)


def register(app: Flask) -> None:
    app.context_processor(_everywhere)
    app.jinja_env.filters.update(rupiah=words.rupiah, long_date=words.long_date, day_date=words.day_date)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _everywhere() -> dict[str, Any]:
    return {
        "event": event_card(),
        "person": person_card(),
        "here": url_for,
        "is_practice": is_practice(current_app),
        "practice_address": practice_address(),
    }


def practice_address() -> str:
    """Where the practice event answers, under the name this visitor used; empty when the server runs without one."""
    port = current_app.config.get("JUARA_PRACTICE_PORT")
    return f"http://{urlsplit(request.host_url).hostname}:{port}/" if port else ""


def current_event() -> EventInfo | None:
    """The event of who is signed in; for everyone else the one that the public sees."""
    if "event_info" not in g:
        visitor = g.get("visitor")
        with database().reading() as session:
            g.event_info = queries.event(session, visitor.event_id) if visitor else queries.public_event(session)
    info: EventInfo | None = g.event_info
    return info


def event_card() -> dict[str, Any] | None:
    found = current_event()
    return {"title": f"{found.name} {found.year}", "is_sample": found.is_sample} if found else None


def person_card() -> dict[str, str] | None:
    visitor = g.get("visitor")
    if visitor is None:
        return None
    actor = visitor.actor
    role = next((role for role in _ROLE_ORDER if role in actor.roles), Role.JURI)
    return {"name": actor.name, "role": _(ROLE_NAMES[role]), "code": visitor.judge_code}
