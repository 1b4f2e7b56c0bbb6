"""Requests that no page of ours would make.

In:  a random source.   Out: JSON texts, forms and addresses: wrong types, wrong ranges, tricks with paths and signs.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

NUMBERS = (
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "-0",
    "-0.0",
    "7.0000001",
    "3.0",
    "10" + "0" * 29,
    "-1",
    "0",
    "6",
    "true",
    "false",
    "null",
    '"3"',
    '"7 "',
    '"³"',
    "[3]",
    '{"a":3}',
    "2.5e0",
    "9007199254740993",
    "1",
    "3",
    "5",
)
TEXTS = (
    "",
    " ",
    "7 ",
    "3,5",
    "٣",
    "²",
    "-1",
    "0x3",
    "1e1",
    "NaN",
    "1" + "0" * 30,
    "9" * 5000,
    "true",
    "x" * 5001,
    "\u202ekube",
    "😀",
    "a\u0300" * 50,
    "' OR 1=1 --",
    "=1+1",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }}",
    "%00",
    "\x01\x02",
    "../../etc/passwd",
    "A<B>C",
    "3",
    "kube",
    "1",
    "2026-13-40",
    "1.000.000.000.000.000",
)
PATHS = (
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static//etc/passwd",
    "/static/..%5c..%5capp.py",
    "/panitia//",
    "/juri/lembar/-1",
    "/juri/lembar/1e3",
    "/juri/lembar/" + "9" * 30,
    "/juri/lembar/" + "9" * 5000,
    "/hasil/%00",
    "/hasil/..%2f..",
    "/hasil/%ff%fe",
    "/periksa/" + "A" * 3000,
    "/periksa/%00",
    "/periksa/%F0%9F%98%80",
    "/periksa?code=%ff",
    "/hasil/kube?x=%zz",
    "/juri?terkirim=%00",
    "/juri?terkirim[]=1",
    "/panitia/masuk?lanjut=//e",
    "/panitia/masuk?lanjut=%0d%0aSet-Cookie:a=b",
    "/panitia/pleno/%c0%ae%c0%ae",
    "/.git/config",
    "/layar?x=\u202e",
    "/panitia/peserta/" + "9" * 25,
    "/%",
    "/panitia/dokumen/piagam/%2e%2e%2f",
    "/panitia/pleno/kube/akibat?rank=NaN",
)
FIELD = re.compile(r"""name="(\w+)"|\b(?:field|area|select|pin_field|choice|second_person)\('(\w+)'""")


def field_names(root: Path) -> list[str]:
    """Every field that a template of ours knows."""
    pages = sorted((root / "templates").rglob("*.html"))
    found = {a or b for page in pages for a, b in FIELD.findall(page.read_text(encoding="utf-8"))}
    return sorted(found - {"csrf_token", "viewport"})


def json_value(chance: random.Random, depth: int = 0) -> str:
    """A JSON text, often one that json.dumps would never write."""
    kind = chance.randrange(6 if depth < 2 else 3)
    if kind == 0:
        return chance.choice(NUMBERS)
    if kind == 1:
        return json.dumps(chance.choice(TEXTS))
    if kind == 2:
        return chance.choice(("null", "[]", "{}", '"\\ud800"', '"\\u0000"'))
    if kind == 3:
        return "[" + ",".join(json_value(chance, depth + 1) for _ in range(chance.randrange(4))) + "]"
    inside = (
        f"{json.dumps(chance.choice(TEXTS)[:50])}:{json_value(chance, depth + 1)}" for _ in range(chance.randrange(4))
    )
    return "{" + ",".join(inside) + "}"


def entry_text(chance: random.Random, sheet: int, codes: list[str], number: int) -> str:
    """An entry of a batch in which one to three things are wrong, and sometimes none."""
    scores = {code: str(chance.randint(1, 5)) for code in chance.sample(codes, chance.randrange(1, len(codes)))}
    parts = {
        "id": f'"{number:032x}"',
        "sheet": str(sheet),
        "based_on": str(chance.choice((0, 0, 1, 2))),
        "kind": chance.choice(('"draft"', '"draft"', '"submit"', '"take_back"')),
        "ticks": "{}",
        "notes": "{}",
        "reason": '""',
    }
    for _ in range(chance.randrange(4)):
        if chance.random() < 0.6:
            scores[chance.choice((*codes, "Z9", "K1", "", "__proto__"))] = chance.choice(NUMBERS)
        else:
            parts[chance.choice((*parts, "judge", "outcome"))] = json_value(chance)
    written = "{" + ",".join(f"{json.dumps(code)}:{value}" for code, value in scores.items()) + "}"
    return "{" + ",".join(f'"{key}":{value}' for key, value in {"scores": written, **parts}.items()) + "}"


def form(chance: random.Random, names: list[str], most: int = 12) -> dict[str, Any]:
    return {name: chance.choice(TEXTS) for name in chance.sample(names, chance.randrange(1, min(most, len(names))))}
