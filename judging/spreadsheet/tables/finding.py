"""Which of the event's own things a cell means: by code, by number, by name, or by nothing.

In:  what people wrote, names by code.   Out: the code, or "" with what to tell.
Does not know sheets. Only an exact match counts; a likely one is offered in words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from judging.language import _
from judging.spreadsheet.columns import fold
from judging.spreadsheet.references import MOST_COMPARED

_AREA = (("kab. ", "kabupaten "), ("kab ", "kabupaten "), ("kota adm. ", "kota administrasi "),
         ("kota adm ", "kota administrasi "), ("kodya ", "kota "), ("kec. ", "kecamatan "))  # fmt: skip
_KIND_OF_AREA = re.compile(r"^(?:kabupaten administrasi|kabupaten|kota administrasi|kota|kecamatan|provinsi) ")
_SAME_BACKGROUND = (  # words for the same origin of a judge, by the code of the usual name
    ("praktisi_sosial", "praktisi, praktisi sosial, praktisi kesejahteraan sosial, pekerja sosial, peksos"),
    ("forum_csr", "csr, forum csr, forum csr kesos, forum csr kesejahteraan sosial, dunia usaha, fcsr"),
    ("akademisi", "akademisi, akademik, perguruan tinggi, universitas, dosen, akademisi perguruan tinggi"),
)


def meant(text: str, names: Mapping[str, str], numbers: Mapping[str, str] | None = None) -> str:
    """The code that `text` stands for; `names`: code -> name, `numbers`: number -> code. "" for none or for two."""
    wanted, codes = fold(text), {fold(code): code for code in names}
    if wanted in codes:
        return codes[wanted]
    if numbers and text.strip().lstrip("0") in numbers:
        return numbers[text.strip().lstrip("0")]
    named = [code for code, name in names.items() if fold(name) == wanted]
    first = re.split(r"[\s.:)–-]+", text.strip(), maxsplit=1)
    if not named and len(first) == 2 and fold(first[0]) in codes:  # "K1. Pengurus pilihan anggota"
        code = codes[fold(first[0])]
        return code if fold(first[1]) in (fold(names[code]), "") or first[1].startswith("(") else ""
    return named[0] if len(named) == 1 else ""


def hint(text: str, known: Iterable[str], otherwise: str) -> str:
    """What to do about a text that means nothing: the nearest known one, or `otherwise`."""
    names = list(known)
    folded = [name.casefold() for name in names] if len(names) <= MOST_COMPARED else []
    near = get_close_matches(text.casefold(), folded, n=1)
    likely = next((name for name in names if near and name.casefold() == near[0]), "")
    return _("Mungkin maksudnya “{name}”.", name=likely) if likely else otherwise


def region_meant(text: str, known: Collection[str]) -> str:
    """The event's own spelling of a region, or the text itself where it has none."""
    same = [name for name in known if _area(name) == _area(text)]
    alike = [name for name in known if _bare_area(name) == _bare_area(text)]
    return same[0] if same else alike[0] if len(alike) == 1 else text


def _area(name: str) -> str:
    full = f"{name.casefold().strip()} "
    for short, long in _AREA:
        if full.startswith(short):
            full = long + full[len(short) :]
    return " ".join(full.split())


def _bare_area(name: str) -> str:
    return _KIND_OF_AREA.sub("", _area(name))


def background_meant(text: str, declared: Mapping[str, str]) -> str:
    """The event's own name of a judge's background; the text itself where no word for it is known."""
    for name in declared.values():
        if fold(name) == fold(text):
            return name
    wanted = " ".join(text.casefold().replace("/", " ").split()).removeprefix("unsur ")
    code = next((code for code, words in _SAME_BACKGROUND if wanted in words.split(", ")), "")
    return declared.get(code, text)
