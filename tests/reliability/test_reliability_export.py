"""What leaves the house can be checked by anyone, and says nothing about a person."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import zipfile
from fractions import Fraction
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from people import NOW
from sqlalchemy import select

from judging import actions
from judging.cli.demo import _Steps
from judging.models import Conflict, Entry, Event, Member, Participant, Person, Sheet
from judging.plan import ParticipantPlan
from judging.queries import export
from judging.roles import SYSTEM
from judging.scoring.category import Round, rank_category
from judging.scoring.methods import METHODS
from judging.scoring.panel import PANEL_RULES
from judging.scoring.tally import SCORED, tally_from_sheets
from tools.recount import count

SAMPLES = ("kube-dki", "psm-lks")
KINDS = {"public": export.public_archive, "sealed": export.sealed_archive}
SEED, CONTESTS = 20261119, 1_500


def files_of(database, kind):
    with database.reading() as session:
        return KINDS[kind](session, session.scalars(select(Event.id)).one())


def recheck(folder: Path, files, *more: str, relist: bool = True):
    """The script as an auditor runs it: outside this house, with nothing installed."""
    if relist:
        manifest = json.loads(files["manifest.json"])
        manifest["files"] = {n: export._sha256(c) for n, c in sorted(files.items()) if n != "manifest.json"}
        files = {**files, "manifest.json": json.dumps(manifest).encode()}
    path = folder / "arsip.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    script = Path(__file__).resolve().parents[2] / "tools" / "recheck.py"
    command = [sys.executable, "-I", "-S", str(script), str(path), *more]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.mark.parametrize(("sample", "kind"), list(product(SAMPLES, KINDS)))
def test_an_archive_checks_without_the_program_or_the_key(open_stage, tmp_path, sample, kind):
    database = open_stage("announced", sample)
    files = files_of(database, kind)
    ((_, head),) = database.verify().heads.items()
    code, said = recheck(tmp_path, files, "--anchor", f"{head.seq}:{head.hash}", relist=False)
    assert (code, said.splitlines()[-1]) == (0, "Semua cocok.")
    assert said.count("dihitung ulang") == 2
    assert f"kepala di kertas: peristiwa {head.seq}" in said


def test_a_participant_taken_away_while_setting_up_is_no_trouble_for_the_auditor(open_stage, tmp_path):
    database = open_stage("setup")
    plan = ParticipantPlan("", "kube", 0, "KUBE Salah Ketik", "Kepulauan Seribu")
    with database.writing() as session:
        actions.remove_participant(session, SYSTEM, actions.add_participant(session, SYSTEM, 1, plan, now=NOW), now=NOW)
    steps = _Steps(database, "kube-dki", 1)
    for step in (steps.score, steps.close, steps.seal, steps.announce):
        step()
    code, said = recheck(tmp_path, files_of(database, "sealed"))
    assert (code, said.splitlines()[-1]) == (0, "Semua cocok.")


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_public_archive_names_nobody(open_stage, sample, tell):
    database = open_stage("announced", sample)
    shown = b"".join(files_of(database, "public").values()).decode()
    with database.reading() as session:
        said = [*session.scalars(select(Member.name)), *session.scalars(select(Person.name))]
        said += [*session.scalars(select(Person.institution)), *session.scalars(select(Participant.name))]
        said += [*session.scalars(select(Conflict.reason)), *session.scalars(select(Sheet.state_reason))]
        said += [note for notes in session.scalars(select(Entry.notes)) for note in (notes or {}).values()]
        said += [text for profile in session.scalars(select(Participant.profile)) for text in profile.values()]
        codes = [*session.scalars(select(Participant.code)), "J1", "J5"]
    words = {json.dumps(word)[1:-1] for word in said if isinstance(word, str) and len(word) > 5}
    assert len(words) > 40
    assert [word for word in words if word in shown] == []
    assert [code for code in codes if f'"{code}"' not in shown] == []
    tell(f"public archive of {sample}: {len(words)} names, notes, reasons and answers looked for, 0 found")


def test_nothing_is_public_before_the_announcement(open_stage):
    with pytest.raises(export.NothingToShow):
        files_of(open_stage("sealed"), "public")


def changed(files, name, old, new):
    text = files[name].decode()
    assert old in text, (name, old)
    return {**files, name: text.replace(old, new, 1).encode()}


def public_body(files) -> str:
    return next(name for name in sorted(files) if name.startswith("bodies/") and b'"result.public"' in files[name])


@pytest.mark.parametrize(
    ("kind", "change", "complaint"),
    [
        ("public", lambda f: changed(f, public_body(f), '"rank":1', '"rank":2'), "isi peristiwa yang ditunjukkan"),
        ("public", lambda f: changed(f, public_body(f), '"K1":4', '"K1":5'), "dihitung ulang"),
        ("public", lambda f: changed(f, "chain.json", '"', '"0'), "rantai"),
        ("sealed", lambda f: {n: c for n, c in f.items() if n != "bodies/000030.json"}, "semua peristiwa ada"),
        ("sealed", lambda f: f | {"documents/000001-x.pdf": b"another"}, "dokumen terbit"),
        (
            "sealed",
            lambda f: changed(f, "bodies/000066.json", '"state":"submitted"', '"state":"absent"'),
            "sama dengan",
        ),
    ],
)
def test_a_changed_archive_is_found_even_with_a_fitting_list_of_files(open_stage, tmp_path, kind, change, complaint):
    code, said = recheck(tmp_path, change(files_of(open_stage("announced"), kind)))
    wrong = [line for line in said.splitlines() if line.startswith("TIDAK COCOK")]
    assert code == 1
    assert any(complaint in line for line in wrong), said


def test_a_changed_file_is_found_by_the_list(open_stage, tmp_path):
    files = files_of(open_stage("announced"), "public")
    code, said = recheck(tmp_path, {**files, "chain.json": files["chain.json"] + b" "}, relist=False)
    assert (code, said.splitlines()[0][:11]) == (1, "TIDAK COCOK")


def test_another_head_on_paper_is_found(open_stage, tmp_path):
    files = files_of(open_stage("announced"), "public")
    assert recheck(tmp_path, files, "--anchor", "20:" + "0" * 64)[0] == 1


def test_what_is_no_archive_is_said_in_one_line(tmp_path):
    assert recheck(tmp_path, {"x": b""}, relist=False)[0] == 2
    assert recheck(tmp_path, {"manifest.json": b"{}"}, relist=False)[0] == 2


INDICATORS = {"a": {"A1": 25, "A2": 25}, "b": {"B1": 50}}
RUBRIC = {
    "scale": {"lowest": "1", "highest": "3", "step": "1"},
    "aspects": [
        {"code": code, "indicators": [{"code": one, "weight": weight} for one, weight in items.items()]}
        for code, items in INDICATORS.items()
    ],
}


def contest(chance: random.Random):
    """A small panel with many ties and gaps, as the public text of a result."""
    names, judges = [f"P{n}" for n in range(chance.randint(2, 6))], [f"J{n}" for n in range(chance.randint(1, 7))]
    shares = chance.choice([(100,), (60, 40), (50, 50)])
    gaps = chance.choice([0, 0, 0, 0.15])
    sheets = [
        {
            "round": f"r{number}",
            "participant": name,
            "judge": judge,
            "state": "absent" if chance.random() < gaps else "submitted",
            "scores": {one: chance.randint(1, 2) for items in INDICATORS.values() for one in items},
        }
        for number in range(len(shares))
        for name in names
        for judge in judges
    ]
    return {
        "rules": {
            "rounds": [{"code": f"r{number}", "share": share} for number, share in enumerate(shares)],
            "tie_break": chance.choice([["aspect:a", "aspect:b", "head_to_head", "plenary"], ["head_to_head"], []]),
        },
        "applied": {
            "method": chance.choice([*METHODS, "majority", "majority", "majority"]),
            "panel_rule": chance.choice(PANEL_RULES),
            "margin": chance.choice(["3", "7/2"]),
        },
        "rubrics": {f"r{number}": RUBRIC for number in range(len(shares))},
        "backgrounds": {judge: f"B{number % 3}" for number, judge in enumerate(judges)},
        "sheets": sheets,
        "decisions": [],
    }


def as_tally(result, number: int):
    rows = [
        {
            "participant": sheet["participant"],
            "judge": sheet["judge"],
            "background": result["backgrounds"][sheet["judge"]],
            "status": SCORED if sheet["state"] == "submitted" else sheet["state"],
            "numerator": sum(w * sheet["scores"][one] for items in INDICATORS.values() for one, w in items.items()),
            **{f"aspect:{c}": sum(w * sheet["scores"][o] for o, w in i.items()) for c, i in INDICATORS.items()},
        }
        for sheet in result["sheets"]
        if sheet["round"] == f"r{number}"
    ]
    names = list(dict.fromkeys(row["participant"] for row in rows))
    return tally_from_sheets(pd.DataFrame(rows), aspects=tuple(INDICATORS), highest=3, participants=names)


def test_the_recount_agrees_with_the_program_on_every_method(tell):
    chance, agreed, tied = random.Random(SEED), dict.fromkeys(METHODS, 0), 0  # noqa: S311 - to be repeated
    for _ in range(CONTESTS):
        result = contest(chance)
        outcome = rank_category(
            [Round(as_tally(result, n), one["share"]) for n, one in enumerate(result["rules"]["rounds"])],
            method=result["applied"]["method"],
            panel_rule=result["applied"]["panel_rule"],
            margin=Fraction(result["applied"]["margin"]),
            tie_break=result["rules"]["tie_break"],
        )
        if outcome.refused is None:
            own = [(row.participant, row.rank, row.tied, row.decided_by, str(row.total)) for row in outcome.rows]
            assert sorted(count(result)) == sorted(own), result
            agreed[outcome.method] += 1
            tied += any(row.decided_by for row in outcome.rows)
    assert min(agreed.values()) >= 20
    assert tied >= 50
    tell(f"recount: {sum(agreed.values())} contests agree to the last fraction, {tied} with broken ties; {agreed}")
