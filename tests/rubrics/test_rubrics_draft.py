"""Drafts: whatever is typed stays, what a button does to them, and what is wrong in words people use."""

from __future__ import annotations

import copy

import pytest

from rubrics import blank_draft, draft_problems, for_people, from_document, from_library, library, line_of, weight_sums
from rubrics.draft import (
    NoSuchPlace,
    joined_scores,
    scale_of,
    shifted,
    split_scores,
    with_aspect,
    with_indicator,
    without,
)
from rubrics.reading import LIBRARY

KUBE = from_library("kube").to_document()


def codes(document: dict) -> list[list[str]]:
    return [[row["code"] for row in aspect["indicators"]] for aspect in document["aspects"]]


@pytest.mark.parametrize("name", library())
def test_a_rubric_as_a_draft_has_no_problem(name: str):
    document = from_library(name).to_document()
    assert draft_problems(document) == ()
    assert sum(weight_sums(document)) == 100


def test_a_blank_draft_is_a_rubric_but_for_names_and_weights():
    assert [(one.place, one.message) for one in draft_problems(blank_draft("Baru"))] == [
        ("aspects[0].title", "tidak boleh kosong."),
        ("aspects[0].indicators[0].title", "tidak boleh kosong."),
        ("aspects[0].indicators[0].weight", "wajib diisi."),
    ]


def test_sums_count_only_what_can_be_read():
    document = copy.deepcopy(KUBE)
    document["aspects"][0]["indicators"][0]["weight"] = "5,5"
    del document["aspects"][1]["indicators"][0]["weight"]
    document["aspects"][2]["indicators"][0]["weight"] = True
    assert weight_sums(document) == [30, 30, 24]


def test_a_new_indicator_is_numbered_on_and_a_new_aspect_enters_the_tie_break():
    document, place = with_indicator(KUBE, "aspects[1]")
    assert (place, codes(document)[1][-2:]) == ("aspects[1].indicators[7]", ["S7", "S8"])
    document, place = with_aspect(document)
    assert (place, codes(document)[3]) == ("aspects[3]", ["D1"])
    assert document["tie_break"] == [
        "aspect:kelembagaan", "aspect:sosial", "aspect:ekonomi", "aspect:aspek-4", "head_to_head", "plenary",
    ]  # fmt: skip
    assert codes(KUBE)[1][-1] == "S7"  # what was given is not changed


def test_removing_and_ordering():
    assert codes(without(KUBE, "aspects[0].indicators[3]"))[0] == ["K1", "K2", "K3", "K5", "K6"]
    left = without(KUBE, "aspects[1]")
    assert [aspect["code"] for aspect in left["aspects"]] == ["kelembagaan", "ekonomi"]
    assert left["tie_break"] == ["aspect:kelembagaan", "aspect:ekonomi", "head_to_head", "plenary"]
    document, place = shifted(KUBE, "aspects[0].indicators[0]", 1)
    assert (place, codes(document)[0][:2]) == ("aspects[0].indicators[1]", ["K2", "K1"])
    assert shifted(KUBE, "aspects[2]", 1) == (KUBE, "aspects[2]")  # the last stays the last
    assert shifted(KUBE, "aspects[0]", -1) == (KUBE, "aspects[0]")


@pytest.mark.parametrize(
    "place",
    ["", "aspects", "aspects[9]", "aspects[0].indicators[99]", "aspects[-1]", "scale[0]", "title[0]", "aspects[0].code",
     "tie_break[0]", "x[0]", "aspects[0].indicators[0].levels[0]", "aspects[99999]", "[0]"],
)  # fmt: skip
def test_a_place_that_is_none_is_refused(place: str):
    with pytest.raises(NoSuchPlace):
        without(KUBE, place)
    with pytest.raises(NoSuchPlace):
        shifted(KUBE, place, 1)


@pytest.mark.parametrize(
    ("typed", "step", "scores"),
    [
        ("1; 5", "1", ["1", "5"]),
        ("1,5", "1", ["1", "5"]),
        ("1, 5", "0.5", ["1", "5"]),
        ("1,5", "0.5", ["1,5"]),
        (" 1 5 ;; ", "1", ["1", "5"]),
        ("", "1", []),
        ("1,5", "x", ["1", "5"]),
    ],
)
def test_lists_of_scores_as_people_write_them(typed: str, step: str, scores: list[str]):
    scale = scale_of({"scale": {"lowest": "1", "highest": "5", "step": step}})
    assert split_scores(typed, scale) == scores


def test_scores_are_joined_with_a_decimal_comma():
    assert joined_scores([1, "8.5"]) == "1; 8,5"


PEOPLE = [
    ("weight", "5,5", "harus bilangan bulat."),
    ("weight", 999, "paling besar 100."),
    ("code", "K1", "kode indikator “K1” sudah dipakai di K1."),
    ("levels", ["a"], "berisi 1 uraian, seharusnya 5, satu untuk tiap skor."),
    ("alert", ["9"], "Skor 9 di luar skala. Tulis angka dari 1 sampai 5."),
]


@pytest.mark.parametrize(("key", "value", "told"), PEOPLE)
def test_problems_are_told_without_keys_and_quotes(key: str, value: object, told: str):
    document = copy.deepcopy(KUBE)
    document["aspects"][0]["indicators"][1][key] = value
    assert for_people(draft_problems(document)[0], lambda place: "K1" if place.endswith("[0]") else "?") == told


def test_words_of_the_scale_are_those_of_the_form():
    document = copy.deepcopy(KUBE) | {"note_required": [], "scale": {"lowest": "1", "highest": "5", "step": "3"}}
    (problem,) = draft_problems(document)
    assert for_people(problem, str) == "langkah 3 tidak membagi habis rentang 1 sampai 5."
    document["aspects"][1]["indicators"] = []
    assert for_people(draft_problems(document)[1], str) == "belum ada isinya."


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("title", 'title = "KUBE Berprestasi"'),
        ("scale.step", "scale = {"),
        ("aspects[1]", "[[aspects]]"),
        ("aspects[1].title", 'title = "Sosial"'),
        ("aspects[0].indicators[3].weight", "weight = 8"),
        ("aspects[0].indicators[3].levels[2]", "levels = ["),
        ("aspects[2].indicators[5].alert", "[[aspects.indicators]]"),  # the key is missing: its table
    ],
)
def test_a_place_in_a_toml_has_a_line(place: str, line: str):
    text = (LIBRARY / "kube.toml").read_text(encoding="utf-8")
    found = line_of(text, place)
    assert found is not None
    assert text.splitlines()[found - 1].startswith(line)


@pytest.mark.parametrize("place", ["aspects", "aspects[7].title", "berkas", "baris 3, kolom 1"])
def test_a_place_without_a_line_has_none(place: str):
    assert line_of((LIBRARY / "kube.toml").read_text(encoding="utf-8"), place) is None


def test_a_frozen_draft_is_the_rubric_it_came_from():
    assert from_document(copy.deepcopy(KUBE)).fingerprint == from_library("kube").fingerprint
