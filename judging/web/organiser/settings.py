"""The event at a glance: every page of setting up, its rules, and what is missing before judging opens."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from judging import codes, queries, words
from judging.language import _
from judging.queries import AccountInfo, CategoryRules, EventInfo, PanelJudge, ParticipantInfo
from judging.queries.draws import DrawInfo
from judging.queries.panel import ConflictInfo
from judging.queries.set_up import CategorySetUp, categories_set_up, region_uses
from judging.queries.sign_off import SignOff, sign_offs
from judging.queries.suggestions import suggested_conflicts
from judging.roles import Permission
from judging.rule_words import METHODS, PANEL_RULES, tie_break_words
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import opening, set_up_view, steps
from judging.web.organiser.categories import sentence
from judging.web.organiser.common import blueprint, event_id, moment, page


@dataclass(frozen=True, slots=True)
class SetUp:
    """What this page and the front page read."""

    event: EventInfo
    settings: dict[str, object]
    backgrounds: dict[str, str]
    rules: list[CategoryRules]
    people: list[ParticipantInfo]
    panel: list[PanelJudge]
    conflicts: list[ConflictInfo]


@dataclass(frozen=True, slots=True)
class Lists:
    """What only the pages of setting up read."""

    categories: list[CategorySetUp]
    regions: int
    accounts: list[AccountInfo]
    officials: list[str]  # roles
    sign_offs: list[SignOff]  # of each category's sheet of rules
    draws: list[DrawInfo]
    suggested: int  # conflicts of interest that nobody looked at


@blueprint.get("/pengaturan")
@allow(Permission.SEE_PROGRESS)
def settings() -> ResponseReturnValue:
    return show()


def read() -> SetUp:
    with database().reading() as session:
        return SetUp(
            event=queries.event(session, event_id()),
            settings=queries.settings(session, event_id()),
            backgrounds=queries.backgrounds(session, event_id()),
            rules=queries.category_rules(session, event_id()),
            people=queries.participants(session, event_id()),
            panel=queries.panel(session, event_id(), now=utc_now()),
            conflicts=queries.conflicts(session, event_id()),
        )


def read_lists() -> Lists:
    with database().reading() as session:
        return Lists(
            categories=categories_set_up(session, event_id()),
            regions=len(region_uses(session, event_id())[0]),
            accounts=queries.accounts(session, event_id()),
            officials=list(queries.officials(session, event_id())),
            sign_offs=sign_offs(session, event_id()),
            draws=queries.draws(session, event_id()),
            suggested=sum(not one.set_aside for one in suggested_conflicts(session, event_id())),
        )


def show() -> ResponseReturnValue:
    seen, lists = read(), read_lists()
    may_set_up = actor().may(Permission.SET_UP)
    around = (lists.accounts, lists.officials)
    rows = set_up_view.rows(seen, lists.categories, lists.regions, *around) if may_set_up else []
    missing = opening.blocking(lists.categories)
    return page(
        "organiser/settings.html",
        facts=_facts(seen),
        steps=rows,
        following=_following(rows) if not _done_words(seen.rules) else None,
        tools=_tools() if may_set_up else [],
        categories=[_category(one) for one in seen.rules],
        rules_href=url_for("organiser.documents") if actor().may(Permission.SEE_PAPERS) else "",
        may_set_up=may_set_up,
        opening={
            "done_words": _done_words(seen.rules),
            "blocking": [asdict(item) for item in missing],
            "look": [asdict(item) for item in opening.worth_a_look(seen, lists)],
            "fine": [item.text for item in opening.in_order(seen, lists)],
        },
    )


def _following(rows: list[dict[str, Any]]) -> dict[str, str] | None:
    """The first page on which something is still missing; then the opening, further down."""
    waiting = next((row for row in rows if row["kind"] != "done"), None)
    if waiting is not None:
        return {"text": _("Berikutnya: {page}", page=waiting["title"]), "href": waiting["href"]}
    return {"text": _("Berikutnya: {page}", page=_("Buka penilaian")), "href": "#buka"} if rows else None


def _tools() -> list[tuple[str, str]]:
    """Ways in and out beside typing, as far as they are there."""
    wanted = (
        ("import_event", _("Buku kerja")),
        ("import_table", _("Impor")),
        ("exports", _("Ekspor")),
        ("new_event", _("Acara baru")),
    )
    return [(text, url_for(f"organiser.{name}")) for name, text in wanted if steps.is_there(name)]


def _facts(seen: SetUp) -> list[tuple[str, str]]:
    event, same_day = seen.event, _("Pada hari yang sama")
    planned = [(_("Mulai menilai"), event.starts_on), (_("Rencana pengumuman"), event.announced_on)]
    return [
        (_("Kegiatan"), f"{event.name} {event.year}, {event.level}"),
        *((label, words.day_date(when)) for label, when in planned if when),
        (_("Unsur juri"), words.listing(list(seen.backgrounds.values()))),
        (_("Penyelenggara"), str(seen.settings.get("organiser") or _("belum diisi"))),
        (_("Penyerahan hadiah"), same_day if seen.settings.get("same_day_awards") else _("Setelah keputusan")),
    ]


def _category(rules: CategoryRules) -> dict[str, Any]:
    facts = [
        (_("Cara menghitung"), _method_words(rules)),
        (_("Juri yang dihitung"), _(PANEL_RULES[rules.panel_rule])),
        (_("Bila nilai sama"), sentence(tie_break_words(rules.tie_break, rules.aspects))),
        *((_round_label(rules, place), text) for place, text in enumerate(_round_words(rules))),
    ]
    remarks = list(dict.fromkeys(one.remark for one in rules.rounds if one.remark))
    return {"title": rules.name, "facts": facts, "rubric_remark": " ".join(remarks) if not rules.frozen_at else ""}


def _method_words(rules: CategoryRules) -> str:
    margin = _(", batas {margin} poin", margin=rules.margin) if rules.method == "clipped" and rules.margin else ""
    return f"{_(METHODS[rules.method])}{margin}"


def _round_label(rules: CategoryRules, place: int) -> str:
    one = rules.rounds[place]
    if len(rules.rounds) == 1:
        return _("Rubrik")
    return _("Rubrik sesi {name} ({share}%)", name=one.name, share=one.share)


def _round_words(rules: CategoryRules) -> list[str]:
    return [
        _("{rubric} (kode {code}, tercetak di lembar aturan)", rubric=one.rubric, code=codes.short(one.fingerprint))
        for one in rules.rounds
    ]


def _done_words(rules: list[CategoryRules]) -> str:
    opened = [one.declared_at for one in rules if one.declared_at]
    if not rules or len(opened) < len(rules):
        return ""
    since = _("Penilaian dibuka {moment}.", moment=moment(min(opened)))
    return f"{since} {_('Aturan sudah beku.')}" if any(one.frozen_at for one in rules) else since
