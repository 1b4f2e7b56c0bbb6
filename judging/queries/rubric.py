"""A stored rubric as the frozen object it was built from; parsed once per fingerprint."""

from __future__ import annotations

import json
from functools import lru_cache

from judging.models import RubricVersion, canonical
from rubrics import Rubric, from_document


def rubric_of(version: RubricVersion) -> Rubric:
    return _parsed(canonical(version.body))


@lru_cache(maxsize=64)
def _parsed(text: str) -> Rubric:
    return from_document(json.loads(text))
