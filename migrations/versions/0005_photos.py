"""Photos of participants"""

from alembic import op
import sqlalchemy as sa
from judging.models.base import Moment


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('photo',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('consented_at', Moment(), nullable=False),
    sa.Column('salt', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_photo_participant_id_participant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_photo')),
    sa.UniqueConstraint('participant_id', name=op.f('uq_photo_participant_id'))
    )


def downgrade() -> None:
    op.drop_table('photo')
