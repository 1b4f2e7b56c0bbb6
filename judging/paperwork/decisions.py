"""What the pleno decided and which sheets were opened again, in the berita acara's sentences.

In:  the text of a sealed result.   Out: sentences; where a decision changed the order, both results are in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from judging import words
from judging.paperwork.common import ended
from judging.rule_words import METHODS, PANEL_RULES

OUT = {"withdrawn": "mengundurkan diri", "disqualified": "didiskualifikasi"}
BEFORE = {"rule": "Hasil menurut aturan yang ditetapkan", "out": "Hasil sebelum keputusan ini"}
AFTER = {"rule": "Hasil menurut keputusan ini", "out": "Hasil sesudahnya"}


def decision_sentences(body: Mapping[str, Any]) -> Iterator[str]:
    """One for each decision, with its reason, who was present and who confirmed; then both results."""
    names = {row["participant"]: row["name"] for row in (*body["rows"], *body["out"])}
    for one in body["decisions"]:
        yield (
            f"{_what(one, names)} Diputus {one['by']}, disahkan {one['confirmed_by']}, dihadiri "
            f"{ended(words.listing(one['present']))} Alasan: {ended(one['reason'])}"
        )
        if "before" in one["body"]:
            yield f"{BEFORE[one['kind']]}: {_order(one['body']['before'], names)}."
            yield f"{AFTER[one['kind']]}: {_order(one['body']['after'], names)}."


def _what(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    body = one["body"]
    if one["kind"] == "rule":
        return f"Keputusan pleno memakai aturan lain: {METHODS[body['method']]}; {PANEL_RULES[body['panel_rule']]}."
    if one["kind"] == "out":
        return f"Keputusan pleno: {names.get(body['participant'], body['participant'])} {OUT[body['status']]}."
    groups = [" dan ".join(names.get(code, code) for code in twins) for twins in body["order"]]
    return ended(f"Keputusan pleno atas nilai sama: {', lalu '.join(groups)}")


def _order(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    shown = [
        f"{row['award'] or 'peringkat ' + str(row['rank'])} {names.get(row['participant'], row['participant'])} "
        f"({row['shown']})"
        for row in rows
    ]
    return "; ".join(shown)


def reopened_sentences(body: Mapping[str, Any]) -> Iterator[str]:
    """Sheets opened again after closing: by the judge's code, both values, every score that changed."""
    names = {row["participant"]: row["name"] for row in (*body["rows"], *body["out"])}
    for one in body.get("reopened", ()):
        changes = [f"{code} {old or '–'} menjadi {new or '–'}" for code, old, new in one["changes"]]
        where = f" ({one['round']})" if one["round"] else ""
        yield (
            f"Lembar {one['judge']} untuk {names.get(one['participant'], one['participant'])}{where} dibuka kembali "
            f"atas permintaan jurinya, disetujui {ended(one['opened_by'])} Alasan: {ended(one['reason'])} "
            f"Nilai lembar {one['before'] or 'belum ada'} menjadi {one['after']}"
            f"{' (' + words.listing(changes) + ')' if changes else ', tanpa perubahan skor'}."
        )


def paper_sentences(body: Mapping[str, Any]) -> Iterator[str]:
    """Sheets that a judge filled in on paper: who keyed them in, and who stands for them."""
    for one in body.get("paper", ()):
        confirmed = HOW_CONFIRMED[one["how"]].format(name=one["confirmed_by"])
        sheets = f"{one['sheets']} lembar"
        yield f"Lembar kertas: {one['judge']} {one['name']}, {sheets}, dimasukkan oleh {one['keyed_by']}, {confirmed}."


HOW_CONFIRMED = {
    "judge": "dikonfirmasi oleh {name} sendiri dengan kartu dan PIN",
    "second": "dikonfirmasi oleh {name}, yang memasukkannya sekali lagi dengan hasil sama",
    "settled": "dikonfirmasi oleh {name} setelah perbedaan diselesaikan dengan melihat kertasnya",
}
