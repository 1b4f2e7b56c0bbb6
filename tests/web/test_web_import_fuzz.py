"""Wounded files and nonsense choices through the pages of an import: refused or shown, never a fault of the server."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from pathlib import Path

from judging.models import Participant
from judging.spreadsheet.tables import KINDS

FILES = Path(__file__).parents[1] / "spreadsheet" / "real_life"
CSV = sorted(path for path in FILES.iterdir() if path.suffix in {".csv", ".txt"})
BINARY = sorted(path for path in FILES.iterdir() if path.suffix in {".xlsx", ".ods", ".xls"} and path.name[:2] < "23")
SNIPPETS = (b"\0", b'"', b";", b"\n", b"<html", b"sep=|\n", b"\xff\xfe", b"9" * 400, b'="1"', b"Nama KUBE;", b"#REF!")
TEXTS = (
    "",
    "x",
    "name",
    "members",
    "i:K1",
    "p:KUBE-01",
    "-1",
    "0",
    "5",
    "99999",
    "kube",
    "<b>",
    "../..",
    "\u202e",
    "long",
)
FIELDS = (
    "sheet",
    "head",
    "round",
    "shape",
    "category",
    "judge",
    "new_regions",
    "fill",
    "action",
    "c0",
    "c1",
    "c2",
    "c63",
)


def wounded(data, chance):
    bytes_ = bytearray(data)
    for _ in range(chance.randint(0, 5)):
        at = chance.randrange(len(bytes_) + 1)
        if chance.random() < 0.6:
            bytes_[at:at] = chance.choice(SNIPPETS)
        else:
            del bytes_[at : at + chance.randint(1, 60)]
    return bytes(bytes_)


def test_wounded_files_and_nonsense_choices(open_site, tell):
    site, chance = open_site("judging"), random.Random("19 November 2026")  # noqa: S311 - the same every time
    panitia, uploads, steps = site.organiser("panitia"), Counter(), Counter()
    with site.database.reading() as session:
        before = session.query(Participant).count()
    for number in range(60):
        path = chance.choice(BINARY if number % 9 == 0 else CSV)
        form = {
            "kind": chance.choice([*KINDS, "scores"]),
            "table": (io.BytesIO(wounded(path.read_bytes(), chance)), path.name),
        }
        answer = panitia.post("/panitia/impor", data=form, content_type="multipart/form-data")
        uploads[answer.status_code] += 1
        for _ in range(2 if answer.status_code == 302 else 0):
            sent = {field: chance.choice(TEXTS) for field in chance.sample(FIELDS, 6)}
            sent["action"] = chance.choice(("check", "check", "reread", "store", "x"))
            steps[panitia.post(answer.location, data=sent).status_code] += 1
            page = panitia.get(answer.location)
            steps[page.status_code] += 1
            assert not re.search(r"Traceback|Internal Server", page.get_data(as_text=True))
    assert uploads.keys() <= {302, 422}
    assert steps.keys() <= {200, 302, 404, 422}
    assert min(uploads[302], uploads[422], steps[422]) > 3, (uploads, steps)
    with site.database.reading() as session:
        assert session.query(Participant).count() == before, "judging is open: nobody comes in"
    assert site.database.verify().ok
    tell(f"{uploads.total()} files {dict(uploads)}, {steps.total()} steps {dict(steps)}")
