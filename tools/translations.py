"""Every sentence of the screens beside its English: what is there, what is missing, what nobody says any more.

In:  the sentences marked in code, templates and scripts.   Out: translations/en.po in the order of the files.
Run as `python -m tools.translations` after a sentence was written or changed; then fill in what it names.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "rich": None, "N_": None, "Later": None, "say": None}  # the last in scripts
METHODS = {  # folder -> what reads its sentences
    "judging": [("**.py", "tools.translations:in_code")],
    "templates": [("**.html", "jinja2")],
    "static/js": [("**.js", "javascript")],
}
PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")
TAG = re.compile(r"</?[a-z]+[^>]*>")
HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: Juara\n"
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def in_code(
    file: IO[bytes], keywords: Collection[str], _tags: object, **_options: object
) -> list[tuple[int, str, str, list[str]]]:
    """Babel's reader for Python goes by tokens, and does not look into f-strings; this one goes by the tree."""
    calls = (node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Call))
    marked = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id in keywords)
    texts = ((call, part.value) for call in marked for part in call.args[:1] if isinstance(part, ast.Constant))
    return sorted((call.lineno, ast.unparse(call.func), str(text), []) for call, text in texts)


def written(root: Path = ROOT) -> Catalog:
    """Every marked sentence with the files it stands in, in the order of the files."""
    found = Catalog(locale="en")
    for folder, methods in METHODS.items():
        for name, line, message, _comments, _context in extract_from_dir(root / folder, methods, keywords=KEYWORDS):
            if isinstance(message, str) and message:
                found.add(message, locations=[(f"{folder}/{Path(name).as_posix()}", line)])
    return found


def translated(root: Path = ROOT) -> Catalog:
    with (root / "translations" / "en.po").open("rb") as file:
        return read_po(file, locale="en")


def merged(found: Catalog, known: Catalog) -> Catalog:
    """What is written, with the translations that are known; a sentence nobody says any more is left out."""
    result = Catalog(locale="en")
    for message in sentences(found):
        old = known.get(key(message)) or Message("")
        one_or_many = isinstance(old.id, tuple)
        result.add(old.id if one_or_many else message.id, old.string or "", locations=message.locations)
    return result


def sentences(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def key(message: Message) -> str:
    """The Indonesian sentence; an entry with two English forms has it twice."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def missing(catalogue: Catalog) -> list[str]:
    return [key(message) for message in sentences(catalogue) if not all(forms(message))]


def unlike(message: Message) -> bool:
    """True where a translation has other {places} or <tags> than its sentence, or other blanks at its ends."""
    return any(shape(form) != shape(key(message)) for form in forms(message) if form)


def shape(text: str) -> tuple[list[str], list[str], bool, bool]:
    return sorted(set(PLACEHOLDER.findall(text))), sorted(TAG.findall(text)), text[:1] == " ", text[-1:] == " "


def as_text(catalogue: Catalog) -> bytes:
    body = BytesIO()
    write_po(body, catalogue, width=120, omit_header=True, include_lineno=False)
    return HEADER.encode() + body.getvalue()


def main() -> int:
    catalogue = merged(written(), translated())
    (ROOT / "translations" / "en.po").write_bytes(as_text(catalogue))
    lacking = missing(catalogue)
    for sentence in lacking:
        print(f"no English yet: {sentence}")
    for message in filter(unlike, sentences(catalogue)):
        print(f"other places or tags: {key(message)}")
    print(f"{len(list(sentences(catalogue)))} sentences, {len(lacking)} without English")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
