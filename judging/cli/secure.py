"""serve --https: the app over TLS, and beside it over plain http nothing but the page that explains the certificate.

In:  the app, where to listen.   Out: nothing; it runs until it is stopped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

import click
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from flask import Flask
from waitress import serve as waitress_serve

from judging.cli import lan_certificate

PLAIN = ("/pasang-sertifikat", "/static/")
Start = Callable[..., Any]


def serve_securely(app: Flask, host: str, port: int, install_port: int, *, threads: int) -> None:
    folder = app.extensions["juara"].settings.data_dir / "https"
    files = lan_certificate.prepare(folder, lan_certificate.own_hosts(host))
    address = f"https://{host}:{port}"
    app.config.update(SESSION_COOKIE_SECURE=True, PREFERRED_URL_SCHEME="https", JUARA_SECURE_ADDRESS=f"{address}/juri")
    click.echo(f"Pasang sertifikat dari http://{host}:{install_port}/pasang-sertifikat")
    only_steps = {"host": host, "port": install_port, "threads": 4, "ident": None}
    threading.Thread(target=waitress_serve, args=[plain(app, address)], kwargs=only_steps, daemon=True).start()
    server = Server((host, port), app, numthreads=threads)
    server.ssl_adapter = BuiltinSSLAdapter(str(files.certificate), str(files.key))
    server.safe_start()


def plain(app: Flask, secure_address: str) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """The app over plain http, cut down to the page about the certificate; everything else is sent to https."""

    def only_steps(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(PLAIN):
            return app(environ, start)
        start("307 Temporary Redirect", [("Location", secure_address + environ["PATH_INFO"]), ("Content-Length", "0")])
        return [b""]

    return only_steps
