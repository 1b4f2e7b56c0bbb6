"""A name corrected after sealing: the same result under the right name, whatever happened to the sheets since."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from people import EVENT, NOW, organiser, witness
from reopened import send_again
from sqlalchemy import select

from judging import actions, queries
from judging.models import Participant, ResultVersion
from judging.queries import export
from judging.queries.corrections import papers_naming
from judging.roles import Role

ARCHIVES = {"public": export.public_archive, "sealed": export.sealed_archive}
RECHECK = Path(__file__).resolve().parents[2] / "tools" / "recheck.py"


def correct_name(database, participant: str, name: str) -> None:
    with database.writing() as session:
        key = session.scalars(select(Participant.id).where(Participant.code == participant)).one()
        second = witness(organiser(session, Role.PANITIA))
        actions.correct_name(session, organiser(session, Role.KETUA), key, name, "Menurut SK.", second, now=NOW)


def files_of(database, kind: str) -> dict[str, bytes]:
    with database.reading() as session:
        return ARCHIVES[kind](session, EVENT)


def recheck(files: dict[str, bytes], folder: Path) -> list[str]:
    """What the script finds wrong, run as an auditor runs it."""
    path = folder / "arsip.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(RECHECK), str(path)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1].endswith("ocok.")
    return [line for line in done.stdout.splitlines() if line.startswith("TIDAK COCOK")]


def versions(database, category: str) -> list[dict]:
    with database.reading() as session:
        key = next(one.id for one in queries.categories(session, EVENT) if one.code == category)
        rows = session.scalars(
            select(ResultVersion).where(ResultVersion.category_id == key).order_by(ResultVersion.number)
        )
        return [json.loads(row.body) for row in rows]


@pytest.mark.parametrize("kind", ARCHIVES)
def test_a_name_is_mended_at_once_although_a_sheet_changed_and_the_result_still_counts_up(open_stage, tmp_path, kind):
    database = open_stage("announced")
    send_again(database, "KUBE-BRT", "J1", K1=1)
    correct_name(database, "KUBE-SEL", "KUBE Guyub Hijau Lestari")
    assert recheck(files_of(database, kind), tmp_path) == []
    first, second = versions(database, "kube")
    assert [row["total"] for row in second["rows"]] == [row["total"] for row in first["rows"]]


@pytest.mark.parametrize("kind", ARCHIVES)
def test_a_recount_after_it_takes_the_sheets_as_they_now_stand(open_stage, tmp_path, kind):
    database = open_stage("announced")
    send_again(database, "KUBE-BRT", "J1", K1=1)
    correct_name(database, "KUBE-SEL", "KUBE Guyub Hijau Lestari")
    correct_name(database, "KUBE-SEL", "KUBE Guyub Hijau Abadi")
    with database.writing() as session:
        key = next(one.id for one in queries.categories(session, EVENT) if one.code == "kube")
        chair, second = organiser(session, Role.KETUA), witness(organiser(session, Role.PANITIA))
        actions.correct_result(session, chair, key, "Lembar dikirim ulang.", second, now=NOW)
        actions.announce(session, organiser(session, Role.PANITIA), key, now=NOW)
    assert recheck(files_of(database, kind), tmp_path) == []
    totals = [{row["participant"]: row["total"] for row in body["rows"]} for body in versions(database, "kube")]
    assert [one["KUBE-BRT"] == totals[0]["KUBE-BRT"] for one in totals] == [True, True, True, False]


def test_a_name_correction_that_changed_more_than_the_name_is_found(open_stage, tmp_path):
    database = open_stage("announced")
    correct_name(database, "KUBE-SEL", "KUBE Guyub Hijau Lestari")
    files = files_of(database, "sealed")
    links = {name: json.loads(content) for name, content in files.items() if name.startswith("bodies/")}
    (place,) = [
        name for name, link in links.items()
        if link["verb"] == "result.public" and link["detail"]["category"]["code"] == "kube"
        and link["detail"]["number"] == 2
    ]  # fmt: skip
    links[place]["detail"]["sheets"].pop()
    wrong = recheck(files | {place: json.dumps(links[place]).encode()}, tmp_path)
    assert any("koreksi nama, sama dengan hasil ke-1" in line for line in wrong), wrong


def participant(session, code: str) -> Participant:
    return session.scalars(select(Participant).where(Participant.code == code)).one()


def beside(database) -> dict[str, str]:
    """Pendamping -> the group that the newest sealed result prints beside each."""
    return {row["participant"]: row["linked"] for row in versions(database, "pendamping")[-1]["rows"]}


@pytest.fixture
def spelt_twice(open_stage):
    """The pendamping are sealed while KUBE is still with the pleno; then a name of KUBE is approved in another way."""
    database = open_stage("closed")
    with database.writing() as session:
        keys = {one.code: one.id for one in queries.categories(session, EVENT)}
        chair, panitia = organiser(session, Role.KETUA), organiser(session, Role.PANITIA)
        actions.seal(session, chair, keys["pendamping"], witness(panitia), now=NOW)
        actions.approve_name(session, panitia, participant(session, "KUBE-SEL").id, "KUBE Guyub Ijo", now=NOW)
        actions.seal(session, chair, keys["kube"], witness(panitia), now=NOW)
    return database


def test_a_name_corrected_afterwards_reaches_a_result_that_still_has_an_older_one_beside(spelt_twice):
    before = beside(spelt_twice)
    assert before["PEND-SEL"] == "KUBE Guyub Hijau"
    correct_name(spelt_twice, "KUBE-SEL", "KUBE Guyub Lestari")
    assert beside(spelt_twice) == before | {"PEND-SEL": "KUBE Guyub Lestari"}
    told = [versions(spelt_twice, code)[-1]["correction"]["before"] for code in ("kube", "pendamping")]
    assert told == ["KUBE Guyub Ijo", "KUBE Guyub Hijau"]


def test_a_result_that_says_the_right_name_already_gets_no_further_version(spelt_twice):
    correct_name(spelt_twice, "KUBE-SEL", "KUBE Guyub Hijau")
    assert [len(versions(spelt_twice, code)) for code in ("kube", "pendamping")] == [2, 1]


def test_only_who_stands_beside_the_participant_is_touched_where_two_share_a_name(open_stage):
    """Two of one name, each in a category of its own; somebody stands beside one of them."""
    database = open_stage("closed")
    with database.writing() as session:
        keys = {one.code: one.id for one in queries.categories(session, EVENT)}
        chair, panitia = organiser(session, Role.KETUA), organiser(session, Role.PANITIA)
        actions.approve_name(session, panitia, participant(session, "PEND-PST").id, "KUBE Guyub Hijau", now=NOW)
        for one in keys.values():
            actions.seal(session, chair, one, witness(panitia), now=NOW)
        named = papers_naming(session, EVENT, participant(session, "PEND-PST").id)
    assert named == ["Berita acara Pendamping KUBE Berprestasi, hasil versi 1"]
    before = beside(database)
    correct_name(database, "PEND-PST", "Siti Rahayu")
    assert beside(database) == before


TAKEN = "Nama “KUBE guyub hijau” di kategori ini sudah dipakai KUBE Guyub Hijau. Tambahkan pembeda pada nama ini"


def test_a_name_that_another_of_the_category_has_is_not_approved(open_stage):
    with open_stage("closed").writing() as session:
        row, panitia = participant(session, "KUBE-UTR"), organiser(session, Role.PANITIA)
        with pytest.raises(actions.Refused, match=TAKEN):
            actions.approve_name(session, panitia, row.id, "KUBE guyub hijau", now=NOW)
        assert row.name == "KUBE Bahari Rejeki"
        actions.approve_name(session, panitia, row.id, "KUBE BAHARI Rejeki", now=NOW)  # its own, spelt otherwise


def test_no_name_is_corrected_to_one_that_another_of_the_category_has(open_stage):
    database = open_stage("sealed")
    with pytest.raises(actions.Refused, match=TAKEN):
        correct_name(database, "KUBE-UTR", "KUBE guyub hijau")
    assert len(versions(database, "kube")) == 1
