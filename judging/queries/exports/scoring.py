"""Sheets, scores, sealed results, the recap and the allocation, as tables to take away.

Blind as the screens are: before a category and all that share a judge with it are closed, only states are told.
Judges appear by their codes wherever a score stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, Judge, Participant, Person, Round, Sheet
from judging.queries.exports.table import MOMENT, RUPIAH, VALUE, WHOLE, Cell, Column, Table, shown_value, yes_no
from judging.queries.papers import allocation_or_draft
from judging.queries.results import SealedResult, newest_results
from judging.queries.rubric import rubric_of
from judging.queries.score_papers import recap_body, result_sheets
from judging.queries.work import totals_may_be_seen
from judging.sheet import Mark, show_value, totals
from rubrics import Rubric

SHEET_STATES = {"blank": "belum dinilai", "draft": "sedang dinilai", "reopened": "dibuka kembali",
                "submitted": "terkirim", "recused": "benturan kepentingan", "absent": "juri tidak hadir",
                "substituted": "juri digantikan"}  # fmt: skip


def sheets(session: Session, event_id: int) -> list[Table]:
    """Every sheet's state, in every stage; never a score."""
    query = (
        select(Category.name, Round.name, Judge.code, Person.name, Participant.code, Participant.name,
               Sheet.state, Sheet.filled, Sheet.submitted_at)
        .select_from(Sheet)
        .join(Round, Round.id == Sheet.round_id)
        .join(Category, Category.id == Round.category_id)
        .join(Judge, Judge.id == Sheet.judge_id)
        .join(Person, Person.id == Judge.person_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Category.event_id == event_id)
        .order_by(Category.position, Round.position, Judge.code, Participant.number)
    )  # fmt: skip
    columns = (Column("Kategori", width=26), Column("Sesi", width=14), Column("Juri", width=8),
               Column("Nama juri", width=32), Column("Peserta", width=12), Column("Nama peserta", width=34),
               Column("Keadaan", width=22), Column("Terisi", WHOLE, 8), Column("Dikirim", MOMENT, 18))  # fmt: skip
    rows = tuple(
        (*who, SHEET_STATES.get(state, state), filled, sent) for *who, state, filled, sent in session.execute(query)
    )
    return [Table("Lembar", columns, rows)]


def scores(session: Session, event_id: int) -> list[Table]:
    """One table a category and round, of those whose totals may be seen: the sheets behind the newest sealed version,
    or before sealing as they stand."""
    found = session.scalars(
        select(Category).where(Category.id.in_(totals_may_be_seen(session, event_id))).order_by(Category.position)
    )
    return [table for category in found for table in _of_category(session, category)]


def _of_category(session: Session, category: Category) -> Iterator[Table]:
    names = dict(
        session.execute(select(Participant.code, Participant.name).where(Participant.category_id == category.id)).all()
    )
    sent = [one for one in result_sheets(session, category.id) if one["state"] == "submitted"]
    for round_ in category.rounds:
        title = f"{category.name} {round_.name}" if len(category.rounds) > 1 else category.name
        mine = [
            (one["judge"], one["participant"], names[one["participant"]], one["scores"])
            for one in sent
            if one["round"] == round_.code
        ]
        yield _scores(title, rubric_of(round_.rubric), mine)


def _scores(title: str, rubric: Rubric, sent: list[tuple[str, str, str, Mapping[str, int]]]) -> Table:
    scale = rubric.scale
    columns = (Column("Juri", width=8), Column("Peserta", width=12), Column("Nama peserta", width=34),
               *(Column(one.code, VALUE, 7) for one in rubric.indicators),
               Column("Nilai", VALUE, 10), Column("Nilai tepat", width=14))  # fmt: skip
    rows = []
    for judge, code, name, given in sent:
        exact = totals({code: Mark(score) for code, score in given.items()}, rubric).value
        marks = [shown_value(scale.show(given[one.code])) for one in rubric.indicators]
        rows.append((judge, code, name, *marks, shown_value(show_value(exact)), str(exact)))
    return Table(f"Skor {title}", columns, tuple(rows))


