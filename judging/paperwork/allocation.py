"""Daftar alokasi hadiah: the numbered allocation; before the keputusan a KONSEP from the sealed results."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from certificates.allocation import (
    AllocationCategory,
    AllocationList,
    AllocationRow,
    Amounts,
    draw_allocation,
)
from certificates.signature_row import Signing
from judging import queries, words
from judging.paperwork.common import (
    Paper,
    Source,
    dated,
    decree_line,
    decree_signatory,
    event_line,
    imprint,
    is_group,
    letterhead,
    money,
    official,
    registered,
    short,
    versions,
)
from judging.queries import Papers
from judging.queries.certificates import Key

ONESELF = "yang bersangkutan"  # a person who needs nobody to receive for them
TAX_NOTES = {
    "undecided": "pajak belum ditetapkan; jumlah yang tercantum adalah bruto, tanpa potongan.",
    "organiser": "pajak ditanggung penyelenggara.",
    "pph21": "PPh 21 sebesar 5 % dipotong dari hadiah.",
    "pph23": "PPh 23 sebesar 15 % dipotong dari hadiah.",
}


def allocation_pdf(source: Source, event_id: int) -> Paper:
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        body, sha256 = queries.allocation_or_draft(session, event_id)
    return Paper(f"alokasi-hadiah-{papers.event.code}.pdf", draw_allocation(_list(papers, body, sha256)))


def _list(papers: Papers, body: Mapping[str, Any], sha256: str) -> AllocationList:
    """`sha256` is empty for a draft."""
    categories = tuple(_category(papers, one) for one in body["categories"])
    gross = sum(one["subtotal"] for one in body["categories"])
    settled = all(one["tax_rule"] != "undecided" for one in body["categories"])
    tax = sum(one["subtotal_tax"] for one in body["categories"])
    signers = (("pptk", ""), ("bendahara", ""), ("kpa", dated(papers)))
    marks = [f"Alokasi {body['number']}", versions(body), f"Kode {short(sha256)}"] if sha256 else [versions(body)]
    return AllocationList(
        letterhead=letterhead(papers),
        event=event_line(papers),
        number=registered(papers, "alokasi"),
        basis=basis_of(papers, body),
        categories=categories,
        total=_amounts(papers, gross, tax if settled else None, gross - tax if settled else None),
        total_in_words=words.terbilang_rupiah(gross),
        signings=tuple(Signing(official(papers, role), above) for role, above in signers),
        imprint=imprint(papers, *marks, draft=not sha256),
        notes=tuple(_notes(papers, body)),
    )


def _category(papers: Papers, one: Mapping[str, Any]) -> AllocationCategory:
    numbers = {key: issued.number or issued.serial for key, issued in papers.fitting.items()}
    rows = tuple(_row(papers, line, numbers) for line in one["lines"])
    settled = one["tax_rule"] != "undecided"
    return AllocationCategory(
        name=one["category"],
        rows=rows,
        subtotal=_amounts(
            papers, one["subtotal"], one["subtotal_tax"] if settled else None, one["subtotal_net"] if settled else None
        ),
        tax_note=TAX_NOTES.get(one["tax_rule"], ""),
    )


def _row(papers: Papers, line: Mapping[str, Any], numbers: Mapping[Key, str]) -> AllocationRow:
    return AllocationRow(
        rank=line["label"],
        recipient=line["name"],
        place=line["region"],
        representative=receiver_of(papers, line),
        amounts=_prize(papers, line),
        to_confirm=line["to_confirm"],
        trophy=line["trophy"],
        certificate=numbers.get((line["participant"], line["label"]), "") if line["certificate"] else "–",
    )


def receiver_of(papers: Papers, line: Mapping[str, Any]) -> str:
    """Who comes for it: with a surat kuasa somebody else, for a group its head, otherwise the winner."""
    key = (line["participant"], line["label"])
    named = papers.payouts[key].receiver if key in papers.payouts else ""
    chosen = named or papers.representatives.get(line["participant"], "")
    return chosen or ("" if is_group(papers, line["participant"]) else ONESELF)


def _prize(papers: Papers, line: Mapping[str, Any]) -> Amounts | None:
    if line["amount"] is None:
        return Amounts("~barang", "–", "–") if line["goods"] else None
    return _amounts(papers, line["amount"], line["tax"], line["net"])


def _amounts(papers: Papers, gross: int, tax: int | None, net: int | None) -> Amounts:
    def written(amount: int | None) -> str:
        return "" if amount is None else money(papers, amount)

    return Amounts(written(gross), written(tax), written(net))


def basis_of(papers: Papers, body: Mapping[str, Any]) -> str:
    if body["decree"] is None:
        return ""
    head = decree_signatory(papers, body)
    return decree_line(body["decree"]["number"], date.fromisoformat(body["decree"]["day"]), head.position)


def _notes(papers: Papers, body: Mapping[str, Any]) -> list[str]:
    """Goods, money that could not be split, places that nobody takes."""
    notes = [
        f"{line['label']} {one['category']}, {line['name']}: {line['goods']}."
        for one in body["categories"]
        for line in one["lines"]
        if line["goods"]
    ]
    notes += [
        f"{one['category']}: {money(papers, one['remainder'])} tidak terbagi rata dan tidak dibagikan."
        for one in body["categories"]
        if one["remainder"]
    ]
    notes += [
        f"{label} {one['category']}: tidak diberikan." for one in body["categories"] for label in one["not_given"]
    ]
    return notes
