"""What must hold in Peserta and Anggota beyond single cells.

In:  Tables whose categories are checked, Findings.   Out: problems; codes made canonical.
Does not know judges or prizes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from judging.language import N_, _
from judging.profiles import FORMS
from judging.profiles.peers import MEMBER_NAME_ONCE, Once, participant_rules
from judging.spreadsheet.columns import fold
from judging.spreadsheet.event_sheets import CATEGORY, MEMBER, OFFICE_COLUMNS, PARTICIPANT, PROFILE_COLUMNS
from judging.spreadsheet.problems import Findings
from judging.spreadsheet.references import Tables, resolve, tell_repeats
from judging.spreadsheet.table import Record

Categories = Mapping[str, Record]  # code -> the category's first row
MEMBER_NUMBER_ONCE = Once("number", "participant", N_("nomor {value} kelompok ini"), N_("Beri nomor lain."))


def first_rows(tables: Tables) -> dict[str, Record]:
    categories: dict[str, Record] = {}
    for record in tables.of(CATEGORY):
        if "code" not in record.bad:
            categories.setdefault(record["code"], record)
    return categories


def check_participants(tables: Tables, findings: Findings) -> None:
    records = tables.of(PARTICIPANT)
    categories = first_rows(tables)
    category_codes, codes = tables.codes(CATEGORY), tables.codes(PARTICIPANT)
    for record in records:
        resolve(findings, record, "category", category_codes, CATEGORY)
        resolve(findings, record, "linked_to", codes, PARTICIPANT)
    tell_repeats(findings, records, *participant_rules(one_per_region=tables.event["one_per_region"]))
    by_code = {record["code"]: record for record in records}
    for record in records:
        category = categories.get(record["category"])
        if category is not None and "category" not in record.bad:
            _check_link(record, category, by_code, findings)
            _check_columns(record, category, findings)


def _check_link(record: Record, category: Record, by_code: Mapping[str, Record], findings: Findings) -> None:
    if not record["linked_to"] or "linked_to" in record.bad or "linked_to" in category.bad:
        return
    if not category["linked_to"]:
        wrong = _("kategori {code} tidak mendampingi kategori lain.", code=category["code"])
        findings.add(
            record.place("linked_to"), wrong, _("Kosongkan, atau isi Mendampingi kategori di lembar Kategori.")
        )
    elif fold(by_code[record["linked_to"]]["category"]) != fold(category["linked_to"]):
        wrong = _(
            "{participant} bukan peserta kategori {category}.",
            participant=record["linked_to"],
            category=category["linked_to"],
        )
        findings.add(record.place("linked_to"), wrong, _("Pilih peserta dari kategori itu."))


def _check_columns(record: Record, category: Record, findings: Findings) -> None:
    """Cells of another form's columns, or officers of a person, are told: someone filled the wrong row."""
    own = {field.key for field in FORMS.get(category["profile_form"], ())}
    foreign = {column.key for column in PROFILE_COLUMNS} - own if "profile_form" not in category.bad else set()
    offices = {column.key for column in OFFICE_COLUMNS} if category["shape"] == "person" else set()
    for key in sorted(record.given & (foreign | offices)):
        wrong = _("kolom ini tidak dipakai untuk kategori {code}.", code=category["code"])
        findings.add(record.place(key), wrong, _("Kosongkan sel ini."))


def check_members(tables: Tables, findings: Findings) -> None:
    members = tables.of(MEMBER)
    groups = {record["code"]: record for record in tables.of(PARTICIPANT) if "code" not in record.bad}
    categories, codes = first_rows(tables), tables.codes(PARTICIPANT)
    names: dict[str, set[str]] = {}  # group -> folded names of its members
    for member in members:
        resolve(findings, member, "participant", codes, PARTICIPANT)
        names.setdefault(member["participant"], set()).add(fold(member["name"]))
        group = groups.get(member["participant"]) if "participant" not in member.bad else None
        category = categories.get(group["category"]) if group else None
        if category is not None and category["shape"] == "person":
            wrong = _("{participant} adalah peserta perorangan.", participant=member["participant"])
            findings.add(member.place("participant"), wrong, _("Anggota hanya untuk kelompok; hapus baris ini."))
    tell_repeats(findings, members, MEMBER_NUMBER_ONCE, MEMBER_NAME_ONCE)
    if MEMBER.name not in tables.missing:
        for group in groups.values():
            _check_officers(group, names.get(group["code"], set()), findings)


def _check_officers(group: Record, own: Collection[str], findings: Findings) -> None:
    """Officers are elected from the members: each name must be one of `own`, in one office."""
    held: dict[str, str] = {}
    for column in OFFICE_COLUMNS:
        name = group[column.key]
        if not name:
            continue
        if fold(name) not in own:
            wrong = _("“{name}” tidak ada di antara anggota {code} di lembar Anggota.", name=name, code=group["code"])
            findings.add(group.place(column.key), wrong, _("Samakan namanya; pengurus dipilih dari anggota."))
        elif fold(name) in held:
            wrong = _("“{name}” juga menjadi {office}.", name=name, office=held[fold(name)].lower())
            findings.add(group.place(column.key), wrong, _("Satu orang satu jabatan."))
        held[fold(name)] = column.title
