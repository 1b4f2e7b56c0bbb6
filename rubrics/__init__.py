"""STEP 1: what is judged. A rubric is data with a fingerprint; one that does not hold together cannot be built."""

from rubrics.draft import Document, blank_draft, draft_problems, weight_sums
from rubrics.model import Aspect, Indicator, Rubric
from rubrics.problems import Problem, RubricProblems
from rubrics.reading import from_document, from_library, library, load_rubric, to_toml
from rubrics.scale import Scale, ScoreRefused, check_units, parse_score
from rubrics.wording import field_of, for_people, line_of

__all__ = [
    "Aspect",
    "Document",
    "Indicator",
    "Problem",
    "Rubric",
    "RubricProblems",
    "Scale",
    "ScoreRefused",
    "blank_draft",
    "check_units",
    "draft_problems",
    "field_of",
    "for_people",
    "from_document",
    "from_library",
    "library",
    "line_of",
    "load_rubric",
    "parse_score",
    "to_toml",
    "weight_sums",
]
