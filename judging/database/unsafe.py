"""The one refusal of this room.

In:  a sentence in Indonesian.   Out: an exception that ends the start.   Does not know any database.
"""

from __future__ import annotations


class UnsafeDatabase(RuntimeError):
    """The database did not take a setting that keeps scores safe, or the journal's key is not there."""
