"""The organiser's pages: panitia, ketua, wakil, bendahara. One module per family of pages, one blueprint for all.

Importing a module registers its pages.
"""

# ruff: noqa: F401 - imported for their pages
import judging.web.organiser.accounts
import judging.web.organiser.announce
import judging.web.organiser.archive
import judging.web.organiser.award_lines
import judging.web.organiser.backgrounds
import judging.web.organiser.bundling
import judging.web.organiser.calibration
import judging.web.organiser.calls
import judging.web.organiser.cards
import judging.web.organiser.categories
import judging.web.organiser.certificates
import judging.web.organiser.conflicts
import judging.web.organiser.counting
import judging.web.organiser.day
import judging.web.organiser.decisions
import judging.web.organiser.documents
import judging.web.organiser.draws
import judging.web.organiser.edit_judge
import judging.web.organiser.event_facts
import judging.web.organiser.event_limits
import judging.web.organiser.evidence
import judging.web.organiser.exports
import judging.web.organiser.feedback
import judging.web.organiser.home
import judging.web.organiser.import_tables
import judging.web.organiser.importing
import judging.web.organiser.judge_returns
import judging.web.organiser.judges
import judging.web.organiser.members
import judging.web.organiser.names
import judging.web.organiser.new_event
import judging.web.organiser.new_judge
import judging.web.organiser.new_participant
import judging.web.organiser.notes
import judging.web.organiser.officials
import judging.web.organiser.open_judging
import judging.web.organiser.paper_checks
import judging.web.organiser.paper_settings
import judging.web.organiser.paper_sheets
import judging.web.organiser.participant_form
import judging.web.organiser.participants
import judging.web.organiser.payouts
import judging.web.organiser.photos
import judging.web.organiser.pleno
import judging.web.organiser.prizes
import judging.web.organiser.proceedings
import judging.web.organiser.progress
import judging.web.organiser.regions
import judging.web.organiser.remote
import judging.web.organiser.reopening
import judging.web.organiser.retention
import judging.web.organiser.rounds
import judging.web.organiser.rubric_drafts
import judging.web.organiser.rubric_files
import judging.web.organiser.rubrics
import judging.web.organiser.seats
import judging.web.organiser.settings
import judging.web.organiser.tablets
from judging.web.organiser.common import blueprint

__all__ = ["blueprint"]
