"""The other side of save.py: the app under waitress, and the least that stores one entry safely.

In:  what to serve, the data folder, the port, bodies in a commit.   Out: a server that runs until it is killed.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import sys
import threading
from pathlib import Path
from typing import Any

from crowd import fill
from flask import Flask, jsonify, request
from waitress import serve

from app import create_app
from judging import database
from judging.cli.processor import keep_to_one
from judging.cli.serve import LINES, THREADS
from judging.settings import Settings


def floor(data: Path) -> Flask:
    """A JSON body, one INSERT, one COMMIT, under the same settings of SQLite."""
    app, lock = Flask("floor"), threading.Lock()
    raw = sqlite3.connect(data / "floor.db", check_same_thread=False, isolation_level=None)
    for name, value in database.PRAGMAS.items():
        raw.execute(f"PRAGMA {name}={value}")
    raw.execute("CREATE TABLE entry (id TEXT PRIMARY KEY, body TEXT)")

    @app.post("/juri/kirim-antrean")
    def save() -> Any:
        body = request.get_data()
        (entry,) = json.loads(body)["entries"]
        with lock:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO entry VALUES (?, ?)", (entry["id"], body.decode()))
            raw.execute("COMMIT")
        return jsonify(answers=[{"id": entry["id"], "word": "saved", "version": entry["based_on"] + 1}])

    @app.get("/juri/masuk")
    def door() -> str:
        return "ok"

    return app


def ours(data: Path, most: int) -> Flask:
    os.environ["JUARA_DATA"] = str(data)
    app = create_app()
    app.extensions["juara"] = database.Database(Settings.from_environment(), most_in_a_commit=most)
    return app


def main(kind: str, data: str, port: str, most: str) -> None:
    logging.getLogger("waitress").setLevel(logging.ERROR)
    if kind == "hall":
        fill(Path(data), int(most))
        return
    app = floor(Path(data)) if kind == "floor" else ours(Path(data), int(most))
    keep_to_one()
    serve(app, host="127.0.0.1", port=int(port), threads=THREADS, connection_limit=LINES)


if __name__ == "__main__":
    main(*sys.argv[1:])
