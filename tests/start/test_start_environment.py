"""The project's own Python is made once, and again only when its requirements change."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import environment, system


@pytest.fixture
def requirements(tmp_path: Path) -> Path:
    """A requirements file that includes another and installs nothing."""
    (tmp_path / "base.txt").write_text("# one\n", encoding="utf-8")
    (tmp_path / "test.txt").write_text("-r base.txt\n# two\n", encoding="utf-8")
    return tmp_path / "test.txt"


def test_fingerprint_changes_with_an_included_file(requirements: Path):
    before = environment.fingerprint(requirements)
    assert environment.fingerprint(requirements) == before
    (requirements.parent / "base.txt").write_text("# three\n", encoding="utf-8")
    assert environment.fingerprint(requirements) != before


def test_prepare_with_a_fresh_stamp_installs_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    venv = tmp_path / "venv"
    environment.create(venv)
    (venv / "requirements.txt.stamp").write_text(
        environment.fingerprint(environment.ROOT / "requirements.txt"), encoding="utf-8"
    )
    capfd.readouterr()
    assert environment.prepare("requirements.txt", venv=venv) == environment.python_of(venv)
    assert capfd.readouterr() == ("", "")


def test_works_tells_a_whole_environment_from_a_broken_one(tmp_path: Path):
    assert environment.works(Path(sys.executable))
    assert not environment.works(tmp_path / "gone" / "python")
    broken = tmp_path / "python"
    broken.write_text("no program", encoding="utf-8")
    assert not environment.works(broken)


def test_missing_packages_need_only_one_of_the_names():
    here = system.Program((sys.executable, "no-such-program"), "python3")
    nowhere = system.Program(("no-such-program", "nor-this"), "some-package")
    assert system.missing_packages([here, nowhere]) == ["some-package"]
