"""Rekapitulasi: peserta by judges with mean and spread, then peserta by indicators; the pleno's working paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from certificates.listing import Listing, ListTable, draw_listings
from certificates.people import Signatory
from certificates.signature_row import Signing
from certificates.table import Column, Row
from judging import queries, words
from judging.paperwork.common import Paper, Source, category_line, chair_of, dated, imprint, letterhead, short
from judging.queries import Papers
from judging.queries.result_body import left_out
from judging.queries.score_papers import Mean, PaperRound, indicator_means, paper_rounds, recap_body, result_sheets

CLOSED = "RAHASIA – hanya untuk pleno"
SIZE = 9.0  # points
FEW = 8  # judges of a table that F4 holds
JUDGES = {"F4": 128.0, "A3": 214.0}  # mm that are left for the judges' columns


def recap_pdf(source: Source, event_id: int, category_id: int, paper: str = "") -> Paper | None:
    """Landscape F4, or A3 when asked. None while the order may not be seen."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        found = recap_body(session, category_id)
        if found is None:
            return None
        body, number = found
        means = indicator_means(body, result_sheets(session, category_id))
        rounds = paper_rounds(session, category_id)
        chair = chair_of(queries.declared_rules(session, category_id).panel)
        category = next(one for one in queries.categories(session, event_id) if one.id == category_id)
    sheet = paper or ("F4" if len(body["panel"]) <= FEW else "A3")
    secret = "" if category.state in ("announced", "archived") else CLOSED
    listing = _listing(papers, body, number, rounds, means, (sheet, secret), chair)
    return Paper(f"rekapitulasi-{category.code}-{papers.event.code}.pdf", draw_listings([listing], landscape=True))


def _listing(
    papers: Papers,
    body: Mapping[str, Any],
    number: int,
    rounds: Sequence[PaperRound],
    means: Mapping[str, Mapping[str, Mean]],
    look: tuple[str, str],
    chair: Signatory,
) -> Listing:
    result = next((one for one in papers.results if one.body is body or one.body == body), None)
    parts = (f"Versi hasil {number}", f"Kode {short(result.sha256)}") if result else ("Urutan usulan",)
    return Listing(
        letterhead=letterhead(papers),
        title="Rekapitulasi Nilai",
        subject=category_line(papers, body["category"]["name"]),
        tables=(*_judge_tables(body, JUDGES[look[0]]), *_indicator_tables(body, rounds, means)),
        signings=(
            Signing(Signatory("", "Petugas rekapitulasi")),
            Signing(chair, dated(papers)),
        ),
        imprint=imprint(papers, *parts, confidential=look[1], paper=look[0]),
    )


def _judge_tables(body: Mapping[str, Any], room: float) -> Iterator[ListTable]:
    """For each round every judge's value, their mean and spread; the total and rank stand in the first."""
    rounds, without = {one["code"]: one for one in body["rules"]["rounds"]}, left_out(body)
    for position, (code, round_) in enumerate(rounds.items()):
        judges = sorted({judge for row in body["rows"] for judge in row["judges"].get(code, {})})
        columns = [Column("No.", 9, size=SIZE), Column("Peserta", 0, size=SIZE), Column("Wilayah", 40, size=SIZE)]
        outside = [judge for judge in judges if judge in without[code]]
        wide = min(16, room / max(len(judges), 1))
        columns += [Column(judge, wide, "right", "*)" if judge in outside else "", size=SIZE) for judge in judges]
        columns += [Column("Rentang", 20, "right", "maks. – min.", size=SIZE)]
        if position == 0:
            columns += [
                Column("Nilai akhir", 19, "right", "semua sesi" if len(rounds) > 1 else "", size=SIZE, strong=True),
                Column("Peringkat", 32, size=SIZE, strong=True),
            ]
        heading = "Nilai tiap juri" if len(rounds) == 1 else f"Nilai tiap juri: {round_['name']} ({round_['share']} %)"
        yield ListTable(
            tuple(columns),
            tuple(_judge_rows(body, code, judges, final=position == 0)),
            heading=heading,
            note=_who(body, judges, outside, " dalam sesi ini" if len(rounds) > 1 else ""),
            least=8.5,
        )


def _who(body: Mapping[str, Any], judges: Sequence[str], outside: Sequence[str], where: str) -> str:
    """Whose columns these are; whom the rules leave out, and where; what a dash means."""
    names = {one["judge"]: one["name"] for one in body["panel"]}
    parts = ["; ".join(f"{judge}: {names.get(judge, judge)}" for judge in judges) + ";"]
    parts += [f"*) nilai {words.listing(outside)} tidak dihitung menurut aturan{where};"] if outside else []
    parts.append("–: tidak ada nilai.")
    return " ".join(parts)


def _judge_rows(body: Mapping[str, Any], code: str, judges: Sequence[str], *, final: bool) -> Iterator[Row]:
    for row in body["rows"]:
        values = row["judges"].get(code, {})
        exact = [Fraction(values[judge]["exact"]) for judge in judges if judge in values]
        cells = [str(row["number"]), row["name"], row["region"]]
        cells += [values[judge]["shown"] if judge in values else "–" for judge in judges]
        cells.append(_shown(max(exact) - min(exact)) if exact else "–")
        if final:
            cells += [row["shown"], row["award"] or f"Peringkat {row['rank']}"]
        yield Row(tuple(cells))


def _shown(value: Fraction) -> str:
    """Half-up, two decimals, as every value is shown."""
    hundredths = int(value * 100 + Fraction(1, 2))
    return f"{hundredths // 100},{hundredths % 100:02d}"


def _indicator_tables(
    body: Mapping[str, Any], rounds: Sequence[PaperRound], means: Mapping[str, Mapping[str, Mean]]
) -> Iterator[ListTable]:
    """Means of the counted judges on every indicator, as many indicators to a table as fit its width."""
    for one in rounds:
        indicators = [indicator for aspect in one.aspects for indicator in aspect.indicators]
        for start in range(0, len(indicators), 20):
            part = indicators[start : start + 20]
            columns = (
                Column("No.", 9, size=8.2),
                Column("Peserta", 0, size=8.2),
                *(Column(indicator.code, 11.4, "right", f"b. {indicator.weight}", size=8.2) for indicator in part),
            )
            rows = tuple(
                Row(
                    (
                        str(row["number"]),
                        row["name"],
                        *(_mean(means, row["participant"], f"{one.code}:{indicator.code}") for indicator in part),
                    )
                )
                for row in body["rows"]
            )
            name = f" ({one.name})" if one.name else ""
            yield ListTable(
                columns,
                rows,
                heading=f"Rata-rata skor tiap indikator{name}",
                note="; ".join(f"{indicator.code}: {indicator.title}" for indicator in part) + ".",
            )


def _mean(means: Mapping[str, Mapping[str, Mean]], participant: str, key: str) -> str:
    found = means.get(participant, {}).get(key)
    return found.shown if found else "–"
