"""A stored rubric as the frozen object it was built from; parsed once per fingerprint."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from judging.models import RubricVersion, canonical
from rubrics import Rubric, from_document

_MOST = 64
_by_fingerprint: dict[str, Rubric] = {}  # a version is never edited, and its fingerprint is the hash of its body


def rubric_of(version: RubricVersion) -> Rubric:
    return rubric_from(version.body)


def rubric_from(body: Mapping[str, Any]) -> Rubric:
    """As it stands in a sealed result too."""
    return _parsed(canonical(body))


def known_rubric(session: Session, version_id: int, fingerprint: str) -> Rubric:
    """The same by key and fingerprint, without reading the body again: it is asked at every save."""
    found = _by_fingerprint.get(fingerprint)
    if found is None:
        found = rubric_of(session.get_one(RubricVersion, version_id))
        if len(_by_fingerprint) >= _MOST:
            _by_fingerprint.clear()
        _by_fingerprint[fingerprint] = found
    return found


@lru_cache(maxsize=_MOST)
def _parsed(text: str) -> Rubric:
    return from_document(json.loads(text))
