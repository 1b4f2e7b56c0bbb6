"""The catalogue beside the sources: nothing without English, nothing left over, no value lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from judging import language
from judging.language import N_, Later, _, rich, speaking
from tools import translations
from tools.translations import forms, key, sentences


def nothing(faults: Iterable[str]) -> None:
    """Fail with one fault a line."""
    if found := list(faults):
        pytest.fail("\n".join(found), pytrace=False)


@pytest.fixture(scope="module")
def written():
    return {key(one): one for one in sentences(translations.written())}


@pytest.fixture(scope="module")
def known():
    return {key(one): one for one in sentences(translations.translated())}


def test_every_sentence_has_its_english(written, known):
    """Mended with: python -m tools.translations, then the English of what it names."""
    lacking = (one for one in written.values() if not (one.id in known and all(forms(known[one.id]))))
    nothing(f"{one.locations[0][0]}: {one.id}" for one in lacking)


def test_no_translation_is_left_over(written, known):
    nothing(f"nobody says this any more: {sentence}" for sentence in known if sentence not in written)


def test_every_translation_has_the_places_and_tags_of_its_sentence(known):
    nothing(f"{key(one)!r} -> {forms(one)!r}" for one in known.values() if translations.unlike(one))


def test_where_english_has_two_forms_the_number_is_called_n(known):
    nothing(f"{key(one)!r} has no {{n}}" for one in known.values() if len(forms(one)) > 1 and "{n" not in key(one))


def test_the_english_is_plain_and_calm(known):
    """No exclamation marks, no straight apostrophes, none of the words the house avoids."""
    unwanted = re.compile(r"!|'|\b(?:submit|error|login|dashboard|failed|loser)\b", re.IGNORECASE)
    places = translations.PLACEHOLDER
    nothing(f"{form!r}" for one in known.values() for form in forms(one) if unwanted.search(places.sub("", form)))


def test_a_sentence_is_said_in_the_chosen_language():
    said = [_("Simpan"), _("{n} lembar", n=1), _("{n} lembar", n=3), _("bukan kalimat")]
    with speaking("en"):
        english = [_("Simpan"), _("{n} lembar", n=1), _("{n} lembar", n=3), _("bukan kalimat")]
    assert said == ["Simpan", "1 lembar", "3 lembar", "bukan kalimat"]
    assert english == ["Save", "1 sheet", "3 sheets", "bukan kalimat"]
    assert _(N_("Simpan")) == "Simpan"


def test_a_sentence_can_be_made_now_and_said_later():
    kept = Later("Cadangan gagal: {problem}", problem="disk")
    with speaking("en"):
        assert _(kept) == "The backup did not work: disk"
    assert kept == _(kept) == "Cadangan gagal: disk"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Siti", "Diumumkan 1 Desember oleh Siti."),
        ("Fitriani Hasanah, S.Pd.", "Diumumkan 1 Desember oleh Fitriani Hasanah, S.Pd."),
        ("Siti ...", "Diumumkan 1 Desember oleh Siti ...."),  # dots that somebody typed stay
    ],
)
def test_a_name_with_a_stop_ends_its_sentence_with_one(name, told):
    values = {"when": "1 Desember", "name": name}
    sentence = "Diumumkan {when} oleh {name}."
    assert (language._(sentence, **values), str(language.Later(sentence, **values))) == (told, told)


def test_a_rich_sentence_keeps_its_tags_and_escapes_its_values():
    sentence = "kartu <b>{code}</b>, PIN <b>{pin}</b>"
    with speaking("en"):
        assert rich(sentence, code="<J1>", pin=1) == "card <b>&lt;J1&gt;</b>, PIN <b>1</b>"
    assert rich(sentence, code="J1", pin="&") == "kartu <b>J1</b>, PIN <b>&amp;</b>"


def test_an_unknown_language_is_indonesian():
    language.choose("xx")
    assert language.chosen() == "id"
    with speaking("en"):
        assert language.chosen() == "en"
    assert language.chosen() == "id"


def test_scripts_are_told_what_they_say_and_nothing_else(written):
    with speaking("en"):
        told = language.script_words()
    files = {sentence: [path for path, _line in one.locations] for sentence, one in written.items()}
    in_scripts = {one for one, paths in files.items() if any(path.startswith("static/js/") for path in paths)}
    assert told.keys() == in_scripts
    assert language.script_words() == {}
