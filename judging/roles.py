"""Who may do what: one table, closed by default.

In:  an Actor (who is asking).   Out: nothing, or NotAllowed.
Does not know sessions, cards or pages; the web asks it at the door and the action asks it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from judging.language import _


class Role(StrEnum):
    PANITIA = "panitia"
    KETUA = "ketua"
    WAKIL = "wakil"
    BENDAHARA = "bendahara"
    JURI = "juri"
    VIEWER = "viewer"
    SYSTEM = "sistem"  # a command on the server itself; never a person


class Permission(StrEnum):
    SET_UP = "set_up"  # import, edit participants and judges, issue cards, open judging
    SEE_PROGRESS = "see_progress"  # who has sent what; never a score
    SCORE_OWN_SHEETS = "score_own_sheets"
    CLOSE = "close"
    SEE_STANDING = "see_standing"  # the proposed order, after closing
    DECIDE = "decide"  # pleno decisions
    SEAL = "seal"
    CONFIRM = "confirm"  # stand as the second person
    ANNOUNCE = "announce"
    KEEP_RECORD = "keep_record"  # milestones, objections, archiving
    NAME_JUDGES = "name_judges"  # see whose codes they are, in the pleno; each time on the record
    MANAGE_PRIZES = "manage_prizes"  # amounts, decree, allocation
    PRINT = "print"
    SEE_PAPERS = "see_papers"


_ORGANISING = {Permission.SET_UP, Permission.SEE_PROGRESS, Permission.CONFIRM, Permission.ANNOUNCE, Permission.PRINT,
               Permission.SEE_PAPERS, Permission.MANAGE_PRIZES, Permission.KEEP_RECORD}  # fmt: skip
_CHAIRING = {Permission.SEE_PROGRESS, Permission.CLOSE, Permission.SEE_STANDING, Permission.DECIDE, Permission.SEAL,
             Permission.CONFIRM, Permission.ANNOUNCE, Permission.SEE_PAPERS, Permission.KEEP_RECORD}  # fmt: skip

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.PANITIA: frozenset(_ORGANISING | {Permission.SEE_STANDING}),
    Role.KETUA: frozenset(_CHAIRING | {Permission.NAME_JUDGES}),
    Role.WAKIL: frozenset(_CHAIRING),
    Role.BENDAHARA: frozenset({Permission.MANAGE_PRIZES, Permission.SEE_PAPERS, Permission.PRINT, Permission.CONFIRM}),
    Role.JURI: frozenset({Permission.SCORE_OWN_SHEETS}),
    Role.VIEWER: frozenset({Permission.SEE_PROGRESS}),
    Role.SYSTEM: frozenset({Permission.SET_UP}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting, as one person: the same person with a card and an account has the same `person_id`."""

    person_id: int | None  # None only for the server's own commands
    name: str
    roles: frozenset[Role]
    judge_id: int | None = None  # set when signed in with a card
    session_id: int | None = None
    device: str = ""

    def may(self, permission: Permission) -> bool:
        return any(permission in GRANTS[role] for role in self.roles)


SYSTEM = Actor(person_id=None, name="sistem", roles=frozenset({Role.SYSTEM}))


class NotAllowed(Exception):
    """This actor may not do this."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(_("Bapak/Ibu tidak memiliki wewenang untuk ini ({permission}).", permission=permission))
        self.permission = permission


def require(actor: Actor, permission: Permission) -> None:
    if not actor.may(permission):
        raise NotAllowed(permission)
