"""The declared rules in the sentences that papers and pages share. A leaf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from judging.language import N_, _

METHODS = {
    "mean": N_("Rata-rata nilai juri yang dihitung"),
    "group_mean": N_("Rata-rata tiap unsur juri, lalu rata-rata antarunsur"),
    "trimmed": N_("Rata-rata tanpa satu nilai tertinggi dan satu terendah (lima juri atau lebih)"),
    "clipped": N_("Rata-rata setelah nilai yang jauh didekatkan ke rata-rata (tujuh juri atau lebih)"),
    "rank_sum": N_("Rata-rata peringkat dari tiap juri; yang terkecil terdepan"),
    "adjusted": N_("Nilai disetarakan menurut ketegasan juri"),
    "zscore": N_("Nilai baku tiap juri"),
    "majority": N_("Peringkat menurut suara terbanyak juri"),
}
PANEL_RULES = {
    "complete_judges": N_("Hanya juri yang menilai semua peserta yang dihitung"),
    "present_judges": N_("Semua nilai yang masuk dihitung"),
    "adjusted": N_("Bila ada juri yang tidak menilai semua peserta, nilai disetarakan"),
}


def tie_break_words(chain: Sequence[str], aspect_titles: Mapping[str, str]) -> str:
    """ "nilai aspek Kelembagaan, lalu Sosial, lalu Ekonomi; lalu perbandingan langsung antarjuri; lalu ..." """
    names = [aspect_titles.get(step.removeprefix("aspect:"), step) for step in chain if step.startswith("aspect:")]
    steps = [_("nilai aspek {names}", names=_(", lalu ").join(names))] if names else []
    steps += [_("perbandingan langsung antarjuri")] if "head_to_head" in chain else []
    steps += [_("keputusan pleno dengan alasan tertulis")] if "plenary" in chain else []
    return _("; lalu ").join(steps) if steps else _("tidak ada; nilai sama berbagi tempat")


def decided_words(step: str | None, aspect_titles: Mapping[str, str]) -> str:
    """Why a row stands where it does; empty when its total alone decided."""
    if step is None:
        return ""
    if step == "plenary":
        return _("diputus pleno")
    if step == "head_to_head":
        return _("lebih banyak juri menempatkannya di atas")
    return _("diputus nilai aspek {title}", title=aspect_titles.get(step.removeprefix("aspect:"), step))


NOBODY = N_("Tidak ada peserta yang ikut sampai akhir. Semua penghargaan berperingkat tidak diberikan.")
