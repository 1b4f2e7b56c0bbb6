"""Papers: kept files, handing over of prizes, released notes"""

from alembic import op
import sqlalchemy as sa
from judging.models.base import Moment


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('document_content',
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('sha256', name=op.f('pk_document_content'))
    )
    op.create_table('issued_document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('media', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('remark', sa.Text(), nullable=False),
    sa.Column('kept_at', Moment(), nullable=False),
    sa.Column('kept_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_issued_document_event_id_event')),
    sa.ForeignKeyConstraint(['kept_by_id'], ['person.id'], name=op.f('fk_issued_document_kept_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issued_document'))
    )
    op.create_index(op.f('ix_issued_document_event_id'), 'issued_document', ['event_id'])
    op.create_table('payout',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('payer', sa.Text(), nullable=False),
    sa.Column('method', sa.Text(), nullable=False),
    sa.Column('bank', sa.Text(), nullable=True),
    sa.Column('account', sa.Text(), nullable=True),
    sa.Column('account_holder', sa.Text(), nullable=True),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.Column('receiver', sa.Text(), nullable=True),
    sa.Column('salt', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_payout_participant_id_participant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payout')),
    sa.UniqueConstraint('participant_id', 'label', name=op.f('uq_payout_participant_id_label'))
    )
    op.create_table('note_release',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sheet_id', sa.Integer(), nullable=False),
    sa.Column('indicator', sa.Text(), nullable=False),
    sa.Column('released_at', Moment(), nullable=False),
    sa.Column('released_by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['released_by_id'], ['person.id'], name=op.f('fk_note_release_released_by_id_person')),
    sa.ForeignKeyConstraint(['sheet_id'], ['sheet.id'], name=op.f('fk_note_release_sheet_id_sheet')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note_release')),
    sa.UniqueConstraint('sheet_id', 'indicator', name=op.f('uq_note_release_sheet_id_indicator'))
    )


def downgrade() -> None:
    for table in ('note_release', 'payout', 'issued_document', 'document_content'):
        op.drop_table(table)
