"""Who judges, entered and mended by hand, and where each one sits, while a category is being set up.

In:  a JudgePlan as typed, ids of rounds.   Out: the judge's id; or Refused with every rule it breaks.
Cards, absences and substitutes are in people.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get, in_state, need_code, need_line, need_name, refuse_any
from judging.language import _
from judging.models import (
    Account,
    Assignment,
    Card,
    Category,
    Conflict,
    Event,
    EventSetting,
    Judge,
    PaperJudge,
    Person,
    RoleGrant,
    Round,
    SetAside,
)
from judging.plan import JudgePlan
from judging.profiles.peers import JUDGE_ONCE, alike, clashes
from judging.roles import Actor, Permission, Role, require

BELONGINGS = (Assignment, Card, Conflict, PaperJudge, SetAside)


def add_judge(
    session: Session,
    actor: Actor,
    event_id: int,
    plan: JudgePlan,
    rounds: Collection[int] = (),
    *,
    person_id: int | None = None,
    now: datetime,
) -> int:
    """A new judge, seated on `rounds`. No code means the next J. `person_id`: somebody who has an account here."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    others = _others(session, event_id)
    person = _person(session, event_id, person_id) or Person(event=happening)
    row = Judge(event=happening, person=person, code=plan.code or _next_code(others))
    if plan.is_chair:
        _before_any_opening(session, event_id)
    with session.no_autoflush:
        _fill(session, row, plan, others)
        session.add(row)
        seats = [_seat(session, event_id, round_id, row) for round_id in sorted(set(rounds))]
        session.add_all([*seats, *_grants(session, person, is_chair=plan.is_chair)])
    journal.record(session, actor, "judge.add", happening, now=now, detail={"judge": row.code})
    return row.id


def _person(session: Session, event_id: int, person_id: int | None) -> Person | None:
    """Somebody with an account who will also judge: one person, so that the app knows it."""
    if person_id is None:
        return None
    person = session.get(Person, person_id)
    if person is None or person.event_id != event_id:
        refuse_any([("person", _("Akun ini tidak ditemukan. Pilih ulang."))])
    elif session.scalar(select(Judge.id).where(Judge.person_id == person_id)):
        refuse_any([("person", _("{name} sudah menjadi juri.", name=person.name))])
    return person


def _fill(session: Session, row: Judge, plan: JudgePlan, others: list[Judge]) -> None:
    """The judge as typed, once every rule is kept."""
    row.code, row.background, row.is_reserve = need_code(row.code), plan.background, plan.is_reserve
    row.person.name, row.person.institution = need_name(plan.name), need_line(plan.institution, _("Lembaga"))
    refuse_any(_broken(session, row, plan, others))


def _broken(session: Session, row: Judge, plan: JudgePlan, others: list[Judge]) -> Iterator[tuple[str, str]]:
    """The field and what is wrong with it."""
    if not row.person.institution:
        yield "institution", _("Lembaga belum diisi. Tulis lembaga asal juri.")
    if row.background not in _backgrounds(session, row.event.id):
        yield "background", _("Unsur juri belum dipilih. Pilih salah satu unsur acara ini.")
    values = [{"code": one.code, "name": one.person.name} for one in others]
    own = {"code": row.code, "name": row.person.name}
    yield from ((fault.key, str(fault)) for fault in clashes(own, values, JUDGE_ONCE))
    chair = _chair(session, others) if plan.is_chair else None
    if chair is not None:
        yield "", _("Ketua tim penilai sudah {name}. Sisakan satu ketua.", name=chair.name)


def _backgrounds(session: Session, event_id: int) -> set[str]:
    setting = select(EventSetting.value).where(EventSetting.event_id == event_id, EventSetting.key == "backgrounds")
    return {code for code, _name in session.scalar(setting) or ()}


def _chair(session: Session, others: list[Judge]) -> Person | None:
    chairs = set(session.scalars(select(RoleGrant.person_id).where(RoleGrant.role == Role.KETUA.value)))
    return next((one.person for one in others if one.person_id in chairs), None)


def _grants(session: Session, person: Person, *, is_chair: bool) -> list[RoleGrant]:
    """What the person does not hold yet."""
    query = select(RoleGrant.role).where(RoleGrant.person_id == person.id)
    held = set(session.scalars(query)) if person.id else set()
    wanted = [Role.JURI.value, *([Role.KETUA.value] if is_chair else [])]
    return [RoleGrant(person=person, role=role) for role in wanted if role not in held]


def _seat(session: Session, event_id: int, round_id: int, judge: Judge) -> Assignment:
    """A seat on a round whose category is being set up."""
    found = session.scalars(
        select(Round).join(Category).where(Round.id == round_id, Category.event_id == event_id)
    ).first()
    if found is None:
        raise Refused(_("Kategori atau sesi ini tidak ditemukan. Muat ulang halaman ini."))
    in_state(found.category, "setup")
    return Assignment(round=found, judge=judge, status="active", reason="")


