"""The commands of `flask --app app`: the same actions as the pages, for people at a terminal.

In:  arguments and files.   Out: plain lines; exit code 2 for wrong input, never a traceback.
"""

from __future__ import annotations

from flask import Flask

from judging.cli.backup import backup
from judging.cli.demo import demo
from judging.cli.event import import_event
from judging.cli.export import export
from judging.cli.panel import panel
from judging.cli.papers import print_papers
from judging.cli.publish import publish
from judging.cli.rank import rank
from judging.cli.restore import restore
from judging.cli.serve import serve
from judging.cli.users import user
from judging.cli.verify import verify
from judging.cli.workbook import workbook


def register(app: Flask) -> None:
    for command in (
        serve,
        demo,
        workbook,
        import_event,
        panel,
        rank,
        print_papers,
        verify,
        backup,
        restore,
        export,
        publish,
        user,
    ):
        app.cli.add_command(command)
