"""The sign-ins of a sample event: fixed, printed, and refused by any real event. A leaf."""

from __future__ import annotations

PASSWORD = "contoh"  # noqa: S105 - a sample's, known to everyone
PIN = "246810"
LOGINS = ("panitia", "ketua", "wakil", "bendahara")
JUDGES = tuple(f"J{number}" for number in range(1, 7))


def judge_pin(code: str) -> str:
    """J3 -> 333333."""
    return code[-1] * 6


def sign_ins(who: str) -> list[tuple[str, str]]:
    """What the sign-in page and the terminal show: pairs of who, and with what."""
    if who == "juri":
        return [(code, judge_pin(code)) for code in JUDGES]
    return [(login, f"kata sandi {PASSWORD}, PIN orang kedua {PIN}") for login in LOGINS]
