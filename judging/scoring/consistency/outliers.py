"""Sheets that stand far from what their judge and their participant would lead one to expect.

In:  the tally that counts.   Out: outlying sheets with their distance, or the reason why none can be told.
Refuses to say why: a judge may have seen what the others did not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from judging.language import _
from judging.scoring.adjusted import panels
from judging.scoring.consistency.undefined import Undefined, too_small
from judging.scoring.tally import Tally

FAR = 3.0  # studentised
WIDE = 5.0  # points of the 0-100 scale, so that a very even panel is not picked on
DUST = 1e-9  # points; less is the rounding of floats

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OutlyingSheet:
    participant: str
    judge: str
    residual: float  # points above (+) or below (-) what the additive model expects
    studentised: float | None  # None when all other sheets fit exactly, so that nothing measures the distance


def outlying_sheets(tally: Tally) -> tuple[OutlyingSheet, ...] | Undefined:
    """Sheets with |t| > 3 and at least five points away, the farthest first.

    t is the residual over its standard error with that sheet left out of the error.
    """
    if why := too_small(tally):
        return why
    free = int(tally.counted.sum()) - sum(tally.counted.shape) + len(panels(tally.counted))
    if free < 2:
        return Undefined(_("terlalu sedikit lembar untuk mengenali yang menyimpang"))
    residuals, leverage = _fitted(tally)
    own = np.where(tally.counted, 1 - leverage, 0)
    alone = own < DUST  # nobody else to compare this sheet with
    share = np.where(alone, 1, own)
    without = (np.square(residuals).sum() - np.square(residuals) / share) / (free - 1)
    errors = np.sqrt(np.maximum(without * share, 0))
    far = ~alone & (np.abs(residuals) >= WIDE) & (np.abs(residuals) > FAR * errors)
    found = [_sheet(tally, row, column, residuals, errors) for row, column in np.argwhere(far).tolist()]
    return tuple(sorted(found, key=lambda sheet: -abs(sheet.residual)))


def _sheet(tally: Tally, row: int, column: int, residuals: Floats, errors: Floats) -> OutlyingSheet:
    residual, error = float(residuals[row, column]), float(errors[row, column])
    studentised = residual / error if error > DUST and math.isfinite(residual / error) else None
    return OutlyingSheet(tally.participants[row], tally.judges[column], residual, studentised)


def _fitted(tally: Tally) -> tuple[Floats, Floats]:
    """Residuals of mu + alpha[participant] + beta[judge] and each sheet's leverage; 0 where nothing counts.

    Participants are eliminated, which leaves a system judges x judges; its pseudo-inverse serves separate panels too.
    """
    mask = tally.counted.astype(np.float64)
    values = tally.points / tally.highest
    counts = mask.sum(axis=1, keepdims=True)
    shares = mask / counts
    inverse = np.linalg.pinv(np.diag(mask.sum(axis=0)) - mask.T @ shares, hermitian=True)
    centred = np.where(tally.counted, values - values.sum(axis=1, keepdims=True) / counts, 0)
    judges = inverse @ centred.sum(axis=0)
    residuals = np.where(tally.counted, centred - judges + shares @ judges[:, None], 0)
    crossed = shares @ inverse
    leverage = 1 / counts + np.diag(inverse) - 2 * crossed + (crossed * shares).sum(axis=1, keepdims=True)
    return residuals, np.where(tally.counted, leverage, 0)
