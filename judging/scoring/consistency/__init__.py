"""Advice: how this panel judged. Stands beside the flow; nothing that makes a rank asks it.

In:  the tally that counts.   Out: numbers, or `Undefined` with the reason why there is none; never NaN.
"""

from judging.scoring.consistency.agreement import (
    ICC_KINDS,
    Correlation,
    Kendall,
    intraclass,
    kendall,
    krippendorff,
)
from judging.scoring.consistency.judges import (
    PerJudge,
    StraightLines,
    agreement,
    halo,
    severity,
    spread,
    straight_lines,
)
from judging.scoring.consistency.outliers import OutlyingSheet, outlying_sheets
from judging.scoring.consistency.undefined import Undefined, because, seated

__all__ = [
    "ICC_KINDS",
    "Correlation",
    "Kendall",
    "OutlyingSheet",
    "PerJudge",
    "StraightLines",
    "Undefined",
    "agreement",
    "because",
    "halo",
    "intraclass",
    "kendall",
    "krippendorff",
    "outlying_sheets",
    "seated",
    "severity",
    "spread",
    "straight_lines",
]
