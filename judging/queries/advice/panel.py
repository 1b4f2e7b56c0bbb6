"""How the panel judged, round by round: agreement as items, each judge as lines.

In:  the rounds that count, and the sheets' single scores.   Out: Items and JudgeLines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging.language import _
from judging.models import Judge, Participant, Round, Sheet
from judging.queries.advice.model import Item, JudgeLine
from judging.queries.tally import RoundTally
from judging.scoring import Tally, consistency
from judging.scoring.consistency import StraightLines, Undefined, words

MOST_SHEETS = 20_000  # beyond, single scores are not read again only to look for straight lines


def agreement_items(tally: Tally, round_name: str) -> Iterator[Item]:
    after = f" – {round_name}" if round_name else ""
    found = consistency.intraclass(tally)
    rows: tuple[tuple[str, ...], ...] = ()
    if not isinstance(found, Undefined):
        rows = tuple((f"ICC({kind})", *_limits(one)) for kind, one in found.items())
    yield Item(_("Kekompakan urutan{after}", after=after), words.kendall_sentence(consistency.kendall(tally)))
    heading = (_("Ukuran"), _("Nilai"), _("Batas bawah 95 %"), _("Batas atas 95 %"))
    yield Item(
        _("Keandalan nilai akhir{after}", after=after), words.final_sentence(found), heading if rows else (), rows
    )
    yield Item(_("Keandalan panel ini{after}", after=after), words.fixed_sentence(found))
    yield Item(_("Kesamaan nilai{after}", after=after), words.alpha_sentence(consistency.krippendorff(tally)))


def _limits(one: consistency.Correlation | Undefined) -> tuple[str, ...]:
    if isinstance(one, Undefined):
        return (words.not_computed(one), "–", "–")
    return words.number(one.value), *("–" if limit is None else words.number(limit) for limit in (one.low, one.high))


def judge_lines(
    tally: Tally, round_name: str, straight: Mapping[str, StraightLines] | None, names: Mapping[str, str]
) -> Iterator[JudgeLine]:
    """`straight` is None when there are too many sheets to read again."""
    severity = consistency.severity(tally)
    spread, agreement, halo = consistency.spread(tally), consistency.agreement(tally), consistency.halo(tally)
    outlying = consistency.outlying_sheets(tally)
    far = () if isinstance(outlying, Undefined) else outlying
    for judge in tally.judges:
        yield JudgeLine(
            judge,
            round_name,
            (
                words.severity_sentence(severity[judge])
                if not isinstance(severity, Undefined)
                else _("Ketegasan tidak dapat dihitung karena {reason}.", reason=severity.reason),
                words.spread_sentence(judge, spread),
                words.agreement_sentence(agreement[judge], len(tally.participants)),
                words.halo_sentence(halo[judge]),
                *_straight(judge, straight),
                *(words.outlying_sentence(one, names[one.participant]) for one in far if one.judge == judge),
            ),
        )


def _straight(judge: str, straight: Mapping[str, StraightLines] | None) -> Iterator[str]:
    if straight is None:
        yield _(
            "Lembar berskor seragam tidak dapat dihitung karena lembarnya lebih dari {most}.",
            most=MOST_SHEETS,
        )
    elif judge in straight:
        yield words.straight_sentence(straight[judge])


def straight_lines(session: Session, one: RoundTally, category_id: int) -> dict[str, StraightLines] | None:
    """Per judge, from the sent sheets of one round; None when there are more than 20,000."""
    sent = (
        select(Judge.code, Sheet.scores)
        .join(Judge, Judge.id == Sheet.judge_id)
        .join(Round, Round.id == Sheet.round_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(
            Round.category_id == category_id,
            Round.code == one.code,
            Sheet.state == "submitted",
            Participant.status == "active",
        )
    )
    if (session.scalar(select(func.count()).select_from(sent.subquery())) or 0) > MOST_SHEETS:
        return None
    return consistency.straight_lines((judge, list(scores.values())) for judge, scores in session.execute(sent))
