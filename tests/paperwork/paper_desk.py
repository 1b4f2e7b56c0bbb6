"""An announced sample with its keputusan entered and its piagam issued, and the ways these tests read a paper."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO

from pypdf import PdfReader

from judging import actions, paperwork, queries
from judging.database import Database
from judging.paperwork import Paper
from judging.roles import Actor, Permission

NOW = datetime(2026, 12, 7, 3, 0, tzinfo=UTC)
HOST = "https://piagam.contoh.example"
EVENT = 1


@dataclass(frozen=True)
class Desk:
    database: Database
    sample: str

    def who(self, permission: Permission, *, other_than: Actor | None = None) -> Actor:
        with self.database.reading() as session:
            found = queries.organisers(session, EVENT)
        taken = other_than.person_id if other_than else None
        return next(one for one in found if one.may(permission) and one.person_id != taken)

    def papers(self) -> queries.Papers:
        with self.database.reading() as session:
            return queries.papers(session, EVENT)

    def decree(self, number: str = "412 Tahun 2026") -> None:
        treasurer = self.who(Permission.MANAGE_PRIZES)
        panitia = self.who(Permission.SET_UP)
        with self.database.writing() as session:
            if queries.settings(session, EVENT).get("objections"):
                given, last = date(2026, 11, 16), date(2026, 11, 19)
                actions.give_own_values(session, panitia, EVENT, given, last, "dibagikan", now=NOW)
            for award in queries.awards(session, EVENT):
                if award.to_confirm:
                    actions.set_amount(session, treasurer, award.id, award.amount, "sesuai naskah", now=NOW)
            actions.enter_decree(session, treasurer, EVENT, number, date(2026, 12, 2), now=NOW)

    def issue(self, kind: str = "award") -> int:
        printer = self.who(Permission.PRINT)
        with self.database.writing() as session:
            return actions.issue_certificates(session, printer, EVENT, day="2026-12-07", now=NOW, kind=kind)

    def set(self, **values: object) -> None:
        from judging.queries.paper_settings import settings_mark  # noqa: PLC0415 - beside its one use

        panitia = self.who(Permission.SET_UP)
        with self.database.writing() as session:
            mark = settings_mark(session, EVENT)
            actions.set_settings(session, panitia, EVENT, values, based_on=mark, now=NOW)

    def draw(self, key: str) -> list[Paper]:
        """Every paper of this kind that can be drawn."""
        sheets = [sheet for sheet in paperwork.sheets(self.database, EVENT) if sheet.kind.key == key]
        return [paper for sheet in sheets if (paper := paperwork.draw(self.database, EVENT, sheet))]

    def text(self, key: str) -> str:
        return " ".join(words_of(paper.content) for paper in self.draw(key))


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def words_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def quick_words(path) -> str:
    """By poppler, sheets parted by form feeds: quicker than reading every operator, good enough to look for words."""
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def fonts_of(pdf: bytes, tmp_path) -> list[str]:
    """Lines of pdffonts that are not embedded, subset and with a Unicode table."""
    path = tmp_path / "fonts.pdf"
    path.write_bytes(pdf)
    listed = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    return [line for line in listed if " yes yes yes " not in f"{line} "]
