"""Static files: one style sheet composed at start from its parts, and everything compressed once.

In:  static/ and static/css/order.txt.   Out: files under a name that carries their hash, so browsers may keep them.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for

from judging.web.access import public

_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
_COMPRESSIBLE = {".js", ".css", ".svg", ".txt", ".md", ".webmanifest"}
blueprint = Blueprint("assets", __name__)


@dataclass(frozen=True, slots=True)
class Asset:
    content: bytes
    packed: bytes | None
    mime: str
    tag: str


def register(app: Flask) -> None:
    root = Path(app.root_path) / "static"
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    found["juara.css"] = compose(root)
    assets = {name: _asset(name, content) for name, content in found.items()}
    app.extensions["juara_assets"] = assets
    app.register_blueprint(blueprint)

    @app.template_global("asset")
    def asset(name: str) -> str:
        return url_for("assets.file", name=name, v=assets[name].tag)


def compose(root: Path) -> bytes:
    """The parts in their declared order; the font's address is made absolute because the parts move."""
    order = (root / "css" / "order.txt").read_text(encoding="utf-8").split()
    return b"\n".join((root / name).read_bytes() for name in order)


def _asset(name: str, content: bytes) -> Asset:
    suffix = Path(name).suffix
    packed = gzip.compress(content, 9, mtime=0) if suffix in _COMPRESSIBLE else None
    mime = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(content, packed, mime, hashlib.sha256(content).hexdigest()[:12])


@blueprint.get("/static/<path:name>")
@public
def file(name: str) -> Response:
    asset: Asset | None = current_app.extensions["juara_assets"].get(name)
    if asset is None:
        abort(404)
    packed = asset.packed is not None and "gzip" in request.accept_encodings.values()
    response = Response(asset.packed if packed else asset.content, mimetype=asset.mime)
    response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    named = request.args.get("v") == asset.tag
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if named else "no-cache"
    response.set_etag(asset.tag + ("g" if packed else ""))
    return response.make_conditional(request)  # type: ignore[return-value]
