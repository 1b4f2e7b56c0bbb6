"""STEP 7a: what is sealed and issued, put into the words of each paper, and drawn.

In:  a database to read from, and which paper.   Out: a Paper: file name and PDF bytes.
Reads first, closes the session, draws afterwards. Does not know pages, and computes no place and no amount.
"""

from certificates.feedback import Feedback
from judging.paperwork.allocation import allocation_pdf
from judging.paperwork.cards import cards_pdf
from judging.paperwork.catalogue import GROUPS, KINDS, PIAGAM, Kind, Sheet, draw, sheets
from judging.paperwork.common import Paper, Source
from judging.paperwork.feedback import feedback_chart, feedback_of, feedback_pdf
from judging.paperwork.judge_recap import single_sheets_pdf
from judging.paperwork.minutes import minutes_pdf
from judging.paperwork.piagam import CertificateItem, certificate_list, certificates_pdf, sample_piagam
from judging.paperwork.receipts import receipts_pdf
from judging.paperwork.rules import rules_sheet_pdf

__all__ = [
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
    "receipts_pdf",
    "rules_sheet_pdf",
    "sample_piagam",
    "sheets",
    "single_sheets_pdf",
]
