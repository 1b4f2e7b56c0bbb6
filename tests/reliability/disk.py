"""A disk that forgets what was not brought to it, rebuilt from what strace heard.

In:  the lines of a trace.   Out: what the disk may hold after a power cut, at any moment of the recording.
Modelled: a write lasts from the next sync of its file; a new name from the sync of the file or its folder; a removed
name only from the sync of the folder. What was not synced may have arrived, or not, or in part, or torn at 512 bytes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
HANDLE = re.compile(r"^\d+<((?:\\x[0-9a-f]{2})*|[^>]*)>")
SECTOR = 512
PARTS = ("none", "all", "half", "some", "some", "torn")


@dataclass(eq=False)
class File:
    kept: bytes = b""
    syncs: int = 0
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)  # (offset, data); None cuts the file there

    def content(self, chosen: list[tuple[int, bytes | None]]) -> bytes:
        if not chosen:
            return self.kept
        made = bytearray(self.kept)
        for offset, data in chosen:
            if data is None:
                del made[offset:]
                made.extend(b"\0" * (offset - len(made)))
            else:
                made.extend(b"\0" * (offset - len(made)))
                made[offset : offset + len(data)] = data
        return bytes(made)

    def sync(self) -> None:
        self.kept, self.waiting, self.syncs = self.content(self.waiting), [], self.syncs + 1


State = dict[str, tuple[File, list[tuple[int, bytes | None]]]]  # name -> a file and which of its writes arrived


@dataclass
class Disk:
    folder: str
    names: dict[str, File]  # as the running program sees them
    kept: dict[str, File]  # as they are on the disk
    waiting: list[tuple[str, File | None]] = field(default_factory=list)  # names made (file) or removed (None)
    acks: list[str] = field(default_factory=list)

    def play(self, line: str) -> bool:
        """Take one line of the trace; true when it changed what a power cut could leave."""
        found = CALL.match(line)
        if found is None or int(found[3]) < 0:
            return False
        call, arguments = found[1], found[2]
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in TEXT.findall(arguments)]
        if call == "write" and texts and re.fullmatch(rb"[0-9a-f]{32}\n", texts[0]):
            self.acks.append(texts[0].decode().strip())
            return True
        if call == "openat":
            return "O_CREAT" in arguments and self._make(texts[0].decode())
        if call in ("unlink", "unlinkat"):
            return self._remove(texts[0].decode())
        path = self._path(arguments)
        if path == self.folder and call in ("fsync", "fdatasync"):
            self._sync_names()
            return True
        return path.startswith(f"{self.folder}/") and self._change(call, self._name(path), texts, arguments)

    def _path(self, arguments: str) -> str:
        found = HANDLE.match(arguments)
        text = found[1] if found else ""
        return bytes.fromhex(text.replace("\\x", "")).decode() if text.startswith("\\x") else text

    def _name(self, path: str) -> str:
        return path.removeprefix(f"{self.folder}/")

    def _make(self, path: str) -> bool:
        name = self._name(path)
        if not path.startswith(f"{self.folder}/") or name in self.names:
            return False
        self.names[name] = File()
        self.waiting.append((name, self.names[name]))
        return True

    def _remove(self, path: str) -> bool:
        name = self._name(path)
        if self.names.pop(name, None) is None:
            return False
        self.waiting.append((name, None))
        return True

    def _change(self, call: str, name: str, texts: list[bytes], arguments: str) -> bool:
        file = self.names.get(name)
        if file is None:
            return False
        if call in ("fsync", "fdatasync"):
            file.sync()
            if (name, file) in self.waiting:  # a folder keeps the order of its names
                until = self.waiting.index((name, file)) + 1
                self.kept, self.waiting = self._named(self.waiting[:until]), self.waiting[until:]
        elif call == "pwrite64":
            file.waiting.append((int(arguments.rsplit(", ", 1)[1]), texts[0]))
        elif call == "ftruncate":
            file.waiting.append((int(arguments.rsplit(", ", 1)[1]), None))
        else:
            return False
        return True

    def _sync_names(self) -> None:
        self.kept, self.waiting = self._named(self.waiting), []

    def _named(self, changes: list[tuple[str, File | None]]) -> dict[str, File]:
        found = dict(self.kept)
        for name, file in changes:
            if file is None:
                found.pop(name, None)
            else:
                found[name] = file
        return found

    def after_a_cut(self, chance: random.Random) -> Iterator[State]:
        """Every kind of thing the disk may hold if the power fails now."""
        for changes in ([], self.waiting[:1], self.waiting):
            named = self._named(changes)
            for part in PARTS if any(file.waiting for file in named.values()) else PARTS[:1]:
                yield {name: (file, _arrived(part, file.waiting, chance)) for name, file in named.items()}


def mark_of(state: State, acks: int) -> object:
    """Equal for two states in which the same writes arrived."""
    files = sorted((name, id(file), file.syncs, tuple(map(id, chosen))) for name, (file, chosen) in state.items())
    return acks, tuple(files)


def _arrived(
    part: str, waiting: list[tuple[int, bytes | None]], chance: random.Random
) -> list[tuple[int, bytes | None]]:
    if part == "none" or not waiting:
        return []
    if part == "half":
        return waiting[: len(waiting) // 2]
    if part == "some":
        return [write for write in waiting if chance.random() < 0.8]
    if part == "torn":
        offset, data = waiting[-1]
        sectors = len(data or b"") // SECTOR
        return [*waiting[:-1], (offset, data[: SECTOR * chance.randrange(sectors)])] if data and sectors else waiting
    return list(waiting)
