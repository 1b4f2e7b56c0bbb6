"""The declared rules in the sentences that papers and pages share. A leaf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

METHODS = {
    "mean": "Rata-rata nilai juri yang dihitung",
    "group_mean": "Rata-rata tiap unsur juri, lalu rata-rata antarunsur",
    "trimmed": "Rata-rata tanpa satu nilai tertinggi dan satu terendah (lima juri atau lebih)",
    "clipped": "Rata-rata setelah nilai yang jauh didekatkan ke rata-rata (tujuh juri atau lebih)",
    "rank_sum": "Rata-rata peringkat dari tiap juri; yang terkecil terdepan",
    "adjusted": "Nilai disetarakan menurut ketegasan juri",
    "zscore": "Nilai baku tiap juri",
    "majority": "Peringkat menurut suara terbanyak juri",
}
PANEL_RULES = {
    "complete_judges": "Hanya juri yang menilai semua peserta yang dihitung",
    "present_judges": "Semua nilai yang masuk dihitung",
    "adjusted": "Bila ada juri yang tidak menilai semua peserta, nilai disetarakan",
}


def tie_break_words(chain: Sequence[str], aspect_titles: Mapping[str, str]) -> str:
    """ "nilai aspek Kelembagaan, lalu Sosial, lalu Ekonomi; lalu perbandingan langsung antarjuri; lalu ..." """
    names = [aspect_titles.get(step.removeprefix("aspect:"), step) for step in chain if step.startswith("aspect:")]
    steps = [f"nilai aspek {', lalu '.join(names)}"] if names else []
    steps += ["perbandingan langsung antarjuri"] if "head_to_head" in chain else []
    steps += ["keputusan pleno dengan alasan tertulis"] if "plenary" in chain else []
    return "; lalu ".join(steps) if steps else "tidak ada; nilai sama berbagi tempat"


def decided_words(step: str | None, aspect_titles: Mapping[str, str]) -> str:
    """Why a row stands where it does; empty when its total alone decided."""
    if step is None:
        return ""
    if step == "plenary":
        return "diputus pleno"
    if step == "head_to_head":
        return "lebih banyak juri menempatkannya di atas"
    return f"diputus nilai aspek {aspect_titles.get(step.removeprefix('aspect:'), step)}"
