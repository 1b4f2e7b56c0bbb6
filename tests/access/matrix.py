"""The table of who may open what, as matrix.txt has it.

In:  the file.   Out: (method, rule) -> the visitors who may.
"""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).with_name("matrix.txt")
VISITORS = (
    "anonymous",
    "juri-own",
    "juri-other",
    "juri-recused",
    "panitia",
    "ketua",
    "wakil",
    "bendahara",
    "viewer",
    "disabled",
    "revoked",
)
SHORT = {
    "everyone": set(VISITORS),
    "juri": {"juri-own", "juri-other", "juri-recused"},
    "organisers": {"panitia", "ketua", "wakil", "bendahara", "viewer"},
    "nobody": set(),
}
Matrix = dict[tuple[str, str], set[str]]


def read_matrix(text: str) -> Matrix:
    table: Matrix = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            method, rule, *words = line.split()
            assert (method, rule) not in table, f"twice: {method} {rule}"
            table[method, rule] = set().union(*(SHORT.get(word, {word}) for word in words))
            assert table[method, rule] <= set(VISITORS), line
    return table
