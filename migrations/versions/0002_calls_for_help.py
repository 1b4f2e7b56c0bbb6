"""Calls for help"""

from alembic import op
import sqlalchemy as sa
from judging.models.base import Moment


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('call_for_help',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('judge_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('called_at', Moment(), nullable=False),
    sa.Column('answered_at', Moment(), nullable=True),
    sa.Column('answered_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['answered_by_id'], ['person.id'], name=op.f('fk_call_for_help_answered_by_id_person')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_call_for_help_event_id_event')),
    sa.ForeignKeyConstraint(['judge_id'], ['judge.id'], name=op.f('fk_call_for_help_judge_id_judge')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call_for_help'))
    )
    op.create_index(op.f('ix_call_for_help_event_id'), 'call_for_help', ['event_id'])


def downgrade() -> None:
    op.drop_table('call_for_help')
