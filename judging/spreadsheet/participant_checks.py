"""What must hold in Peserta and Anggota beyond single cells.

In:  Tables whose categories are checked, Findings.   Out: problems; codes made canonical.
Does not know judges or prizes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from judging.language import _
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
    _tell_repeated(tables, records, findings)
    by_code = {record["code"]: record for record in records}
    for record in records:
        category = categories.get(record["category"])
        if category is not None and "category" not in record.bad:
            _check_link(record, category, by_code, findings)
            _check_columns(record, category, findings)


def _tell_repeated(tables: Tables, records: list[Record], findings: Findings) -> None:
    tell_repeats(
        findings, records, "code", what=lambda r: _("kode “{value}”", value=r["code"]), fix=_("Beri kode lain.")
    )
    tell_repeats(
        findings,
        records,
        "number",
        within="category",
        what=lambda r: _("nomor urut {value} kategori ini", value=r["number"]),
        fix=_("Beri nomor lain."),
    )
    tell_repeats(
        findings,
        records,
        "name",
        within="category",
        what=lambda r: _("nama “{value}” kategori ini", value=r["name"]),
        fix=_("Hapus salah satunya, atau tambahkan pembeda pada namanya."),
    )
    if tables.event["one_per_region"]:
        tell_repeats(
            findings,
            records,
            "region",
            within="category",
            what=lambda r: _("wakil wilayah {value} kategori ini", value=r["region"]),
            fix=_("Sisakan satu, atau isi “tidak” pada Satu peserta per wilayah di lembar Acara."),
        )
    tell_repeats(
        findings,
        records,
        "settlement_unit",
        within="category",
        what=lambda r: _("unit permukiman “{value}”", value=r["settlement_unit"]),
        fix=_("Satu unit permukiman hanya satu kelompok."),
    )


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
    tell_repeats(
        findings,
        members,
        "number",
        within="participant",
        what=lambda r: _("nomor {number} kelompok ini", number=r["number"]),
        fix=_("Beri nomor lain."),
    )
    tell_repeats(
        findings,
        members,
        "name",
        within="participant",
        what=lambda r: _("anggota “{value}” kelompok ini", value=r["name"]),
        fix=_("Hapus salah satunya, atau tambahkan pembeda pada namanya."),
    )
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
