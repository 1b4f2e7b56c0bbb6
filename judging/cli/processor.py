"""Where the server's threads run.

An interpreter runs one thread at a time. On two processors its threads hand that turn across at every question to the
database, and that costs saves a fifth to a third of their speed (decision 0009). On one there is nothing to hand over.
"""

from __future__ import annotations

import os


def keep_to_one() -> None:
    """This thread, and those it starts, stay on one processor where the system lets them be told (Linux)."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
