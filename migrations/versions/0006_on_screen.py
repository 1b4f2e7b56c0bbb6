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
    pass


def downgrade() -> None:
    pass
