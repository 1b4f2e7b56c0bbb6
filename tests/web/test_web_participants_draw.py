"""The draw of the order: from a seed that everybody heard, kept, repeatable by anybody without this program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sites import problems, words

from judging import drawing, journal, queries

SEED = "4 2 6 1 3 5"
PAGE = "/panitia/peserta/undian"


def order(site, category: str = "kube") -> list[str]:
    with site.database.reading() as session:
        people = [one for one in queries.participants(session, 1) if one.category_code == category]
        return [one.code for one in sorted(people, key=lambda one: one.number)]


def test_the_recipe_of_the_documentation_gives_the_same_order(root: Path, capsys: pytest.CaptureFixture[str]):
    code = re.search(r"```python\n(.*?)```", (root / "docs" / "drawing.md").read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    exec(code[1], {})  # noqa: S102 - the recipe as an outsider would run it
    lines = capsys.readouterr().out.splitlines()
    codes = ["KUBE-PST", "KUBE-UTR", "KUBE-BRT", "KUBE-SEL", "KUBE-TMR"]
    assert lines == [
        f"{number} {one} {drawing.ticket(SEED, 'kube', one)[:16]}"
        for number, one in enumerate(drawing.drawn(SEED, "kube", codes), start=1)
    ]


def test_a_ticket_is_the_sha_256_of_three_lines():
    # printf '4 2 6 1 3 5\nkube\nKUBE-PST' | sha256sum
    assert drawing.ticket(SEED, "kube", "KUBE-PST") == (
        "ed3a9fc5f2411d2db106eb0ba84996d12802b20857292fa59daee68a7d07b8fe"
    )
    assert drawing.ticket("  4 2\t6 1 3  5 ", "kube", "KUBE-PST") == drawing.ticket(SEED, "kube", "KUBE-PST")


def test_a_draw_numbers_everybody_and_is_kept(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    wanted = drawing.drawn(SEED, "kube", order(site))
    answer = panitia.post(PAGE, data={"seed-kube": SEED, "answer": "draw-kube"}, follow_redirects=True)
    assert order(site) == wanted
    assert f"Benih {SEED} , diundi" in words(answer)
    for code in wanted:
        assert drawing.ticket(SEED, "kube", code)[:16] in words(answer)
    with site.database.reading() as session:
        assert journal.verify(session).ok
        assert [(one.turn, one.seed, list(one.codes)) for one in queries.draws(session, 1)] == [(1, SEED, wanted)]


def test_drawing_again_needs_a_reason_and_keeps_the_draw_before(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    form = {"seed-kube": SEED, "answer": "draw-kube"}
    panitia.post(PAGE, data=form)
    first = order(site)
    again = panitia.post(PAGE, data=form | {"seed-kube": "1 1 1 1 1 1"})
    assert problems(again) == ["Alasan belum ditulis. Tulis alasan singkat, lalu ulangi."]
    assert (order(site), 'value="1 1 1 1 1 1"' in again.get_data(as_text=True)) == (first, True)
    told = form | {"seed-kube": "1 1 1 1 1 1", "reason-kube": "Salah baca."}
    done = panitia.post(PAGE, data=told, follow_redirects=True)
    assert order(site) == drawing.drawn("1 1 1 1 1 1", "kube", first)
    assert f"benih {SEED}: {', '.join(first)}" in words(done)


REFUSED = {
    "short": ("4 2", "Benih undian terlalu pendek. Tulis apa yang dibacakan, misalnya enam lemparan dadu."),
    "long": ("x" * 201, "Benih undian paling panjang 200 huruf, dalam satu baris."),
}


@pytest.mark.parametrize("which", REFUSED)
def test_a_seed_that_nobody_could_read_aloud_is_refused(open_site, which):
    site, (seed, told) = open_site("setup"), REFUSED[which]
    before = order(site)
    answer = site.organiser("panitia").post(PAGE, data={"seed-kube": seed, "answer": "draw-kube"})
    assert (answer.status_code, problems(answer), order(site)) == (422, [told], before)


def test_a_made_seed_is_shown_first_and_draws_nothing(open_site):
    site = open_site("setup")
    before = order(site)
    answer = site.organiser("panitia").post(PAGE, data={"answer": "make-kube"})
    assert re.search(r'name="seed-kube"[^>]* value="([1-6] ){11}[1-6]"', answer.get_data(as_text=True))
    assert (answer.status_code, order(site)) == (200, before)


def seeds(answer) -> dict[str, str]:
    return dict(re.findall(r'name="seed-(\w+)"[^>]* value="([^"]*)"', answer.get_data(as_text=True)))


def test_the_seed_of_one_category_stays_while_another_is_made_drawn_or_refused(open_site):
    panitia = open_site("setup").organiser("panitia")
    both, shown = {"seed-kube": SEED, "seed-pendamping": "1 2"}, {"kube": SEED, "pendamping": "1 2"}
    kept = seeds(panitia.post(PAGE, data=both | {"answer": "make-pendamping"}))
    assert (kept["kube"], len(kept["pendamping"].split())) == (SEED, 12)
    refused = panitia.post(PAGE, data=both | {"answer": "draw-pendamping"})
    assert (refused.status_code, seeds(refused)) == (422, shown)
    entered = panitia.post(PAGE, data=both)  # Enter in a field draws nothing
    assert (entered.status_code, seeds(entered)) == (200, shown)
    assert ", diundi" not in words(entered)
    drawn = panitia.post(PAGE, data=both | {"answer": "draw-kube"})
    assert ("Nomor urut KUBE Berprestasi sudah diundi." in words(drawn), seeds(drawn)["pendamping"]) == (True, "1 2")
    assert "Berikutnya: Buka penilaian" not in words(drawn)
    last = panitia.post(PAGE, data={"seed-pendamping": SEED, "answer": "draw-pendamping"}, follow_redirects=True)
    assert "Berikutnya: Buka penilaian" in words(last)


def test_once_judging_is_open_numbers_stay(open_site):
    site = open_site("judging")
    panitia, before = site.organiser("panitia"), order(site)
    assert panitia.post(PAGE, data={"seed-kube": SEED, "answer": "draw-kube"}).status_code == 422
    assert (order(site), "Penilaian sudah dibuka; nomor urut tetap." in words(panitia.get(PAGE))) == (before, True)
