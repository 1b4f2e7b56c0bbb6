"""Issued piagam one by one, each signed with the office's certificate. Optional; see certificates/signing.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from certificates.press import draw_piagam
from certificates.signing import CannotSign, OfficeSigner
from judging import queries
from judging.paperwork.common import Paper, Source
from judging.paperwork.piagam import issued_piagam

__all__ = ["CannotSign", "signed_certificates"]


def signed_certificates(source: Source, event_id: int, certificate: Path, passphrase: str) -> Iterator[Paper]:
    """One file for each piagam that stands and fits, named by its serial. Raises CannotSign before the first."""
    signer = OfficeSigner(certificate, passphrase)
    with source.reading() as session:
        papers = queries.papers(session, event_id)
    for one in papers.fitting.values():
        drawn = draw_piagam([issued_piagam(papers, one, source.settings.public_host)])
        yield Paper(f"piagam-{one.serial}.pdf", signer.sign(drawn))
