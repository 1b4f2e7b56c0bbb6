"""How firm the order is, in sentences: each prize place, each other way of counting, chances, weights.

In:  numbers of this package; how places and participants are called.   Out: plain Indonesian.
Refuses to say that anybody lost: a place is safe, or not yet safe and why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from judging.language import N_, _
from judging.scoring.consistency.undefined import Undefined
from judging.scoring.consistency.words import not_computed, number, percent
from judging.scoring.sensitivity.bootstrap import Chances
from judging.scoring.sensitivity.count import Recount
from judging.scoring.sensitivity.safety import Safety
from judging.scoring.sensitivity.weights import AspectWeight

METHODS = {
    "mean": N_("Rata-rata semua juri"),
    "group_mean": N_("Rata-rata per latar belakang juri"),
    "trimmed": N_("Tanpa nilai tertinggi dan terendah"),
    "clipped": N_("Nilai jauh ditarik ke rata-rata"),
    "rank_sum": N_("Jumlah peringkat"),
    "adjusted": N_("Nilai disetarakan menurut ketegasan juri"),
    "zscore": N_("Nilai baku tiap juri"),
    "majority": N_("Peringkat menurut mayoritas juri"),
}
NAMED = 3  # participants whose new place is told, then a count


@dataclass(frozen=True, slots=True)
class Names:
    """What people call a place and a participant."""

    place: Callable[[int], str]  # 2 -> "Juara II"
    participant: Callable[[str], str]


def recount_title(one: Recount) -> str:
    if one.kind == "without":
        return _("Tanpa {code}", code=one.code)
    title = _(METHODS[one.outcome.method])
    return _("Cara yang ditetapkan: {title}", title=_lower(title)) if one.kind == "declared" else title


def safety_label(places: Sequence[str]) -> str:
    """ "Juara II", or for two that trade with each other "Juara II dan III"."""
    first, *rest = places
    if not rest:
        return first
    kind, _gap, _number = first.rpartition(" ")
    other_kind, _gap, number = rest[0].rpartition(" ")
    return _("{one} dan {other}", one=first, other=number if kind and kind == other_kind else rest[0])


def safety_verdict(one: Safety) -> str:
    return _("belum aman") if one.is_close else _("aman")


def safety_sentence(one: Safety, names: Names, *, is_pair: bool = False) -> str:
    """One sentence: who holds the place in how many counts, then how near the neighbours are.

    `is_pair`: it stands for both places that trade with each other, and so names neither.
    """
    if one.moved and one.swapped_with:
        return f"{_traded(one, '' if is_pair else names.place(one.swapped_with))}."
    return f"{_held(one, names)}{_doubt(one) if one.is_close else _nearness(one)}."


def _traded(one: Safety, other: str) -> str:
    """How far apart the two are, and in which counts they trade. `other`: the place it trades with, if to be named."""
    beside = _(" dengan {place}", place=other) if other else ""
    values = {"other": beside, "moved": len(one.moved), "all": one.counts, "ways": _ways(one)}
    if one.apart == 0:
        return _("Nilainya sama{other} dan bertukar pada {moved} dari {all} hitungan ({ways})", **values)
    if one.apart is None:
        return _("Bertukar{other} pada {moved} dari {all} hitungan ({ways})", **values)
    values["points"] = number(one.apart)
    if one.reach is not None and one.apart <= one.reach:
        return _(
            "Selisihnya kecil{other}, {points} poin, dan bertukar pada {moved} dari {all} hitungan ({ways})", **values
        )
    return _("Selisihnya{other} {points} poin, tetapi bertukar pada {moved} dari {all} hitungan ({ways})", **values)


def _ways(one: Safety) -> str:
    return ", ".join(_lower(recount_title(way)) for way in one.moved)


def _held(one: Safety, names: Names) -> str:
    who = _(" dan ").join(names.participant(name) for name in one.holders)
    if not one.moved:
        if len(one.holders) > 1:
            return _("{who} berbagi tempat ini pada semua {counts} hitungan", who=who, counts=one.counts)
        return _("{who} tetap di tempat ini pada semua {counts} hitungan", who=who, counts=one.counts)
    return _(
        "{who} berpindah tempat pada {moved} dari {all} hitungan ({ways})",
        who=who,
        moved=len(one.moved),
        all=one.counts,
        ways=_ways(one),
    )


def _nearness(one: Safety) -> str:
    if one.nearest is None:
        return ""
    where = f" ({_lower(recount_title(one.nearest.recount))})" if one.nearest.recount.kind == "without" else ""
    return _("; jarak terdekat {points} poin{where}", points=number(one.nearest.points), where=where)


def _doubt(one: Safety) -> str:
    """Why a place that nobody else takes is not safe yet."""
    if not one.moved and one.gap == 0 and len(one.holders) == 1:
        return _(", tetapi nilainya sama dengan peserta di sebelahnya")
    if not one.moved and one.gap and one.reach is not None:
        gap, reach = number(one.gap), number(one.reach)
        return _(
            ", tetapi selisihnya kecil, {gap} poin: satu skor yang berubah satu tingkat menggeser sampai {reach} poin",
            gap=gap,
            reach=reach,
        )
    return ""


def recount_words(one: Recount, declared: Recount, names: Names) -> str:
    """What differs from the declared order: "Tidak", "Juara II dan Juara III bertukar", or who goes where."""
    if not one.ranks:
        return _("Tidak dapat dihitung: {unfit}", unfit=one.unfit)
    changed = sorted(one.changed(declared).items(), key=lambda item: item[1])
    aside = _(" Hanya pembanding: {unfit}", unfit=one.unfit) if one.unfit else ""
    if not changed:
        return _("Tidak.{aside}", aside=aside) if aside else _("Tidak")
    return f"{_moves(changed, names)}.{aside}" if aside else _moves(changed, names)


def _moves(changed: Sequence[tuple[str, tuple[int, int]]], names: Names) -> str:
    pairs = [places for _rest, places in changed]
    if len(pairs) == 2 and pairs[0] == pairs[1][::-1]:
        return _("{one} dan {other} bertukar", one=names.place(pairs[0][0]), other=names.place(pairs[0][1]))
    told = [
        _("{name} menjadi {place}", name=names.participant(name), place=names.place(rank))
        for name, (_was, rank) in changed[:NAMED]
    ]
    more = _(", dan {n} perubahan lain", n=len(changed) - NAMED) if len(changed) > NAMED else ""
    return ", ".join(told) + more


def chances_sentence(found: Chances | Undefined) -> str:
    if isinstance(found, Undefined):
        return not_computed(found)
    how = (
        _("semua {draws} susunan", draws=found.draws)
        if found.is_exact
        else _("{draws} susunan acak", draws=found.draws)
    )
    rough = _(", jadi masih kasar karena hanya {n} juri", n=found.judges) if found.judges <= 3 else ""
    beyond = _(" Hanya {n} peserta teratas yang dihitung.", n=len(found.participants)) if found.beyond else ""
    left = found.draws - found.counted
    lost = _(" {n} susunan dilewati karena ada peserta tanpa juri.", n=left) if left else ""
    return _(
        "Peluang tiap tempat bila juri yang setara menilai, dari {how} juri yang ada{rough}.{beyond}{lost}",
        how=how,
        rough=rough,
        beyond=beyond,
        lost=lost,
    )


def chance_row(found: Chances, row: int, prizes: int, names: Names) -> tuple[str, ...]:
    """Participant, chance of first place, of a prize, and the ranks of 90 % of the draws."""
    low, high = found.interval(row)
    ranks = str(low) if low == high else _("{low} sampai {high}", low=low, high=high)
    return (
        names.participant(found.participants[row]),
        percent(found.place(row, 1)),
        percent(found.within(row, prizes)),
        ranks,
    )


def weight_sentence(one: AspectWeight, title: str, names: Names) -> str:
    present = percent(one.present)
    if one.undefined:
        return _("Bobot {title} tidak dapat dihitung karena {reason}.", title=title, reason=one.undefined.reason)
    if one.turning is None or one.challenger is None:
        return _(
            "Berapa pun bobot {title} (kini {present}), peringkat pertama tidak berubah.", title=title, present=present
        )
    who = names.participant(one.challenger)
    if one.turning == one.present:
        return _(
            "Perubahan sekecil apa pun pada bobot {title} (kini {present}) dapat membawa {who} ke peringkat pertama.",
            title=title,
            present=present,
            who=who,
        )
    verb = "naik" if one.turning > one.present else "turun"
    share = f"{number(one.turning * 100)} %"
    return _(
        "Peringkat pertama baru beralih ke {who} bila bobot {title} {verb} dari {present} ke {share}.",
        who=who,
        title=title,
        verb=verb,
        present=present,
        share=share,
    )


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
