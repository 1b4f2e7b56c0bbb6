"""The sign-ins of a sample event: fixed, printed, and refused by any real event. A leaf."""

from __future__ import annotations

from collections.abc import Iterable

from judging.language import _

PASSWORD = "contoh"  # noqa: S105 - a sample's, known to everyone
PIN = "246810"
LOGINS = ("panitia", "ketua", "wakil", "bendahara")


def judge_pin(code: str) -> str:
    """J3 -> 333333."""
    return code[-1] * 6


def judge_sign_ins(codes: Iterable[str]) -> list[tuple[str, str]]:
    """What the sign-in page and the terminal show: pairs of card code and PIN."""
    return [(code, judge_pin(code)) for code in codes]


def organiser_sign_ins() -> list[tuple[str, str]]:
    """Pairs of login and with what."""
    how = _("kata sandi {password}, PIN orang kedua {pin}", password=PASSWORD, pin=PIN)
    return [(login, how) for login in LOGINS]
