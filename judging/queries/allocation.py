"""What each holder receives: the sealed ranks over the prize table as it stands, in whole rupiah.

In:  sealed results.   Out: a JSON-able dict; entering the keputusan fixes it as the numbered allocation.
Tax is shown only where the event says how; nothing is deducted silently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Award
from judging.queries.people import settings
from judging.queries.results import SealedResult, SealedRow, SealedSpecial
from judging.scoring import awards as awarding
from judging.scoring.category import Row

# PPh 21: 5 % of one undivided payment up to Rp60.000.000 (article 17); PPh 23: 15 % of gross for a body.
TAX_RATES = {"pph21": Fraction(5, 100), "pph23": Fraction(15, 100)}
UNDECIDED = "undecided"


def allocation_body(
    session: Session, event_id: int, results: Sequence[SealedResult], number: int, decree: Mapping[str, Any] | None
) -> dict[str, Any]:
    """`decree`: its number, day (ISO) and who signs it (an official's fields, or None); None before there is one."""
    taxes = settings(session, event_id).get("tax") or {}
    rules: Mapping[str, str] = taxes if isinstance(taxes, dict) else {}
    return {
        "v": 1,
        "number": number,
        "decree": dict(decree) if decree else None,
        "categories": [_category(session, one, rules.get(one.body["category"]["code"], UNDECIDED)) for one in results],
    }


def _category(session: Session, result: SealedResult, tax: str) -> dict[str, Any]:
    awards = session.scalars(select(Award).where(Award.category_id == result.category_id, Award.place.is_not(None)))
    table = {award.place: award for award in awards if award.place is not None}
    given = awarding.award(
        [Row(r.participant, r.rank, r.tied, r.decided_by, Fraction(r.total), {}, ()) for r in result.rows],
        [awarding.Place(place, award.label, award.amount) for place, award in sorted(table.items())],
    )
    holders = {row.participant: row for row in result.rows}
    lines = [_line(holders[code], table[one.place], one.each) for one in given.awards for code in one.participants]
    lines += [_special_line(one) for one in result.specials]
    taxed = [line | _taxed(line["amount"], tax) for line in lines]
    return {
        "category": result.category_name,
        "result": result.number,
        "sha256": result.sha256,
        "tax_rule": tax,
        "lines": taxed,
        "subtotal": _sum(taxed, "amount"),
        "subtotal_tax": _sum(taxed, "tax"),
        "subtotal_net": _sum(taxed, "net"),
        "remainder": given.remainder,
        "not_given": [one.label for one in given.awards if one.state == "not_given"],
    }


def _line(row: SealedRow, award: Award, amount: int | None) -> dict[str, Any]:
    return {
        "participant": row.participant,
        "name": row.name,
        "region": row.region,
        "label": award.label,
        "amount": amount,
        "trophy": award.trophy,
        "certificate": award.certificate,
        "goods": award.goods,
        "to_confirm": award.to_confirm,
    }


def _special_line(one: SealedSpecial) -> dict[str, Any]:
    return {
        "participant": one.participant,
        "name": one.name,
        "region": one.region,
        "label": one.label,
        "amount": one.amount,
        "trophy": one.trophy,
        "certificate": one.certificate,
        "goods": one.goods,
        "to_confirm": "",
    }


def _taxed(amount: int | None, rule: str) -> dict[str, int | None]:
    """Whole rupiah, the tax rounded down; None where there is no money or nobody settled the tax."""
    if amount is None or rule == UNDECIDED:
        return {"tax": None, "net": None}
    tax = int(amount * TAX_RATES.get(rule, Fraction(0)))
    return {"tax": tax, "net": amount - tax}


def _sum(lines: Sequence[Mapping[str, Any]], key: str) -> int:
    return sum(line[key] or 0 for line in lines)
