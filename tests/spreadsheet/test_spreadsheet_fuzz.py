"""Files torn, twisted and lied about: the answer is a workbook or a refusal, never anything else."""

import io
import os
import random
import resource
import zipfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from judging.spreadsheet import SheetProblems, UnreadableFile, filled_workbook, read_event, read_workbook
from judging.spreadsheet.samples import FOLDER, sample_plan

DATA = Path(__file__).with_name("data")
TIMES = 5 if os.environ.get("JUARA_LONG") == "1" else 1  # 2,150 files by the long command
MOST_GROWTH = 256 * 1024  # KiB; the child that parses has a limit of its own
SNIPPETS = (b"\0", b'"', b";", b"<", b"&#0;", b"\xff\xfe", b"9" * 30, b' r="XFD1048576"', b"<f>1+1</f>", b"]]>")


def seeds():
    return {
        "xlsx": filled_workbook(sample_plan("psm-lks")),
        "xls": (DATA / "small.xls").read_bytes(),
        "ods": (DATA / "small.ods").read_bytes(),
        "csv": (FOLDER / "kube-dki" / "Peserta.csv").read_bytes(),
        "zip": zipped({file.name: file.read_bytes() for file in (FOLDER / "kube-dki").glob("*.csv")}),
    }


def zipped(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def mutated(data, chance):
    """One to six wounds: a byte changed, a piece cut, noise or a known troublemaker put in, the end torn off."""
    wounded = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(wounded) + 1)
        kind = chance.randrange(5)
        if kind == 0:
            wounded[at : at + 1] = chance.randbytes(1)
        elif kind == 1:
            del wounded[at : at + chance.randint(1, 50)]
        elif kind == 2:
            wounded[at:at] = chance.randbytes(chance.randint(1, 20))
        elif kind == 3:
            wounded[at:at] = chance.choice(SNIPPETS)
        elif chance.random() < 0.3:
            del wounded[at:]
    return bytes(wounded)


def mutated_inside(data, chance):
    """A zip whose checksums hold, with one member wounded: this reaches the parsers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(members))
    return zipped({**members, name: mutated(members[name], chance)})


@pytest.mark.parametrize(("kind", "times"), [("xlsx", 60), ("ods", 60), ("xls", 60), ("csv", 150), ("zip", 100)])
def test_wounded_files_give_a_workbook_or_a_refusal(kind, times):
    chance = random.Random(f"19 November 2026 {kind}")  # noqa: S311 - the same wounds every time
    data = seeds()[kind]
    seen, before = Counter(), peak()
    for _ in range(times * TIMES):
        inside = data.startswith(b"PK") and chance.random() < 0.8
        seen[outcome(mutated_inside(data, chance) if inside else mutated(data, chance))] += 1
    assert seen.total() == times * TIMES
    assert min(seen["read"], seen["refused"]) > 0 or kind in {"csv", "zip"}, seen  # the wounds went both ways
    assert peak() - before < MOST_GROWTH


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def outcome(data):
    try:
        book = read_workbook(data, "berkas.xlsx")
    except UnreadableFile:
        return "refused"
    assert all(isinstance(cell, str) for rows in book.values() for row in rows for cell in row)
    with suppress(SheetProblems):
        read_event(book, 2026)
    return "read"
