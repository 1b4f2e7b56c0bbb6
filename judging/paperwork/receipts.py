"""Kuitansi of every prize in money or goods, in three copies: the numbered allocation's own amounts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from certificates.people import Signatory
from certificates.receipt import Receipt, Signer, draw_receipts
from judging import queries, words
from judging.paperwork.common import (
    Paper,
    Source,
    category_line,
    imprint,
    is_group,
    letterhead,
    money,
    official,
    short,
)
from judging.queries import Papers
from judging.queries.papers import PayoutInfo

STAMP_ABOVE = 5_000_000  # rupiah: a receipt of more needs a meterai (UU 10/2020, article 3)
TAX_WORDS = {"pph21": "PPh 21 (5 %)", "pph23": "PPh 23 (15 %)", "other": "Pajak"}
DATE_BLANK = "………………"
DAY_BLANK = "……………"
NOTHING = PayoutInfo("", "", "", "", "", "", "", "")


def receipts_pdf(source: Source, event_id: int, only: tuple[str, str] | None = None) -> Paper | None:
    """Those of everyone, or of one (participant, label). KONSEP before the keputusan; None when there is nothing."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        body, sha256 = queries.allocation_or_draft(session, event_id)
    drawn = [
        _receipt(papers, one, line, body, sha256)
        for one in (body["categories"] if papers.results else ())
        for line in one["lines"]
        if (line["amount"] or line["goods"]) and only in (None, (line["participant"], line["label"]))
    ]
    suffix = f"-{only[0]}" if only else ""
    return Paper(f"kuitansi-{papers.event.code}{suffix}.pdf", draw_receipts(drawn)) if drawn else None


def _receipt(
    papers: Papers, one: Mapping[str, Any], line: Mapping[str, Any], body: Mapping[str, Any], sha256: str
) -> Receipt:
    payout = papers.payouts.get((line["participant"], line["label"]), NOTHING)
    mark = imprint(papers, f"Alokasi {body['number']}" if sha256 else "", f"Kode {short(sha256)}" if sha256 else "")
    amount = line["amount"]
    return Receipt(
        letterhead=letterhead(papers),
        title="Kuitansi" if amount else "Tanda Terima Barang",
        payer=_payer(papers, payout),
        words=words.terbilang_rupiah(amount) if amount else line["goods"],
        figures=money(papers, amount) if amount else "",
        purpose=_purpose(papers, one, line, body),
        remarks=tuple(_remarks(papers, one, line, payout)),
        signers=tuple(_signers(papers, line, payout)),
        number=payout.number,
        year=str(papers.event.year),
        account=str(papers.settings.get("account_code") or ""),
        imprint=" · ".join(mark.parts),
        draft=not sha256,
        sample=papers.event.is_sample,
    )


def _payer(papers: Papers, payout: PayoutInfo) -> str:
    if payout.payer:
        return payout.payer
    treasurer = official(papers, "bendahara")
    office = str(papers.settings.get("organiser") or letterhead(papers).office)
    return f"{treasurer.position or 'Bendahara Pengeluaran'} {office}"


def _purpose(papers: Papers, one: Mapping[str, Any], line: Mapping[str, Any], body: Mapping[str, Any]) -> str:
    award = f"{line['label']} {category_line(papers, one['category'])} kepada {line['name']}, {line['region']}"
    what = f"Uang pembinaan {award}" if line["amount"] else f"Hadiah {award}"
    if line["amount"] and line["goods"]:
        what += f", beserta hadiah barang: {line['goods']}"
    decree = body["decree"]
    if decree is None:
        return what
    return f"{what} (Keputusan Nomor {decree['number']} tanggal {words.long_date(date.fromisoformat(decree['day']))})"


def _remarks(papers: Papers, one: Mapping[str, Any], line: Mapping[str, Any], payout: PayoutInfo) -> list[str]:
    """How the tax is handled, then how the money is paid."""
    return [text for text in (_tax(papers, one["tax_rule"], line), _payment(line, payout)) if text]


def _tax(papers: Papers, rule: str, line: Mapping[str, Any]) -> str:
    if not line["amount"]:
        return ""
    if rule == "organiser":
        return "Pajak ditanggung penyelenggara; penerima menerima jumlah ini penuh."
    if line["tax"] is None or rule not in TAX_WORDS:
        return "Pajak belum ditetapkan; jumlah ini adalah bruto. Tidak ada potongan yang dihitung pada lembar ini."
    tax, net = money(papers, line["tax"]), money(papers, line["net"])
    return f"{TAX_WORDS[rule]}: {tax}. Jumlah diterima: {net}."


def _payment(line: Mapping[str, Any], payout: PayoutInfo) -> str:
    if not line["amount"]:
        return ""
    if payout.method == "cash":
        return "Dibayar tunai."
    if payout.method == "transfer":
        holder = f" atas nama {payout.account_holder}" if payout.account_holder else ""
        reference = f", referensi {payout.reference}" if payout.reference else ""
        return f"Dibayar dengan transfer: {payout.bank}, rekening {payout.account}{holder}{reference}."
    return "Dibayar: ☐ tunai  ☐ transfer ke bank ………………………… rekening …………………………………"


def _signers(papers: Papers, line: Mapping[str, Any], payout: PayoutInfo) -> list[Signer]:
    """Who agreed, who paid, who received; for a group's money two of the group."""
    dated = f"{papers.event.place}, {DATE_BLANK} {papers.event.year}"
    if payout.payer:
        found = [Signer(("Yang menyerahkan,", f"{payout.payer},"), Signatory("", ""))]
    else:
        found = _office(papers, money_paid=bool(line["amount"]))
    stamp = bool(papers.settings.get("stamp_duty")) and (line["amount"] or 0) > STAMP_ABOVE
    chair, keeper = papers.representatives.get(line["participant"], ""), papers.treasurers.get(line["participant"], "")
    if payout.receiver:
        proxy = Signatory(payout.receiver, "", institution=f"kuasa dari {line['name']}")
        return [*found, Signer((dated, "Yang menerima, dengan surat kuasa,"), proxy, stamp)]
    if not chair and not is_group(papers, line["participant"]):
        return [*found, Signer((dated, "Yang menerima,"), Signatory(line["name"], ""), stamp)]
    found.append(Signer((dated, "Yang menerima, Ketua,"), _of(chair, line), stamp))
    return [*found, Signer(("Yang menerima,", "Bendahara,"), _of(keeper, line))]


def _office(papers: Papers, *, money_paid: bool) -> list[Signer]:
    """The office's own two; over goods nothing is agreed to be paid, and nothing was."""
    kpa, treasurer = official(papers, "kpa"), official(papers, "bendahara")
    agreed, given = ("Setuju dibayar,", "Lunas dibayar") if money_paid else ("Mengetahui,", "Diserahkan")
    return [
        Signer((agreed, f"{kpa.heading or 'Kuasa Pengguna Anggaran'},"), kpa),
        Signer((f"{given} tgl. {DAY_BLANK}", f"{treasurer.heading or 'Bendahara Pengeluaran'},"), treasurer),
    ]


def _of(name: str, line: Mapping[str, Any]) -> Signatory:
    return Signatory(name, "", institution=line["name"])
