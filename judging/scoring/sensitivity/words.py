"""How firm the order is, in sentences: each prize place, each other way of counting, chances, weights.

In:  numbers of this package; how places and participants are called.   Out: plain Indonesian.
Refuses to say that anybody lost: a place is safe, or the difference is small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from judging.scoring.consistency.undefined import Undefined
from judging.scoring.consistency.words import not_computed, number, percent
from judging.scoring.sensitivity.bootstrap import Chances
from judging.scoring.sensitivity.count import Recount
from judging.scoring.sensitivity.safety import Safety
from judging.scoring.sensitivity.weights import AspectWeight

METHODS = {
    "mean": "Rata-rata semua juri",
    "group_mean": "Rata-rata per latar belakang juri",
    "trimmed": "Tanpa nilai tertinggi dan terendah",
    "clipped": "Nilai jauh ditarik ke rata-rata",
    "rank_sum": "Jumlah peringkat",
    "adjusted": "Nilai disetarakan menurut ketegasan juri",
    "zscore": "Nilai baku tiap juri",
    "majority": "Peringkat menurut mayoritas juri",
}
NAMED = 3  # participants whose new place is told, then a count


@dataclass(frozen=True, slots=True)
class Names:
    """What people call a place and a participant."""

    place: Callable[[int], str]  # 2 -> "Juara II"
    participant: Callable[[str], str]


def recount_title(one: Recount) -> str:
    if one.kind == "without":
        return f"Tanpa {one.code}"
    title = METHODS[one.outcome.method]
    return f"Cara yang ditetapkan: {title[:1].lower()}{title[1:]}" if one.kind == "declared" else title


def safety_title(one: Safety, names: Names) -> str:
    return f"{names.place(one.place)}: {'selisih kecil' if one.is_close else 'aman'}"


def safety_sentence(one: Safety, names: Names) -> str:
    """Who holds the place, in how many counts that changes, how near the neighbours are."""
    return " ".join([_held(one, names), *_nearness(one)])


def _held(one: Safety, names: Names) -> str:
    who = " dan ".join(names.participant(name) for name in one.holders)
    if not one.moved:
        shared = " berbagi tempat ini" if len(one.holders) > 1 else " tetap di tempat ini"
        return f"{who}{shared} pada semua {one.counts} hitungan."
    ways = ", ".join(_lower(recount_title(way)) for way in one.moved)
    verb = f"Bertukar dengan {names.place(one.swapped_with)}" if one.swapped_with else f"{who} berpindah tempat"
    return f"{verb} pada {len(one.moved)} dari {one.counts} hitungan ({ways})."


def _nearness(one: Safety) -> Iterator[str]:
    if one.gap == 0:
        yield "Nilai akhirnya sama dengan peserta di sebelahnya."
    elif one.nearest is not None:
        where = f" ({_lower(recount_title(one.nearest.recount))})" if one.nearest.recount.kind == "without" else ""
        yield f"Jarak terdekat {number(one.nearest.points)} poin{where}."
    if one.is_within_one_score and one.reach is not None:
        yield f"Satu skor yang berubah satu tingkat dapat menggeser nilai akhir sampai {number(one.reach)} poin."
    if one.is_close:
        yield "Mohon dibahas."


def recount_words(one: Recount, declared: Recount, names: Names) -> str:
    """What differs from the declared order: "Tidak", "Juara II dan Juara III bertukar", or who goes where."""
    if not one.ranks:
        return f"Tidak dapat dihitung: {one.unfit}"
    changed = sorted(one.changed(declared).items(), key=lambda item: item[1])
    aside = f" Hanya pembanding: {one.unfit}" if one.unfit else ""
    if not changed:
        return f"Tidak.{aside}" if aside else "Tidak"
    return f"{_moves(changed, names)}.{aside}" if aside else _moves(changed, names)


def _moves(changed: Sequence[tuple[str, tuple[int, int]]], names: Names) -> str:
    pairs = [places for _, places in changed]
    if len(pairs) == 2 and pairs[0] == pairs[1][::-1]:
        return f"{names.place(pairs[0][0])} dan {names.place(pairs[0][1])} bertukar"
    told = [f"{names.participant(name)} menjadi {names.place(rank)}" for name, (_, rank) in changed[:NAMED]]
    more = f", dan {len(changed) - NAMED} perubahan lain" if len(changed) > NAMED else ""
    return ", ".join(told) + more


def chances_sentence(found: Chances | Undefined) -> str:
    if isinstance(found, Undefined):
        return not_computed(found)
    how = f"semua {found.draws} susunan" if found.is_exact else f"{found.draws} susunan acak"
    rough = f", jadi masih kasar karena hanya {found.judges} juri" if found.judges <= 3 else ""
    beyond = f" Hanya {len(found.participants)} peserta teratas yang dihitung." if found.beyond else ""
    left = found.draws - found.counted
    lost = f" {left} susunan dilewati karena ada peserta tanpa juri." if left else ""
    return f"Peluang tiap tempat bila juri yang setara menilai, dari {how} juri yang ada{rough}.{beyond}{lost}"


def chance_row(found: Chances, row: int, prizes: int, names: Names) -> tuple[str, ...]:
    """Participant, chance of first place, of a prize, and the ranks of 90 % of the draws."""
    low, high = found.interval(row)
    ranks = str(low) if low == high else f"{low} sampai {high}"
    return (
        names.participant(found.participants[row]),
        percent(found.place(row, 1)),
        percent(found.within(row, prizes)),
        ranks,
    )


def weight_sentence(one: AspectWeight, title: str, names: Names) -> str:
    present = percent(one.present)
    if one.undefined:
        return f"Bobot {title} tidak dapat dihitung karena {one.undefined.reason}."
    if one.turning is None or one.challenger is None:
        return f"Berapa pun bobot {title} (kini {present}), peringkat pertama tidak berubah."
    who = names.participant(one.challenger)
    if one.turning == one.present:
        return (
            f"Perubahan sekecil apa pun pada bobot {title} (kini {present}) dapat membawa {who} ke peringkat pertama."
        )
    verb = "naik" if one.turning > one.present else "turun"
    share = f"{number(one.turning * 100)} %"
    return f"Peringkat pertama baru beralih ke {who} bila bobot {title} {verb} dari {present} ke {share}."


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
