"""Who is judged, entered and mended by hand: the rules a workbook is held to hold here too.

In:  a ParticipantPlan as typed.   Out: the participant's id; or Refused with every rule it breaks.
A new participant, another number and taking one away belong to the setting up: later the sheets are laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get, in_state, need_code, need_line, need_name, refuse_any
from judging.language import _
from judging.models import (
    Category,
    Conflict,
    Event,
    EventSetting,
    EvidenceContent,
    EvidenceFile,
    KeptWarning,
    Member,
    Participant,
    Photo,
    Region,
    SetAside,
)
from judging.plan import ParticipantPlan
from judging.profiles.peers import PARTICIPANT_ONCE, alike, clashes, participant_rules
from judging.roles import Actor, Permission, require

HIGHEST_NUMBER = 1000
BEFORE_CLOSING = ("setup", "judging")
BELONGINGS = (Member, KeptWarning, Photo, EvidenceFile, Conflict, SetAside)


def add_participant(session: Session, actor: Actor, event_id: int, plan: ParticipantPlan, *, now: datetime) -> int:
    """A new participant of a category that is being set up. Number 0 means the next one, no code one made from it."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    category = category_of(session, event_id, plan.category)
    in_state(category, "setup")
    others = _others(session, event_id, 0)
    number = plan.number or max((one["number"] for one in others if one["category"] == plan.category), default=0) + 1
    code = plan.code or _free_code(f"{category.code.upper()}-{number}", others)
    row = Participant(event=happening, category=category, status="active", status_reason="")
    _fill(session, row, replace(plan, number=number, code=code), others)
    session.add(row)
    journal.record(session, actor, "participant.add", happening, now=now, detail={"participant": row.code})
    return row.id


def edit_participant(
    session: Session, actor: Actor, participant_id: int, plan: ParticipantPlan, *, now: datetime
) -> None:
    """What is asked about a participant, until the scoring is closed. An approved name has a way of its own."""
    require(actor, Permission.SET_UP)
    row = get(session, Participant, participant_id, _("Peserta"))
    in_state(row.category, *BEFORE_CLOSING)
    if row.name_approved_at and plan.name != row.name:
        raise Refused(_("Nama ini sudah disetujui. Perbaiki di bagian Nama pada halaman peserta."))
    if row.category.state != "setup" and (plan.number, plan.code) != (row.number, row.code):
        raise Refused(_("Nomor urut dan kode tidak berubah lagi setelah penilaian dibuka."))
    others = _others(session, row.event_id, row.id)
    with session.no_autoflush:
        _fill(session, row, plan, others)
        journal.record(session, actor, "participant.edit", row.event, now=now, detail={"participant": row.code})


def remove_participant(session: Session, actor: Actor, participant_id: int, *, now: datetime) -> None:
    """Entered by mistake: gone with members, photo and evidence, while nothing was laid out yet."""
    require(actor, Permission.SET_UP)
    row = get(session, Participant, participant_id, _("Peserta"))
    in_state(row.category, "setup")
    beside = session.scalars(select(Participant).where(Participant.linked_id == row.id)).first()
    if beside is not None:
        raise Refused(
            _("{other} mendampingi {name}. Ubah dahulu data {other}, lalu ulangi.", name=row.name, other=beside.name)
        )
    files = select(EvidenceFile.id).where(EvidenceFile.participant_id == row.id)
    session.execute(delete(EvidenceContent).where(EvidenceContent.file_id.in_(files)))
    with session.no_autoflush:
        for table in BELONGINGS:
            for one in session.scalars(select(table).where(table.participant_id == row.id)):
                session.delete(one)
        session.delete(row)
        journal.record(session, actor, "participant.remove", row.event, now=now, detail={"participant": row.code})


def category_of(session: Session, event_id: int, code: str) -> Category:
    row = session.scalars(select(Category).where(Category.event_id == event_id, Category.code == code)).first()
    if row is None:
        raise Refused(_("Pilih kategorinya dahulu."))
    return row


def free_name(session: Session, row: Participant, name: str) -> str:
    """The name as it can be printed, once nobody else of the category has it."""
    own = {"name": need_name(name), "category": row.category.code}
    others = select(Participant.name).where(Participant.category_id == row.category_id, Participant.id != row.id)
    taken = [own | {"name": one} for one in session.scalars(others.order_by(Participant.id))]
    rules = [rule for rule in PARTICIPANT_ONCE if rule.key == "name"]
    refuse_any((fault.key, str(fault)) for fault in clashes(own, taken, rules))
    return own["name"]


def _fill(session: Session, row: Participant, plan: ParticipantPlan, others: list[dict[str, Any]]) -> None:
    """The participant as typed, once every rule is kept. A region of a new name is entered with it."""
    row.name, row.code, row.number = need_name(plan.name), need_code(plan.code), plan.number
    row.profile = dict(plan.profile)
    row.region = _region(session, row.event, plan.region)
    row.district = need_line(plan.district, _("Kecamatan"))
    row.subdistrict = need_line(plan.subdistrict, _("Kelurahan/desa"))
    row.linked = _linked(session, row.event.id, plan.linked_to)
    refuse_any(_broken(session, row, others))


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


def _broken(session: Session, row: Participant, others: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The field and what is wrong with it."""
    if not 1 <= row.number <= HIGHEST_NUMBER:
        told = _("Nomor urut {number} di luar batas 1–{highest}. Periksa angkanya.", number=row.number,
                 highest=HIGHEST_NUMBER)  # fmt: skip
        yield "number", told
    rules = participant_rules(one_per_region=_one_per_region(session, row.event.id))
    yield from ((fault.key, str(fault)) for fault in clashes(values_of(row, row.category.code), others, rules))
    wanted = row.category.linked_category
    if row.linked is not None and wanted is None:
        told = _("Kategori {name} tidak mendampingi kategori lain. Kosongkan peserta yang didampingi.",
                 name=row.category.name)  # fmt: skip
        yield "", told
    elif row.linked is not None and wanted is not None and row.linked.category_id != wanted.id:
        told = _("{name} bukan peserta kategori {category}. Pilih peserta dari kategori itu.", name=row.linked.name,
                 category=wanted.name)  # fmt: skip
        yield "linked_to", told


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
