"""The measuring itself: what one run costs is what that run did, and the table lines up."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

HUNGRY = "def eat(mebibytes):\n    return len(bytearray(mebibytes * 1024 * 1024))\n"


@pytest.fixture
def measure(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """As a bench script finds it: beside itself."""
    monkeypatch.syspath_prepend(root / "bench")
    return importlib.import_module("_measure")


def test_peak_memory_is_that_of_the_call_alone(measure: ModuleType, tmp_path: Path):
    script = tmp_path / "hungry.py"
    script.write_text(HUNGRY, encoding="utf-8")
    eat = measure.load(script).eat
    little, much = measure.once(eat, 1), measure.once(eat, 64)
    if little.peak_mib is None:
        pytest.skip("this system does not tell a process's peak memory")
    assert 55 < much.peak_mib - little.peak_mib < 75


def test_the_table_shows_ours_floor_and_ratio(measure: ModuleType, capsys: pytest.CaptureFixture[str]):
    figures = [measure.Figure("save", 4.0, 2.0, "ms", "one INSERT"), measure.Figure("size", 1234.5, None, "KiB")]
    measure.report("Saving", figures)
    assert capsys.readouterr().out == (
        "\nSaving\n"
        "figure |      ours |   floor | ratio\n"
        "save   |   4.00 ms | 2.00 ms |  2.00\n"
        "size   | 1,234 KiB |       - |     -\n"
        "  floor of save: one INSERT\n"
    )
