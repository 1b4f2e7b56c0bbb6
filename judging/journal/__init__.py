"""The journal: record() writes it, verify() walks it and compares it with the tables."""

from judging.journal.record import (
    GENESIS,
    KEY,
    MAY_WRITE,
    Head,
    UnrecordedChange,
    chain_head,
    guard,
    next_link,
    personal_hash,
    record,
    shielded,
)
from judging.journal.verify import Finding, Report, verify

__all__ = [
    "GENESIS",
    "KEY",
    "MAY_WRITE",
    "Finding",
    "Head",
    "Report",
    "UnrecordedChange",
    "chain_head",
    "guard",
    "next_link",
    "personal_hash",
    "record",
    "shielded",
    "verify",
]
