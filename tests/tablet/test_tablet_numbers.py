"""Numbers in a batch that no table can hold: each is answered on its own, whatever the database."""

from __future__ import annotations

import pytest
from tablets import entry

from judging.models import Entry


@pytest.mark.parametrize("large", [2**31, 2**40, 2**53 - 1, -(2**31)])
def test_a_number_that_no_table_can_hold_spoils_its_own_entry_alone(tablet, large):
    sheet = tablet.waiting_sheets()[0]
    good = entry(sheet, scores={"PK1": 4})
    answers = tablet.send(entry(sheet, large), entry(large), good)
    assert [(answer["sheet"], answer["word"]) for answer in answers] == [
        (sheet, "invalid"), (large, "invalid"), (sheet, "saved"),
    ]  # fmt: skip
    with tablet.database.reading() as session:
        assert session.get_one(Entry, good["id"]).outcome == "saved"
