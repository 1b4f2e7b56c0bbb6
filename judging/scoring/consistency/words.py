"""The panel's numbers as sentences that a committee can read.

In:  numbers of this package, or Undefined.   Out: plain Indonesian, with decimal commas.
Does not know names, screens, or what to do about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from judging.scoring.consistency.agreement import Correlation, Kendall
from judging.scoring.consistency.judges import PerJudge, StraightLines
from judging.scoring.consistency.outliers import OutlyingSheet
from judging.scoring.consistency.undefined import Undefined
from judging.sheet import show_value

BANDS = ((0.9, "sangat baik"), (0.75, "baik"), (0.5, "cukup"))  # Koo and Li 2016
FEW = 8  # participants below which a correlation says little


def not_computed(why: Undefined) -> str:
    return f"Tidak dapat dihitung karena {why.reason}."


def number(value: float | Fraction, decimals: int = 2) -> str:
    return show_value(Fraction(value), decimals)


def percent(share: float | Fraction) -> str:
    return f"{show_value(Fraction(share) * 100, 0)} %"


def kendall_sentence(found: Kendall | Undefined) -> str:
    if isinstance(found, Undefined):
        return not_computed(found)
    chance = "kurang dari 0,001" if found.p < 0.001 else f"kira-kira {number(found.p, 3)}"
    return (
        f"Kekompakan juri mengurutkan peserta {number(found.w)} (0 = acak, 1 = urutan persis sama). "
        f"Peluang muncul secara kebetulan {chance}."
    )


def final_sentence(found: Mapping[str, Correlation | Undefined] | Undefined) -> str:
    """What ICC(2,k) says: would another panel like this one have given the same final values?"""
    one = found if isinstance(found, Undefined) else found["2,k"]
    if isinstance(one, Undefined):
        return not_computed(one)
    if one.value <= 0:
        return f"Tidak ada kesepakatan antarjuri: keandalan nilai akhir {number(one.value)}."
    limits = (
        f" Batas 95 %: {number(one.low)} sampai {number(one.high)}."
        if one.low is not None and one.high is not None
        else ""
    )
    return (
        f"Dari perbedaan nilai akhir, {percent(one.value)} berasal dari mutu peserta, sisanya selera dan ketegasan "
        f"juri: keandalan {band(one.value)} bila panel lain yang setara menilai.{limits}"
    )


def fixed_sentence(found: Mapping[str, Correlation | Undefined] | Undefined) -> str:
    """What ICC(3,k) says of this very panel, severity set aside."""
    one = found if isinstance(found, Undefined) else found["3,k"]
    if isinstance(one, Undefined):
        return not_computed(one)
    return f"Untuk panel ini sendiri, tanpa beda ketegasan: {number(one.value)} ({band(one.value)})."


def alpha_sentence(found: Fraction | Undefined) -> str:
    if isinstance(found, Undefined):
        return not_computed(found)
    return f"Kesamaan nilai antarjuri {number(found)} (1 = nilai sama; 0 = seperti acak)."


def band(value: float | Fraction) -> str:
    return next((word for least, word in BANDS if value >= least), "lemah" if value > 0 else "tidak ada")


def severity_sentence(points: Fraction) -> str:
    if abs(points) < Fraction(1, 200):
        return "Setegas rekan-rekannya."
    side = "lebih tinggi" if points > 0 else "lebih rendah"
    return f"Rata-rata memberi {number(abs(points))} poin {side} daripada rekan untuk peserta yang sama."


def spread_sentence(judge: str, every: PerJudge) -> str:
    """Beside the median of the others, which one odd judge cannot move."""
    own = every[judge]
    if isinstance(own, Undefined):
        return f"Sebaran nilai tidak dapat dihitung karena {own.reason}."
    others = sorted(one for name, one in every.items() if name != judge and not isinstance(one, Undefined))
    middle = (others[(len(others) - 1) // 2] + others[len(others) // 2]) / 2 if others else None
    beside = f"; rekan {number(middle)}" if middle is not None else ""
    return f"Sebaran nilai {number(own)} poin{beside}."


def agreement_sentence(found: float | Undefined, participants: int) -> str:
    if isinstance(found, Undefined):
        return f"Kesearahan dengan juri lain tidak dapat dihitung karena {found.reason}."
    few = f" (hanya {participants} peserta, jadi belum berarti banyak)" if participants < FEW else ""
    return f"Searah dengan rata-rata juri lain {number(found)} dari 1{few}."


def halo_sentence(found: float | Undefined) -> str:
    if isinstance(found, Undefined):
        return f"Kemiripan antaraspek tidak dapat dihitung karena {found.reason}."
    side = "lebih mirip" if found > 0 else "tidak lebih mirip"
    return f"Nilai antaraspeknya {side} daripada pada juri lain ({number(found)})."


def straight_sentence(found: StraightLines) -> str:
    if not found.flat:
        return f"Tidak ada lembar yang semua barisnya berskor sama (dari {found.sheets})."
    return f"{found.flat} dari {found.sheets} lembar berskor sama pada semua baris."


def outlying_sentence(sheet: OutlyingSheet, participant: str) -> str:
    side = "di atas" if sheet.residual > 0 else "di bawah"
    return f"Lembar untuk {participant} {number(abs(sheet.residual))} poin {side} perkiraan dari lembar-lembar lain."
