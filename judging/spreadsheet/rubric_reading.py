"""A rubric's workbook, as people filled it in, to a Rubric.

In:  pages as reader.read_pages() gives them, with the line breaks inside cells.
Out: a Rubric, or SheetProblems with everything that must be mended, each at its row and column.
Does not know what makes a rubric whole: it asks rubrics/, and says the answer in the words of a spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from difflib import get_close_matches

from judging.spreadsheet.columns import Sheet, fold
from judging.spreadsheet.problems import Findings, Place
from judging.spreadsheet.reader import Page
from judging.spreadsheet.rubric_sheets import INDICATORS, LEVELS, NO_STEPS, SETTINGS, step_of
from judging.spreadsheet.table import Record, Rows, read_fields, read_table
from rubrics import Document, Rubric, RubricProblems, field_of, for_people, from_document
from rubrics.draft import scale_of, split_scores

SCALE = ("lowest", "highest", "step", "labels")
FIXES = {
    "aspects": "Ubah bobot sampai jumlahnya 100.",
    "levels": "Isi semua level, atau kosongkan semuanya.",
    "alert": "Tulis skor yang ada pada skala, misalnya 1; 2.",
    "note_required": "Tulis skor yang ada pada skala, misalnya 1; 5.",
    "tie_break": "Tulis Aspek KODE, Perbandingan langsung, atau Pleno; satu baris satu langkah.",
    "code": "Beri kode lain.",
    "title": "Tulis namanya.",
}


def read_rubric(pages: Sequence[Page]) -> Rubric:
    """The rubric of a workbook's two sheets. Those it does not know are left alone."""
    findings = Findings((SETTINGS.name, INDICATORS.name))
    settings, rows = (_sheet(one, pages, findings) for one in (SETTINGS, INDICATORS))
    findings.raise_if_any()
    reading = _Reading(read_fields(settings, SETTINGS, findings), findings)
    for record in read_table(rows, INDICATORS, findings):
        reading.add(record)
    rubric = reading.rubric()
    findings.raise_if_any()
    if rubric is None:
        raise AssertionError("a rubric that cannot be built has left a finding")
    return rubric


def _sheet(sheet: Sheet, pages: Sequence[Page], findings: Findings) -> Rows:
    """Its rows; where it is missing a finding names the sheet that comes nearest."""
    for page in pages:
        if fold(page.name) == fold(sheet.name):
            return page.rows
    near = get_close_matches(sheet.name, [page.name for page in pages], n=1)
    fix = f"Mungkin maksudnya lembar “{near[0]}”; ganti namanya." if near else "Tambahkan lembar dengan nama itu."
    findings.add(Place(sheet.name), "lembar ini tidak ada.", fix)
    return []


class _Reading:
    """The document as it grows, where each part of it stands, and the places whose problem was told already."""

    def __init__(self, fields: Record, findings: Findings) -> None:
        scale = {key: fields[key] for key in SCALE[:3]} | {"labels": _lines(fields["labels"])}
        self.findings, self.aspects = findings, list[Document]()
        self.document: Document = {"title": fields["title"], "scale": scale, "remark": fields["remark"]}
        self.document |= {"aspects": self.aspects, "note_required": self._scores(fields["note_required"])}
        if fields["tie_break"]:
            steps = [step_of(line) for line in _lines(fields["tie_break"])]
            self.document["tie_break"] = [] if [fold(step) for step in steps] == [fold(NO_STEPS)] else steps
        names = {key: f"scale.{key}" if key in SCALE else key for key in fields.values}
        self.places = {name: fields.place(key) for key, name in names.items()} | {"scale": fields.place("highest")}
        self.told = {names[key] for key in fields.bad} | ({"scale"} if fields.bad & set(SCALE) else set())

    def add(self, record: Record) -> None:
        """One indicator, into the aspect its row names."""
        number = self._aspect(record)
        place = f"aspects[{number}].indicators[{len(self.aspects[number]['indicators'])}]"
        self.places |= {f"{place}.{column.key}": record.place(column.key) for column in INDICATORS.columns}
        self.places |= {place: record.row, f"{place}.levels": record.place(LEVELS[0].key)}
        weight = record.place("weight")
        self.places.setdefault("aspects", Place(weight.sheet, None, weight.column, weight.heading))
        self.told |= {f"{place}.{key}" for key in record.bad}
        texts = _without_end([record[column.key] for column in LEVELS])
        row = {key: record[key] for key in ("code", "title", "weight", "question", "basis")}
        row |= {"evidence": _lines(record["evidence"]), "levels": texts, "alert": self._scores(record["alert"])}
        self.aspects[number]["indicators"].append(row)

    def rubric(self) -> Rubric | None:
        if not self.aspects:
            self.findings.add(Place(INDICATORS.name), "belum ada indikator.", "Tulis satu baris untuk tiap indikator.")
            return None
        try:
            return from_document(self.document)
        except RubricProblems as found:
            for problem in found.problems:
                at = field_of(problem)
                if not _nearest(at, self.told):
                    place, fix = self.places[_nearest(at, self.places)], FIXES.get(_key(at), "Perbaiki isi sel itu.")
                    self.findings.add(place, for_people(problem, self._row_words), fix)
            return None

    def _aspect(self, record: Record) -> int:
        """Which aspect the row belongs to: the one it names, made where it is named first, or that of the row above."""
        if not record["aspect"] and not self.aspects and "aspect" not in record.bad:
            fix = "Isi Kode aspek dan Aspek pada baris pertama."
            self.findings.add(record.place("aspect"), "kode aspek belum diisi.", fix)
        if not record["aspect"] and self.aspects:
            return len(self.aspects) - 1
        known = [number for number, aspect in enumerate(self.aspects) if aspect["code"] == record["aspect"]]
        number = known[0] if known else self._new_aspect(record)
        title = record["aspect_title"]
        self.aspects[number]["title"] = first = self.aspects[number]["title"] or title
        if title and title != first:
            wrong = f"aspek {record['aspect']} di sini bernama “{title}”, di atas “{first}”."
            self.findings.add(record.place("aspect_title"), wrong, "Samakan, atau beri kode aspek lain.")
        return number

    def _new_aspect(self, record: Record) -> int:
        at = f"aspects[{len(self.aspects)}]"
        self.aspects.append({"code": record["aspect"], "title": record["aspect_title"], "indicators": []})
        self.places |= {f"{at}.code": record.place("aspect"), f"{at}.title": record.place("aspect_title")}
        self.told |= set() if record["aspect"] else {f"{at}.code", f"{at}.title"}
        return len(self.aspects) - 1

    def _scores(self, text: str) -> list[str]:
        return split_scores(text, scale_of(self.document))

    def _row_words(self, place: str) -> str:
        return f"baris {self.places[place].row}" if place in self.places else "baris lain"


def _nearest(place: str, among: Container[str]) -> str:
    """The place itself, or else the nearest one around it that is among these; "" for none."""
    while place and place not in among:
        place = re.sub(r"(?:^|\.)\w+$|\[\d+\]$", "", place)
    return place


def _key(place: str) -> str:
    """ "aspects[0].indicators[1].alert[0]" -> "alert" """
    return re.sub(r"\[\d+\]", "", place).rpartition(".")[2]


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def _without_end(texts: Iterable[str]) -> list[str]:
    """Without the empty ones at the end."""
    kept = list(texts)
    while kept and not kept[-1]:
        kept.pop()
    return kept
