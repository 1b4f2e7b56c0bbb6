"""The announcer's list: from the last place up to the first, then the special awards."""

from __future__ import annotations

from collections.abc import Sequence

from certificates.mc import McAward, McCategory, McList, draw_mc_list
from judging import queries, words
from judging.paperwork.common import Paper, Source, event_line, imprint, letterhead, short
from judging.paperwork.piagam import holder_role
from judging.queries import Papers, SealedResult
from judging.queries.results import SealedRow

CLOSED = "RAHASIA – sampai diumumkan"
NUMERALS = {words.roman(number): words.terbilang(number) for number in range(1, 40)}


def mc_list_pdf(source: Source, event_id: int) -> Paper | None:
    """None before any result is sealed."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
    if not papers.results:
        return None
    return Paper(f"naskah-mc-{papers.event.code}.pdf", draw_mc_list(_list(papers)))


def _list(papers: Papers) -> McList:
    announced = all(one.announced_at for one in papers.results)
    codes = ", ".join(f"{one.category_name} versi {one.number} ({short(one.sha256)})" for one in papers.results)
    return McList(
        letterhead=letterhead(papers),
        event=event_line(papers),
        categories=tuple(_category(one) for one in papers.results),
        imprint=imprint(papers, f"Hasil: {codes}", confidential="" if announced else CLOSED),
    )


def _category(result: SealedResult) -> McCategory:
    labels = [one["label"] for one in sorted(result.body["places"], key=lambda one: -int(one["place"]))]
    awards = [_award(result, label) for label in labels]
    specials = [
        McAward(one.label, spoken(one.label), (one.name,), (one.region,)) for one in result.specials
    ]
    missing = [one["label"] for one in result.body["places"] if one["state"] == "not_given"]
    return McCategory(result.category_name, tuple(one for one in awards if one.names) + tuple(specials), tuple(missing))


def _award(result: SealedResult, label: str) -> McAward:
    rows = [row for row in result.rows if row.award == label]
    return McAward(label, spoken(label), tuple(row.name for row in rows), tuple(_about(result, rows)))


def _about(result: SealedResult, rows: Sequence[SealedRow]) -> list[str]:
    """Where each one comes from, and whom a person stands beside."""
    category = result.body["category"]
    found = []
    for row in rows:
        role = holder_role({"is_group": category["is_group"], "noun": category["noun"], "linked": row.linked})
        found.append(", ".join(part for part in (role if row.linked else "", row.region) if part))
    return found


def spoken(label: str) -> str:
    """ "Juara Harapan II" as it is said: "juara harapan dua"; a label without numeral as it stands, lower case."""
    return " ".join(NUMERALS.get(word, word.lower()) for word in label.split())
