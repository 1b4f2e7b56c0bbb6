"""The few lines start.py says to a person.

In:  one plain Indonesian sentence.   Out: the same on the screen at once, before any program that follows it.
Does not know what is being done.
"""

from __future__ import annotations

import os


class CannotGoOnError(Exception):
    """What is wrong and what to do about it, in one message for the person at the keyboard."""


def say(message: str) -> None:
    """Flushed, so that our lines and those of the programs we run stay in order."""
    print(f"Juara: {message}", flush=True)


def how_to_run() -> str:
    """What a person types before the options on this system."""
    return "py start.py" if os.name == "nt" else "python3 start.py"
