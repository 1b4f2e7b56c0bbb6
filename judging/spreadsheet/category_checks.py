"""What must hold in Acara, Kategori and Hadiah beyond single cells.

In:  Tables, Findings.   Out: problems; codes made canonical.
Does not know participants or judges.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from judging import event_rules as rules
from judging.event_rules import Fault, background_code
from judging.language import N_, _
from judging.profiles.peers import Once
from judging.spreadsheet.columns import fold
from judging.spreadsheet.event_sheets import (
    AWARD,
    BACKGROUND_FIELDS,
    CATEGORY,
    CATEGORY_LEVEL,
    CATEGORY_NEEDS,
)
from judging.spreadsheet.problems import Findings, Place
from judging.spreadsheet.references import Tables, resolve, tell_repeats
from judging.spreadsheet.table import Record

CATEGORY_ONCE = Once("name", "", N_("nama kategori “{value}”"), N_("Beri nama lain."))
ROUND_ONCE = Once("round", "", N_("sesi “{value}” di kategori ini"), N_("Beri kode lain."))
AWARD_ONCE = (
    Once("place", "category", N_("urutan {value} kategori ini"), N_("Setiap urutan satu baris.")),
    Once("label", "category", N_("sebutan “{value}” di kategori ini"), N_("Beri sebutan lain.")),
)


def check_event(event: Record, now_year: int | None, findings: Findings) -> None:
    year = event["year"] if "year" not in event.bad else None
    if now_year is not None and year is not None:
        _tell(findings, event, rules.year_faults(year, now_year))
    _tell(findings, event, rules.date_faults(year, event["starts_on"], event["announced_on"]))
    if not event.bad & {"members_lowest", "members_highest"}:
        _tell(findings, event, rules.member_faults(event["members_lowest"], event["members_highest"]))
    codes = [background_code(event[column.key]) for column in BACKGROUND_FIELDS]
    for index, first in rules.repeats(codes):
        wrong = _(
            "{title} sama dengan {first}.",
            title=BACKGROUND_FIELDS[index].title,
            first=BACKGROUND_FIELDS[first].title,
        )
        findings.add(event.place(BACKGROUND_FIELDS[index].key), wrong, _("Hapus salah satunya."))


def _tell(findings: Findings, record: Record, faults: Iterable[Fault]) -> None:
    for fault in faults:
        findings.add(record.place(fault.key), fault.wrong, fault.fix)


def backgrounds_of(event: Record) -> dict[str, str]:
    """Code -> name as printed, in the order declared."""
    names = [event[column.key] for column in BACKGROUND_FIELDS if event[column.key]]
    return {background_code(name): name for name in names}


def grouped_categories(records: Sequence[Record]) -> dict[str, list[Record]]:
    """Folded category code -> its rows, one per round; every row gets the code's first spelling."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        if "code" not in record.bad:
            rows = groups.setdefault(fold(record["code"]), [])
            rows.append(record)
            record.values["code"] = rows[0]["code"]
    return groups


def check_categories(tables: Tables, rubrics: Collection[str], findings: Findings) -> None:
    groups = grouped_categories(tables.of(CATEGORY))
    if not tables.of(CATEGORY) and CATEGORY.name not in tables.missing:
        findings.add(Place(CATEGORY.name), _("belum ada kategori."), _("Tulis sedikitnya satu kategori."))
    for rows in groups.values():
        _check_category_level(rows, findings)
        _check_rounds(rows, findings)
    tell_repeats(findings, [rows[0] for rows in groups.values()], CATEGORY_ONCE)
    codes = tables.codes(CATEGORY)
    known_rubrics = {fold(name): name for name in rubrics}
    for record in tables.of(CATEGORY):
        resolve(findings, record, "linked_to", codes, CATEGORY)
        if record["linked_to"] and fold(record["linked_to"]) == fold(record["code"]):
            findings.add(
                record.place("linked_to"), _("kategori ini menunjuk dirinya sendiri."), _("Pilih kategori lain.")
            )
            record.bad.add("linked_to")
        rubric = record.values["rubric"] = known_rubrics.get(fold(record["rubric"]), record["rubric"])
        if "rubric" not in record.bad and rubric not in rubrics:
            fix = _("Pilih salah satu: {rubrics}.", rubrics=", ".join(sorted(rubrics)))
            findings.add(record.place("rubric"), _("rubrik “{rubric}” tidak ada.", rubric=rubric), fix)
        _tell(
            findings, record, rules.day_faults(record["day"], tables.event["starts_on"], tables.event["announced_on"])
        )


def _check_category_level(rows: Sequence[Record], findings: Findings) -> None:
    first, *others = rows
    for key in CATEGORY_NEEDS:
        if key not in first.given:
            title = CATEGORY.column(key).title
            findings.add(first.place(key), _("{title} belum diisi.", title=title), CATEGORY.column(key).help)
    for record in others:
        for key in CATEGORY_LEVEL:
            if key in record.given and not record.bad & {key} and record[key] != first[key]:
                wrong = _("berbeda dengan baris {row}, kategori yang sama.", row=first.row.row)
                findings.add(record.place(key), wrong, _("Kosongkan atau samakan."))
    if "margin" not in first.bad:
        _tell(findings, first, rules.margin_faults(first["method"], first["margin"]))


def _check_rounds(rows: Sequence[Record], findings: Findings) -> None:
    several = len(rows) > 1
    for record in rows if several else ():
        for key in ("round", "round_name", "share"):
            if key not in record.given:
                wrong = _(
                    "{title} belum diisi, padahal kategori ini mempunyai beberapa sesi.",
                    title=CATEGORY.column(key).title,
                )
                findings.add(record.place(key), wrong, _("Setiap sesi memerlukan kode, nama, dan bobot."))
    tell_repeats(findings, rows, ROUND_ONCE)
    shares = [record["share"] for record in rows if record["share"]]
    if len(shares) == len(rows):
        _tell(findings, rows[0], rules.share_faults(rows[0]["code"], shares))


def check_awards(tables: Tables, findings: Findings) -> None:
    awards = tables.of(AWARD)
    codes = tables.codes(CATEGORY)
    for record in awards:
        resolve(findings, record, "category", codes, CATEGORY)
        if not record.bad & {"place", "basis"}:
            _tell(findings, record, rules.basis_faults(record["place"], record["basis"]))
    tell_repeats(findings, awards, *AWARD_ONCE)
    _check_places(awards, findings)


def _check_places(awards: Sequence[Record], findings: Findings) -> None:
    """Places of a category run 1, 2, 3 ... without a gap; told at the first row after the gap."""
    if any(record.bad & {"category", "place"} for record in awards):
        return  # the gap may come from the row that was already told
    placed: dict[str, dict[int, Record]] = {}
    for record in awards:
        if record["place"]:
            placed.setdefault(fold(record["category"]), {}).setdefault(record["place"], record)
    for places in placed.values():
        missing = rules.missing_place(places)
        if missing is not None:
            after = places[min(number for number in places if number > missing)]
            wrong = _("urutan melompat: {missing} belum ada.", missing=missing)
            findings.add(after.place("place"), wrong, _("Urutan hadiah mulai dari 1 tanpa loncatan."))
