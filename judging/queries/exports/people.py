"""Participants, members and judges, where they sit and whom they may not judge, as tables to take away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from judging.models import (
    Assignment,
    Card,
    Category,
    Conflict,
    Judge,
    Member,
    Participant,
    Person,
    Region,
    RoleGrant,
    Round,
)
from judging.profiles import FORMS, OFFICES, Field
from judging.queries.exports.table import DAY, MOMENT, RUPIAH, TEXT, WHOLE, Cell, Column, Table, yes_no
from judging.queries.people import backgrounds
from judging.roles import Role

STATUS = {"active": "", "withdrawn": "mengundurkan diri", "disqualified": "didiskualifikasi"}
SEATED = {"active": "bertugas", "absent": "tidak hadir", "substituted": "digantikan"}
_PEOPLE = (
    Column("Kode", width=12), Column("Kategori", width=26), Column("No urut", WHOLE, 9), Column("Nama", width=38),
    Column("Wilayah", width=24), Column("Kecamatan", width=20), Column("Kelurahan/desa", width=20),
    Column("Mendampingi peserta", width=18), Column("Keadaan", width=18), Column("Alasan", width=30),
    Column("Nama disetujui", MOMENT, 18),
)  # fmt: skip
_KINDS = {"date": (DAY, 14), "rupiah": (RUPIAH, 18), "whole": (WHOLE, 12)}


def participants(session: Session, event_id: int) -> list[Table]:
    """With the columns of the profile forms in use."""
    beside = aliased(Participant)
    query = (
        select(Participant, Category, Region.name, beside.code)
        .join(Category, Category.id == Participant.category_id)
        .join(Region, Region.id == Participant.region_id)
        .outerjoin(beside, beside.id == Participant.linked_id)
        .where(Participant.event_id == event_id)
        .order_by(Category.position, Participant.number)
    )
    found = session.execute(query).all()
    used = {category.profile_form for _person, category, _region, _linked in found}
    fields = [one for form in FORMS if form in used for one in FORMS[form]]
    rows = tuple(
        (one.code, category.name, one.number, one.name, region, one.district, one.subdistrict, linked or "",
         STATUS[one.status], one.status_reason, one.name_approved_at, *(_told(field, one.profile) for field in fields))
        for one, category, region, linked in found
    )  # fmt: skip
    return [Table("Peserta", (*_PEOPLE, *map(_profile_column, fields)), rows)]


def _profile_column(field: Field) -> Column:
    kind, width = _KINDS.get(field.kind, (TEXT, 22))
    return Column(field.label, kind, width)


def _told(field: Field, profile: Mapping[str, Any]) -> Cell:
    value = profile.get(field.key)
    if value is None:
        return None
    if field.kind == "date":
        return date.fromisoformat(value)
    if field.kind == "choice":
        return field.choices.get(value, str(value))
    return yes_no(value) if field.kind == "yes_no" else int(value) if field.kind in _KINDS else str(value)


def members(session: Session, event_id: int) -> list[Table]:
    query = (
        select(Participant.code, Participant.name, Member.number, Member.name, Member.office, Member.elected)
        .join(Participant, Participant.id == Member.participant_id)
        .join(Category, Category.id == Participant.category_id)
        .where(Participant.event_id == event_id)
        .order_by(Category.position, Participant.number, Member.number)
    )
    columns = (
        Column("Kode peserta", width=14),
        Column("Kelompok", width=34),
        Column("No", WHOLE, 6),
        Column("Nama anggota", width=34),
        Column("Jabatan", width=14),
        Column("Dipilih anggota", width=16),
    )
    rows = tuple(
        (code, group, number, name or "", OFFICES.get(office, ""), yes_no(elected))
        for code, group, number, name, office, elected in session.execute(query)
    )
    return [Table("Anggota", columns, rows)]


def judges(session: Session, event_id: int) -> list[Table]:
    names = backgrounds(session, event_id)
    held = select(RoleGrant.person_id).join(Person).where(Person.event_id == event_id)
    chairs = set(session.scalars(held.where(RoleGrant.role == Role.KETUA.value)))
    issued = select(Card.judge_id, Card.issued_at).join(Judge).where(Judge.event_id == event_id)
    cards = dict(session.execute(issued.where(Card.revoked_at.is_(None)).order_by(Card.id)).all())
    query = select(Judge, Person).join(Person, Person.id == Judge.person_id).where(Judge.event_id == event_id)
    columns = (Column("Kode", width=8), Column("Nama", width=34), Column("Unsur", width=22),
               Column("Lembaga", width=34), Column("Cadangan", width=10), Column("Ketua", width=8),
               Column("Kartu terbit", MOMENT, 18), Column("Hadir sejak", MOMENT, 18))  # fmt: skip
    rows = tuple(
        (one.code, person.name, names.get(one.background, one.background), person.institution,
         yes_no(one.is_reserve), yes_no(person.id in chairs), cards.get(one.id), one.checked_in_at)
        for one, person in session.execute(query.order_by(Judge.code))
    )  # fmt: skip
    return [Table("Juri", columns, rows)]


def seats(session: Session, event_id: int) -> list[Table]:
    before, who = aliased(Judge), aliased(Person)
    query = (
        select(Category.name, Round.name, Judge.code, who.name, Assignment.status, Assignment.reason, before.code)
        .select_from(Assignment)
        .join(Round, Round.id == Assignment.round_id)
        .join(Category, Category.id == Round.category_id)
        .join(Judge, Judge.id == Assignment.judge_id)
        .join(who, who.id == Judge.person_id)
        .outerjoin(before, before.id == Assignment.substitute_for_id)
        .where(Category.event_id == event_id)
        .order_by(Category.position, Round.position, Judge.code)
    )
    columns = (Column("Kategori", width=26), Column("Sesi", width=16), Column("Juri", width=8),
               Column("Nama", width=34), Column("Keadaan", width=14), Column("Alasan", width=36),
               Column("Menggantikan", width=14))  # fmt: skip
    rows = tuple(
        (category, round_, code, name, SEATED.get(status, status), reason, replaced or "")
        for category, round_, code, name, status, reason, replaced in session.execute(query)
    )
    return [Table("Penugasan", columns, rows)]


def conflicts(session: Session, event_id: int) -> list[Table]:
    query = (
        select(Judge.code, Person.name, Participant.code, Participant.name, Conflict.reason, Conflict.declared_at)
        .select_from(Conflict)
        .join(Judge, Judge.id == Conflict.judge_id)
        .join(Person, Person.id == Judge.person_id)
        .join(Participant, Participant.id == Conflict.participant_id)
        .where(Judge.event_id == event_id)
        .order_by(Judge.code, Participant.code)
    )
    columns = (
        Column("Juri", width=8),
        Column("Nama juri", width=34),
        Column("Peserta", width=12),
        Column("Nama peserta", width=34),
        Column("Alasan", width=44),
        Column("Dinyatakan", MOMENT, 18),
    )
    return [Table("Benturan", columns, tuple(tuple(row) for row in session.execute(query)))]
