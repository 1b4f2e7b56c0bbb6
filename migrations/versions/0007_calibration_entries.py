"""A calibration sheet keeps its revisions as every other sheet does, so that a tablet may send one twice.

And a calibration keeps its rubric. Where one is there already it stays empty, which means the round's: the journal never
heard of another value, so that filling it in here would be an alteration.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from judging.models.base import Document, Moment

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "calibration_entry",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        *(sa.Column(name, Document(), nullable=name == "notes") for name in ("scores", "ticks", "notes")),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["calibration_sheet.id"], name=op.f("fk_calibration_entry_sheet_id_calibration_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_entry")),
    )
    op.create_index(op.f("ix_calibration_entry_sheet_id"), "calibration_entry", ["sheet_id"])
    # in words, as SQLite takes a foreign key only together with its column
    op.execute(
        "ALTER TABLE calibration ADD COLUMN rubric_id INTEGER "
        "CONSTRAINT fk_calibration_rubric_id_rubric_version REFERENCES rubric_version (id)"
    )


def downgrade() -> None:
    op.drop_column("calibration", "rubric_id")
    op.drop_index(op.f("ix_calibration_entry_sheet_id"), table_name="calibration_entry")
    op.drop_table("calibration_entry")
