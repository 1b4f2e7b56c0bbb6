"""demo: a sample event in any stage, built through the same actions as the pages."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from judging import actions, codes, queries
from judging import sample as known
from judging.cli.common import database, stop, utc_now
from judging.database import Database
from judging.roles import SYSTEM, Actor, Permission
from judging.spreadsheet.samples import SAMPLES, sample_plan, sample_scores

STAGES = ("setup", "judging", "closed", "sealed", "announced")


@click.command("demo")
@click.option("--stage", type=click.Choice(STAGES), default="judging", show_default=True, help="Sampai tahap mana.")
@click.option(
    "--sample", type=click.Choice(SAMPLES), default="kube-dki", show_default=True, help="Acara contoh yang mana."
)
@with_appcontext
def demo(stage: str, sample: str) -> None:
    """Isi basis data yang kosong dengan DATA CONTOH, sampai tahap yang diminta."""
    with database().reading() as session:
        if queries.events(session):
            stop("Basis data ini sudah berisi. Pakai folder data lain, misalnya JUARA_DATA=data-contoh.")
    try:
        build(database(), sample, stage)
    except actions.Refused as refusal:
        stop(refusal.message, refusal.problems)
    click.echo("\n".join(sign_in_lines(database())))


def build(target: Database, sample: str, stage: str) -> str:
    """The sample up to `stage`; the event's code. "judging" leaves some sheets unsent, so that there is work to do."""
    plan = sample_plan(sample)
    with target.writing() as session:
        event_id = actions.import_event(session, SYSTEM, plan, now=utc_now())
    _Steps(target, sample, event_id).until(stage)
    return plan.code


def sign_in_lines(target: Database) -> list[str]:
    """What the terminal prints, so that anyone can try every role of the sample."""
    with target.reading() as session:
        event = queries.events(session)[0]
        cards = [judge.code for judge in queries.judges(session, event.id)]
    return [
        f"DATA CONTOH {event.code}. Masuk sebagai:",
        *(f"  juri      /juri/masuk     kartu {card}, PIN {pin}" for card, pin in known.judge_sign_ins(cards)),
        *(f"  {login:<9} /panitia/masuk  {words}" for login, words in known.organiser_sign_ins()),
    ]


class _Steps:
    """The stages of a sample, each as its people would do it."""

    def __init__(self, target: Database, sample: str, event_id: int) -> None:
        self.target, self.sample, self.event_id = target, sample, event_id

    def until(self, stage: str) -> None:
        steps = (self.hand_out, self.score, self.close, self.seal, self.announce)
        for name, step in zip(STAGES, steps, strict=True):
            if name == "judging":
                self.score(leave_some=stage == "judging")
            else:
                step()
            if name == stage:
                return

    def hand_out(self) -> None:
        """Cards with fixed codes and PINs, passwords for the organisers."""
        with self.target.reading() as session:
            judges, accounts = queries.judges(session, self.event_id), queries.accounts(session)
        with self.target.writing() as session:
            for judge in judges:
                pin = known.judge_pin(judge.code)
                actions.issue_card(session, SYSTEM, judge.id, now=utc_now(), code=judge.code, pin=pin)
            for account in accounts:
                actions.set_credentials(
                    session, SYSTEM, account.id, password=known.PASSWORD, pin=known.PIN, now=utc_now()
                )

    def score(self, *, leave_some: bool = False) -> None:
        scores = sample_scores(self.sample)
        with self.target.writing() as session:
            for category in queries.categories(session, self.event_id):
                actions.open_judging(session, SYSTEM, category.id, now=utc_now())
        with self.target.writing() as session:
            work = queries.open_sheets(session, self.event_id)
            for sheet in work[: len(work) * 2 // 3] if leave_some else work:
                self._send(session, sheet, scores)

    def _send(
        self, session: Session, sheet: queries.OpenSheet, scores: dict[tuple[str, str, str], dict[str, int]]
    ) -> None:
        given = scores.get((sheet.participant, sheet.round, sheet.judge))
        if given is None:
            return
        entry = actions.SheetEntry(
            codes.new_secret(),
            0,
            "submit",
            given,
            {code: (0,) for code in given if given[code] in sheet.note_units},
            {},
        )
        outcome = actions.save_entry(session, sheet.actor, sheet.id, entry, now=utc_now())
        if outcome.word != "saved":
            raise actions.Refused(
                f"Nilai contoh {sheet.judge} untuk {sheet.participant}: {outcome.word}", *map(str, outcome.problems)
            )

    def close(self) -> None:
        with self.target.writing() as session:
            for category in queries.categories(session, self.event_id):
                actions.close_category(session, self._actor(session, Permission.CLOSE), category.id, now=utc_now())

    def seal(self) -> None:
        with self.target.writing() as session:
            ketua = self._actor(session, Permission.SEAL)
            second = self._actor(session, Permission.CONFIRM, other_than=ketua)
            for award in queries.special_awards(session, self.event_id):
                actions.give_special(session, ketua, award.id, award.candidates[-1], award.basis, now=utc_now())
            for category in queries.categories(session, self.event_id):
                witness = actions.Witness(second.person_id or 0, second.name)
                actions.seal(session, ketua, category.id, witness, now=utc_now())

    def announce(self) -> None:
        with self.target.writing() as session:
            ketua = self._actor(session, Permission.SEAL)
            herald = self._actor(session, Permission.ANNOUNCE, other_than=ketua)
            for category in queries.categories(session, self.event_id):
                actions.announce(session, herald, category.id, now=utc_now())

    def _actor(self, session: Session, permission: Permission, other_than: Actor | None = None) -> Actor:
        for actor in queries.organisers(session, self.event_id):
            if actor.may(permission) and (other_than is None or actor.person_id != other_than.person_id):
                return actor
        raise actions.Refused(f"Tidak ada petugas contoh yang berwenang: {permission}.")
