"""Berita acara penilaian of one category: from its sealed result, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from certificates.minutes import Aspect, Minutes, Recap, RecapRow, Section, draw_minutes
from certificates.panel import Panelist
from certificates.signature_row import Signing
from judging import queries, words
from judging.paperwork.aspects import aspect_maxima, rounding_note, shown_maximum, total_maximum
from judging.paperwork.common import (
    Paper,
    Source,
    chair_of,
    ended,
    event_line,
    imprint,
    letterhead,
    official,
    registered,
    set_by,
    short,
)
from judging.paperwork.correction import reason_of
from judging.paperwork.decisions import decision_sentences, paper_sentences, reopened_sentences
from judging.queries import Papers, SealedResult
from judging.queries.result_body import left_out
from judging.rule_words import METHODS, PANEL_RULES, decided_words, tie_break_words

REASONS = {"recused": "benturan kepentingan", "absent": "tidak hadir", "substituted": "digantikan"}
NOT_SENT = "lembar tidak terkirim"


def minutes_pdf(source: Source, event_id: int, category_id: int) -> Paper | None:
    """None while the category has no sealed result."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        units = {one.code: one for one in queries.declared_rules(session, category_id).panel}
    result = next((one for one in papers.results if one.category_id == category_id), None)
    if result is None:
        return None
    drawn = draw_minutes(_minutes(papers, result, units, words.local(result.sealed_at, source.settings.time_zone)))
    return Paper(f"berita-acara-{result.body['category']['code']}-{papers.event.code}.pdf", drawn)


def _minutes(papers: Papers, result: SealedResult, units: Mapping[str, queries.Panelist], sealed: datetime) -> Minutes:
    body = result.body
    titles = {one["code"]: one["title"] for one in body["aspects"]}
    return Minutes(
        letterhead=letterhead(papers),
        subject=f"Penilaian {result.category_name} {body['event']['level']} Tahun {body['event']['year']}",
        opening=_opening(papers, sealed),
        recaps=(_recap(result),),
        panel=tuple(_panelist(one, units) for one in body["panel"]),
        signings=(
            Signing(official(papers, "kabid"), "Mengetahui,"),
            Signing(chair_of(units.values()), f"{papers.event.place}, {words.long_date(sealed.date())}"),
        ),
        imprint=imprint(papers, f"Versi hasil {result.number}", f"Kode {short(result.sha256)}"),
        sections=(
            Section("Dasar", tuple(_basis(body, titles))),
            Section("Kehadiran dan lembar", tuple(_attendance(body))),
            Section("Nilai sama dan keputusan pleno", tuple(_ties(body, titles))),
            Section("Penghargaan khusus", tuple(_special(body))),
            Section("Catatan", tuple(_notes(body, sealed))),
        ),
        number=registered(papers, f"berita-acara:{body['category']['code']}"),
        journal_head=body["journal"]["hash"],
        anchor=f"{papers.event.code}:{body['journal']['seq']}:{body['journal']['hash']}",
    )


def _opening(papers: Papers, sealed: datetime) -> str:
    day = sealed.date()
    return (
        f"Pada hari ini, {words.day_name(day)} tanggal {words.date_in_words(day)} ({day:%d-%m-%Y}), bertempat di "
        f"{papers.event.place}, kami selaku Tim Penilai {event_line(papers)} telah menyelesaikan penilaian."
    )


def _recap(result: SealedResult) -> Recap:
    aspects, maxima = result.body["aspects"], aspect_maxima(result.body)
    return Recap(
        aspects=tuple(Aspect(one["title"], shown_maximum(maxima[one["code"]])) for one in aspects),
        rows=tuple(
            RecapRow(
                rank=row.award or "–",
                number=str(row.number),
                participant=row.name,
                region=row.region,
                aspects=tuple(row.aspects[one["code"]] for one in aspects),
                total=row.shown,
            )
            for row in result.rows
        ),
        maximum=total_maximum(result.body),
        note=rounding_note(result.body),
    )


