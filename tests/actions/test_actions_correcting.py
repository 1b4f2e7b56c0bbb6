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
