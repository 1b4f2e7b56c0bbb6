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


def downgrade() -> None:
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


def drop_paper_sheets() -> None:
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
