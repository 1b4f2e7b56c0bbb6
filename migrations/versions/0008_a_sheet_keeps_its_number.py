"""A sheet's number is never given again: a tablet may still hold marks for a sheet that is gone (see bring_back).

PostgreSQL counts that way anyway. SQLite needs the table made anew; rows and what points to them stay as they are.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from judging.models.base import Document, Moment

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

INDEXED = ("judge_id", "participant_id")


def upgrade() -> None:
    _make_anew(counts_on=True)


def downgrade() -> None:
    _make_anew(counts_on=False)


def _make_anew(*, counts_on: bool) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("PRAGMA defer_foreign_keys = ON")  # until the COMMIT: the rows are back by then
    op.execute("CREATE TABLE sheet_before AS SELECT * FROM sheet")
    names = [row[1] for row in op.get_bind().exec_driver_sql("PRAGMA table_info(sheet_before)")]
    op.drop_table("sheet")
    _make(counts_on=counts_on)
    listed = ", ".join(names)
    op.execute(f"INSERT INTO sheet ({listed}) SELECT {listed} FROM sheet_before ORDER BY id")  # noqa: S608 - our own names
    op.drop_table("sheet_before")


def _make(*, counts_on: bool) -> None:
    op.create_table(
        "sheet",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "round_id", "judge_id", "participant_id")),
        sa.Column("state", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("version", "filled")),
        *(sa.Column(name, Document(), nullable=name == "notes") for name in ("scores", "ticks", "notes")),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("aspects", Document(), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=True),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=True),
        *(
            sa.ForeignKeyConstraint([f"{one}_id"], [f"{one}.id"], name=op.f(f"fk_sheet_{one}_id_{one}"))
            for one in ("round", "judge", "participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint(
            "round_id", "judge_id", "participant_id", name=op.f("uq_sheet_round_id_judge_id_participant_id")
        ),
        sqlite_autoincrement=counts_on,
    )
    for column in INDEXED:
        op.create_index(op.f(f"ix_sheet_{column}"), "sheet", [column])