def results(session: Session, event_id: int) -> list[Table]:
    """The newest sealed version of every category, as sealed: the value as displayed, and exactly."""
    found = newest_results(session, event_id)
    columns = (Column("Kategori", width=26), Column("Versi hasil", WHOLE, 11), Column("Peringkat", WHOLE, 10),
               Column("Kode", width=12), Column("Nama", width=36), Column("Wilayah", width=24),
               Column("Penghargaan", width=22), Column("Nilai akhir", VALUE, 12), Column("Nilai tepat", width=16),
               Column("Berbagi peringkat", width=12), Column("Sidik hasil", width=68))  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (one.category_name, one.number, row.rank, row.participant, row.name, row.region, row.award,
         shown_value(row.shown), row.total, yes_no(row.tied), one.sha256)
        for one in found for row in one.rows
    ]  # fmt: skip
    rows += [
        (one.category_name, one.number, None, special.participant, special.name, special.region, special.label,
         None, "", "", one.sha256)
        for one in found for special in one.specials
    ]  # fmt: skip
    return [Table("Hasil", columns, tuple(rows), _versions(found))]


def _versions(found: list[SealedResult]) -> str:
    return "; ".join(f"{one.category_name} versi {one.number}" for one in found)


def recap(session: Session, event_id: int) -> list[Table]:
    """Participants x aspects and judges, one table a category that may be seen; sealed text where there is one."""
    query = select(Category.id).where(Category.event_id == event_id).order_by(Category.position)
    bodies = [recap_body(session, key) for key in session.scalars(query)]
    return [_recap(*found) for found in bodies if found is not None]


def _recap(body: Mapping[str, Any], number: int) -> Table:
    rounds = list(body["rubrics"])
    judges = [(round_, one["judge"]) for round_ in rounds for one in body["panel"]
              if any(one["judge"] in row["judges"].get(round_, {}) for row in body["rows"])]  # fmt: skip
    aspects = body["aspects"]
    columns = [Column("Peringkat", WHOLE, 10), Column("Kode", width=12), Column("Nama", width=36),
               Column("Wilayah", width=24), Column("Nilai akhir", VALUE, 12), Column("Nilai tepat", width=16),
               *(Column(one["title"], VALUE, 14) for one in aspects)]  # fmt: skip
    several = len(rounds) > 1
    columns += [Column(f"{judge} {round_}" if several else judge, VALUE, 12) for round_, judge in judges]
    rows = tuple(
        (row["rank"], row["participant"], row["name"], row["region"], shown_value(row["shown"]), row["total"],
         *(_shown(row["aspects"].get(one["code"])) for one in aspects),
         *(_shown(row["judges"].get(round_, {}).get(judge)) for round_, judge in judges))
        for row in body["rows"]
    )  # fmt: skip
    state = f"Hasil versi {number}" if number else "Usulan, belum ditetapkan"
    return Table(f"Rekap {body['category']['name']}", tuple(columns), rows, state)


def _shown(value: Mapping[str, str] | None) -> Cell:
    return shown_value(value["shown"]) if value else None


def allocation(session: Session, event_id: int) -> list[Table]:
    """As fixed with the keputusan; before that the draft, which says so."""
    body, sha256 = allocation_or_draft(session, event_id)
    columns = (Column("Kategori", width=26), Column("Versi hasil", WHOLE, 11), Column("Penghargaan", width=22),
               Column("Kode", width=12), Column("Nama", width=36), Column("Wilayah", width=24),
               Column("Uang pembinaan", RUPIAH, 18), Column("Pajak", RUPIAH, 14), Column("Diterima", RUPIAH, 18),
               Column("Hadiah barang", width=28), Column("Perlu konfirmasi", width=36))  # fmt: skip
    rows = tuple(
        (one["category"], one["result"], line["label"], line["participant"], line["name"], line["region"],
         line["amount"], line["tax"], line["net"], line["goods"], line["to_confirm"])
        for one in body["categories"] for line in one["lines"]
    )  # fmt: skip
    decree = body["decree"]
    fixed = f"Alokasi {body['number']}, keputusan {decree['number']}" if decree else ""
    day = f" tanggal {date.fromisoformat(decree['day']):%d/%m/%Y}" if decree else ""
    return [Table("Alokasi", columns, rows, f"{fixed}{day}, sidik {sha256[:16]}" if sha256 else "KONSEP")]
