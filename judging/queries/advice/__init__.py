"""What the pleno may weigh before it decides: how firm the order is, and how the panel judged.

In:  a category whose totals may be seen.   Out: an Advice of sentences and rows, computed afresh, never stored.
Refuses to change the order: nothing that ranks or seals reads this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.language import _
from judging.models import Category
from judging.queries.advice.model import Advice, CountLine, Item, JudgeLine, SafetyLine
from judging.queries.advice.panel import agreement_items, judge_lines, straight_lines
from judging.queries.plenary import visible_standing
from judging.queries.rubric import rubric_of
from judging.queries.standing import Standing
from judging.scoring import Round, Tally, consistency, sensitivity
from judging.scoring.sensitivity import Chances, Count, Recount, words
from judging.scoring.sensitivity.words import Names
from rubrics import Rubric

__all__ = ["Advice", "CountLine", "Item", "JudgeLine", "SafetyLine", "advice"]

SEED = 1
SHOWN = 12  # participants of an order that a row has room for
FEWEST_REGIONS = 3  # two regions come out alike half the time


def advice(session: Session, category_id: int, *, seed: int = SEED) -> Advice | None:
    """None while totals may not be seen."""
    found = visible_standing(session, category_id)
    if found is None:
        return None
    category = session.get_one(Category, category_id)
    rubrics = [rubric_of(one.rubric) for one in category.rounds if one.share]
    names = _names(found)
    count = Count(
        tuple(Round(one.tally, one.share) for one in found.rounds),
        found.rules.method,
        found.rules.tie_break,
        found.rules.margin,
        found.rules.panel_rule,
    )
    recounts = sensitivity.recounts(count)
    prizes = len(found.awards.awards)
    steps = [_one_step(rubric) for rubric in rubrics]
    return Advice(
        tuple(_safety_lines(sensitivity.safety(recounts, prizes=prizes, steps=steps), names)),
        tuple(_count_line(one, recounts[0], names) for one in recounts),
        (*_agreement(found), *_chances(count, recounts[0], prizes, seed, names), *_weights(found, rubrics, names)),
        tuple(_judges(session, found)),
        _linked(session, category, found),
        seed,
    )


def _names(found: Standing) -> Names:
    people = {row.participant: row.name for row in found.rows}
    labels = {one.place: one.label for one in found.awards.awards}
    return Names(
        lambda place: labels.get(place, _("peringkat {place}", place=place)), lambda code: people.get(code, code)
    )


def _one_step(rubric: Rubric) -> Fraction:
    """By how many points one score one step higher can raise a sheet."""
    steps = rubric.scale.steps
    return Fraction(max(one.weight for one in rubric.indicators) * steps.step, rubric.scale.highest_units)


def _safety_lines(found: Sequence[sensitivity.Safety], names: Names) -> Iterator[SafetyLine]:
    """A line for each place; two places that only trade with each other share one."""
    places = {one.place: one for one in found}
    for one in found:
        other = places.get(one.swapped_with or 0)
        partner = other if other and other.swapped_with == one.place else None
        if partner is None or one.place < partner.place:
            yield _safety_line([one, partner] if partner else [one], names)


def _safety_line(same: Sequence[sensitivity.Safety], names: Names) -> SafetyLine:
    one = same[0]
    return SafetyLine(
        tuple(each.place for each in same),
        tuple(code for each in same for code in each.holders),
        words.safety_label([names.place(each.place) for each in same]),
        words.safety_verdict(one),
        words.safety_sentence(one, names, is_pair=len(same) > 1),
        one.is_close,
    )


def _count_line(one: Recount, declared: Recount, names: Names) -> CountLine:
    changed = bool(one.changed(declared))
    text = words.recount_words(one, declared, names)
    return CountLine(
        one.kind, words.recount_title(one), one.order[:SHOWN], text, changed, not one.unfit and bool(one.ranks)
    )


def _agreement(found: Standing) -> Iterator[Item]:
    for tally, name in _tallies(found):
        yield from agreement_items(tally, name)


def _judges(session: Session, found: Standing) -> Iterator[JudgeLine]:
    people = {row.participant: row.name for row in found.rows}
    counting = [one for one in found.rounds if one.share]
    for one, (tally, name) in zip(counting, _tallies(found), strict=True):
        yield from judge_lines(tally, name, straight_lines(session, one, found.category_id), people)


def _tallies(found: Standing) -> list[tuple[Tally, str]]:
    """The sheets that count, or all that were sent where nothing could be ranked; the round's name when not alone."""
    counting = [one for one in found.rounds if one.share]
    standing = found.outcome.standing
    tallies = (
        [tally for tally, _rest in standing.evidence.rounds]
        if standing
        else [consistency.seated(one.tally) for one in counting]
    )
    return [(tally, one.name if len(counting) > 1 else "") for tally, one in zip(tallies, counting, strict=True)]


def _chances(count: Count, declared: Recount, prizes: int, seed: int, names: Names) -> Iterator[Item]:
    found = sensitivity.bootstrap(count, declared.outcome, prizes=prizes, seed=seed)
    rows: tuple[tuple[str, ...], ...] = ()
    if isinstance(found, Chances):
        by_rank = sorted(range(len(found.participants)), key=lambda row: declared.ranks[found.participants[row]])
        rows = tuple(words.chance_row(found, row, prizes, names) for row in by_rank[: max(SHOWN, prizes)])
    heading = (_("Peserta"), _("Peringkat pertama"), _("Berhadiah"), _("Peringkat (90 %)")) if rows else ()
    yield Item(_("Bila juri setara yang menilai"), words.chances_sentence(found), heading, rows)


def _weights(found: Standing, rubrics: Sequence[Rubric], names: Names) -> Iterator[Item]:
    shares = [{aspect.code: aspect.weight for aspect in rubric.aspects} for rubric in rubrics]
    changes = sensitivity.weight_changes(found.outcome, shares)
    if isinstance(changes, consistency.Undefined):
        yield Item(_("Bobot aspek"), consistency.words.not_computed(changes))
        return
    rounds = [one.name for one in found.rounds if one.share]
    for one in changes:
        where = _(" pada {round}", round=rounds[one.round]) if len(rounds) > 1 else ""
        title = next(aspect.title for aspect in rubrics[one.round].aspects if aspect.code == one.aspect)
        yield Item(
            _("Bobot {title}{where}", title=title, where=where), words.weight_sentence(one, f"{title}{where}", names)
        )


def _linked(session: Session, category: Category, found: Standing) -> str:
    """A note when a category beside this one puts the regions in the very same order."""
    beside = select(Category).where(
        (Category.id == category.linked_category_id) | (Category.linked_category_id == category.id)
    )
    own = [row.region for row in found.rows]
    for other in session.scalars(beside):
        standing = visible_standing(session, other.id)
        if standing and len(own) >= FEWEST_REGIONS and own == [row.region for row in standing.rows]:
            return _(
                "Urutan wilayah sama persis dengan {name}: {own}. Pleno dapat memastikan bahwa kedua "
                "penilaian dilakukan sendiri-sendiri.",
                name=other.name,
                own=", ".join(own[:SHOWN]),
            )
    return ""
