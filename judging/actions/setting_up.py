"""What the actions of setting up share: until when something may still be changed, and whose change comes first.

In:  a category or an event, and the mark of what the page showed.   Out: nothing; or Refused, saying what can be done.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.actions.common import Refused, need_line
from judging.event_rules import repeats
from judging.language import _
from judging.models import Base, Category, Event
from judging.profiles.peers import alike
from judging.queries.marks import mark

Row = TypeVar("Row", bound=Base)
SEALED = ("sealed", "announced", "archived")
LONGEST_CODE = 28  # leaves room for a number behind it


def before_opening(category: Category) -> None:
    """The rules of a category are declared when its judging opens."""
    if category.state != "setup":
        raise Refused(
            _("Penilaian {name} sudah dibuka, jadi aturannya tetap seperti yang dinyatakan.", name=category.name),
            _("Bila harus menyimpang, pleno memutuskannya dengan alasan tertulis, dan kedua hasilnya dicetak."),
        )


def before_sealing(session: Session, happening: Event) -> None:
    """What stands in a sealed result stays as it was printed."""
    sealed = select(Category.name).where(Category.event_id == happening.id, Category.state.in_(SEALED))
    name = session.scalar(sealed.order_by(Category.position).limit(1))
    if name is not None:
        raise Refused(
            _("Hasil {name} sudah ditetapkan, jadi ini tidak diubah lagi.", name=name),
            _("Nama peserta yang salah tulis diperbaiki dengan versi hasil yang baru, di halaman dokumen."),
        )


def same_as_shown(rows: Iterable[Base], based_on: str) -> None:
    if mark(rows) != based_on:
        raise Refused(_("Baru saja diubah orang lain. Muat ulang halaman ini, lalu ulangi perubahannya."))


def known(rows: Mapping[int, Row], key: int | None) -> Row | None:
    """The row that a line of a form is about; None for a new line."""
    if key is not None and key not in rows:
        raise Refused(_("Baris ini sudah tidak ada. Muat ulang halaman ini, lalu ulangi perubahannya."))
    return rows[key] if key is not None else None


def need_text(text: str, what: str) -> str:
    line = need_line(text, what)
    if not line:
        raise Refused(_("{what} belum diisi.", what=what))
    return line


def refuse_repeated(texts: Sequence[str], what: str) -> None:
    for index, _first in repeats([alike(text) for text in texts]):
        raise Refused(_("{what} “{text}” ditulis dua kali. Hapus salah satunya.", what=what, text=texts[index]))


def free_code(text: str, taken: Collection[str], otherwise: str) -> str:
    """A code for addresses and files, made from a name: "Pendamping KUBE" -> "pendamping-kube", "pendamping-kube-2"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    base = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_CODE].strip("-") or otherwise
    used = {code.casefold() for code in taken}
    numbered = (f"{base}-{number}" for number in range(2, len(used) + 3))
    return base if base not in used else next(code for code in numbered if code not in used)