def _panelist(one: Mapping[str, Any], units: Mapping[str, queries.Panelist]) -> Panelist:
    """Someone who sent nothing and was recorded as gone has nothing to sign."""
    unit = units[one["judge"]]
    parts = ("Ketua" if unit.is_chair else "", unit.background, unit.institution)
    gone = [REASONS[state] for state in ("absent", "substituted") if state in one["sheets"]]
    absent = gone[0] if gone and "submitted" not in one["sheets"] else ""
    return Panelist(one["name"], " · ".join(part for part in parts if part), absent)


def _basis(body: Mapping[str, Any], titles: Mapping[str, str]) -> list[str]:
    rules, applied = body["rules"], body["applied"]
    rounds = [f"{one['name']} {one['share']} %" for one in rules["rounds"]]
    rubrics = [
        f"“{body['rubrics'][one['code']]['title']}” versi {one['version']}, kode {short(one['fingerprint'])}"
        for one in rules["rounds"]
    ]
    fingerprint = short(rules["fingerprint"])
    lines = [
        f"Aturan penilaian versi {rules['version']}, kode {fingerprint}, ditetapkan sebelum penilaian dibuka.",
        f"Rubrik {words.listing(rubrics)}.",
        f"Cara menghitung: {METHODS[applied['method']]}. {PANEL_RULES[applied['panel_rule']]}.",
        f"Urutan pemeriksaan bila nilai sama: {tie_break_words(rules['tie_break'], titles)}.",
        f"Sesi: {words.listing(rounds)}." if len(rounds) > 1 else "",
    ]
    return [line for line in lines if line]


def _attendance(body: Mapping[str, Any]) -> list[str]:
    sent = sum(one["sheets"].get("submitted", 0) for one in body["panel"])
    received = f"Peserta yang diperingkat: {len(body['rows'])}. Lembar nilai yang diterima: {sent}."
    out = [f"{one['name']}: {ended(one['reason'])}" for one in body["out"]]
    return [received, *_not_counted(body), *paper_sentences(body), *out]


def _not_counted(body: Mapping[str, Any]) -> Iterator[str]:
    """Whose sheets the rules leave out, and why; of which round, where there are several."""
    names = {one["judge"]: one["name"] for one in body["panel"]}
    several = len(body["rules"]["rounds"]) > 1
    without = left_out(body)
    for round_ in body["rules"]["rounds"]:
        everyone = f"semua peserta sesi {round_['name']}" if several else "semua peserta"
        where = "sesi itu" if several else "kategori ini"
        for judge, missing in without[round_["code"]].items():
            why = words.listing(sorted({REASONS.get(status, NOT_SENT) for _, status in missing}))
            yield (
                f"{names[judge]} tidak menilai {everyone} ({why}), sehingga menurut aturan nilainya tidak dihitung "
                f"dalam {where}."
            )


def _ties(body: Mapping[str, Any], titles: Mapping[str, str]) -> list[str]:
    lines = [
        f"{row['name']} ({row['shown']}) sebagai {row['award'] or 'urutan ' + str(row['rank'])}: "
        f"{decided_words(row['decided_by'], titles)}."
        for row in body["rows"]
        if row["decided_by"]
    ]
    return [*lines, *decision_sentences(body), *reopened_sentences(body)]


def _special(body: Mapping[str, Any]) -> list[str]:
    """Awards without a place: to whom, and what the choice rests on."""
    return [
        f"{one['label']}: {one['name']}, {one['region']}." + (f" Dasar: {ended(one['basis'])}" if one["basis"] else "")
        for one in body["special"]
    ]


def _notes(body: Mapping[str, Any], sealed: datetime) -> list[str]:
    lines = [set_by(body, sealed.date())]
    if body["number"] > 1:
        replaced = f"Hasil versi {body['number']} menggantikan hasil versi {body['number'] - 1}."
        lines.append(f"{replaced} Alasan: {ended(reason_of(body))}")
    lines += [f"{place['label']}: tidak diberikan." for place in body["places"] if place["state"] == "not_given"]
    return [*lines, *body["warnings"]]
