"""What the pages of an import show, and what they ask.

In:  a Reading and what it comes to.   Out: plain values for organiser/import_*.html.   Reads and stores nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import url_for

from judging import words
from judging.language import N_, _
from judging.plan import JudgePlan, MemberPlan, ParticipantPlan
from judging.profiles import OFFICES
from judging.spreadsheet import tables
from judging.spreadsheet.problems import Problem, column_letter
from judging.spreadsheet.reader import clean_text
from judging.web.organiser.import_reading import Choice, Reading, Result
from judging.web.organiser.staged import Staged

MOST_SHOWN, MOST_TOLD = 100, 200
SAMPLES = 2  # filled cells shown of a column
HELP = {
    tables.PEOPLE: N_("Nama dan wilayah cukup; pengurus, anggota, dan profil ikut bila kolomnya ada."),
    tables.MEMBERS: N_("Satu baris satu anggota, untuk kelompok yang sudah tercatat."),
    tables.JUDGES: N_("Nama, unsur, dan lembaga; cadangan dan ketua bila ada."),
    tables.SCORES: N_("Rekap juri × peserta × indikator. Menjadi lembar kertas yang menunggu diperiksa."),
}
_NUMBER, _TEXT = "number", ""


def kinds() -> list[tuple[str, str, str]]:
    return [(kind, _(title), _(HELP[kind])) for kind, title in tables.KINDS.items()]


def problems(found: Sequence[Problem]) -> list[dict[str, Any]]:
    return [
        {"number": one.number, "place": _place(one), "what": one.wrong[:1].upper() + one.wrong[1:], "remedy": one.fix}
        for one in found[:MOST_TOLD]
    ]


def _place(one: Problem) -> str:
    """ "Peserta · baris 6 · kolom C (Kab/Kota)" """
    column = f"{one.column} ({one.heading})" if one.heading else one.column
    parts = (
        one.sheet or _("Berkas"),
        _("baris {row}", row=one.row) if one.row else "",
        _("kolom {column}", column=column) if column else "",
    )
    return " · ".join(filter(None, parts))


def asked(form: Mapping[str, str]) -> Choice:
    """The choice as posted; anything that makes no sense is as if it were left open."""
    columns = ((form.get(f"c{index}", ""), index) for index in range(64))
    return Choice(
        sheet=form.get("sheet", "")[:200],
        head=_whole(form.get("head", "")),
        round_id=_whole(form.get("round", "")),
        shape=form.get("shape", "")[:20],
        category=form.get("category", "")[:64],
        judge=form.get("judge", "")[:64],
        new_regions=form.get("new_regions") == "1",
        fill=form.get("fill") == "1",
        pairs=_once([(key, index) for key, index in columns if key]),
    )


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _once(pairs: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """A field takes one column, the first; names may take several."""
    kept: dict[tuple[str, int], tuple[str, int]] = {}
    for key, index in pairs:
        kept.setdefault((key, index if key == tables.LISTED else 0), (key, index))
    return tuple(kept.values())


def moved(before: Choice, now: Choice) -> bool:
    """Another sheet, heading, round or shape: the columns are others than those on the page."""
    return any(
        getattr(before, name) not in ("", 0, getattr(now, name)) for name in ("sheet", "head", "round_id", "shape")
    )


def without_pairs(choice: Choice) -> Choice:
    return replace(choice, pairs=())


def columns(staged: Staged, reading: Reading) -> dict[str, Any]:
    layout, choice = reading.layout, reading.choice
    chosen = {index: key for key, index in choice.pairs}
    return {
        "upload_id": staged.id,
        "kind": staged.kind,
        "title": _(tables.KINDS[staged.kind]),
        "file_name": staged.file_name,
        "choice": choice,
        "sheets": [(page.name, page.name + (_(" (tersembunyi)") if page.hidden else "")) for page in staged.pages],
        "hidden": layout.hidden,
        "count": len(layout.lines),
        "categories": [(one.code, one.name) for one in reading.known.categories if one.open],
        "rounds": [(one.id, one.shown) for one in reading.rounds],
        "shapes": [(key, _(text)) for key, text in tables.SHAPES.items()],
        "judges": list(reading.round.judges.items()) if reading.round else [],
        "options": [("", _("Tidak dipakai")), *((one.key, _title(one)) for one in reading.fields)],
        "columns": [_column(reading, index, chosen.get(index, "")) for index in layout.columns],
        "missing": [_(one.title) for one in reading.fields if one.required and one.key not in chosen.values()],
        "passed": list(layout.passed[:MOST_SHOWN]),
    }


def _title(one: tables.Field) -> str:
    return f"{_(one.title)} *" if one.required else _(one.title)


def _column(reading: Reading, index: int, key: str) -> dict[str, Any]:
    layout = reading.layout
    cells = (clean_text(line[index]) for line in layout.lines)
    filled = [cell for _place, cell in zip(range(SAMPLES), (cell for cell in cells if cell), strict=False)]
    heading = layout.headings[index] if index < len(layout.headings) else ""
    return {"index": index, "letter": column_letter(index), "heading": heading[:80], "key": key,
            "samples": " · ".join(cell[:40] for cell in filled)}  # fmt: skip


def check(staged: Staged, reading: Reading, result: Result | None, found: Sequence[Problem]) -> dict[str, Any]:
    head, rows = _preview(reading, result)
    return {
        "upload_id": staged.id,
        "title": _(tables.KINDS[staged.kind]),
        "file_name": staged.file_name,
        "problems": problems(found),
        "problem_count": len(found),
        "back": url_for("organiser.import_columns", upload_id=staged.id),
        "head": head,
        "rows": rows[:MOST_SHOWN],
        "count": len(rows),
        "remarks": _remarks(reading, result) if result is not None else [],
        "passed": list(reading.layout.passed[:MOST_SHOWN]),
    }


def _preview(reading: Reading, result: Result | None) -> tuple[list[tuple[str, str]], list[list[str]]]:
    """Headings with their class, and a row for each thing that would be stored."""
    if isinstance(result, tables.PeopleImport):
        head = [(_("No"), _NUMBER), (_("Kode"), _TEXT), (_("Nama"), _TEXT), (_("Wilayah"), _TEXT),
                (_("Pengurus dan anggota"), _TEXT)]  # fmt: skip
        names = {one.code: one.name for one in reading.known.categories}
        several = len({one.category for one in result.participants}) > 1
        return head, [
            _person(one, result.members, names[one.category] if several else "") for one in result.participants
        ]
    if isinstance(result, tables.MembersImport):
        names = {one.code: one.name for one in reading.known.participants}
        head = [(_("Kelompok"), _TEXT), (_("No"), _NUMBER), (_("Nama"), _TEXT), (_("Jabatan"), _TEXT)]
        return head, [[names[m.participant], str(m.number), m.name, OFFICES.get(m.office, "")] for m in result.members]
    if isinstance(result, tables.JudgesImport):
        head = [(_("Kode"), _TEXT), (_("Nama"), _TEXT), (_("Unsur"), _TEXT), (_("Lembaga"), _TEXT), (_("Tugas"), _TEXT)]
        return head, [_judge(one, reading.known.backgrounds) for one in result.judges]
    head = [(_("Juri"), _TEXT), (_("Peserta"), _TEXT), (_("Terisi"), _NUMBER)]
    return head, [_keyed(one, reading) for one in result or ()]


def _person(one: ParticipantPlan, members: Sequence[MemberPlan], category: str) -> list[str]:
    place = " · ".join(part for part in (one.region, ", ".join(filter(None, (one.subdistrict, one.district)))) if part)
    own = [member for member in members if member.participant == one.code]
    held = [f"{member.name} ({OFFICES[member.office].lower()})" for member in own if member.office]
    rest = len(own) - len(held)
    told = [*held, *([_("{n} anggota", n=rest)] if rest else [])]
    return [str(one.number), one.code, f"{one.name} – {category}" if category else one.name, place, ", ".join(told)]


def _judge(one: JudgePlan, backgrounds: Mapping[str, str]) -> list[str]:
    duty = _("Ketua") if one.is_chair else _("Cadangan") if one.is_reserve else _("Juri")
    return [one.code, one.name, backgrounds.get(one.background, one.background), one.institution, duty]


def _keyed(one: tables.Keyed, reading: Reading) -> list[str]:
    found = reading.round
    if found is None:
        return []
    return [f"{one.judge} {found.judges[one.judge]}", found.participants[one.participant],
            f"{len(one.scores)}/{len(found.rubric.indicators)}"]  # fmt: skip


def _remarks(reading: Reading, result: Result) -> list[str]:
    """What is worth a look before storing, though it keeps nothing back."""
    if isinstance(result, tables.PeopleImport):
        return (
            [_("Wilayah baru: {names}.", names=words.listing(list(result.new_regions)))] if result.new_regions else []
        )
    if isinstance(result, tables.MembersImport):
        return list(result.remarks)
    if isinstance(result, tables.JudgesImport):
        return [_("Tempat duduk juri di setiap kategori diatur sesudah ini, di halaman juri.")]
    most = len(reading.round.rubric.indicators) if reading.round else 0
    short = sum(len(one.scores) < most for one in result)
    told = [_("Tidak ada yang dihitung sebelum jurinya sendiri atau orang kedua memeriksanya.")]
    return [*told, *([_("{n} lembar belum lengkap; isinya dilengkapi saat diperiksa.", n=short)] if short else [])]


def stored(kind: str, count: int) -> str:
    said = {
        tables.PEOPLE: _("{n} peserta disimpan.", n=count),
        tables.MEMBERS: _("{n} anggota disimpan.", n=count),
        tables.JUDGES: _("{n} juri disimpan. Atur kategori yang mereka nilai.", n=count),
        tables.SCORES: _("{n} lembar kertas dimasukkan, menunggu diperiksa.", n=count),
    }
    return said[kind]
