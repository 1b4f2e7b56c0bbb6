"""The tablet's script in each language: every sentence of it, plural forms too, and nothing else of it changed."""

from __future__ import annotations

import re

from judging import language
from judging.language import speaking
from judging.web.assets import translated


def test_every_sentence_of_the_script_is_said_in_the_chosen_language():
    script = (
        b'say("Batal"); say("{n} lembar belum terkirim", { n: 2 }); say("tidak dikenal"); '
        b'other("Batal"); essay("Batal")'
    )
    with speaking("en"):
        words = language.script_words()
        changed = translated(script).decode()
    assert re.findall(r'"Batal"', changed) == ['"Batal"'] * 2
    assert changed.startswith(f'say("{words["Batal"]}")')
    one, many = words["{n} lembar belum terkirim"]
    assert f'say(["{one}", "{many}"], {{ n: 2 }})' in changed
    assert 'say("tidak dikenal")' in changed
    assert translated(script) == script  # Indonesian is what it speaks by itself


def test_the_english_page_asks_for_the_english_script_and_carries_no_words(open_site):
    site = open_site("judging")
    judge = site.judge("J1")
    pages = {"id": judge.get("/juri").get_data(as_text=True)}
    judge.set_cookie("bahasa", "en")
    pages["en"] = judge.get("/juri").get_data(as_text=True)
    for spoken, page in pages.items():
        name = re.findall(r'src="/static/(judge[^?"]*)', page)
        assert (name, 'id="words"' in page) == (["judge.js" if spoken == "id" else "judge.en.js"], False)
    script = judge.get("/static/judge.en.js").get_data(as_text=True)
    assert "Sent" in script
    assert "Tersambung, semua terkirim" not in script
