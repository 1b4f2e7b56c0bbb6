"""Measures one function at a time, each run in a fresh process, and prints figures beside a floor.

In:  a function of a bench script and its plain arguments.   Out: the median cost of n runs; a table on the screen.
Does not know what is measured. A figure alone says little: its floor is the least that any program would need.
"""

from __future__ import annotations

import importlib.util
import inspect
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

try:
    import resource
except ImportError:  # Windows
    resource = None

ROOT = Path(__file__).resolve().parent.parent
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one call took. Imports are not in the times; they are in the memory."""

    wall_s: float
    cpu_s: float  # user and system, of the process and its finished children
    peak_mib: float | None  # highest resident memory of the process; None where the system does not tell


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `floor` is None where there is nothing honest to compare with."""

    name: str
    ours: float
    floor: float | None
    unit: str = "ms"
    floor_is: str = ""  # what the floor does, in a few words


def measure(function: Callable[..., object], *arguments: Any, times: int = 5) -> Cost:
    """Median cost of `function(*arguments)`, each time in a new process. Arguments must survive JSON."""
    costs = [once(function, *arguments) for _ in range(times)]
    peaks = [cost.peak_mib for cost in costs if cost.peak_mib is not None]
    return Cost(
        wall_s=median(cost.wall_s for cost in costs),
        cpu_s=median(cost.cpu_s for cost in costs),
        peak_mib=median(peaks) if peaks else None,
    )


def once(function: Callable[..., object], *arguments: Any) -> Cost:
    """One call in a process that has done nothing else. What it prints is dropped."""
    request = json.dumps([inspect.getfile(function), function.__name__, arguments])
    command = [sys.executable, str(Path(__file__).resolve()), request]
    answer = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    return Cost(**json.loads(answer.splitlines()[-1]))


def call(file: str, name: str, arguments: Sequence[Any]) -> Cost:
    """The other side of once(): import the script, then time nothing but the call."""
    function = getattr(load(Path(file)), name)
    cpu, wall = cpu_seconds(), time.perf_counter()
    function(*arguments)
    return Cost(wall_s=time.perf_counter() - wall, cpu_s=cpu_seconds() - cpu, peak_mib=peak_mib())


def load(file: Path) -> Any:
    """The script as a module, without running its main part."""
    sys.path[:0] = [str(ROOT), str(file.parent)]
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module


def cpu_seconds() -> float:
    """Processor time of this process and of the children it has waited for."""
    if resource is None:
        return time.process_time()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_mib() -> float | None:
    """Highest resident memory so far.

    Linux: VmHWM. Its ru_maxrss would not do: it survives exec, so a small child of a large parent looks large.
    macOS: ru_maxrss, there in bytes. Windows does not tell without more packages.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / MIB
    if resource is None:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


def report(title: str, figures: Sequence[Figure]) -> None:
    """The table: figure | ours | floor | ratio, and beneath it what each floor is."""
    rows = [("figure", "ours", "floor", "ratio"), *map(cells, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    print(f"\n{title}")
    for row in rows:
        first, *numbers = (text.rjust(width) for text, width in zip(row, widths, strict=True))
        print(" | ".join([first.strip().ljust(widths[0]), *numbers]))
    for figure in figures:
        if figure.floor_is:
            print(f"  floor of {figure.name}: {figure.floor_is}")


def cells(figure: Figure) -> tuple[str, str, str, str]:
    if figure.floor is None:
        return figure.name, shown(figure.ours, figure.unit), "-", "-"
    ratio = f"{figure.ours / figure.floor:.2f}" if figure.floor else "-"
    return figure.name, shown(figure.ours, figure.unit), shown(figure.floor, figure.unit), ratio


def shown(number: float, unit: str) -> str:
    """Three figures that mean something, and the unit."""
    digits = 0 if number >= 100 else 1 if number >= 10 else 2
    return f"{number:,.{digits}f} {unit}"


if __name__ == "__main__":
    print(json.dumps(asdict(call(*json.loads(sys.argv[1])))))
