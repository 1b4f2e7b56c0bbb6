"""Rubrics from TOML: every way to be wrong with its words, and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics import Rubric, RubricProblems, from_document, from_library, library, load_rubric, to_toml

GOOD = """\
title = "Lomba"
scale = { lowest = 1, highest = 5, step = "1" }

[[aspects]]
code = "isi"
title = "Isi"

[[aspects.indicators]]
code = "I1"
title = "Ketepatan"
weight = 60

[[aspects.indicators]]
code = "I2"
title = "Kedalaman"
weight = 40
"""


def lines_of(toml: str | bytes) -> tuple[str, ...]:
    with pytest.raises(RubricProblems) as caught:
        load_rubric(toml)
    return caught.value.lines


def test_only_the_required_keys_are_enough():
    rubric = load_rubric(GOOD)
    assert rubric.tie_break == ("aspect:isi", "head_to_head", "plenary")
    assert [(one.code, one.weight, one.levels) for one in rubric.indicators] == [("I1", 60, ()), ("I2", 40, ())]
    assert rubric.aspects[0].weight == 100


def test_an_empty_chain_means_none():
    assert load_rubric("tie_break = []\n" + GOOD).tie_break == ()


NOT_PLAIN = "harus angka biasa, paling banyak lima angka di depan dan empat di belakang koma."
NOT_A_CODE = "hanya boleh huruf, angka, titik, garis bawah, dan tanda hubung, paling panjang 32."
SECOND = "aspects[0].indicators[1]"
WRONG = [
    ('title = "Lomba"', "", ("1. title: wajib diisi.",)),
    ('title = "Lomba"', "title = 7", ("1. title: harus berupa teks dalam tanda petik.",)),
    ('title = "Lomba"', 'title = "  "', ("1. title: tidak boleh kosong.",)),
    ('title = "Lomba"', 'title = "a\\u0007"', ("1. title: memuat tanda kendali yang tidak dapat dicetak.",)),
    ('title = "Lomba"', f'title = "{"x" * 301}"', ("1. title: paling panjang 300 huruf.",)),
    ("weight = 40", "weight = 39", ("1. aspects: jumlah semua bobot 99, seharusnya 100.",)),
    ("weight = 40", "weight = 40.0", ("1. aspects[0].indicators[1].weight: harus bilangan bulat tanpa tanda petik.",)),
    ("weight = 40", "weight = true", ("1. aspects[0].indicators[1].weight: harus bilangan bulat tanpa tanda petik.",)),
    (
        "weight = 40",
        "weight = -1",
        ("1. aspects[0].indicators[1].weight: paling kecil 0.", "2. aspects: jumlah semua bobot 59, seharusnya 100."),
    ),
    (
        "weight = 40",
        "wieght = 40",
        (
            "1. aspects[0].indicators[1].weight: wajib diisi.",
            "2. aspects[0].indicators[1].wieght: kunci ini tidak dikenal; perbaiki ejaannya atau hapus.",
        ),
    ),
    (
        'code = "I2"',
        'code = "I1"',
        (f"1. {SECOND}.code: kode indikator “I1” sudah dipakai di aspects[0].indicators[0].",),
    ),
    ('code = "I2"', 'code = "I 2"', (f"1. {SECOND}.code: {NOT_A_CODE}",)),
    ('step = "1"', 'step = "3"', ("1. scale: step 3 tidak membagi habis rentang 1 sampai 5.",)),
    ('step = "1"', 'step = "0"', ("1. scale: step harus lebih besar daripada 0.",)),
    ('step = "1"', "step = inf", (f"1. scale.step: {NOT_PLAIN}",)),
    ('step = "1"', "step = 1e999", (f"1. scale.step: {NOT_PLAIN}",)),
    ('step = "1"', "step = true", ('1. scale.step: harus angka, misalnya 1 atau "0.5".',)),
    ("highest = 5", "highest = 1", ("1. scale: highest (1) harus lebih besar daripada lowest (1).",)),
    ("lowest = 1", "lowest = -5", ("1. scale: lowest tidak boleh kurang dari 0.",)),
    (
        'step = "1"',
        'step = "1", labels = ["a", "b"]',
        ("1. scale: labels berisi 2, seharusnya 5, satu untuk tiap skor.",),
    ),
    (
        "weight = 40",
        'weight = 40\nlevels = ["a"]\nalert = [6]',
        (
            "1. aspects[0].indicators[1].levels: berisi 1 uraian, seharusnya 5, satu untuk tiap skor.",
            "2. aspects[0].indicators[1].alert[0]: Skor 6 di luar skala. Tulis angka dari 1 sampai 5.",
        ),
    ),
    (
        'title = "Lomba"',
        'title = "Lomba"\nnote_required = [1, "2.5"]',
        ("1. note_required[1]: Skor 2.5 tidak tepat pada langkah 1 dari skala 1 sampai 5.",),
    ),
    (
        'title = "Lomba"',
        'title = "Lomba"\ntie_break = ["aspect:bentuk", "undi", "plenary", "plenary", "head_to_head"]',
        (
            "1. tie_break[0]: aspek “bentuk” tidak ada di rubrik ini.",
            "2. tie_break[1]: langkah “undi” tidak dikenal; pakai aspect:KODE, head_to_head, atau plenary.",
            "3. tie_break[3]: langkah “plenary” ditulis dua kali.",
            "4. tie_break[4]: langkah sesudah plenary tidak pernah dipakai; letakkan plenary paling akhir.",
        ),
    ),
    ('title = "Lomba"', "title = Lomba", ("1. baris 1, kolom 9: penulisan TOML tidak dapat dibaca.",)),
]


@pytest.mark.parametrize(("right", "wrong", "lines"), WRONG)
def test_a_broken_rubric_is_refused_in_words(right: str, wrong: str, lines: tuple[str, ...]):
    assert right in GOOD
    assert lines_of(GOOD.replace(right, wrong, 1)) == lines


def test_problems_of_fields_and_between_fields_come_in_one_list():
    broken = GOOD.replace("weight = 40", "weight = 41").replace('title = "Isi"', "title = 1") + 'color = "red"\n'
    assert lines_of(broken) == (
        "1. aspects[0].title: harus berupa teks dalam tanda petik.",
        "2. aspects[0].indicators[1].color: kunci ini tidak dikenal; perbaiki ejaannya atau hapus.",
        "3. aspects: jumlah semua bobot 101, seharusnya 100.",
    )


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"\xff\xfe", ("1. berkas: bukan teks UTF-8; simpan ulang sebagai UTF-8.",)),
        ("#" * (256 * 1024 + 1), ("1. berkas: lebih besar dari 256 KB.",)),
        ("a = " + "[" * 5000, ("1. berkas: kurungnya bertumpuk terlalu dalam.",)),
        ("aspects = []", ("1. title: wajib diisi.", "2. scale: wajib diisi.", "3. aspects: paling sedikit berisi 1.")),
        ("a = " + "9" * 5000, ("1. berkas: penulisan TOML tidak dapat dibaca.",)),
    ],
)
def test_a_file_that_is_no_rubric_is_refused(content: str | bytes, lines: tuple[str, ...]):
    assert lines_of(content) == lines


def test_a_document_that_is_no_table_is_refused():
    with pytest.raises(RubricProblems, match=r"^1\. rubrik: harus berupa tabel berisi kunci dan nilai\.$"):
        from_document([1])


def test_a_byte_order_mark_is_accepted():
    assert load_rubric(b"\xef\xbb\xbf" + GOOD.encode()) == load_rubric(GOOD)


@pytest.mark.parametrize("name", library())
def test_library_rubrics_go_round_through_document_and_toml(name: str):
    rubric = from_library(name)
    assert from_document(rubric.to_document()) == rubric
    assert load_rubric(to_toml(rubric)) == rubric
    assert from_document(rubric.to_document()).fingerprint == rubric.fingerprint


def test_library_holds_both_sample_events():
    assert library() == ("kube", "lks-berkas", "lks-visitasi", "pendamping", "psm-berkas", "psm-paparan")
    weights = {name: {one.code: one.weight for one in from_library(name).aspects} for name in ("kube", "pendamping")}
    assert weights == {name: {"kelembagaan": 35, "sosial": 35, "ekonomi": 30} for name in weights}
    assert [one.code for one in from_library("pendamping").indicators if one.alert] == ["PS1"]


def test_second_event_names_nothing_of_the_first():
    texts = [to_toml(from_library(name)).lower() for name in library() if name.startswith(("psm", "lks"))]
    assert len(texts) == 4
    assert [word for word in ("kube", "pendamping", "jakarta") for text in texts if word in text] == []


def test_an_unknown_library_name_is_answered_with_the_choice():
    with pytest.raises(RubricProblems, match=r"“x” tidak ada; yang tersedia: kube, lks-berkas"):
        from_library("x")


def test_fingerprint_changes_with_any_text_and_not_with_the_way_of_writing():
    rubric = load_rubric(GOOD)
    assert load_rubric(GOOD.replace('step = "1"', 'step = "1.0"')).fingerprint == rubric.fingerprint
    assert load_rubric(GOOD.replace("Ketepatan", "Ketelitian")).fingerprint != rubric.fingerprint


def test_a_rubric_cannot_be_built_invalid_by_hand():
    whole = load_rubric(GOOD)
    light = whole.aspects[0].model_copy(update={"indicators": whole.indicators[:1]})
    with pytest.raises(ValueError, match="jumlah semua bobot 60, seharusnya 100"):
        Rubric(title="Lomba", scale=whole.scale, tie_break=(), aspects=(light,))


TEXT = st.text(max_size=40)
VALUE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(["title", "scale", "aspects", "tie_break", "note_required", "remark", "code", "indicators"])


def kind_of_answer(read: Callable[[], Rubric]) -> str:
    try:
        return type(read()).__name__
    except RubricProblems as refused:
        return "problems" if refused.problems else "nothing said"


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.one_of(st.dictionaries(KEYS, VALUE, max_size=6), VALUE))
def test_any_document_gives_a_rubric_or_problems(document: object):
    assert kind_of_answer(lambda: from_document(document)) in {"Rubric", "problems"}


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.integers(0, len(GOOD)), st.integers(0, 30), st.text(alphabet='abc[]{}="\'\n.,01e#é\\\0', max_size=20))
def test_any_damage_to_a_text_gives_a_rubric_or_problems(start: int, length: int, inserted: str):
    damaged = GOOD[:start] + inserted + GOOD[start + length :]
    assert kind_of_answer(lambda: load_rubric(damaged)) in {"Rubric", "problems"}
