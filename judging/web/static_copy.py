"""The public results as plain files for any web host: no server, no script, no request to anywhere else.

In:  the app and an event.   Out: file name -> bytes, with relative links.   Shows what /hasil shows, nothing more.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, render_template

from judging import queries
from judging.language import OWN, speaking
from judging.queries.results import announced_results
from judging.web import results_view
from judging.web.access import database

FONT = "vendor/jakarta/jakarta-sans-subset.woff2"
FILES = ("juara.css", "icon.svg", FONT, "vendor/jakarta/LICENSE.txt", "vendor/pico/LICENSE.md")


def register(app: Flask) -> None:
    """The command `publish` finds it here: a command names no page."""
    app.extensions["juara_static_copy"] = static_copy


def static_copy(code: str = "") -> dict[str, bytes] | None:
    """One page for each announced category, the first of them also as index.html; None before any announcement.

    In Indonesian for everyone: plain files cannot ask who reads them.
    """
    with speaking(OWN):
        return _files(code)


def _files(code: str) -> dict[str, bytes] | None:
    with database().reading() as session:
        events = [event for event in queries.events(session) if code in ("", event.code)]
        if not events:
            return None
        found = announced_results(session, events[-1].id)
        named = {one.id: one.code for one in queries.categories(session, events[-1].id)}
    if not found:
        return None
    zone = current_app.extensions["juara"].settings.time_zone
    codes = [named[one.category_id] for one in found]
    pages = {
        f"hasil-{one}.html": _page(results_view.results_context(database(), events[-1], one, zone)) for one in codes
    }
    assets = current_app.extensions["juara_assets"]
    return {"index.html": pages[f"hasil-{codes[0]}.html"], **pages, **{name: assets[name].content for name in FILES}}


def _page(context: dict[str, Any]) -> bytes:
    with current_app.test_request_context("/"):
        text = render_template(
            "public/results.html", **context, is_copy=True, url_for=_relative, asset=_same_name, person=None
        )
    return text.encode()


def _relative(endpoint: str, **values: Any) -> str:
    """Where a link of the page leads inside the folder."""
    return f"hasil-{values['category']}.html" if endpoint == "public.results" and values else "index.html"


def _same_name(name: str) -> str:
    return name
