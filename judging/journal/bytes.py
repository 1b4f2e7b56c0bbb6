"""The bytes that the journal protects by their hash alone: kept papers, emblems and evidence, compared one by one.

In:  a session, the last lawful event of each row.   Out: findings.   Does not know what the bytes mean.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from judging.journal.chain import Finding, RowKey
from judging.models import DocumentContent, EvidenceContent, EvidenceFile, IssuedDocument

_ABSENT = "(tidak ada)"


def kept_faults(session: Session, last: Mapping[RowKey, str]) -> Iterator[Finding]:
    """A file that differs from its hash, and one that is gone; both named by the row that says what it should be."""
    papers = select(IssuedDocument.id, IssuedDocument.sha256, DocumentContent.content)
    papers = papers.outerjoin(DocumentContent, DocumentContent.sha256 == IssuedDocument.sha256)
    yield from _faults(session, "issued_document", papers.order_by(IssuedDocument.id), last)
    loose = select(DocumentContent.sha256, DocumentContent.sha256, DocumentContent.content)
    loose = loose.where(DocumentContent.sha256.not_in(select(IssuedDocument.sha256)))
    yield from _faults(session, "document_content", loose.order_by(DocumentContent.sha256), last)
    evidence = select(EvidenceFile.id, EvidenceFile.sha256, EvidenceContent.content)
    evidence = evidence.outerjoin(EvidenceContent, EvidenceContent.file_id == EvidenceFile.id)
    present = evidence.where(EvidenceFile.salt.is_not(None)).order_by(EvidenceFile.id)  # erased ones have no bytes
    yield from _faults(session, "evidence_file", present, last)


def _faults(
    session: Session, table: str, files: Select[Any, str, bytes], last: Mapping[RowKey, str]
) -> Iterator[Finding]:
    for key, expected, content in session.execute(files.execution_options(yield_per=20)):
        found = hashlib.sha256(_bytes(content)).hexdigest() if content is not None else _ABSENT
        if found != expected:
            place = table, json.dumps([key])
            yield Finding("bytes", *place, "content", str(expected), found, last.get(place, "tidak pernah dicatat"))


def _bytes(content: bytes | str) -> bytes:
    """A tampered cell may hold text or a number instead."""
    return content if isinstance(content, bytes) else str(content).encode()
