"""What may tie a judge to a participant: only what stands written in their own entries, each with its reason.

In:  names, an institution, places, members.   Out: signals; nobody is accused, people look at them and decide.
Not looked at: surnames, religion, origin, anything guessed. A pure leaf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from judging.language import N_, _

SHORTEST = 4  # letters of a place's name: shorter ones stand inside too many other words
TITLES = frozenset(["prof", "dr", "drs", "dra", "ir", "h", "hj", "kh", "apt", "drg", "rm", "raden"])


@dataclass(frozen=True, slots=True)
class Signal:
    kind: str  # stays the same in every language: place | group | name | member
    value: str  # what was found: a region, a name

    def __str__(self) -> str:
        return _(_SAID[self.kind], value=self.value)


_SAID = {
    "place": N_("Lembaga juri menyebut {value}, tempat peserta berasal."),
    "group": N_("Lembaga juri menyebut {value}."),
    "name": N_("Nama juri sama dengan nama peserta, {value}."),
    "member": N_("Nama juri sama dengan nama anggota, {value}."),
}


def signals(
    judge: str, institution: str, participant: str, places: Sequence[str], members: Sequence[str]
) -> tuple[Signal, ...]:
    """Everything found, the most telling first."""
    return tuple(_signals(judge, institution, participant, places, members))


def _signals(
    judge: str, institution: str, participant: str, places: Sequence[str], members: Sequence[str]
) -> Iterator[Signal]:
    if bare(judge) and bare(judge) == bare(participant):
        yield Signal("name", participant)
    yield from (Signal("member", member) for member in members if bare(judge) and bare(judge) == bare(member))
    if mentions(institution, participant):
        yield Signal("group", participant)
    yield from (Signal("place", place) for place in places if mentions(institution, place))


def mentions(text: str, name: str) -> bool:
    """The whole name, word by word: "Karang Taruna Jagakarsa" mentions Jagakarsa, "Jakarta" not Jakarta Selatan."""
    return len(_words(name).strip()) >= SHORTEST and _words(name) in _words(text)


def bare(name: str) -> str:
    """A person's name without titles: "Dr. Hj. Siti Aminah, M.Si." is "siti aminah"."""
    return " ".join(word for word in _words(name.partition(",")[0]).split() if word not in TITLES)


def _words(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", text.casefold())) + " "
