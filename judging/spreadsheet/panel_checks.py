"""What must hold in Juri, Penugasan, Benturan, Pejabat and Petugas beyond single cells.

In:  Tables whose categories and participants are checked, Findings.   Out: problems; codes made canonical.
Does not know profiles or prizes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from judging.event_rules import SINGLE_ROUND, background_code, official_faults
from judging.language import N_, _
from judging.profiles.peers import JUDGE_ONCE, Once
from judging.spreadsheet.category_checks import backgrounds_of
from judging.spreadsheet.columns import fold
from judging.spreadsheet.event_sheets import (
    ASSIGNMENT,
    CATEGORY,
    CONFLICT,
    JUDGE,
    OFFICIAL,
    PARTICIPANT,
    PERSON,
    SIGNATORIES,
)
from judging.spreadsheet.problems import Findings, Place
from judging.spreadsheet.references import Codes, Tables, known_code, resolve, seat_of, tell_repeats
from judging.spreadsheet.table import Record

OFFICIAL_ONCE = Once("role", "", N_("peran {value}"), N_("Satu peran satu pejabat."), names=SIGNATORIES)
PERSON_ONCE = (
    Once("login", "", N_("nama masuk “{value}”"), N_("Beri nama masuk lain.")),
    Once("judge", "", N_("juri {value}"), N_("Satu juri satu orang.")),
)


def check_judges(tables: Tables, findings: Findings) -> None:
    check_judge_rows(tables, findings)
    judges = tables.of(JUDGE)
    if judges and not any(judge["is_chair"] or "is_chair" in judge.bad for judge in judges):
        findings.add(
            Place(JUDGE.name), _("belum ada ketua tim penilai."), _("Tulis ya pada kolom Ketua untuk satu juri.")
        )


def check_judge_rows(tables: Tables, findings: Findings) -> None:
    """What must hold while the panel is still being put together: the chair may come later."""
    judges = tables.of(JUDGE)
    declared = backgrounds_of(tables.event)
    for judge in judges:
        if declared and "background" not in judge.bad and background_code(judge["background"]) not in declared:
            fix = _("Pilih salah satu unsur di lembar Acara: {declared}.", declared=", ".join(declared.values()))
            findings.add(
                judge.place("background"), _("unsur “{background}” tidak dikenal.", background=judge["background"]), fix
            )
    _tell_double_judges(judges, findings)
    chairs = [judge for judge in judges if judge["is_chair"]]
    for judge in chairs[1:]:
        wrong = _("ketua tim penilai sudah ada {where}.", where=seat_of(chairs[0]))
        findings.add(judge.place("is_chair"), wrong, _("Sisakan satu ketua."))


def _tell_double_judges(judges: list[Record], findings: Findings) -> None:
    """The same name or the same code twice; when the backgrounds differ too, that is what is told."""
    seen: dict[tuple[str, str], Record] = {}
    for judge in judges:
        for rule in JUDGE_ONCE:
            if rule.key in judge.bad:
                continue
            first = seen.setdefault((rule.key, fold(judge[rule.key])), judge)
            if first is judge:
                continue
            value, background, where = judge[rule.key], first["background"], seat_of(first)
            if background_code(background) != background_code(judge["background"]):
                said = N_("{what} ditulis dengan unsur {background} {where}.")
                wrong = rule.fault(value, said, background=background, where=where).wrong
                findings.add(judge.place("background"), wrong, _("Satu juri hanya mewakili satu unsur."))
            else:
                fault = rule.fault(value, N_("{what} sudah ada {where}."), where=where)
                findings.add(judge.place(fault.key), fault.wrong, fault.fix)
            break


def rounds_of(tables: Tables) -> dict[str, list[str]]:
    """Category code -> its round codes, in order."""
    rounds: dict[str, list[str]] = {}
    for record in tables.of(CATEGORY):
        if "code" not in record.bad:
            rounds.setdefault(record["code"], []).append(record["round"] or SINGLE_ROUND)
    return rounds


def check_assignments(tables: Tables, findings: Findings) -> None:
    rounds = rounds_of(tables)
    taken: dict[tuple[str, str, str], int] = {}
    category_codes, judge_codes = tables.codes(CATEGORY), tables.codes(JUDGE)
    for record in tables.of(ASSIGNMENT):
        resolve(findings, record, "category", category_codes, CATEGORY)
        _resolve_round(record, rounds, findings)
        _resolve_judges(record, judge_codes, findings)
        for seat in seats(record, rounds):
            if seat in taken:
                wrong = _("juri {judge} sudah ditugaskan di baris {row}.", judge=seat[2], row=taken[seat])
                findings.add(record.place("judges"), wrong, _("Hapus salah satunya."))
            taken.setdefault(seat, record.row.row or 0)


def seats(record: Record, rounds: Mapping[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """(category, round, judge) of one row; an empty round stands for all rounds of the category."""
    if record.bad:
        return
    for code in [record["round"]] if record["round"] else rounds.get(record["category"], []):
        for judge in record["judges"]:
            yield record["category"], code, judge


def _resolve_round(record: Record, rounds: Mapping[str, list[str]], findings: Findings) -> None:
    if not record["round"] or record.bad & {"category", "round"} or record["category"] not in rounds:
        return
    known = {fold(code): code for code in rounds[record["category"]]}
    found = known.get(fold(record["round"]))
    if found is None:
        wrong = _(
            "sesi “{round}” tidak ada pada kategori {category}.", round=record["round"], category=record["category"]
        )
        lone = list(known) == [SINGLE_ROUND]
        fix = (
            _("Kosongkan; kategori ini satu sesi.")
            if lone
            else _("Pilih salah satu: {known}.", known=", ".join(known.values()))
        )
        findings.add(record.place("round"), wrong, fix)
        record.bad.add("round")
    else:
        record.values["round"] = found


def _resolve_judges(record: Record, codes: Codes | None, findings: Findings) -> None:
    if codes is None or "judges" in record.bad:
        return
    found = [known_code(findings, record.place("judges"), code, codes, JUDGE) for code in record["judges"]]
    if None in found:
        record.bad.add("judges")
    else:
        record.values["judges"] = tuple(dict.fromkeys(found))


def check_conflicts(tables: Tables, findings: Findings) -> None:
    first: dict[tuple[Any, Any], int] = {}
    judge_codes, participant_codes = tables.codes(JUDGE), tables.codes(PARTICIPANT)
    for record in tables.of(CONFLICT):
        resolve(findings, record, "judge", judge_codes, JUDGE)
        resolve(findings, record, "participant", participant_codes, PARTICIPANT)
        pair = (record["judge"], record["participant"])
        if not record.bad and pair in first:
            wrong = _(
                "benturan {judge} dengan {participant} sudah ada di baris {row}.",
                judge=pair[0],
                participant=pair[1],
                row=first[pair],
            )
            findings.add(record.row, wrong, _("Hapus salah satunya."))
        first.setdefault(pair, record.row.row or 0)


def check_officials(tables: Tables, findings: Findings) -> None:
    officials = tables.of(OFFICIAL)
    tell_repeats(findings, officials, OFFICIAL_ONCE)
    for record in officials:
        if not record.bad & {"nip", "institution"}:
            for fault in official_faults(record["nip"], record["institution"]):
                findings.add(record.place(fault.key), fault.wrong, fault.fix)


def check_people(tables: Tables, findings: Findings) -> None:
    people = tables.of(PERSON)
    tell_repeats(findings, people, *PERSON_ONCE)
    names = {judge["code"]: judge["name"] for judge in tables.of(JUDGE)}
    codes = tables.codes(JUDGE)
    for record in people:
        resolve(findings, record, "judge", codes, JUDGE)
        judge = record["judge"] if "judge" not in record.bad else ""
        if judge and judge in names and fold(names[judge]) != fold(record["name"]):
            wrong = _("namanya berbeda dengan juri {judge} ({name}).", judge=judge, name=names[judge])
            findings.add(record.place("name"), wrong, _("Samakan namanya, atau kosongkan Kode juri."))
