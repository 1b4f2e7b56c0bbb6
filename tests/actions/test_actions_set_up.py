"""Setting up through the actions alone: one journal event each, the right asked again, codes made from names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from people import EVENT, NOW, organiser
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging import actions, queries
from judging.actions.setting_up import free_code
from judging.models import JournalEvent
from judging.plan import OfficialPlan, PersonPlan
from judging.queries.paper_settings import settings_mark
from judging.queries.set_up import background_uses, categories_set_up, event_mark_of, officials_mark, region_uses
from judging.roles import Actor, NotAllowed, Role


def edit_event(session: Session, actor: Actor) -> None:
    facts = actions.EventFacts("KUBE Teladan", "Tingkat Kota", 2026, "Jakarta", None, None, "Dinas")
    mark = event_mark_of(session, EVENT)
    actions.edit_event(session, actor, EVENT, facts, based_on=mark, now=NOW)


def set_regions(session: Session, actor: Actor) -> None:
    rows, mark = region_uses(session, EVENT)
    lines = [actions.RegionLine(row.id, row.name) for row in rows]
    lines.append(actions.RegionLine(None, "Bekasi"))
    actions.set_regions(session, actor, EVENT, lines, based_on=mark, now=NOW)


def set_backgrounds(session: Session, actor: Actor) -> None:
    rows, mark = background_uses(session, EVENT)
    lines = [actions.BackgroundLine(code, name) for code, name, _used in rows]
    actions.set_backgrounds(session, actor, EVENT, lines, based_on=mark, now=NOW)


def add_category(session: Session, actor: Actor) -> None:
    facts = actions.CategoryFacts("Karang Taruna", "Karang Taruna", True, "atas keteladanan")
    actions.add_category(session, actor, EVENT, facts, "kube", now=NOW)


def edit_category(session: Session, actor: Actor) -> None:
    one = categories_set_up(session, EVENT)[0]
    facts = actions.CategoryFacts("KUBE Teladan", "KUBE", True, "atas keteladanan", "kube", method="group_mean")
    actions.edit_category(session, actor, one.id, facts, based_on=one.mark, now=NOW)


def move_category(session: Session, actor: Actor) -> None:
    actions.move_category(session, actor, categories_set_up(session, EVENT)[0].id, 1, now=NOW)


def set_rounds(session: Session, actor: Actor) -> None:
    one = categories_set_up(session, EVENT)[0]
    row = one.rounds[0]
    lines = [
        actions.RoundLine(row.id, "Berkas", 40, None, row.rubric_id),
        actions.RoundLine(None, "Paparan", 60, None, "psm-paparan"),
    ]
    actions.set_rounds(session, actor, one.id, lines, based_on=one.rounds_mark, now=NOW)


def set_awards(session: Session, actor: Actor) -> None:
    one = categories_set_up(session, EVENT)[0]
    lines = [actions.AwardLine(None, "Juara I", True, 1_000_000)]  # every former line goes
    actions.set_awards(session, actor, one.id, lines, based_on=one.awards_mark, now=NOW)


def set_officials(session: Session, actor: Actor) -> None:
    official = OfficialPlan("kepala", "Dra. Contoh", "Kepala Dinas", institution="Dinas Sosial")
    mark = officials_mark(session, EVENT)
    actions.set_officials(session, actor, EVENT, [official], based_on=mark, now=NOW)


def set_limits(session: Session, actor: Actor) -> None:
    values = {"members_lowest": None, "members_highest": None, "show_values": True}
    mark = settings_mark(session, EVENT)
    actions.set_limits(session, actor, EVENT, values, based_on=mark, now=NOW)


def add_account(session: Session, actor: Actor) -> None:
    person = PersonPlan("rini", "Rini Contoh", ("viewer",))
    actions.add_account(session, actor, EVENT, person, password="x" * 12, pin="135790", now=NOW)


def set_roles(session: Session, actor: Actor) -> None:
    account = next(one for one in queries.accounts(session, EVENT) if one.login == "bendahara")
    actions.set_roles(session, actor, account.id, ["wakil"], now=NOW)


DEEDS = [edit_event, set_regions, set_backgrounds, add_category, edit_category, move_category, set_rounds, set_awards,
         set_officials, set_limits, add_account, set_roles]  # fmt: skip


def events(session: Session) -> Any:
    return session.scalar(select(func.count()).select_from(JournalEvent))


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_is_one_event_and_the_journal_knows_every_row(open_stage, deed: Callable[[Session, Actor], None]):
    database = open_stage("setup")
    with database.writing() as session:
        before = events(session)
        deed(session, organiser(session, Role.PANITIA))
        assert events(session) == before + 1
    assert database.verify().ok


@pytest.mark.parametrize("deed", DEEDS)
def test_only_the_committee_sets_up(open_stage, deed: Callable[[Session, Actor], None]):
    database = open_stage("setup")
    with database.writing() as session, pytest.raises(NotAllowed):
        deed(session, organiser(session, Role.WAKIL))
    assert database.verify().ok


@pytest.mark.parametrize(
    ("text", "taken", "code"),
    [
        ("Pendamping KUBE", [], "pendamping-kube"),
        ("Pendamping KUBE", ["Pendamping-Kube"], "pendamping-kube-2"),
        ("Pendamping KUBE", ["pendamping-kube", "pendamping-kube-2"], "pendamping-kube-3"),
        ("  Désa – Téladan!  ", [], "desa-teladan"),
        ("福祉", [], "kategori"),
        ("x" * 100, [], "x" * 28),
    ],
)
def test_a_code_is_made_from_a_name(text, taken, code):
    assert free_code(text, taken, "kategori") == code
