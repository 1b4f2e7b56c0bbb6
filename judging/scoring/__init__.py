"""STEPS 4-6: sheets to totals, totals to ranks, ranks to awards; pure and exact.

The flow inside: tally -> panel -> (aggregate, placings, adjusted) -> ranking with tiebreak -> awards. `category`
walks it from end to end; `cautions` says what a reader must be told; `report` answers the `rank` command.
"""

from judging.scoring.awards import (
    Award,
    Awarding,
    Decision,
    DecisionRefused,
    Money,
    OpenTie,
    Place,
    award,
    decided,
    share_money,
)
from judging.scoring.category import Outcome, Refusal, Round, Row, Standing, rank_category, rank_tally
from judging.scoring.methods import DEFAULT_MARGIN, METHODS
from judging.scoring.panel import PANEL_RULES, LeftOut, PanelRule
from judging.scoring.tally import Excluded, Tally, TallyProblem, tally_from_codes, tally_from_scores, tally_from_sheets

__all__ = [
    "DEFAULT_MARGIN",
    "METHODS",
    "PANEL_RULES",
    "Award",
    "Awarding",
    "Decision",
    "DecisionRefused",
    "Excluded",
    "LeftOut",
    "Money",
    "OpenTie",
    "Outcome",
    "PanelRule",
    "Place",
    "Refusal",
    "Round",
    "Row",
    "Standing",
    "Tally",
    "TallyProblem",
    "award",
    "decided",
    "rank_category",
    "rank_tally",
    "share_money",
    "tally_from_codes",
    "tally_from_scores",
    "tally_from_sheets",
]
