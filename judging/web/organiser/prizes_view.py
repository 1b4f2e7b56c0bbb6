"""The money as the prize page takes it.

In:  the prize table, sealed results, the allocation once there is one.   Out: rows, subtotals, totals in words.
Before the allocation, a sealed category's rows come from the same computation that will fix them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from judging import queries, words
from judging.language import _
from judging.queries import AwardInfo, CategoryInfo
from judging.queries.results import allocation, decree, newest_results

Lines = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Money:
    categories: Sequence[CategoryInfo]
    awards: Sequence[AwardInfo]
    lines: Mapping[int, Lines]  # category id -> its lines, of the allocation or as they would be
    allocation: int  # its number; 0 before there is one
    decree: tuple[str, str] | None  # number, day in words, of the keputusan in force
    replaced: tuple[str, int] | None  # number and allocation of the keputusan that a correction left behind
    signed_by: str  # whoever signed the keputusan; "" before there is one
    officials: Sequence[tuple[str, str]]  # who could sign it: role, name and position


def read(session: Session, event_id: int) -> Money:
    results, found = newest_results(session, event_id), decree(session, event_id)
    body, sha256 = queries.allocation_or_draft(session, event_id)
    last = allocation(session, event_id)
    signed = (body["decree"] or {}).get("signatory")
    officials = sorted(queries.officials(session, event_id).values(), key=lambda one: (one.role != "kepala", one.id))
    return Money(
        categories=queries.categories(session, event_id),
        awards=queries.awards(session, event_id),
        lines={result.category_id: lines for result, lines in zip(results, body["categories"], strict=False)},
        allocation=body["number"] if sha256 else 0,
        decree=(found.number, words.long_date(found.day)) if found else None,
        replaced=(last.decree.number, last.number) if last and not found else None,
        signed_by=f"{signed['name']}, {_heading(signed['prefix'], signed['position'])}" if signed else "",
        officials=[(one.role, f"{one.name}, {_heading(one.prefix, one.position)}") for one in officials if one.name],
    )


def _heading(prefix: str, position: str) -> str:
    return f"{prefix} {position}".strip().replace("\n", " ")


def context(money: Money) -> dict[str, Any]:
    groups = [_group(money, category) for category in money.categories]
    total = sum(group["sum"] for group in groups)
    return {
        "groups": groups,
        "total": words.rupiah(total) if total or money.lines else _no_sum(money.awards),
        "total_words": words.terbilang_rupiah(total),
        "allocation": {"number": str(money.allocation or ""), "text": _text(money)},
    }


def _text(money: Money) -> str:
    if money.allocation:
        return _("Jumlah uang sudah tetap: daftar alokasi {allocation}.", allocation=money.allocation)
    if money.replaced:
        number, last = money.replaced
        return _(
            "Hasil dikoreksi sesudah keputusan {number}. Daftar alokasi {allocation} tetap tersimpan; "
            "isi keputusan yang baru untuk hasil yang berlaku sekarang.",
            number=number,
            allocation=last,
        )
    return _("Jumlah uang masih dapat diubah sampai nomor dan tanggal keputusan diisi.")


def _group(money: Money, category: CategoryInfo) -> dict[str, Any]:
    awards = [award for award in money.awards if award.category_id == category.id]
    lines = money.lines.get(category.id)
    rows = _sealed_rows(awards, lines) if lines else [_row(award, _("belum ditetapkan")) for award in awards]
    amount = lines["subtotal"] if lines else sum(award.amount or 0 for award in awards)
    left = lines["remainder"] if lines else 0
    return {
        "title": category.name,
        "code": category.code,
        "form": f"change-{category.code}",
        "awards": [(str(award.id), award.label) for award in awards],
        "rows": rows,
        "sum": amount,
        "subtotal": words.rupiah(amount) if amount or lines else _no_sum(awards),
        "remark": _("Tidak dapat dibagi rata: {left}.", left=words.rupiah(left)) if left else "",
    }


def _sealed_rows(awards: Sequence[AwardInfo], lines: Lines) -> list[dict[str, Any]]:
    """One row for each holder, in the order of the table; an award without holder says so."""
    rows = []
    for award in awards:
        held = [line for line in lines["lines"] if line["label"] == award.label]
        if held:
            rows += [_row(award, f"{line['name']}, {line['region']}", line["amount"]) for line in held]
        else:
            shared = award.place is not None and award.label not in lines["not_given"]
            why = _("bagian dari juara kembar") if shared else _("tidak diberikan")
            rows.append(_row(award, why, 0) | {"extras": ""})
    return rows


def _no_sum(awards: Sequence[AwardInfo]) -> str:
    """Nothing is due; or nobody has said yet."""
    return words.rupiah(0) if any(award.amount is not None for award in awards) else _("belum diisi")


def _no_money(award: AwardInfo) -> str:
    return _("belum diisi") if award.amount is None and award.to_confirm else _("tanpa uang")


def _row(award: AwardInfo, winner: str, amount: int | None = None) -> dict[str, Any]:
    money = award.amount if amount is None else amount
    extras = [text for given, text in ((award.trophy, _("trofi")), (award.certificate, _("piagam"))) if given]
    return {
        "label": award.label,
        "winner": winner,
        "amount": words.rupiah(money) if money else _no_money(award),
        "extras": words.listing([*extras, *([award.goods] if award.goods else [])]),
        "to_confirm": award.to_confirm,
        "award_id": award.id,
        "form": f"confirm-{award.id}",
        "amount_digits": words.grouped(award.amount) if award.amount else "",
    }


def decree_context(money: Money, *, may_enter: bool) -> dict[str, Any]:
    number, day = money.decree or ("", "")
    blocked = "" if money.decree else _why_not_yet(money, may_enter=may_enter)
    return {
        "number": number,
        "date": day,
        "can_enter": not money.decree and not blocked,
        "blocked_words": blocked,
        "is_replacing": money.replaced is not None,
        "problems": [],
        "at": {},
        "signed_by": money.signed_by,
        "signatory": "kepala",
        "signatories": money.officials,
    }


def _why_not_yet(money: Money, *, may_enter: bool) -> str:
    waiting = [category.name for category in money.categories if category.id not in money.lines]
    if waiting:
        return _(
            "Nomor dan tanggal keputusan diisi setelah hasil ditetapkan. Belum: {waiting}.",
            waiting=words.listing(waiting),
        )
    if any(award.to_confirm for award in money.awards):
        return _("Pastikan dahulu jumlah yang perlu konfirmasi, lalu isi nomor dan tanggal keputusan.")
    return "" if may_enter else _("Nomor dan tanggal keputusan diisi bendahara atau panitia.")
