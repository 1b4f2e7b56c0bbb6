"""A participant's photo for the announcement: kept with consent, taken away on a word.

In:  a picture that was checked and written anew before.   Out: nothing; the journal keeps a salted hash of it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, event_of, get
from judging.language import _
from judging.models import Participant, Photo
from judging.roles import Actor, Permission, require


def keep_photo(
    session: Session, actor: Actor, participant_id: int, jpeg: bytes, *, consented: bool, now: datetime
) -> None:
    """The photo, in place of an older one. Whoever is on it agreed to be shown in the hall."""
    require(actor, Permission.SET_UP)
    person = get(session, Participant, participant_id, _("Peserta"))
    if not consented:
        raise Refused(_("Foto hanya disimpan bila peserta menyetujui fotonya ditampilkan."))
    row = _photo(session, participant_id)
    if row is None:
        session.add(Photo(participant=person, content=jpeg, consented_at=now))
    else:
        row.content, row.consented_at = jpeg, now
    _record(session, actor, "photo.keep", person, now)


def remove_photo(session: Session, actor: Actor, participant_id: int, *, now: datetime) -> None:
    require(actor, Permission.SET_UP)
    person = get(session, Participant, participant_id, _("Peserta"))
    row = _photo(session, participant_id)
    if row is None or row.content is None:
        raise Refused(_("Peserta ini tidak punya foto."))
    row.content = None
    _record(session, actor, "photo.remove", person, now)


def _photo(session: Session, participant_id: int) -> Photo | None:
    return session.scalars(select(Photo).where(Photo.participant_id == participant_id)).first()


def _record(session: Session, actor: Actor, verb: str, person: Participant, now: datetime) -> None:
    happening = event_of(session, person.category)
    journal.record(session, actor, verb, happening, now=now, detail={"participant": person.code})
