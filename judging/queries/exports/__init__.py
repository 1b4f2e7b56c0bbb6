"""Every table of an event as it is taken away: an event's id in, plain tables out. Constant numbers of queries.

Who may have which table stands in web/organiser/exports.py.
"""

from judging.queries.exports.event import awards, categories, journal_events, officials
from judging.queries.exports.people import conflicts, judges, members, participants, seats
from judging.queries.exports.scoring import allocation, recap, results, scores, sheets
from judging.queries.exports.table import Cell, Column, Table

__all__ = [
    "Cell",
    "Column",
    "Table",
    "allocation",
    "awards",
    "categories",
    "conflicts",
    "journal_events",
    "judges",
    "members",
    "officials",
    "participants",
    "recap",
    "results",
    "scores",
    "seats",
    "sheets",
]
