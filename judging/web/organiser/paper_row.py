"""One line of the page of papers, as its template takes it."""

from __future__ import annotations

from typing import Any

from judging.language import _

Row = dict[str, Any]


def row(title: str, text: str, status: tuple[str, str], href: str = "", action: str = "", *, post: bool = False) -> Row:
    """`status`: kind and words of components/state.html, the words not yet said in the reader's language."""
    return {
        "title": title,
        "text": text,
        "status": {"kind": status[0], "text": _(status[1])},
        "href": href,
        "action": action,
        "post": post,
        "revoke": "",
        "approve": "",
        "more": "",
        "scan": "",
    }
