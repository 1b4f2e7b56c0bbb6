"""Profiles of participants: the forms as data, and what the Pedoman expects of what is filled in. A pure leaf."""

from judging.profiles.forms import (
    CHAPTER_NOTES,
    CHAPTERS,
    FORM_NAMES,
    FORMS,
    MAY_WAIT,
    OFFICES,
    Field,
    Profile,
    describe,
    shown,
)
from judging.profiles.warnings import NEEDED, MemberLimits, ProfileWarning, panel_warnings, warnings

__all__ = [
    "CHAPTERS",
    "CHAPTER_NOTES",
    "FORMS",
    "FORM_NAMES",
    "MAY_WAIT",
    "NEEDED",
    "OFFICES",
    "Field",
    "MemberLimits",
    "Profile",
    "ProfileWarning",
    "describe",
    "panel_warnings",
    "shown",
    "warnings",
]
