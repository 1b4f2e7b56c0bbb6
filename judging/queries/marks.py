"""What a page showed, in one word: whoever saves says it back, so that nobody's change is overwritten unseen.

In:  rows.   Out: a text that changes with any stored value of any of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import inspect

from judging.models import Base, canonical


def mark(rows: Iterable[Base]) -> str:
    values = [[str(getattr(row, column.key)) for column in inspect(type(row)).column_attrs] for row in rows]
    return hashlib.sha256(canonical(values).encode()).hexdigest()
