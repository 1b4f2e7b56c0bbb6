"""STEP 1: what is judged. A rubric is data with a fingerprint; one that does not hold together cannot be built."""

from rubrics.model import Aspect, Indicator, Rubric
from rubrics.problems import Problem, RubricProblems
from rubrics.reading import from_document, from_library, library, load_rubric, to_toml
from rubrics.scale import Scale, ScoreRefused, check_units, parse_score

__all__ = [
    "Aspect",
    "Indicator",
    "Problem",
    "Rubric",
    "RubricProblems",
    "Scale",
    "ScoreRefused",
    "check_units",
    "from_document",
    "from_library",
    "library",
    "load_rubric",
    "parse_score",
    "to_toml",
]
