"""Who is judged, entered and mended by hand: the rules a workbook is held to hold here too.

In:  a ParticipantPlan as typed.   Out: the participant's id; or Refused with every rule it breaks.
A new participant, another number and taking one away belong to the setting up: later the sheets are laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get, in_state, need_code, need_line, need_name
from judging.language import _
from judging.models import Category, Event, EventSetting, Participant, Region
from judging.plan import ParticipantPlan
from judging.profiles.peers import PARTICIPANT_ONCE, REGION, alike, clashes
from judging.roles import Actor, Permission, require

HIGHEST_NUMBER = 1000


def add_participant(session: Session, actor: Actor, event_id: int, plan: ParticipantPlan, *, now: datetime) -> int:
    """A new participant of a category that is being set up. Number 0 means the next one, no code one made from it."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    category = category_of(session, event_id, plan.category)
    in_state(category, "setup")
    others = _others(session, event_id, 0)
    number = plan.number or max((one["number"] for one in others if one["category"] == plan.category), default=0) + 1
    row = Participant(
        event=happening,
        category=category,
        number=number,
        code=plan.code or _free_code(f"{category.code.upper()}-{number}", others),
        name=need_name(plan.name),
        profile=dict(plan.profile),
        status="active",
        status_reason="",
    )
    _place(session, row, plan)
    _refuse_broken(session, row, others)
    session.add(row)
    journal.record(session, actor, "participant.add", happening, now=now, detail={"participant": row.code})
    return row.id


def category_of(session: Session, event_id: int, code: str) -> Category:
    row = session.scalars(select(Category).where(Category.event_id == event_id, Category.code == code)).first()
    if row is None:
        raise Refused(_("Pilih kategorinya dahulu."))
    return row


def _place(session: Session, row: Participant, plan: ParticipantPlan) -> None:
    """Where it comes from and beside whom it stands. A region of a new name is entered with it."""
    row.region = _region(session, row.event, plan.region)
    row.district = need_line(plan.district, _("Kecamatan"))
    row.subdistrict = need_line(plan.subdistrict, _("Kelurahan/desa"))
    row.linked = _linked(session, row.event.id, plan.linked_to)


def _region(session: Session, happening: Event, name: str) -> Region:
    text = need_line(name, _("Wilayah"))
    if not text:
        raise Refused(_("Wilayah belum diisi. Tulis kabupaten atau kota yang diwakili."))
    rows = list(session.scalars(select(Region).where(Region.event_id == happening.id)))
    found = next((one for one in rows if alike(one.name) == alike(text)), None)
    return found or Region(event=happening, position=max((one.position for one in rows), default=0) + 1, name=text)


def _linked(session: Session, event_id: int, code: str) -> Participant | None:
    if not code:
        return None
    query = select(Participant).where(Participant.event_id == event_id, Participant.code == code)
    row = session.scalars(query).first()
    if row is None:
        raise Refused(_("Peserta yang didampingi tidak ditemukan. Pilih ulang."))
    return row


def _refuse_broken(session: Session, row: Participant, others: list[dict[str, Any]]) -> None:
    """Every rule at once, as a workbook would be told."""
    found = list(_broken(session, row, others))
    if found:
        raise Refused(found[0], *found[1:])


def _broken(session: Session, row: Participant, others: list[dict[str, Any]]) -> Iterator[str]:
    row.code = need_code(row.code)
    if not 1 <= row.number <= HIGHEST_NUMBER:
        yield _("Nomor urut {number} di luar batas 1–{highest}. Periksa angkanya.", number=row.number,
                highest=HIGHEST_NUMBER)  # fmt: skip
    rules = PARTICIPANT_ONCE if _one_per_region(session, row.event.id) else (
        tuple(rule for rule in PARTICIPANT_ONCE if rule.key != REGION)
    )  # fmt: skip
    yield from clashes(values_of(row, row.category.code), others, rules)
    wanted = row.category.linked_category
    if row.linked is not None and wanted is None:
        yield _("Kategori {name} tidak mendampingi kategori lain. Kosongkan peserta yang didampingi.",
                name=row.category.name)  # fmt: skip
    elif row.linked is not None and wanted is not None and row.linked.category_id != wanted.id:
        yield _("{name} bukan peserta kategori {category}. Pilih peserta dari kategori itu.", name=row.linked.name,
                category=wanted.name)  # fmt: skip


def _one_per_region(session: Session, event_id: int) -> bool:
    setting = select(EventSetting.value).where(EventSetting.event_id == event_id, EventSetting.key == "one_per_region")
    return session.scalar(setting) is not False  # as a workbook that leaves it empty


def values_of(row: Participant, category: str) -> dict[str, Any]:
    return {
        "code": row.code,
        "category": category,
        "number": row.number,
        "name": row.name,
        "region": row.region.name,
        "settlement_unit": row.profile.get("settlement_unit"),
    }


def _others(session: Session, event_id: int, but: int) -> list[dict[str, Any]]:
    """Everyone else, as far as the rules compare."""
    columns = (Participant.code, Category.code, Participant.number, Participant.name, Region.name, Participant.profile)
    query = (
        select(*columns)
        .join(Category, Category.id == Participant.category_id)
        .join(Region, Region.id == Participant.region_id)
        .where(Participant.event_id == event_id, Participant.id != but)
        .order_by(Participant.id)
    )
    return [
        {"code": code, "category": category, "number": number, "name": name, "region": region,
         "settlement_unit": profile.get("settlement_unit")}
        for code, category, number, name, region, profile in session.execute(query)
    ]  # fmt: skip


def _free_code(wanted: str, others: list[dict[str, Any]]) -> str:
    taken = {alike(one["code"]) for one in others}
    code, turn = wanted, 2
    while alike(code) in taken:
        code, turn = f"{wanted}-{turn}", turn + 1
    return code
