"""The journal: record() writes it, verify() walks it and compares it with the tables, guard() keeps others out."""

from judging.journal.chain import Finding
from judging.journal.guarding import UnrecordedChange, guard, lawful
from judging.journal.links import FORMAT, GENESIS, Head, body_digest, key_mark, next_link
from judging.journal.record import KEY, RECORDED, chain_head, personal_hash, record
from judging.journal.verify import Report, protected_tables, verify

__all__ = [
    "FORMAT",
    "GENESIS",
    "KEY",
    "RECORDED",
    "Finding",
    "Head",
    "Report",
    "UnrecordedChange",
    "body_digest",
    "chain_head",
    "guard",
    "key_mark",
    "lawful",
    "next_link",
    "personal_hash",
    "protected_tables",
    "record",
    "verify",
]
