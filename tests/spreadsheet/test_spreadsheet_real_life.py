"""Spreadsheets as people have them: the exact reading of each good one, the exact words for each bad one.

The files are made by real_life/make.py; what each must give stands in real_life/expected.txt, to be read beside them.
"""

from pathlib import Path

import pytest

from judging.spreadsheet import SheetProblems, tables
from judging.spreadsheet.problems import column_letter
from judging.spreadsheet.reader import read_pages
from judging.spreadsheet.tables import Known, KnownCategory, KnownJudge, KnownParticipant, KnownRound
from rubrics import from_library

FOLDER = Path(__file__).with_name("real_life")
FILES = sorted(path.name for path in FOLDER.iterdir() if path.name[:2].isdigit())
KUBE = KnownCategory("kube", "KUBE Berprestasi", "KUBE", True, "kube", "", True)
PENDAMPING = KnownCategory("pendamping", "Pendamping KUBE", "Pendamping", False, "pendamping", "kube", True)
REGIONS = ("Jakarta Pusat", "Jakarta Utara", "Jakarta Barat", "Jakarta Selatan", "Jakarta Timur")
BACKGROUNDS = {"praktisi_sosial": "Praktisi Sosial", "forum_csr": "Forum CSR", "akademisi": "Akademisi"}
GROUPS = (
    KnownParticipant("KUBE-01", "kube", 1, "KUBE Melati Karya", "Jakarta Pusat"),
    KnownParticipant("KUBE-02", "kube", 2, "KUBE Rukun Bahari", "Jakarta Utara"),
    KnownParticipant("KUBE-03", "kube", 3, "KUBE Kembang Kebayoran", "Jakarta Selatan"),
)
EMPTY = Known((KUBE, PENDAMPING), REGIONS, (), (), BACKGROUNDS, one_per_region=True)
FREE = Known((KUBE, PENDAMPING), REGIONS, (), (), BACKGROUNDS, one_per_region=False)
FILLED = Known(
    (KUBE, PENDAMPING), REGIONS, GROUPS, (KnownJudge("J1", "Tim Contoh", "Akademisi", False),), BACKGROUNDS, True
)
JUDGES = {"J1": "Ratna Contoh", "J2": "Agus Contoh", "J3": "Lestari Contoh"}
ROUND = KnownRound(
    from_library("kube"), JUDGES, {one.code: one.name for one in GROUPS}, {str(one.number): one.code for one in GROUPS},
    {(judge, one.code): "" for judge in JUDGES for one in GROUPS if (judge, one.code) != ("J2", "KUBE-03")}
    | {("J3", "KUBE-01"): "benturan kepentingan."},
)  # fmt: skip


def situation(name):
    """(kind of table, the event it comes into)."""
    number = int(name[:2])
    if number in {16, 17, 34}:
        return tables.MEMBERS, FILLED
    if number in {18, 19, 29}:
        return tables.JUDGES, EMPTY if number == 18 else FILLED
    if number in {20, 21, 22, 30}:
        return tables.SCORES, FILLED
    return tables.PEOPLE, FREE if number == 4 else FILLED if number == 14 else EMPTY


def outcome(name):
    """The reading of a file as lines: where the table stands, which column is what, what would be stored."""
    kind, known = situation(name)
    try:
        filled = frozenset({"participant"}) if name.startswith("17") else frozenset()
        return list(told(read_pages((FOLDER / name).read_bytes(), name), kind, known, filled))
    except SheetProblems as found:
        return [str(problem) for problem in found.problems]


def told(pages, kind, known, filled):
    shape = ""
    if kind == tables.SCORES:
        shapes = {one: tables.score_fields(one, ROUND) for one in tables.SHAPES}
        fits = {
            one: tables.propose(tables.find_layout(pages, fields).headings, fields) for one, fields in shapes.items()
        }
        shape = tables.shape_of(fits)
        fields = shapes[shape]
    else:
        fields = FIELDS[kind](known)
    layout = tables.find_layout(pages, fields)
    pairs = tables.propose(layout.headings, fields)
    rows = " (dua baris)" if layout.two_rows else ""
    others = f", bukan {', '.join(layout.others)}" if layout.others else ""
    yield f"lembar {layout.sheet}, judul baris {layout.head}{rows}{others}"
    yield "; ".join(f"{column_letter(index)}={key}" for key, index in pairs)
    yield from (f"lewat {row}: {text}" for row, text in layout.passed)
    source = tables.Source(layout, pairs, filled)
    try:
        yield from map(str, READ[kind](source, fields, known, shape))
    except SheetProblems as found:
        yield from map(str, found.problems)


def people_of(source, fields, known, _shape):
    category = "pendamping" if any(key == "linked_to" for key, _index in source.pairs) else "kube"
    got = tables.read_people(source, fields, known, category=category, new_regions=False)
    for one in got.participants:
        place = " / ".join(part for part in (one.region, one.district, one.subdistrict) if part)
        more = "".join(f" {key}={value}" for key, value in one.profile.items())
        beside = f" {one.linked_to}" if one.linked_to else ""
        yield f"{one.category} {one.number} {one.code} | {one.name} | {place} |{beside}{more}"
        names = [f"{m.name}{f' ({m.office})' if m.office else ''}" for m in got.members if m.participant == one.code]
        if names:
            yield f"  anggota: {' | '.join(names)}"


def members_of(source, fields, known, _shape):
    got = tables.read_members(source, fields, known)
    yield from (f"{one.participant} {one.number} {one.name} {one.office or '-'}" for one in got.members)
    yield from got.remarks


def judges_of(source, fields, known, _shape):
    for one in tables.read_judges(source, fields, known).judges:
        marks = " cadangan" * one.is_reserve + " ketua" * one.is_chair
        yield f"{one.code} {one.name} | {one.background} | {one.institution}{marks}"


def scores_of(source, _fields, _known, shape):
    yield f"bentuk {shape}"
    for one in tables.read_tally(source, shape, ROUND, judge="J1"):
        notes = "".join(f" {code}: {text}" for code, text in one.notes.items())
        yield (
            f"{one.judge} {one.participant} "
            + " ".join(f"{code}={units}" for code, units in one.scores.items())
            + notes
        )


READ = {tables.PEOPLE: people_of, tables.MEMBERS: members_of, tables.JUDGES: judges_of, tables.SCORES: scores_of}
FIELDS = {
    tables.PEOPLE: lambda known: tables.people_fields([one.noun for one in known.categories], ["kube", "pendamping"]),
    tables.MEMBERS: lambda _known: tables.member_fields(),
    tables.JUDGES: lambda _known: tables.judge_fields(),
}


def expected():
    """File -> its lines, from expected.txt: a heading "== name", then the lines, then an empty one."""
    parts = (FOLDER / "expected.txt").read_text(encoding="utf-8").split("== ")[1:]
    return {part.split("\n", 1)[0]: part.split("\n", 1)[1].rstrip("\n").split("\n") for part in parts}


@pytest.mark.parametrize("name", FILES)
def test_a_real_spreadsheet_is_read_or_refused_in_exact_words(name):
    assert outcome(name) == expected()[name]


def test_every_file_has_its_expectation_and_its_maker():
    maker = (FOLDER / "make.py").read_text(encoding="utf-8")
    assert (sorted(expected()), [name for name in FILES if f'"{name}":' not in maker]) == (FILES, [])


def test_the_files_are_small():
    assert max((FOLDER / name).stat().st_size for name in FILES) < 12_000
