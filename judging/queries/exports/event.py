"""Categories, prizes, officials and the journal's events, as tables to take away."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Award, Category, JournalEvent, Official, Participant, Round, RubricVersion
from judging.queries.exports.table import DAY, MOMENT, RUPIAH, WHOLE, Column, Table, yes_no
from judging.rule_words import METHODS, PANEL_RULES

STATES = {"setup": "persiapan", "judging": "penilaian", "closed": "pleno", "sealed": "ditetapkan",
          "announced": "diumumkan", "archived": "diarsipkan"}  # fmt: skip
OFFICES = {"kepala": "Kepala dinas", "kabid": "Kepala bidang", "bendahara": "Bendahara pengeluaran", "pptk": "PPTK",
           "kpa": "Kuasa pengguna anggaran"}  # fmt: skip


def categories(session: Session, event_id: int) -> list[Table]:
    """One row a round."""
    query = (
        select(Category, Round, RubricVersion)
        .join(Round, Round.category_id == Category.id)
        .join(RubricVersion, RubricVersion.id == Round.rubric_id)
        .where(Category.event_id == event_id)
        .order_by(Category.position, Round.position)
    )
    columns = (Column("Kode", width=14), Column("Kategori", width=28), Column("Sebutan peserta", width=20),
               Column("Tahap", width=14), Column("Cara menghitung", width=30), Column("Aturan panel", width=34),
               Column("Sesi", width=16), Column("Bobot sesi (%)", WHOLE, 14), Column("Tanggal sesi", DAY, 14),
               Column("Rubrik", width=34), Column("Sidik rubrik", width=20))  # fmt: skip
    rows = tuple(
        (one.code, one.name, one.noun, STATES[one.state], METHODS[one.method], PANEL_RULES[one.panel_rule],
         round_.name, round_.share, round_.day, rubric.title, rubric.fingerprint)
        for one, round_, rubric in session.execute(query)
    )  # fmt: skip
    return [Table("Kategori", columns, rows)]


def awards(session: Session, event_id: int) -> list[Table]:
    query = (
        select(Category.name, Award, Participant.name)
        .join(Category, Category.id == Award.category_id)
        .outerjoin(Participant, Participant.id == Award.holder_id)
        .where(Category.event_id == event_id)
        .order_by(Category.position, Award.position)
    )
    columns = (Column("Kategori", width=28), Column("Urutan", WHOLE, 8), Column("Sebutan juara", width=22),
               Column("Uang pembinaan", RUPIAH, 18), Column("Trofi", width=8), Column("Piagam", width=8),
               Column("Hadiah barang", width=28), Column("Perlu konfirmasi", width=36),
               Column("Dasar tertulis", width=36), Column("Penerima hadiah khusus", width=32))  # fmt: skip
    rows = tuple(
        (category, one.place, one.label, one.amount, yes_no(one.trophy), yes_no(one.certificate), one.goods,
         one.to_confirm, one.basis, holder or "")
        for category, one, holder in session.execute(query)
    )  # fmt: skip
    return [Table("Hadiah", columns, rows)]


def officials(session: Session, event_id: int) -> list[Table]:
    query = select(Official).where(Official.event_id == event_id).order_by(Official.id)
    columns = (Column("Peran", width=26), Column("Nama", width=36), Column("Jabatan", width=48),
               Column("Awalan", width=8), Column("NIP", width=24), Column("Lembaga", width=36))  # fmt: skip
    rows = tuple(
        (OFFICES.get(one.role, one.role), one.name, one.position, one.prefix, one.nip, one.institution)
        for one in session.scalars(query)
    )
    return [Table("Pejabat", columns, rows)]


def journal_events(session: Session, event_id: int) -> list[Table]:
    """What was done, when and by whom. No rows, no reasons: they may be about a person. No hash: it hangs on scores."""
    query = select(JournalEvent.seq, JournalEvent.body).where(JournalEvent.event_id == event_id)
    columns = (
        Column("No", WHOLE, 7),
        Column("Waktu", MOMENT, 18),
        Column("Tindakan", width=26),
        Column("Oleh", width=30),
        Column("Sebagai", width=20),
    )
    rows = []
    for seq, text in session.execute(query.order_by(JournalEvent.seq)):
        body = json.loads(text)
        who = body["actor"]
        at = datetime.fromisoformat(body["at"])
        rows.append((seq, at, body["verb"], who["name"], ", ".join(who["roles"])))
    return [Table("Catatan", columns, tuple(rows))]
