"""The panel's numbers as sentences that a committee can read.

In:  numbers of this package, or Undefined.   Out: plain Indonesian, with decimal commas.
Does not know names, screens, or what to do about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from judging.language import N_, _
from judging.scoring.consistency.agreement import Correlation, Kendall
from judging.scoring.consistency.judges import PerJudge, StraightLines
from judging.scoring.consistency.outliers import OutlyingSheet
from judging.scoring.consistency.undefined import Undefined
from judging.sheet import show_value

BANDS = ((0.9, N_("sangat baik")), (0.75, N_("baik")), (0.5, N_("cukup")))  # Koo and Li 2016
FEW = 8  # participants below which a correlation says little


def not_computed(why: Undefined) -> str:
    return _("Tidak dapat dihitung karena {reason}.", reason=why.reason)


def number(value: float | Fraction, decimals: int = 2) -> str:
    return show_value(Fraction(value), decimals)


def percent(share: float | Fraction) -> str:
    return f"{show_value(Fraction(share) * 100, 0)} %"


def kendall_sentence(found: Kendall | Undefined) -> str:
    if isinstance(found, Undefined):
        return not_computed(found)
    chance = _("kurang dari 0,001") if found.p < 0.001 else _("kira-kira {p}", p=number(found.p, 3))
    return _(
        "Kekompakan juri mengurutkan peserta {w} (0 = acak, 1 = urutan persis sama). Peluang "
        "muncul secara kebetulan {chance}.",
        w=number(found.w),
        chance=chance,
    )


def final_sentence(found: Mapping[str, Correlation | Undefined] | Undefined) -> str:
    """What ICC(2,k) says: would another panel like this one have given the same final values?"""
    one = found if isinstance(found, Undefined) else found["2,k"]
    if isinstance(one, Undefined):
        return not_computed(one)
    if one.value <= 0:
        return _("Tidak ada kesepakatan antarjuri: keandalan nilai akhir {value}.", value=number(one.value))
    limits = (
        _(" Batas 95 %: {low} sampai {high}.", low=number(one.low), high=number(one.high))
        if one.low is not None and one.high is not None
        else ""
    )
    return _(
        "Dari perbedaan nilai akhir, {part} berasal dari mutu peserta, sisanya selera dan "
        "ketegasan juri: keandalan {band} bila panel lain yang setara menilai.{limits}",
        part=percent(one.value),
        band=band(one.value),
        limits=limits,
    )


def fixed_sentence(found: Mapping[str, Correlation | Undefined] | Undefined) -> str:
    """What ICC(3,k) says of this very panel, severity set aside."""
    one = found if isinstance(found, Undefined) else found["3,k"]
    if isinstance(one, Undefined):
        return not_computed(one)
    return _(
        "Untuk panel ini sendiri, tanpa beda ketegasan: {value} ({band}).",
        value=number(one.value),
        band=band(one.value),
    )


def alpha_sentence(found: Fraction | Undefined) -> str:
    if isinstance(found, Undefined):
        return not_computed(found)
    return _("Kesamaan nilai antarjuri {found} (1 = nilai sama; 0 = seperti acak).", found=number(found))


def band(value: float | Fraction) -> str:
    return _(next((word for least, word in BANDS if value >= least), N_("lemah") if value > 0 else N_("tidak ada")))


def severity_sentence(points: Fraction) -> str:
    if abs(points) < Fraction(1, 200):
        return _("Setegas rekan-rekannya.")
    side = _("lebih tinggi") if points > 0 else _("lebih rendah")
    return _(
        "Rata-rata memberi {points} poin {side} daripada rekan untuk peserta yang sama.",
        points=number(abs(points)),
        side=side,
    )


def spread_sentence(judge: str, every: PerJudge) -> str:
    """Beside the median of the others, which one odd judge cannot move."""
    own = every[judge]
    if isinstance(own, Undefined):
        return _("Sebaran nilai tidak dapat dihitung karena {reason}.", reason=own.reason)
    others = sorted(one for name, one in every.items() if name != judge and not isinstance(one, Undefined))
    middle = (others[(len(others) - 1) // 2] + others[len(others) // 2]) / 2 if others else None
    beside = _("; rekan {middle}", middle=number(middle)) if middle is not None else ""
    return _("Sebaran nilai {own} poin{beside}.", own=number(own), beside=beside)


def agreement_sentence(found: float | Undefined, participants: int) -> str:
    if isinstance(found, Undefined):
        return _("Kesearahan dengan juri lain tidak dapat dihitung karena {reason}.", reason=found.reason)
    few = _(" (hanya {n} peserta, jadi belum berarti banyak)", n=participants) if participants < FEW else ""
    return _("Searah dengan rata-rata juri lain {found} dari 1{few}.", found=number(found), few=few)


def halo_sentence(found: float | Undefined) -> str:
    if isinstance(found, Undefined):
        return _("Kemiripan antaraspek tidak dapat dihitung karena {reason}.", reason=found.reason)
    side = _("lebih mirip") if found > 0 else _("tidak lebih mirip")
    return _("Nilai antaraspeknya {side} daripada pada juri lain ({found}).", side=side, found=number(found))


def straight_sentence(found: StraightLines) -> str:
    if not found.flat:
        return _("Tidak ada lembar yang semua barisnya berskor sama (dari {sheets}).", sheets=found.sheets)
    return _("{flat} dari {sheets} lembar berskor sama pada semua baris.", flat=found.flat, sheets=found.sheets)


def outlying_sentence(sheet: OutlyingSheet, participant: str) -> str:
    side = _("di atas") if sheet.residual > 0 else _("di bawah")
    return _(
        "Lembar untuk {participant} {residual} poin {side} perkiraan dari lembar-lembar lain.",
        participant=participant,
        residual=number(abs(sheet.residual)),
        side=side,
    )
