"""What setting up on screen, evidence, paper keying and practice need."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from judging.models.base import Document, Moment

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    add_rubric_drafts()
    add_paper_sheets()
    add_preparing()


def downgrade() -> None:
    drop_preparing()
    drop_rubric_drafts()
    drop_paper_sheets()


def add_paper_sheets() -> None:
    op.create_table(
        "paper_judge",
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("noted_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["judge_id"], ["judge.id"], name=op.f("fk_paper_judge_judge_id_judge")),
        sa.PrimaryKeyConstraint("judge_id", name=op.f("pk_paper_judge")),
    )
    of = {"sheet_id": "sheet", "keyed_by_id": "person", "second_by_id": "person", "photo_id": "issued_document",
          "confirmed_by_id": "person", "entry_id": "entry"}  # fmt: skip
    op.create_table(
        "paper_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("scores", Document(), nullable=False),
        sa.Column("ticks", Document(), nullable=False),
        sa.Column("notes", Document(), nullable=True),
        sa.Column("keyed_at", Moment(), nullable=False),
        sa.Column("keyed_by_id", sa.Integer(), nullable=False),
        sa.Column("second_scores", Document(), nullable=True),
        sa.Column("second_at", Moment(), nullable=True),
        sa.Column("second_by_id", sa.Integer(), nullable=True),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("confirmed_at", Moment(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_paper_sheet_{column}_{table}"))
            for column, table in of.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_sheet")),
    )
    op.create_index(op.f("ix_paper_sheet_sheet_id"), "paper_sheet", ["sheet_id"])
    op.add_column("sign_in_session", sa.Column("unsent", sa.Integer(), nullable=True))


def drop_paper_sheets() -> None:
    op.drop_column("sign_in_session", "unsent")
    op.drop_index(op.f("ix_paper_sheet_sheet_id"), table_name="paper_sheet")
    op.drop_table("paper_sheet")
    op.drop_table("paper_judge")


def add_rubric_drafts() -> None:
    op.create_table(
        "rubric_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", Document(), nullable=False),
        sa.Column("before", Document(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_rubric_draft_event_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_draft")),
        sa.UniqueConstraint("event_id", "name", name=op.f("uq_rubric_draft_event_id_name")),
    )


def drop_rubric_drafts() -> None:
    op.drop_table("rubric_draft")


def add_preparing() -> None:
    op.create_table(
        "evidence_file",
        *_id_and("participant"),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "media")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("pages", "size")),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("kept_at", Moment(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=True),
        *_keys("evidence_file", "participant"),
    )
    op.create_index(op.f("ix_evidence_file_participant_id"), "evidence_file", ["participant_id"])
    op.create_table(
        "evidence_content",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["evidence_file.id"], name=op.f("fk_evidence_content_file_id_evidence_file")
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_evidence_content")),
    )
    op.create_table(
        "order_draw",
        *_id_and("category"),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("codes", Document(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("drawn_at", Moment(), nullable=False),
        *_keys("order_draw", "category"),
        sa.UniqueConstraint("category_id", "turn", name=op.f("uq_order_draw_category_id_turn")),
    )
    op.create_table(
        "set_aside",
        *_id_and("judge", "participant"),
        sa.Column("signals", Document(), nullable=False),
        sa.Column("noted_at", Moment(), nullable=False),
        *_keys("set_aside", "judge", "participant"),
        sa.UniqueConstraint("judge_id", "participant_id", name=op.f("uq_set_aside_judge_id_participant_id")),
    )
    op.create_table(
        "calibration",
        *_id_and("round"),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "story")),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        *_keys("calibration", "round"),
    )
    op.create_table(
        "calibration_sheet",
        *_id_and("calibration", "judge"),
        *(sa.Column(name, Document(), nullable=name == "notes") for name in ("scores", "ticks", "notes")),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=True),
        *_keys("calibration_sheet", "calibration", "judge"),
        sa.UniqueConstraint("calibration_id", "judge_id", name=op.f("uq_calibration_sheet_calibration_id_judge_id")),
    )


def drop_preparing() -> None:
    for table in ("calibration_sheet", "calibration", "set_aside", "order_draw", "evidence_content"):
        op.drop_table(table)
    op.drop_index(op.f("ix_evidence_file_participant_id"), table_name="evidence_file")
    op.drop_table("evidence_file")


def _id_and(*tables: str) -> list[sa.Column[int]]:
    """The table's own key, and the columns that point to other tables."""
    return [sa.Column(name, sa.Integer(), nullable=False) for name in ("id", *(f"{one}_id" for one in tables))]


def _keys(table: str, *others: str) -> list[sa.Constraint]:
    foreign = [
        sa.ForeignKeyConstraint([f"{one}_id"], [f"{one}.id"], name=op.f(f"fk_{table}_{one}_id_{one}"))
        for one in others
    ]
    return [*foreign, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]
