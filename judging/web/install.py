"""How a tablet comes to trust this laptop: the event's own certificate, and where to press on Android and iPad.

In:  the file that `serve --https` made.   Out: a page that prints well, and the certificate. Nothing depends on this.
"""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from judging.web.access import public

blueprint = Blueprint("install", __name__)
PEM = "application/x-x509-ca-cert"  # what Android and iPadOS offer to install


def authority_path() -> Path:
    found: Path = current_app.extensions["juara"].settings.data_dir / "https" / "ca.pem"
    return found


@blueprint.get("/pasang-sertifikat")
@public
def steps() -> ResponseReturnValue:
    return render_template(
        "public/install.html",
        ready=authority_path().is_file(),
        secure_address=current_app.config.get("JUARA_SECURE_ADDRESS", ""),
        here_address=request.url,
    )


@blueprint.get("/pasang-sertifikat/juara-ca.crt")
@public
def authority() -> Response:
    if not authority_path().is_file():
        abort(404)
    response = Response(authority_path().read_bytes(), mimetype=PEM)
    response.headers["Content-Disposition"] = 'attachment; filename="juara-ca.crt"'
    return response
