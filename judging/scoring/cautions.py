"""What a reader of the ranking must be told: warnings, and reasons to refuse.

In:  the tally that counts and the method.   Out: Indonesian sentences that name whom they are about.
Refuses to change anything: an unwise method still ranks, an undefined one does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from judging.language import N_, _
from judging.scoring.adjusted import panels
from judging.scoring.aggregate import FEWEST_CLIPPED, FEWEST_TRIMMED
from judging.scoring.tally import BoolArray, Tally

FEWEST_STANDARDISED = 10  # participants per judge under zscore
MOST_PLACED = 12  # participants under majority
NAMED = 10  # so many names, then a count


def refusal(tally: Tally, method: str) -> str | None:
    """Why this method has no answer for this tally, or None."""
    return next(iter(_REFUSALS[method](tally)), None) if method in _REFUSALS else None


def warnings(tally: Tally, method: str, backgrounds: Iterable[str]) -> list[str]:
    """Everything unwise but defined, the most general first. `backgrounds` are all that sit on the panel."""
    disjoint = () if method == "adjusted" else separate_panels(tally)
    groups = _missing_backgrounds(tally, backgrounds) if method == "group_mean" else ()
    special = _WARNINGS[method](tally) if method in _WARNINGS else ()
    return [*disjoint, *_fewer_judges(tally), *groups, *special]


def separate_panels(tally: Tally) -> list[str]:
    """A sentence naming panels that share no participant, or nothing when the panel hangs together."""
    return list(_disjoint(tally, _("nilai antarpanel tidak setara untuk dibandingkan")))


def shared_places(places: Sequence[tuple[int, Sequence[str]]]) -> list[str]:
    """One sentence for each place that only the plenary can still divide; beyond ten, how many more."""
    shown = [
        _("Peringkat {place} dipakai bersama oleh {who}; pleno yang memutuskan.", place=place, who=named(who))
        for place, who in places
    ]
    more = len(shown) - NAMED
    return [
        *shown[:NAMED],
        *([_("Masih ada {more} peringkat lain yang dipakai bersama.", more=more)] if more > 0 else []),
    ]


def named(names: Iterable[str]) -> str:
    """ "A, B, C", and after ten names only how many more."""
    every = list(names)
    more = _(", dan {n} lainnya", n=len(every) - NAMED) if len(every) > NAMED else ""
    return ", ".join(every[:NAMED]) + more


def _participants(tally: Tally, rows: BoolArray) -> list[str]:
    return [name for name, chosen in zip(tally.participants, rows, strict=True) if chosen]


def _disjoint(tally: Tally, consequence: str) -> Iterator[str]:
    found = panels(tally.counted)
    if len(found) > 1:
        shown = "; ".join(named(tally.judges[column] for column in panel) for panel in found)
        yield _(
            "Panel juri terpisah, tanpa peserta yang dinilai bersama ({shown}): {consequence}.",
            shown=shown,
            consequence=consequence,
        )


def _fewer_judges(tally: Tally) -> Iterator[str]:
    counts = tally.judge_counts
    most = int(counts.max())
    if few := _participants(tally, np.less(counts, most)):
        yield _(
            "Dinilai oleh lebih sedikit juri daripada peserta lain (paling banyak {most}): {few}.",
            most=most,
            few=named(few),
        )


def _incomplete(tally: Tally) -> Iterator[str]:
    if not tally.is_complete:
        missing = [
            _("{judge} untuk {participant}", judge=tally.judges[column], participant=tally.participants[row])
            for row, column in np.argwhere(~tally.counted)
        ]
        yield _(
            "Metode ini memerlukan semua juri menilai semua peserta. Belum ada nilai: {missing}.",
            missing=named(missing),
        )


def _tying_judges(tally: Tally) -> Iterator[str]:
    size = len(tally.participants)
    if tying := [
        judge for judge, column in zip(tally.judges, tally.points.T, strict=True) if len(np.unique(column)) < size
    ]:
        yield _(
            "Metode majority memerlukan urutan tanpa nilai kembar. Ada nilai kembar pada juri: {tying}.",
            tying=named(tying),
        )


def _refuse_adjusted(tally: Tally) -> Iterator[str]:
    yield from _disjoint(tally, _("ketegasan juri tidak dapat disetarakan"))


def _refuse_majority(tally: Tally) -> Iterator[str]:
    yield from _incomplete(tally)
    yield from _tying_judges(tally)


def _refuse_zscore(tally: Tally) -> Iterator[str]:
    if len(tally.participants) == 1:
        yield _(
            "Metode zscore tidak dapat dihitung dengan satu peserta: {participant}.",
            participant=tally.participants[0],
        )


def _few_per_judge(tally: Tally) -> Iterator[str]:
    seen = np.count_nonzero(tally.counted, axis=0)
    if few := [judge for judge, count in zip(tally.judges, seen, strict=True) if count < FEWEST_STANDARDISED]:
        yield _(
            "zscore kurang andal di bawah {fewest} peserta untuk tiap juri: {few}.",
            fewest=FEWEST_STANDARDISED,
            few=named(few),
        )
    if flat := [judge for judge, column in zip(tally.judges, range(len(seen)), strict=True) if _is_flat(tally, column)]:
        yield _("Memberi nilai sama kepada semua peserta, sehingga tidak membedakan: juri {flat}.", flat=named(flat))


def _is_flat(tally: Tally, column: int) -> bool:
    return len(np.unique(tally.points[tally.counted[:, column], column])) == 1


def _too_few(fewest: int, sentence: str) -> Callable[[Tally], Iterator[str]]:
    def found(tally: Tally) -> Iterator[str]:
        if few := _participants(tally, np.less(tally.judge_counts, fewest)):
            yield _(sentence, fewest=fewest, few=named(few))

    return found


def _missing_backgrounds(tally: Tally, backgrounds: Iterable[str]) -> Iterator[str]:
    for name in dict.fromkeys(backgrounds):
        seats = np.array([own == name for own in tally.backgrounds])
        if without := _participants(tally, np.logical_not(tally.counted[:, seats].any(axis=1))):
            yield _(
                "Unsur {name} tidak mempunyai nilai dan tidak dihitung untuk: {without}.",
                name=name,
                without=named(without),
            )


def _unwise_majority(tally: Tally) -> Iterator[str]:
    if len(tally.participants) > MOST_PLACED:
        yield _(
            "majority dimaksudkan untuk paling banyak {most} peserta; di sini {n}.",
            most=MOST_PLACED,
            n=len(tally.participants),
        )
    if len(tally.judges) % 2 == 0:
        yield _(
            "majority dimaksudkan untuk jumlah juri ganjil; di sini {n}: {judges}.",
            n=len(tally.judges),
            judges=named(tally.judges),
        )


_Finder = Callable[[Tally], Iterable[str]]
_REFUSALS: Mapping[str, _Finder] = {
    "adjusted": _refuse_adjusted,
    "rank_sum": _incomplete,
    "majority": _refuse_majority,
    "zscore": _refuse_zscore,
}
_WARNINGS: Mapping[str, _Finder] = {
    "zscore": _few_per_judge,
    "trimmed": _too_few(FEWEST_TRIMMED, N_("trimmed memerlukan {fewest} juri; dipakai rata-rata biasa untuk: {few}.")),
    "clipped": _too_few(FEWEST_CLIPPED, N_("clipped kurang andal di bawah {fewest} juri untuk: {few}.")),
    "majority": _unwise_majority,
}
