"""What a judge may type at most is said by the field itself, and is what the server takes."""

from __future__ import annotations

import re

import pytest

from judging.sync import NOTE_LENGTH, REASON_LENGTH


@pytest.mark.parametrize(
    ("stage", "state", "field", "most"),
    [
        ("judging", "blank", r"note-\w+", NOTE_LENGTH),
        ("judging", "submitted", "reason", REASON_LENGTH),
        ("closed", "submitted", "reason", REASON_LENGTH),
    ],
)
def test_a_field_stops_where_the_server_would_refuse(open_site, stage, state, field, most):
    site = open_site(stage)
    judge = site.judge("J1")
    listed = judge.get("/juri").get_data(as_text=True)
    word = "Mulai" if state == "blank" else "Lihat"
    path = re.search(rf'href="(/juri/lembar/\d+)"><span data-action>{word}<', listed).group(1)
    areas = re.findall(rf'<textarea[^>]* name="{field}"[^>]*>', judge.get(path).get_data(as_text=True))
    assert areas
    assert [re.search(r'maxlength="(\d+)"', one).group(1) for one in areas] == [str(most)] * len(areas)
