"""Every paper in one ZIP: made in the background, one at a time, its progress told to whoever reloads the page.

In:  a person who may print.   Out: a page, and once ready a file.   The job lives in this process only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread

from flask import Response, abort, redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.database import Database
from judging.language import _
from judging.paperwork.bundle import Result, write_bundle
from judging.roles import Actor, Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser.common import blueprint, event_id, page
from judging.web.organiser.documents import is_final, read


@dataclass(slots=True)
class Job:
    """How far one ZIP is. Written by its thread, read by pages."""

    path: Path
    done: int = 0
    total: int = 0
    doing: str = ""
    problems: list[str] = field(default_factory=list)
    state: str = "running"  # running | ready | failed

    def tell(self, done: int, total: int, doing: str) -> None:
        self.done, self.total, self.doing = done, total, doing


_jobs: dict[tuple[str, int], Job] = {}  # (data folder, event) -> its latest
_one_at_a_time = Lock()


@blueprint.get("/dokumen/berkas")
@allow(Permission.PRINT)
def bundle() -> ResponseReturnValue:
    job = _jobs.get(_key())
    percent, going = 100 * job.done // job.total if job and job.total else 0, _is_running()
    text, code = page("organiser/bundle.html", job=job, percent=percent, going=going)
    return text, code, {"Refresh": "2"} if going else {}


@blueprint.post("/dokumen/berkas")
@allow(Permission.PRINT)
def start_bundle() -> ResponseReturnValue:
    """Issued piagam inside are printings, so they are counted before they are drawn."""
    if _is_running():
        return redirect(url_for("organiser.bundle"))
    papers = read()
    issued = [one.id for one in papers.fitting.values()]
    if issued:
        with database().writing() as session:
            actions.record_printing(session, actor(), event_id(), issued, now=utc_now())
    folder = database().settings.data_dir / "bundles"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    job = Job(folder / f"dokumen-{papers.event.code}.zip")
    _jobs[_key()] = job
    Thread(target=_run, args=(database(), event_id(), actor(), job), daemon=True).start()
    return redirect(url_for("organiser.bundle"))


@blueprint.get("/dokumen/berkas/unduh")
@allow(Permission.PRINT)
def download_bundle() -> Response:
    job = _jobs.get(_key())
    if job is None or job.state != "ready":
        abort(404)
    return send_file(job.path, mimetype="application/zip", as_attachment=True, download_name=job.path.name)


def _key() -> tuple[str, int]:
    return str(database().settings.data_dir), event_id()


def _is_running() -> bool:
    job = _jobs.get(_key())
    return job is not None and job.state == "running"


def _run(source: Database, event: int, asker: Actor, job: Job) -> None:
    """In the thread: draw all, then file what is final."""
    with _one_at_a_time:
        job.state = "failed" if not _made(source, event, asker, job) else "ready"


def _made(source: Database, event: int, asker: Actor, job: Job) -> bool:
    try:
        result = write_bundle(source, event, job.path, may=lambda kind: asker.may(kind.permission), tell=job.tell)
        job.problems = list(result.problems)
        _file(source, event, asker, result)
    except (OSError, ValueError, actions.Refused) as problem:
        job.problems = [_("Berkas belum dapat dibuat. {problem}", problem=problem)]
        return False
    return True


def _file(source: Database, event: int, asker: Actor, result: Result) -> None:
    """Kept for the auditor, byte for byte."""
    with source.reading() as session:
        papers = queries.papers(session, event)
    with source.writing() as session:
        for kind, paper in result.papers:
            if is_final(kind, papers):
                actions.keep_document(
                    session, asker, event, kind=kind.key, name=paper.name, content=paper.content, now=utc_now()
                )
