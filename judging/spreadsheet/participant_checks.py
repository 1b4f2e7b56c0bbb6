"""What must hold in Peserta and Anggota beyond single cells.

In:  Tables whose categories are checked, Findings.   Out: problems; codes made canonical.
Does not know judges or prizes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from judging.profiles import FORMS
from judging.spreadsheet.columns import fold
from judging.spreadsheet.event_sheets import CATEGORY, MEMBER, OFFICE_COLUMNS, PARTICIPANT, PROFILE_COLUMNS
from judging.spreadsheet.problems import Findings
from judging.spreadsheet.references import Tables, resolve, tell_repeats
from judging.spreadsheet.table import Record

Categories = Mapping[str, Record]  # code -> the category's first row


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
    tell_repeats(findings, records, "code", what=lambda r: f"kode “{r['code']}”", fix="Beri kode lain.")
    tell_repeats(findings, records, "number", within="category",
                 what=lambda r: f"nomor urut {r['number']} kategori ini", fix="Beri nomor lain.")  # fmt: skip
    tell_repeats(findings, records, "name", within="category", what=lambda r: f"nama “{r['name']}” kategori ini",
                 fix="Hapus salah satunya, atau tambahkan pembeda pada namanya.")  # fmt: skip
    if tables.event["one_per_region"]:
        tell_repeats(findings, records, "region", within="category",
                     what=lambda r: f"wakil wilayah {r['region']} kategori ini",
                     fix="Sisakan satu, atau isi “tidak” pada Satu peserta per wilayah di lembar Acara.")  # fmt: skip
    tell_repeats(findings, records, "settlement_unit", within="category",
                 what=lambda r: f"unit permukiman “{r['settlement_unit']}”",
                 fix="Satu unit permukiman hanya satu kelompok.")  # fmt: skip
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
        wrong = f"kategori {category['code']} tidak mendampingi kategori lain."
        findings.add(record.place("linked_to"), wrong, "Kosongkan, atau isi Mendampingi kategori di lembar Kategori.")
    elif fold(by_code[record["linked_to"]]["category"]) != fold(category["linked_to"]):
        wrong = f"{record['linked_to']} bukan peserta kategori {category['linked_to']}."
        findings.add(record.place("linked_to"), wrong, "Pilih peserta dari kategori itu.")


def _check_columns(record: Record, category: Record, findings: Findings) -> None:
    """Cells of another form's columns, or officers of a person, are told: someone filled the wrong row."""
    own = {field.key for field in FORMS.get(category["profile_form"], ())}
    foreign = {column.key for column in PROFILE_COLUMNS} - own if "profile_form" not in category.bad else set()
    offices = {column.key for column in OFFICE_COLUMNS} if category["shape"] == "person" else set()
    for key in sorted(record.given & (foreign | offices)):
        wrong = f"kolom ini tidak dipakai untuk kategori {category['code']}."
        findings.add(record.place(key), wrong, "Kosongkan sel ini.")


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
            wrong = f"{member['participant']} adalah peserta perorangan."
            findings.add(member.place("participant"), wrong, "Anggota hanya untuk kelompok; hapus baris ini.")
    tell_repeats(findings, members, "number", within="participant", what=lambda r: f"nomor {r['number']} kelompok ini",
                 fix="Beri nomor lain.")  # fmt: skip
    tell_repeats(findings, members, "name", within="participant", what=lambda r: f"anggota “{r['name']}” kelompok ini",
                 fix="Hapus salah satunya, atau tambahkan pembeda pada namanya.")  # fmt: skip
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
            wrong = f"“{name}” tidak ada di antara anggota {group['code']} di lembar Anggota."
            findings.add(group.place(column.key), wrong, "Samakan namanya; pengurus dipilih dari anggota.")
        elif fold(name) in held:
            wrong = f"“{name}” juga menjadi {held[fold(name)].lower()}."
            findings.add(group.place(column.key), wrong, "Satu orang satu jabatan.")
        held[fold(name)] = column.title
