"""Lembar aturan penilaian: the rules for the panel to sign before judging opens, under the code they are declared by.

It is KONSEP only while something that it prints is not settled.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from certificates.panel import Panelist
from certificates.rules_sheet import RubricAspect, Rule, RulesSheet, draw_rules_sheet
from certificates.signature_row import Signing
from judging import queries, words
from judging.paperwork.common import Paper, Source, dated, ended, imprint, letterhead, official, short
from judging.queries import DeclaredRules, Papers, RubricInfo
from judging.rule_words import METHODS, PANEL_RULES, tie_break_words

TWINS = (
    "Hanya dengan keputusan pleno; uang pembinaan dari tempat yang mereka ambil dijumlahkan, lalu dibagi rata."
)


def rules_sheet_pdf(source: Source, event_id: int, category_id: int) -> Paper:
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        rules = queries.declared_rules(session, category_id)
        code = next(one.code for one in queries.categories(session, event_id) if one.id == category_id)
    return Paper(f"lembar-aturan-{code}-{papers.event.code}.pdf", draw_rules_sheet(_sheet(papers, rules)))


def _sheet(papers: Papers, rules: DeclaredRules) -> RulesSheet:
    mark = "" if rules.lacks else f"Kode aturan {rules.code}"
    return RulesSheet(
        letterhead=letterhead(papers),
        subject=f"{rules.category} {papers.event.level} Tahun {papers.event.year}",
        rules=tuple(_rules(rules)),
        rubric_title="Rubrik penilaian",
        aspects=tuple(_aspects(rules)),
        panel=tuple(Panelist(one.name, _unit(one)) for one in rules.panel),
        signings=(Signing(official(papers, "kabid"), f"{dated(papers)}\nMengetahui,"),),
        imprint=imprint(papers, mark, draft=bool(rules.lacks)),
    )


def _aspects(rules: DeclaredRules) -> list[RubricAspect]:
    several = len(rules.rubrics) > 1
    return [
        RubricAspect(
            f"{title} ({rubric.round})" if several else title,
            str(weight),
            tuple((code, name, str(points)) for code, name, points in indicators),
        )
        for rubric in rules.rubrics
        for _, title, weight, indicators in rubric.aspects
    ]


def _unit(one: queries.Panelist) -> str:
    return " · ".join(part for part in ("Ketua" if one.is_chair else "", one.background, one.institution) if part)


def _rules(rules: DeclaredRules) -> list[Rule]:
    body = rules.body
    titles = {code: title for rubric in rules.rubrics for code, title, _, _ in rubric.aspects}
    rounds = [f"{one['name']} {one['share']} %" for one in body["rounds"]]
    prints = [_rubric_line(one, rubric) for one, rubric in zip(body["rounds"], rules.rubrics, strict=True)]
    found = [
        Rule("Cara menghitung", f"{METHODS[body['method']]}."),
        Rule("Juri yang dihitung", f"{PANEL_RULES[body['panel_rule']]}."),
        Rule("Sesi", f"{words.listing(rounds)}." if len(rounds) > 1 else ""),
        Rule("Nilai sama", f"Urutan pemeriksaan: {tie_break_words(body['tie_break'], titles)}."),
        Rule("Juara kembar", TWINS),
        Rule("Hadiah", "\n".join(_prize(award) for award in body["awards"])),
        Rule("Rubrik", "\n".join(prints)),
    ]
    return [rule for rule in found if rule.text]


def _prize(award: Mapping[str, Any]) -> str:
    money = "" if award["amount"] is None else words.rupiah(award["amount"], cents=True)
    things = [money, "trofi" if award["trophy"] else "", "piagam" if award["certificate"] else ""]
    goods, basis = award["goods"], award["basis"]
    given = [words.listing([thing for thing in things if thing])] + ([f"barang: {goods}"] if goods else [])
    told = ended(f"{award['label']}: {'; '.join(text for text in given if text)}")
    return f"{told} Dasar: {ended(basis)}" if basis else told


def _rubric_line(round_: Mapping[str, Any], rubric: RubricInfo) -> str:
    line = f"{rubric.title}, versi {round_['version']}, kode {short(round_['fingerprint'])}."
    return f"{line} {rubric.remark}".strip()
