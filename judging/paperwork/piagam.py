"""Piagam: issued ones from their records, all others as KONSEP from the sealed result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from certificates.fitting import TextTooLong
from certificates.people import Signatory
from certificates.piagam import Piagam
from certificates.press import draw_piagam, problems
from judging import codes, queries, words
from judging.paperwork.common import Paper, Source, letterhead, official
from judging.queries import Papers
from judging.queries.certificates import holder_key, says_the_same


@dataclass(frozen=True, slots=True)
class CertificateItem:
    """One piagam in the list of papers."""

    participant: str  # participant's or judge's code
    name: str
    label: str
    category: str
    serial: str  # "" while it is a draft
    issuance_id: int | None
    revoked: bool = False
    unapproved: bool = False  # the name was never approved by its owner
    stale: bool = False  # what was issued last says something else than the newest result
    issued_name: str = ""  # as printed on what was issued last
    last_id: int | None = None  # of what was issued last and no longer stands as it is: a successor names it

    @property
    def stands(self) -> bool:
        """Issued, and every word as the newest result has it."""
        return self.issuance_id is not None and not self.stale

    @property
    def waits(self) -> bool:
        """Issuing all will write it. What was revoked on purpose does not come back by itself."""
        return self.stale or (self.issuance_id is None and not self.revoked)


def certificate_list(papers: Papers, *, thanks: bool = False) -> list[CertificateItem]:
    """Who receives a piagam (of an award, or of taking part and judging); issued ones carry their serial."""
    standing = {one.key: one for one in (papers.thanked if thanks else papers.issued)}
    holders = papers.thanks if thanks else papers.holders
    return [_item(holder, standing.get(holder_key(holder)), papers) for holder in holders]


def _item(holder: Mapping[str, Any], one: queries.Issued | None, papers: Papers) -> CertificateItem:
    key = holder_key(holder)
    last = one or papers.revoked.get(key)
    stale = last is not None and not says_the_same(last.body, holder)
    return CertificateItem(
        key[0],
        holder["name"],
        holder["label"],
        holder["category"],
        one.serial if one else "",
        one.id if one else None,
        last is not None and one is None,
        holder["participant"] in papers.unapproved,
        stale,
        str(last.body["name"]) if last else "",
        last.id if last and (stale or one is None) else None,
    )


def certificates_pdf(source: Source, event_id: int, only: str = "", *, thanks: bool = False) -> Paper:
    """All piagam in one PDF, or those of one recipient (by code): issued ones as issued, others as KONSEP.

    One that waits for its successor is KONSEP again; a revoked one is not printed; one too long for its sheet is left
    out and named in `skipped`.
    """
    with source.reading() as session:
        papers = queries.papers(session, event_id)
    fitting, drawn = papers.fitting, []
    for item, holder in zip(
        certificate_list(papers, thanks=thanks), papers.thanks if thanks else papers.holders, strict=True
    ):
        if only in ("", item.participant) and (item.stands or item.waits):
            one = fitting.get(holder_key(holder))
            drawn.append(issued_piagam(papers, one, source.settings.public_host) if one else _draft(papers, holder))
    name = f"piagam{'-terima-kasih' if thanks else ''}-{papers.event.code}{f'-{only}' if only else ''}.pdf"
    content, skipped = printed(drawn)
    return Paper(name, content, skipped)


def printed(piagams: Sequence[Piagam]) -> tuple[bytes, tuple[str, ...]]:
    """One PDF, and why some are not in it. Raises TextTooLong when none can be drawn."""
    try:
        return draw_piagam(piagams), ()
    except TextTooLong:
        wrong = dict(problems(piagams))
        if len(wrong) == len(piagams):
            raise
        kept = [piagam for number, piagam in enumerate(piagams) if number not in wrong]
        return draw_piagam(kept), tuple(str(problem) for problem in wrong.values())


def sample_piagam(papers: Papers, overrides: Mapping[str, Any]) -> Piagam:
    """For a preview of the settings: the event's own words, an invented holder, never a code."""
    tried = replace(papers, settings={**papers.settings, **overrides})
    holder = {
        "name": "Nama Penerima Contoh",
        "label": "Juara I",
        "category": papers.event.name,
        "level": papers.event.level,
        "year": papers.event.year,
        "noun": "",
        "is_group": True,
        "linked": "",
        "phrase": "atas hasil kerja dan ketekunannya",
        "is_sample": True,
        "region": papers.event.place,
        "district": "",
        "subdistrict": "",
        "participant": "",
    }
    return _draft(tried, holder)


def issued_piagam(papers: Papers, one: queries.Issued, host: str) -> Piagam:
    """Every word from the issuance record; only paper and ornament are the event's settings."""
    body = one.body
    return Piagam(
        **_common(papers, body),
        number=one.number,
        serial=f"{one.serial} · cetakan ke-{one.prints}" if one.prints > 1 else one.serial,
        code=codes.in_groups(one.code),
        place_date=f"{papers.event.place}, {words.long_date(date.fromisoformat(body['day']))}",
        signatory=Signatory(**body["signatory"]),
        basis=_basis(body["basis"], (body["basis"] or {}).get("position") or body["signatory"]["position"]),
        qr_url=f"{host}/periksa/{one.code}" if host else None,
    )


def _draft(papers: Papers, holder: Mapping[str, Any]) -> Piagam:
    return Piagam(
        **_common(papers, holder),
        place_date=f"{papers.event.place}, ……………………",
        signatory=official(papers, "kepala"),
        draft=True,
    )


def _common(papers: Papers, holder: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "letterhead": letterhead(papers),
        "holder": holder["name"],
        "award": holder["label"],
        "achievement": f"{holder['category']} {holder['level']} Tahun {holder['year']}",
        "holder_role": holder_role(holder),
        "holder_place": holder_place(holder),
        "phrase": sentence(holder["phrase"]),
        "contact": str(papers.settings.get("organiser", "")),
        "sample": holder["is_sample"],
        "paper": str(papers.settings.get("paper", "A4")),
        "logo": papers.logo,
        "background": papers.background,
        **_look(papers.settings),
    }


def _look(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Ornament and place on the sheet, as set; nothing set is the design's own."""
    across, down = settings.get("offset") or (0, 0)
    return {
        "design": str(settings.get("design") or "klasik"),
        "colours": tuple(settings.get("colours") or ()),
        "content_only": bool(settings.get("content_only")),
        "offset": (float(across), float(down)),
    }


def holder_role(holder: Mapping[str, Any]) -> str:
    """ "Pendamping KUBE Melati Karya": what a person is, beside whom; the shared word is said once."""
    if holder["is_group"]:
        return ""
    noun, linked = str(holder["noun"]), str(holder["linked"])
    if not linked:
        return noun
    return f"{noun} {linked.removeprefix(noun.rsplit(maxsplit=1)[-1]).strip()}"


def sentence(phrase: str) -> str:
    return f"{phrase.rstrip('. ')}." if phrase.strip() else ""


def holder_place(holder: Mapping[str, Any]) -> str:
    parts = [(holder["subdistrict"], "Kelurahan "), (holder["district"], "Kecamatan "), (holder["region"], "")]
    return ", ".join(f"{before}{text}" for text, before in parts if text)


def _basis(basis: Mapping[str, str] | None, position: str) -> str:
    if basis is None:
        return ""
    return f"Keputusan {position}\nNomor {basis['number']} tanggal {words.long_date(date.fromisoformat(basis['day']))}"
