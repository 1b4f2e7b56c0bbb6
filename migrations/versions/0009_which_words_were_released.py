"""A note let into the report keeps which version of its sheet was read: words written since are not let out with it.

Where one is there already it stays empty, which means the words as they are: the journal never heard of a version.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("note_release", sa.Column("sheet_version", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("note_release", "sheet_version")
