"""What must hold in Acara, Kategori and Hadiah beyond single cells.

In:  Tables, Findings.   Out: problems; codes made canonical.
Does not know participants or judges.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

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

YEARS_AHEAD = 2


def check_event(event: Record, now_year: int | None, findings: Findings) -> None:
    if now_year is not None and "year" not in event.bad and event["year"] > now_year + YEARS_AHEAD:
        findings.add(event.place("year"), f"Tahun {event['year']} masih terlalu jauh.", "Periksa tahunnya.")
    start, announced = event["starts_on"], event["announced_on"]
    if start and "year" not in event.bad and abs(start.year - event["year"]) > 1:
        wrong = f"Tanggal mulai penilaian jatuh pada tahun {start.year}, sedangkan Tahun {event['year']}."
        findings.add(event.place("starts_on"), wrong, "Samakan tahunnya.")
    if start and announced and announced < start:
        wrong = "Rencana tanggal pengumuman lebih awal dari Tanggal mulai penilaian."
        findings.add(event.place("announced_on"), wrong, "Perbaiki salah satunya.")
    lowest, highest = event["members_lowest"], event["members_highest"]
    if len(event.given & {"members_lowest", "members_highest"}) == 1:
        empty = "members_lowest" if lowest is None else "members_highest"
        wrong = "Anggota paling sedikit dan Anggota paling banyak baru diisi satu."
        findings.add(event.place(empty), wrong, "Isi keduanya, atau kosongkan keduanya bila tanpa batas.")
    if lowest and highest and lowest > highest:
        wrong = f"Anggota paling sedikit {lowest} melebihi Anggota paling banyak {highest}."
        findings.add(event.place("members_lowest"), wrong, "Perbaiki salah satunya.")
    _check_backgrounds(event, findings)


def _check_backgrounds(event: Record, findings: Findings) -> None:
    seen: dict[str, str] = {}
    for column in BACKGROUND_FIELDS:
        name = event[column.key]
        if name and background_code(name) in seen:
            wrong = f"{column.title} sama dengan {seen[background_code(name)]}."
            findings.add(event.place(column.key), wrong, "Hapus salah satunya.")
        elif name:
            seen[background_code(name)] = column.title


def background_code(name: str) -> str:
    """ "Forum CSR" -> "forum_csr"."""
    return re.sub(r"\W+", "_", name.casefold()).strip("_")


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
        findings.add(Place(CATEGORY.name), "belum ada kategori.", "Tulis sedikitnya satu kategori.")
    for rows in groups.values():
        _check_category_level(rows, findings)
        _check_rounds(rows, findings)
    tell_repeats(findings, [rows[0] for rows in groups.values()], "name", what=lambda r: f"nama kategori “{r['name']}”",
                 fix="Beri nama lain.")  # fmt: skip
    codes = tables.codes(CATEGORY)
    known_rubrics = {fold(name): name for name in rubrics}
    for record in tables.of(CATEGORY):
        resolve(findings, record, "linked_to", codes, CATEGORY)
        if record["linked_to"] and fold(record["linked_to"]) == fold(record["code"]):
            findings.add(record.place("linked_to"), "kategori ini menunjuk dirinya sendiri.", "Pilih kategori lain.")
            record.bad.add("linked_to")
        rubric = record.values["rubric"] = known_rubrics.get(fold(record["rubric"]), record["rubric"])
        if "rubric" not in record.bad and rubric not in rubrics:
            fix = f"Pilih salah satu: {', '.join(sorted(rubrics))}."
            findings.add(record.place("rubric"), f"rubrik “{rubric}” tidak ada.", fix)
        _check_day(record, tables.event, findings)



def _check_category_level(rows: Sequence[Record], findings: Findings) -> None:
    first, *others = rows
    for key in CATEGORY_NEEDS:
        if key not in first.given:
            title = CATEGORY.column(key).title
            findings.add(first.place(key), f"{title} belum diisi.", CATEGORY.column(key).help)
    for record in others:
        for key in CATEGORY_LEVEL:
            if key in record.given and not record.bad & {key} and record[key] != first[key]:
                wrong = f"berbeda dengan baris {first.row.row}, kategori yang sama."
                findings.add(record.place(key), wrong, "Kosongkan atau samakan.")
    if first["method"] == "clipped" and "margin" not in first.given:
        wrong = "Batas (poin) belum diisi, padahal metodenya Rata-rata berbatas."
        findings.add(first.place("margin"), wrong, "Isi jarak terjauh dari rata-rata, misalnya 3.")
    if first["method"] != "clipped" and "margin" in first.given:
        wrong = "diisi, padahal metodenya bukan Rata-rata berbatas."
        findings.add(first.place("margin"), wrong, "Kosongkan atau ganti metodenya.")


def _check_rounds(rows: Sequence[Record], findings: Findings) -> None:
    several = len(rows) > 1
    for record in rows if several else ():
        for key in ("round", "round_name", "share"):
            if key not in record.given:
                wrong = f"{CATEGORY.column(key).title} belum diisi, padahal kategori ini mempunyai beberapa sesi."
                findings.add(record.place(key), wrong, "Setiap sesi memerlukan kode, nama, dan bobot.")
    tell_repeats(findings, rows, "round", what=lambda r: f"sesi “{r['round']}” kategori ini", fix="Beri kode lain.")
    shares = [record["share"] for record in rows if record["share"]]
    complete = len(shares) == len(rows)
    if complete and sum(shares) != 100:
        wrong = f"jumlah bobot sesi kategori {rows[0]['code']} {sum(shares)}, bukan 100."
        findings.add(rows[0].place("share"), wrong, "Ubah bobot sesi sampai jumlahnya 100.")


def _check_day(record: Record, event: Record, findings: Findings) -> None:
    day = record["day"]
    before = day and event["starts_on"] and day < event["starts_on"]
    after = day and event["announced_on"] and day > event["announced_on"]
    if before or after:
        wrong = "tanggal sesi di luar masa penilaian sampai pengumuman."
        findings.add(record.place("day"), wrong, "Samakan dengan tanggal di lembar Acara.")


def check_awards(tables: Tables, findings: Findings) -> None:
    awards = tables.of(AWARD)
    codes = tables.codes(CATEGORY)
    for record in awards:
        resolve(findings, record, "category", codes, CATEGORY)
        if not record.given & {"place", "basis"} and "place" not in record.bad:
            fix = "Isi Urutan, atau tulis dasar tertulis bila ini hadiah khusus."
            findings.add(record.place("basis"), "hadiah tanpa urutan belum punya dasar tertulis.", fix)
    tell_repeats(findings, awards, "place", within="category", what=lambda r: f"urutan {r['place']} kategori ini",
                 fix="Setiap urutan satu baris.")  # fmt: skip
    tell_repeats(findings, awards, "label", within="category", what=lambda r: f"sebutan “{r['label']}” kategori ini",
                 fix="Beri sebutan lain.")  # fmt: skip
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
        missing = next((number for number in range(1, max(places)) if number not in places), None)
        if missing is not None:
            after = places[min(number for number in places if number > missing)]
            wrong = f"urutan melompat: {missing} belum ada."
            findings.add(after.place("place"), wrong, "Urutan hadiah mulai dari 1 tanpa loncatan.")