def _others(session: Session, event_id: int, but: int = 0) -> list[Judge]:
    query = select(Judge).where(Judge.event_id == event_id, Judge.id != but).order_by(Judge.id)
    return list(session.scalars(query))


def _next_code(others: list[Judge]) -> str:
    taken, number = {alike(one.code) for one in others}, len(others) + 1
    while f"j{number}" in taken:
        number += 1
    return f"J{number}"


def edit_judge(session: Session, actor: Actor, judge_id: int, plan: JudgePlan, *, now: datetime) -> None:
    """Name and institution until closing; code, background, reserve and chair only while nothing was laid out."""
    require(actor, Permission.SET_UP)
    row = get(session, Judge, judge_id, _("Juri"))
    states = _states(session, row)
    for category in states:
        in_state(category, "setup", "judging")
    others, is_chair = _others(session, row.event_id, row.id), _chair(session, [row]) is not None
    fixed = (plan.code or row.code, plan.background, plan.is_reserve, plan.is_chair)
    opened = any(one.state != "setup" for one in states)
    if opened and fixed != (row.code, row.background, row.is_reserve, is_chair):
        raise Refused(_("Kode, unsur, cadangan, dan ketua tidak berubah lagi setelah penilaian dibuka."))
    with session.no_autoflush:
        row.code = plan.code or row.code
        _fill(session, row, plan, others)
        if plan.is_chair != is_chair:
            _change_chair(session, row, is_chair=plan.is_chair)
        journal.record(session, actor, "judge.edit", row.event, now=now, detail={"judge": row.code})


def set_seats(
    session: Session, actor: Actor, event_id: int, wanted: Mapping[int, Collection[int]], *, now: datetime
) -> None:
    """Judge's id -> the rounds this judge sits on. Rounds of an opened category stay as they are."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    judges = {one.id: one for one in _others(session, event_id)}
    query = select(Round.id).join(Category).where(Category.event_id == event_id, Category.state == "setup")
    open_rounds = set(session.scalars(query))
    seated = {
        (row.judge_id, row.round_id): row
        for row in session.scalars(select(Assignment).where(Assignment.round_id.in_(open_rounds)))
    }
    pairs = {(judge, round_) for judge, rounds in wanted.items() for round_ in rounds if judge in judges}
    joining = {pair for pair in pairs if pair[1] in open_rounds} - seated.keys()
    leaving = seated.keys() - pairs
    if not joining and not leaving:
        return
    with session.no_autoflush:
        session.add_all(
            Assignment(judge=judges[judge], round_id=round_, status="active", reason="")
            for judge, round_ in sorted(joining)
        )
        for pair in leaving:
            session.delete(seated[pair])
        journal.record(session, actor, "judge.seats", happening, now=now)


def remove_judge(session: Session, actor: Actor, judge_id: int, *, now: datetime) -> None:
    """Entered by mistake: gone with seats and card, as long as nobody signed in and nothing was laid out."""
    require(actor, Permission.SET_UP)
    row = get(session, Judge, judge_id, _("Juri"))
    for category in _states(session, row):
        in_state(category, "setup")
    if row.checked_in_at is not None:
        raise Refused(
            _("{name} sudah pernah masuk, sehingga tidak dihapus. Kosongkan penugasannya.", name=row.person.name)
        )
    code, person, happening = row.code, row.person, row.event
    has_account = session.scalar(select(Account.id).where(Account.person_id == person.id)) is not None
    with session.no_autoflush:
        for table in BELONGINGS:
            for one in session.scalars(select(table).where(table.judge_id == judge_id)):
                session.delete(one)
        for grant in session.scalars(select(RoleGrant).where(RoleGrant.person_id == person.id)):
            if not has_account or grant.role == Role.JURI.value:
                session.delete(grant)
        session.delete(row)
        if not has_account:
            session.delete(person)
        journal.record(session, actor, "judge.remove", happening, now=now, detail={"judge": code})


def _states(session: Session, judge: Judge) -> list[Category]:
    """The categories on which the judge sits."""
    query = select(Category).join(Round).join(Assignment, Assignment.round_id == Round.id)
    return list(session.scalars(query.where(Assignment.judge_id == judge.id).distinct()))


def _change_chair(session: Session, row: Judge, *, is_chair: bool) -> None:
    _before_any_opening(session, row.event_id)
    if is_chair:
        session.add(RoleGrant(person=row.person, role=Role.KETUA.value))
        return
    query = select(RoleGrant).where(RoleGrant.person_id == row.person_id, RoleGrant.role == Role.KETUA.value)
    for grant in session.scalars(query):
        session.delete(grant)


def _before_any_opening(session: Session, event_id: int) -> None:
    """Who seals is settled before anybody scores: later it could be chosen by what is known."""
    states = set(session.scalars(select(Category.state).where(Category.event_id == event_id)))
    if states - {"setup"}:
        raise Refused(_("Ketua tim penilai ditetapkan sebelum penilaian dibuka."))
