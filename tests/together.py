"""Many write at once: bodies behind one that holds the door until all of them wait.

In:  a database and what each body does with its session and its number.   Out: what each of them raised, or None.
"""

from __future__ import annotations

import threading

from judging.database import Database
from judging.models import WrongPin


def together(database: Database, bodies) -> list[BaseException | None]:
    """Run the bodies at once, behind one that holds the door until all are there; what each of them raised."""
    outcome: list[BaseException | None] = [None] * (len(bodies) + 1)
    first_in, go = threading.Event(), threading.Event()

    def hold(session, _number):
        session.add(WrongPin(subject="first", count=1))
        session.flush()
        first_in.set()
        go.wait(10)

    def run(number, body):
        try:
            with database.writing() as session:
                body(session, number)
        except Exception as problem:  # noqa: BLE001 - what it was is looked at below
            outcome[number] = problem

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate([hold, *bodies])]
    threads[0].start()
    first_in.wait(10)
    for thread in threads[1:]:
        thread.start()
    while database._writer._waiting < len(bodies):
        threading.Event().wait(0.001)
    go.set()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    return outcome[1:]


def put(session, number: int) -> None:
    session.add(WrongPin(subject=f"s{number}", count=1))
    session.flush()
