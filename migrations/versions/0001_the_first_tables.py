"""The first tables"""

import secrets

from alembic import op
import sqlalchemy as sa
from judging.models.base import Day, Document, Flag, Moment


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('database_fact',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_database_fact'))
    )
    op.create_table('event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('level', sa.Text(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('starts_on', Day(), nullable=True),
    sa.Column('announced_on', Day(), nullable=True),
    sa.Column('is_sample', Flag(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event')),
    sa.UniqueConstraint('code', name=op.f('uq_event_code'))
    )
    op.create_table('wrong_pin',
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('locked_until', Moment(), nullable=True),
    sa.PrimaryKeyConstraint('subject', name=op.f('pk_wrong_pin'))
    )
    op.create_table('category',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('noun', sa.Text(), nullable=False),
    sa.Column('is_group', Flag(), nullable=False),
    sa.Column('profile_form', sa.Text(), nullable=False),
    sa.Column('linked_category_id', sa.Integer(), nullable=True),
    sa.Column('certificate_phrase', sa.Text(), nullable=False),
    sa.Column('method', sa.Text(), nullable=False),
    sa.Column('margin', sa.Text(), nullable=True),
    sa.Column('panel_rule', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_category_event_id_event')),
    sa.ForeignKeyConstraint(['linked_category_id'], ['category.id'], name=op.f('fk_category_linked_category_id_category')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_category')),
    sa.UniqueConstraint('event_id', 'code', name=op.f('uq_category_event_id_code'))
    )
    op.create_table('event_setting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('value', Document(), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_event_setting_event_id_event')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_setting')),
    sa.UniqueConstraint('event_id', 'key', name=op.f('uq_event_setting_event_id_key'))
    )
    op.create_table('journal_event',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('hash', sa.Text(), nullable=False),
    sa.Column('mac', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_journal_event_event_id_event')),
    sa.PrimaryKeyConstraint('event_id', 'seq', name=op.f('pk_journal_event'))
    )
    op.create_table('official',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('prefix', sa.Text(), nullable=False),
    sa.Column('position', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('nip', sa.Text(), nullable=False),
    sa.Column('institution', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_official_event_id_event')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_official'))
    )
    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('institution', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_person_event_id_event')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person'))
    )
    op.create_table('region',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_region_event_id_event')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_region')),
    sa.UniqueConstraint('event_id', 'name', name=op.f('uq_region_event_id_name'))
    )
    op.create_table('rubric_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.Text(), nullable=False),
    sa.Column('body', Document(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_rubric_version_event_id_event')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rubric_version')),
    sa.UniqueConstraint('event_id', 'name', 'version', name=op.f('uq_rubric_version_event_id_name_version'))
    )
    op.create_table('account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('login', sa.Text(), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=True),
    sa.Column('pin_hash', sa.Text(), nullable=True),
    sa.Column('active', Flag(), nullable=False),
    sa.Column('salt', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_account_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('login', name=op.f('uq_account_login'))
    )
    op.create_table('award',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('category_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=True),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=True),
    sa.Column('trophy', Flag(), nullable=False),
    sa.Column('certificate', Flag(), nullable=False),
    sa.Column('goods', sa.Text(), nullable=False),
    sa.Column('to_confirm', sa.Text(), nullable=False),
    sa.Column('basis', sa.Text(), nullable=False),
    sa.Column('holder_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['category_id'], ['category.id'], name=op.f('fk_award_category_id_category')),
    sa.ForeignKeyConstraint(['holder_id'], ['participant.id'], name=op.f('fk_award_holder_id_participant'), use_alter=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_award'))
    )
    op.create_table('decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('category_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('body', Document(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('present', Document(), nullable=False),
    sa.Column('decided_at', Moment(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=False),
    sa.Column('confirmed_by_id', sa.Integer(), nullable=False),
    sa.Column('revoked_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['category_id'], ['category.id'], name=op.f('fk_decision_category_id_category')),
    sa.ForeignKeyConstraint(['confirmed_by_id'], ['person.id'], name=op.f('fk_decision_confirmed_by_id_person')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_decision_decided_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision'))
    )
    op.create_table('decree',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('day', Day(), nullable=False),
    sa.Column('entered_at', Moment(), nullable=False),
    sa.Column('entered_by_id', sa.Integer(), nullable=False),
    sa.Column('replaced_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_decree_entered_by_id_person')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_decree_event_id_event')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decree'))
    )
    op.create_table('judge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('background', sa.Text(), nullable=False),
    sa.Column('is_reserve', Flag(), nullable=False),
    sa.Column('checked_in_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_judge_event_id_event')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_judge_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_judge')),
    sa.UniqueConstraint('event_id', 'code', name=op.f('uq_judge_event_id_code'))
    )
    op.create_table('participant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('category_id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('linked_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('district', sa.Text(), nullable=False),
    sa.Column('subdistrict', sa.Text(), nullable=False),
    sa.Column('profile', Document(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('status_reason', sa.Text(), nullable=False),
    sa.Column('status_at', Moment(), nullable=True),
    sa.Column('name_approved_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['category_id'], ['category.id'], name=op.f('fk_participant_category_id_category')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_participant_event_id_event')),
    sa.ForeignKeyConstraint(['linked_id'], ['participant.id'], name=op.f('fk_participant_linked_id_participant')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_participant_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participant')),
    sa.UniqueConstraint('category_id', 'number', name=op.f('uq_participant_category_id_number')),
    sa.UniqueConstraint('event_id', 'code', name=op.f('uq_participant_event_id_code'))
    )
    op.create_table('result_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('category_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('predecessor_id', sa.Integer(), nullable=True),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('sealed_at', Moment(), nullable=False),
    sa.Column('sealed_by_id', sa.Integer(), nullable=False),
    sa.Column('confirmed_by_id', sa.Integer(), nullable=False),
    sa.Column('announced_at', Moment(), nullable=True),
    sa.Column('announced_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['announced_by_id'], ['person.id'], name=op.f('fk_result_version_announced_by_id_person')),
    sa.ForeignKeyConstraint(['category_id'], ['category.id'], name=op.f('fk_result_version_category_id_category')),
    sa.ForeignKeyConstraint(['confirmed_by_id'], ['person.id'], name=op.f('fk_result_version_confirmed_by_id_person')),
    sa.ForeignKeyConstraint(['predecessor_id'], ['result_version.id'], name=op.f('fk_result_version_predecessor_id_result_version')),
    sa.ForeignKeyConstraint(['sealed_by_id'], ['person.id'], name=op.f('fk_result_version_sealed_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_result_version')),
    sa.UniqueConstraint('category_id', 'number', name=op.f('uq_result_version_category_id_number'))
    )
    op.create_table('role_grant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_role_grant_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_grant')),
    sa.UniqueConstraint('person_id', 'role', name=op.f('uq_role_grant_person_id_role'))
    )
    op.create_table('round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('category_id', sa.Integer(), nullable=False),
    sa.Column('rubric_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('share', sa.Integer(), nullable=False),
    sa.Column('day', Day(), nullable=True),
    sa.ForeignKeyConstraint(['category_id'], ['category.id'], name=op.f('fk_round_category_id_category')),
    sa.ForeignKeyConstraint(['rubric_id'], ['rubric_version.id'], name=op.f('fk_round_rubric_id_rubric_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round')),
    sa.UniqueConstraint('category_id', 'code', name=op.f('uq_round_category_id_code'))
    )
    op.create_table('ruleset',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('category_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('body', Document(), nullable=False),
    sa.Column('fingerprint', sa.Text(), nullable=False),
    sa.Column('declared_at', Moment(), nullable=False),
    sa.Column('declared_by_id', sa.Integer(), nullable=True),
    sa.Column('frozen_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['category_id'], ['category.id'], name=op.f('fk_ruleset_category_id_category')),
    sa.ForeignKeyConstraint(['declared_by_id'], ['person.id'], name=op.f('fk_ruleset_declared_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ruleset')),
    sa.UniqueConstraint('category_id', 'version', name=op.f('uq_ruleset_category_id_version'))
    )
    op.create_table('allocation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('decree_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('allocated_at', Moment(), nullable=False),
    sa.Column('allocated_by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['allocated_by_id'], ['person.id'], name=op.f('fk_allocation_allocated_by_id_person')),
    sa.ForeignKeyConstraint(['decree_id'], ['decree.id'], name=op.f('fk_allocation_decree_id_decree')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_allocation_event_id_event')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_allocation')),
    sa.UniqueConstraint('event_id', 'number', name=op.f('uq_allocation_event_id_number'))
    )
    op.create_table('assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('judge_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('substitute_for_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['judge_id'], ['judge.id'], name=op.f('fk_assignment_judge_id_judge')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_assignment_round_id_round')),
    sa.ForeignKeyConstraint(['substitute_for_id'], ['judge.id'], name=op.f('fk_assignment_substitute_for_id_judge')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment')),
    sa.UniqueConstraint('round_id', 'judge_id', name=op.f('uq_assignment_round_id_judge_id'))
    )
    op.create_table('card',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('judge_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('qr_hash', sa.Text(), nullable=False),
    sa.Column('pin_hash', sa.Text(), nullable=True),
    sa.Column('issued_at', Moment(), nullable=False),
    sa.Column('revoked_at', Moment(), nullable=True),
    sa.Column('salt', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['judge_id'], ['judge.id'], name=op.f('fk_card_judge_id_judge')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_card')),
    sa.UniqueConstraint('code', name=op.f('uq_card_code')),
    sa.UniqueConstraint('qr_hash', name=op.f('uq_card_qr_hash'))
    )
    op.create_table('conflict',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('judge_id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('declared_at', Moment(), nullable=False),
    sa.Column('salt', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['judge_id'], ['judge.id'], name=op.f('fk_conflict_judge_id_judge')),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_conflict_participant_id_participant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conflict')),
    sa.UniqueConstraint('judge_id', 'participant_id', name=op.f('uq_conflict_judge_id_participant_id'))
    )
    op.create_table('issuance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('result_id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=True),
    sa.Column('judge_id', sa.Integer(), nullable=True),
    sa.Column('award_label', sa.Text(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('serial', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('issued_at', Moment(), nullable=False),
    sa.Column('issued_by_id', sa.Integer(), nullable=False),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('state_reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_issuance_event_id_event')),
    sa.ForeignKeyConstraint(['issued_by_id'], ['person.id'], name=op.f('fk_issuance_issued_by_id_person')),
    sa.ForeignKeyConstraint(['judge_id'], ['judge.id'], name=op.f('fk_issuance_judge_id_judge')),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_issuance_participant_id_participant')),
    sa.ForeignKeyConstraint(['replaces_id'], ['issuance.id'], name=op.f('fk_issuance_replaces_id_issuance')),
    sa.ForeignKeyConstraint(['result_id'], ['result_version.id'], name=op.f('fk_issuance_result_id_result_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issuance')),
    sa.UniqueConstraint('code', name=op.f('uq_issuance_code')),
    sa.UniqueConstraint('event_id', 'serial', name=op.f('uq_issuance_event_id_serial'))
    )
    op.create_table('kept_warning',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('kept_at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_kept_warning_participant_id_participant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_warning')),
    sa.UniqueConstraint('participant_id', 'code', name=op.f('uq_kept_warning_participant_id_code'))
    )
    op.create_table('member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=True),
    sa.Column('office', sa.Text(), nullable=False),
    sa.Column('elected', Flag(), nullable=True),
    sa.Column('salt', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_member_participant_id_participant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member')),
    sa.UniqueConstraint('participant_id', 'number', name=op.f('uq_member_participant_id_number'))
    )
    op.create_table('sheet',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('judge_id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('filled', sa.Integer(), nullable=False),
    sa.Column('scores', Document(), nullable=False),
    sa.Column('ticks', Document(), nullable=False),
    sa.Column('notes', Document(), nullable=True),
    sa.Column('numerator', sa.BigInteger(), nullable=True),
    sa.Column('aspects', Document(), nullable=True),
    sa.Column('receipt', sa.Text(), nullable=False),
    sa.Column('submitted_at', Moment(), nullable=True),
    sa.Column('state_reason', sa.Text(), nullable=False),
    sa.Column('salt', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['judge_id'], ['judge.id'], name=op.f('fk_sheet_judge_id_judge')),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_sheet_participant_id_participant')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_sheet_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet')),
    sa.UniqueConstraint('round_id', 'judge_id', 'participant_id', name=op.f('uq_sheet_round_id_judge_id_participant_id'))
    )
    with op.batch_alter_table('sheet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sheet_judge_id'), ['judge_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sheet_participant_id'), ['participant_id'], unique=False)

    op.create_table('entry',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('sheet_id', sa.Integer(), nullable=False),
    sa.Column('based_on', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=True),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('scores', Document(), nullable=False),
    sa.Column('ticks', Document(), nullable=False),
    sa.Column('notes', Document(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('received_at', Moment(), nullable=False),
    sa.Column('salt', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['sheet_id'], ['sheet.id'], name=op.f('fk_entry_sheet_id_sheet')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry')),
    sa.UniqueConstraint('sheet_id', 'version', name=op.f('uq_entry_sheet_id_version'))
    )
    op.create_table('printing',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('issuance_id', sa.Integer(), nullable=False),
    sa.Column('printed_at', Moment(), nullable=False),
    sa.Column('printed_by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['issuance_id'], ['issuance.id'], name=op.f('fk_printing_issuance_id_issuance')),
    sa.ForeignKeyConstraint(['printed_by_id'], ['person.id'], name=op.f('fk_printing_printed_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_printing'))
    )
    op.create_table('sign_in_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('card_id', sa.Integer(), nullable=True),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('started_at', Moment(), nullable=False),
    sa.Column('seen_at', Moment(), nullable=False),
    sa.Column('ends_at', Moment(), nullable=False),
    sa.Column('ended_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sign_in_session_account_id_account')),
    sa.ForeignKeyConstraint(['card_id'], ['card.id'], name=op.f('fk_sign_in_session_card_id_card')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_session_token_hash'))
    )
    op.execute(
        sa.text(
            "INSERT INTO database_fact (key, value) VALUES ('epoch', :epoch)"
        ).bindparams(epoch=secrets.token_hex(16))
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER journal_event_no_{verb.lower()} BEFORE {verb} ON journal_event "
                "BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION journal_is_appended_to() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE 'the journal is only appended to' USING ERRCODE = 'restrict_violation'; END $$"
        )
        op.execute(
            "CREATE TRIGGER journal_event_no_change BEFORE UPDATE OR DELETE ON journal_event "
            "FOR EACH ROW EXECUTE FUNCTION journal_is_appended_to()"
        )
        op.execute(
            "CREATE TRIGGER journal_event_no_truncate BEFORE TRUNCATE ON journal_event "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_is_appended_to()"
        )
