"""A table between "upload" and "store": kept as plain text of cells in a private folder, for one person and one hour.

In:  pages as read, who uploaded them for which event.   Out: an id for the address; or the table again, to its owner.
What a page sends is only the choice of columns; everything that is stored comes from here. Bounded in number and size.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from judging import codes
from judging.spreadsheet.reader import Page

FOLDER = "tables"
KEPT_SECONDS = 60 * 60
MOST_OF_A_PERSON, MOST = 3, 30
MOST_CHARACTERS = 1_000_000
ID_LENGTH = 32  # hex digits


@dataclass(frozen=True, slots=True)
class Staged:
    id: str
    kind: str
    file_name: str
    pages: tuple[Page, ...]
    choice: dict[str, Any] = field(default_factory=dict)  # what its owner chose so far


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the tables of one person for one event lie."""

    data_dir: Path
    event_id: int
    person_id: int | None

    @property
    def _folder(self) -> Path:
        return self.data_dir / FOLDER

    def keep(self, kind: str, file_name: str, pages: Sequence[Page]) -> str:
        """Store a new table; what is older than an hour goes, and so do this person's and everybody's oldest."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        upload_id = codes.new_secret()
        self._write(Staged(upload_id, kind, file_name, tuple(pages)))
        self.tidy()
        return upload_id

    def find(self, upload_id: str) -> Staged | None:
        """The table, or None: gone, somebody else's, of another event, or no id of ours."""
        if len(upload_id) != ID_LENGTH or not set(upload_id) <= set("0123456789abcdef"):
            return None
        for path in self._folder.glob(f"*-{upload_id}.json"):
            if path.name == self._name(upload_id) and path.stat().st_mtime >= time.time() - KEPT_SECONDS:
                kept = json.loads(path.read_text(encoding="utf-8"))
                pages = tuple(
                    Page(p["name"], p["rows"], p["hidden"], tuple(map(tuple, p["merged"]))) for p in kept["pages"]
                )
                return Staged(upload_id, kept["kind"], kept["file_name"], pages, kept["choice"])
        return None

    def choose(self, staged: Staged, choice: dict[str, Any]) -> None:
        self._write(Staged(staged.id, staged.kind, staged.file_name, staged.pages, choice))

    def forget(self, upload_id: str) -> None:
        (self._folder / self._name(upload_id)).unlink(missing_ok=True)

    def _name(self, upload_id: str) -> str:
        return f"{self.event_id}-{self.person_id}-{upload_id}.json"

    def _write(self, staged: Staged) -> None:
        """Whole or not at all: a page that is read meanwhile finds the old one."""
        path = self._folder / self._name(staged.id)
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(asdict(staged)), encoding="utf-8")
        beside.replace(path)

    def tidy(self) -> None:
        """What is too old or too much goes: names of people do not lie about."""
        ages = {path: path.stat().st_mtime for path in self._folder.glob("*")}
        newest = sorted(ages, key=lambda path: ages[path], reverse=True)
        own = [path for path in newest if path.name.startswith(f"{self.event_id}-{self.person_id}-")]
        old = [path for path, at in ages.items() if at < time.time() - KEPT_SECONDS]
        for path in {*old, *own[MOST_OF_A_PERSON:], *newest[MOST:]}:
            path.unlink(missing_ok=True)


def characters(pages: Sequence[Page]) -> int:
    return sum(len(cell) for page in pages for row in page.rows for cell in row)
