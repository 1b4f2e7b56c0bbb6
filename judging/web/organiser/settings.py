"""The event at a glance, its rules, what to look at before judging opens, and opening it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, profiles, queries, words
from judging.queries import CategoryInfo, CategoryRules, EventInfo, PanelJudge, ParticipantInfo
from judging.queries.panel import ConflictInfo
from judging.roles import Permission
from judging.rule_words import METHODS, PANEL_RULES, tie_break_words
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser.common import blueprint, event_id, moment, page, told
from judging.web.organiser.participants import limits_of, open_warnings

SHORT_FINGERPRINT = 12


@dataclass(frozen=True, slots=True)
class SetUp:
    """Everything this page reads."""

    event: EventInfo
    settings: dict[str, object]
    backgrounds: dict[str, str]
    rules: list[CategoryRules]
    people: list[ParticipantInfo]
    panel: list[PanelJudge]
    conflicts: list[ConflictInfo]


@blueprint.get("/pengaturan")
@allow(Permission.SEE_PROGRESS)
def settings() -> ResponseReturnValue:
    return show()


@blueprint.post("/pengaturan/buka")
@allow(Permission.SET_UP)
def open_judging() -> ResponseReturnValue:
    """Every category that is still being set up, together: they share judges."""
    try:
        with database().writing() as session:
            for category in _waiting(queries.categories(session, event_id())):
                actions.open_judging(session, actor(), category.id, now=utc_now())
    except actions.Refused as refusal:
        return show(told(refusal))
    flash("Penilaian dibuka. Juri sekarang dapat menilai.")
    return redirect(url_for("organiser.progress"))


def _waiting(categories: list[CategoryInfo]) -> list[CategoryInfo]:
    found = [one for one in categories if one.state == "setup"]
    if not found:
        raise actions.Refused("Penilaian sudah dibuka.")
    return found


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


def show(problems: list[str] | None = None) -> ResponseReturnValue:
    seen = read()
    return page(
        "organiser/settings.html",
        422 if problems else 200,
        facts=_facts(seen),
        categories=[_category(one) for one in seen.rules],
        counts={"participants": len(seen.people), "judges": len(seen.panel)},
        rules_href=url_for("organiser.documents") if actor().may(Permission.SEE_PAPERS) else "",
        may_set_up=actor().may(Permission.SET_UP),
        opening={"done_words": _done_words(seen.rules), "checks": checks(seen), "problems": problems or []},
    )


def _facts(seen: SetUp) -> list[tuple[str, str]]:
    event = seen.event
    planned = [("Mulai menilai", event.starts_on), ("Rencana pengumuman", event.announced_on)]
    return [
        ("Kegiatan", f"{event.name} {event.year}, {event.level}"),
        *((label, words.day_date(when)) for label, when in planned if when),
        ("Unsur juri", words.listing(list(seen.backgrounds.values()))),
        ("Penyelenggara", str(seen.settings.get("organiser") or "belum diisi")),
        ("Penyerahan hadiah", "Pada hari yang sama" if seen.settings.get("same_day_awards") else "Setelah keputusan"),
    ]


def _category(rules: CategoryRules) -> dict[str, Any]:
    facts = [
        ("Cara menghitung", _method_words(rules)),
        ("Juri yang dihitung", PANEL_RULES[rules.panel_rule]),
        ("Bila nilai sama", _sentence(tie_break_words(rules.tie_break, rules.aspects))),
        *((_round_label(rules, place), text) for place, text in enumerate(_round_words(rules))),
    ]
    remarks = list(dict.fromkeys(one.remark for one in rules.rounds if one.remark))
    return {"title": rules.name, "facts": facts, "rubric_remark": " ".join(remarks) if not rules.frozen_at else ""}


def _method_words(rules: CategoryRules) -> str:
    margin = f", batas {rules.margin} poin" if rules.method == "clipped" and rules.margin else ""
    return f"{METHODS[rules.method]}{margin}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _round_label(rules: CategoryRules, place: int) -> str:
    one = rules.rounds[place]
    return f"Rubrik sesi {one.name} ({one.share}%)" if len(rules.rounds) > 1 else "Rubrik"


def _round_words(rules: CategoryRules) -> list[str]:
    return [f"{one.rubric}, sidik {one.fingerprint[:SHORT_FINGERPRINT]}" for one in rules.rounds]


def _done_words(rules: list[CategoryRules]) -> str:
    opened = [one.declared_at for one in rules if one.declared_at]
    if not rules or len(opened) < len(rules):
        return ""
    frozen = " Aturan sudah beku." if any(one.frozen_at for one in rules) else ""
    return f"Penilaian dibuka {moment(min(opened))}.{frozen}"


def checks(seen: SetUp) -> list[dict[str, str]]:
    """What to look at before opening. Nothing here blocks; the organiser decides."""
    unapproved = sum(one.status == "active" and one.name_approved_at is None for one in seen.people)
    limits = limits_of(seen.settings)
    outside = sum(open_warnings(one, limits) > 0 for one in seen.people if one.status == "active")
    without_card = [judge.code for judge in seen.panel if judge.card_issued_at is None]
    panel = profiles.panel_warnings(seen.backgrounds, seen.panel)
    return [
        _check(not unapproved, "Semua nama sudah disetujui peserta", f"{unapproved} nama belum disetujui peserta"),
        _check(
            not outside, "Semua profil sesuai ketentuan", f"{outside} peserta punya hal di luar ketentuan tanpa alasan"
        ),
        _check(not without_card, "Semua juri punya kartu", f"Belum punya kartu: {words.listing(without_card)}"),
        *({"kind": "warn", "text": f"{one.message} {one.reason}"} for one in panel),
        *(
            []
            if panel
            else [{"kind": "done", "text": "Semua unsur ada di tim penilai, jumlahnya ganjil, ada cadangan"}]
        ),
        *(
            {"kind": "done", "text": f"Benturan kepentingan: {c.judge} dan {c.participant} ({c.reason})"}
            for c in seen.conflicts
        ),
    ]


def _check(fine: bool, good: str, otherwise: str) -> dict[str, str]:
    return {"kind": "done", "text": good} if fine else {"kind": "warn", "text": otherwise}
