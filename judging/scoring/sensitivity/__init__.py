"""Advice: how firm the order is. Stands beside the flow; nothing that makes a rank asks it.

In:  a Count: the rounds and the rules that were declared.
Out: the same sheets counted in other ways, chances, turning points; or `Undefined` with the reason why there are none.
"""

from judging.scoring.sensitivity.bootstrap import Chances, bootstrap
from judging.scoring.sensitivity.count import Count, Recount
from judging.scoring.sensitivity.recounts import other_methods, recounts, without_each_judge
from judging.scoring.sensitivity.safety import Gap, Safety, safety
from judging.scoring.sensitivity.weights import AspectWeight, weight_changes

__all__ = [
    "AspectWeight",
    "Chances",
    "Count",
    "Gap",
    "Recount",
    "Safety",
    "bootstrap",
    "other_methods",
    "recounts",
    "safety",
    "weight_changes",
    "without_each_judge",
]
