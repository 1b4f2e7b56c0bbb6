"""Check an exported archive alone: python3 recheck.py ARCHIVE.zip [--anchor NUMBER:CODE]

In:  the archive (public or sealed), and if you like the head of the journal as printed on paper.
Out: one line for each thing checked; exit code 0 when everything fits, 1 when something does not, 2 for wrong input.
Standard library only, no code shared with the program, no key needed: what it says can be read and repeated by anyone.

It checks that every file is the one listed, that the journal's links hang together, that every shown body is the one
its link was made of, and counts each result again from its sheets in exact fractions, ties included. In a sealed
archive it also rebuilds every table from the journal, and compares sheets, results and issued files with it. Where only
a name was corrected, the result must be the one it replaces, sheets and all: a judge may have sent one again since.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.recount import Json, count

FORMAT = "juara-journal-1"


class Checked:
    """What was said so far; `wrong` counts what did not fit."""

    def __init__(self) -> None:
        self.wrong = 0

    def say(self, fits: bool, what: str) -> None:
        self.wrong += not fits
        print(f"{'cocok      ' if fits else 'TIDAK COCOK'}  {what}")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def check(files: dict[str, bytes], anchor: str) -> int:
    """Everything, one line each; gives how much did not fit."""
    seen, manifest = Checked(), json.loads(files["manifest.json"])
    listed = {name: sha256(content) for name, content in files.items() if name != "manifest.json"}
    seen.say(listed == manifest["files"], f"{len(listed)} berkas seperti yang didaftar")
    links = json.loads(files["chain.json"])
    hashes = check_chain(links, manifest["head"], anchor, seen)
    bodies = {int(name[7:-5]): content for name, content in files.items() if name.startswith("bodies/")}
    fit = all(seq in hashes and sha256(body) == links[seq - 1][1] for seq, body in bodies.items())
    seen.say(fit, f"{len(bodies)} isi peristiwa yang ditunjukkan, dari {len(links)}")
    told = {seq: json.loads(body) for seq, body in sorted(bodies.items())}
    for seq, body in told.items():
        if body["verb"] == "result.public":
            check_result(seq, body["detail"], seen)
    if manifest["kind"] == "sealed":
        seen.say(sorted(told) == list(range(1, len(links) + 1)), "semua peristiwa ada")
        check_tables(told, files, seen)
    return seen.wrong


def check_chain(links: list[list[Any]], head: list[Any], anchor: str, seen: Checked) -> dict[int, str]:
    """Each link from the one before; the head that is listed; the head on paper."""
    last, hashes = sha256(FORMAT.encode()), {}
    for place, (seq, body, stored) in enumerate(links, start=1):
        last = sha256(f"{FORMAT}\n{place}\n{last}\n{body}".encode())
        if (seq, stored) != (place, last):
            break
        hashes[place] = last
    seen.say(len(hashes) == len(links) and head == [len(links), last], f"rantai {len(links)} peristiwa, kepala {last}")
    if anchor:
        seq, _, code = anchor.replace(" ", "").partition(":")
        seen.say(hashes.get(int(seq)) == code.lower(), f"kepala di kertas: peristiwa {seq}")
    return hashes


def check_result(seq: int, result: Json, seen: Checked) -> None:
    columns = ("participant", "rank", "tied", "decided_by", "total")
    told = sorted(tuple(row[name] for name in columns) for row in result["rows"])
    what = f"{result['category']['name']}, hasil ke-{result['number']}, peristiwa {seq}: {len(told)} peserta"
    seen.say(told == sorted(count(result)), f"{what} dihitung ulang dari {len(result['sheets'])} lembar")


def check_tables(told: dict[int, Json], files: dict[str, bytes], seen: Checked) -> None:
    """Rebuild every row from the journal, and compare what the public results and the files say with it."""
    rows: dict[str, dict[str, Json]] = {}
    shown: dict[tuple[str, int], Json] = {}
    for seq, body in told.items():
        for image in body["rows"]:
            keep(rows.setdefault(image["table"], {}), json.dumps(image["key"]), image["row"])
        if body["verb"] == "result.public":
            check_sheets(seq, body["detail"], rows, shown, seen)
    kept = {table: list(found.values()) for table, found in rows.items()}
    results = kept.get("result_version", []) + kept.get("allocation", []) + kept.get("issuance", [])
    right = all(sha256(row["body"].encode()) == row["sha256"] for row in results)
    seen.say(right, f"{len(results)} naskah hasil, alokasi dan piagam bersidik benar")
    papers = kept.get("issued_document", [])
    held = {sha256(content) for name, content in files.items() if name.startswith("documents/")}
    seen.say({row["sha256"] for row in papers} == held, f"{len(papers)} dokumen terbit, byte demi byte")


def keep(table: dict[str, Json], key: str, row: Json | None) -> None:
    """The row as this event left it; gone where the event took it away."""
    if row is None:
        table.pop(key, None)
    else:
        table[key] = row


def check_sheets(
    seq: int, result: Json, rows: dict[str, dict[str, Json]], shown: dict[tuple[str, int], Json], seen: Checked
) -> None:
    """A result rests on the sheets of that moment; one with a corrected name on all that its predecessor rests on."""
    category, number = result["category"]["code"], result["number"]
    shown[category, number] = result
    replaced = renamed(rows, category, number)
    if replaced:
        fits = result == shown.get((category, replaced), {}) | {"number": number}
        seen.say(fits, f"hasil peristiwa {seq}, koreksi nama, sama dengan hasil ke-{replaced}")
        return
    fits = sheets_of(rows, category) == {
        (s["round"], s["participant"], s["judge"]): (s["state"], s["scores"]) for s in result["sheets"]
    }
    seen.say(fits, f"lembar hasil peristiwa {seq} sama dengan lembar para juri")


def id_of(rows: dict[str, dict[str, Json]], category: str) -> int:
    (own,) = [row["id"] for row in rows["category"].values() if row["code"] == category]
    return int(own)


def renamed(rows: dict[str, dict[str, Json]], category: str, number: int) -> int:
    """The number of the result that this one replaces with a name put right; 0 for one that was counted."""
    own = (id_of(rows, category), number)
    (body,) = [row["body"] for row in rows["result_version"].values() if (row["category_id"], row["number"]) == own]
    correction = json.loads(body).get("correction", {})
    return int(correction["replaces"]) if correction.get("kind") == "name" else 0


def sheets_of(rows: dict[str, dict[str, Json]], category: str) -> dict[tuple[str, str, str], tuple[str, Json]]:
    """The sheets of a category's active participants as the journal left them at this point."""
    own = id_of(rows, category)
    rounds = {row["id"]: row["code"] for row in rows["round"].values() if row["category_id"] == own}
    names = {row["id"]: row["code"] for row in rows["participant"].values() if row["status"] == "active"}
    judges = {row["id"]: row["code"] for row in rows["judge"].values()}
    return {
        (rounds[row["round_id"]], names[row["participant_id"]], judges[row["judge_id"]]): (
            row["state"], json.loads(row["scores"]) if row["state"] == "submitted" else {},
        )
        for row in rows["sheet"].values()
        if row["round_id"] in rounds and row["participant_id"] in names
    }  # fmt: skip


def main(arguments: list[str]) -> int:
    anchor = arguments.pop() if arguments[1:2] == ["--anchor"] and len(arguments) == 3 else ""
    if not arguments or (len(arguments) > 1 and not anchor):
        print(__doc__)
        return 2
    try:
        with zipfile.ZipFile(arguments[0]) as archive:
            wrong = check({name: archive.read(name) for name in archive.namelist()}, anchor)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as problem:
        print(f"Arsip ini tidak dapat dibaca: {problem!r}")
        return 2
    print("Semua cocok." if not wrong else f"{wrong} tidak cocok.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
