"""A PIN or password, compared before anything is written: that takes long on purpose, and judges wait to save.

In:  what was typed, and how to look up what is stored.   Out: the same text, which knows whether it fits.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from judging.codes import Typed, pin_fits
from judging.web.access import database


def compared(text: str, stored: Callable[[Session], str | None]) -> Typed:
    with database().reading() as session:
        found = stored(session)
    typed = Typed(text)
    pin_fits(found, typed)
    return typed
