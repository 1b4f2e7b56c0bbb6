"""A sheet opened again after closing and sent with other scores, as its three people do it."""

from __future__ import annotations

from people import NOW, judge, organiser
from sqlalchemy import select

from judging import actions, codes
from judging.database import Database
from judging.models import Judge, Participant, Round, Sheet
from judging.roles import Role


def open_again(database: Database, participant: str, by: str, round_code: str = "") -> int:
    """The judge asks, the deputy chair approves; gives the sheet's id."""
    with database.writing() as session:
        query = select(Sheet).join(Participant).join(Judge).join(Round).order_by(Round.position)
        query = query.where(Participant.code == participant, Judge.code == by)
        row = session.scalars(query.where(Round.code == round_code) if round_code else query).first()
        asked = actions.ask_reopening(session, judge(session, by), row.id, "Salah tekan.", now=NOW)
        deputy = organiser(session, Role.WAKIL)
        actions.answer_reopening(session, deputy, asked, approve=True, reason="Alasan diterima.", now=NOW)
        return row.id


def send_again(database: Database, participant: str, by: str, round_code: str = "", **scores: int) -> None:
    sheet_id = open_again(database, participant, by, round_code)
    with database.writing() as session:
        row = session.get_one(Sheet, sheet_id)
        given = {**row.scores, **scores}
        notes = dict.fromkeys(given, "Menurut buku kas.")
        entry = actions.SheetEntry(codes.new_secret(), row.version, "submit", given, {}, notes)
        assert actions.save_entry(session, judge(session, by), sheet_id, entry, now=NOW).word == "saved"
