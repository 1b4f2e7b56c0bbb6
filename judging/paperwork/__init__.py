"""STEP 7a: what is sealed and issued, put into the words of each paper, and drawn.

In:  a database to read from, and which paper.   Out: a Paper: file name and PDF bytes.
Reads first, closes the session, draws afterwards. Does not know pages, and computes no place and no amount.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from certificates.feedback import Feedback
from judging.language import OWN, speaking
from judging.paperwork import allocation, cards, catalogue, feedback, judge_recap, minutes, piagam, preview, receipts
from judging.paperwork import rules as rules_sheet
from judging.paperwork.cards import CARD_GROUP
from judging.paperwork.catalogue import GROUPS, KINDS, PIAGAM, Kind, Sheet, sheets
from judging.paperwork.common import Paper, Source
from judging.paperwork.piagam import CertificateItem, certificate_list, sample_piagam

__all__ = [
    "CARD_GROUP",
    "GROUPS",
    "KINDS",
    "PIAGAM",
    "CertificateItem",
    "Feedback",
    "Kind",
    "Paper",
    "Sheet",
    "Source",
    "allocation_pdf",
    "cards_pdf",
    "certificate_list",
    "certificates_pdf",
    "draw",
    "feedback_chart",
    "feedback_of",
    "feedback_pdf",
    "minutes_pdf",
    "preview_pdf",
    "preview_picture",
    "receipts_pdf",
    "rules_sheet_pdf",
    "sample_piagam",
    "sheets",
    "single_sheets_pdf",
]

P = ParamSpec("P")
T = TypeVar("T")


def _in_indonesian(draw: Callable[P, T]) -> Callable[P, T]:
    """Whoever asks reads what they like; the paper is official, and says the same to everyone."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> T:
        with speaking(OWN):
            return draw(*args, **kwargs)

    return drawn


allocation_pdf = _in_indonesian(allocation.allocation_pdf)
cards_pdf = _in_indonesian(cards.cards_pdf)
certificates_pdf = _in_indonesian(piagam.certificates_pdf)
draw = _in_indonesian(catalogue.draw)
feedback_chart = _in_indonesian(feedback.feedback_chart)
feedback_of = _in_indonesian(feedback.feedback_of)
feedback_pdf = _in_indonesian(feedback.feedback_pdf)
minutes_pdf = _in_indonesian(minutes.minutes_pdf)
preview_pdf = _in_indonesian(preview.preview_pdf)
preview_picture = _in_indonesian(preview.preview_picture)
receipts_pdf = _in_indonesian(receipts.receipts_pdf)
rules_sheet_pdf = _in_indonesian(rules_sheet.rules_sheet_pdf)
single_sheets_pdf = _in_indonesian(judge_recap.single_sheets_pdf)
