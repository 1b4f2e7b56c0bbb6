"""Copies of the database, putting one back, and noticing when somebody else did.

In:  a Database or its Settings.   Out: files beside the database, and notices for the organisers.
Does not know any table's meaning, nor pages. The journal's key is never part of a copy.
"""

from judging.backup.copies import ELSEWHERE, Elsewhere, NoCopy, check, folder, make, newest, to_second_place
from judging.backup.keeper import Keeper
from judging.backup.restoring import Restored, Unrestorable, record_replaced, restore
from judging.backup.starting import AlreadyServing, alone, look

__all__ = [
    "ELSEWHERE",
    "AlreadyServing",
    "Elsewhere",
    "Keeper",
    "NoCopy",
    "Restored",
    "Unrestorable",
    "alone",
    "check",
    "folder",
    "look",
    "make",
    "newest",
    "record_replaced",
    "restore",
    "to_second_place",
]
