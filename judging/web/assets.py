"""Static files: one style sheet and one script composed at start from their parts, and everything compressed once.

In:  static/ and the two order.txt in it.   Out: files under a name that carries their hash, so browsers may keep them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for

from judging import language
from judging.web.access import public

_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
_COMPRESSIBLE = {".js", ".css", ".svg", ".txt", ".md", ".webmanifest"}
_MODULE_WORDS = re.compile(r"(?m)^import .*\n|^export \{[^}]*\};?\n?|^export (?=const|let|class|function|async)")
_CSS_COMMENT = re.compile(r"/\*(?!!)[\s\S]*?\*/")
_CSS_SPACE = re.compile(r"\s*([{};])\s*|(?<=[:,])\s+")  # no text of ours holds any of these
_JS_COMMENT = re.compile(r"(?m)^\s*//.*$|/\*[\s\S]*?\*/")  # no part has /* inside a text
_SPACE = re.compile(r"(?m)^[ \t]+|^\n+")
_SAID = re.compile(r'\bsay\(("(?:[^"\\]|\\.)*")')
# a sheet is to open over a weak connection: what only an organiser's or a public page shows is not sent to judges
NOT_FOR_JUDGES = frozenset(
    {
        f"css/components/{name}.css"
        for name in ("edit-rows", "matrix", "matrix-dense", "pleno", "rows", "stages", "verdict")
    }
    | {
        f"css/pages/{name}.css"
        for name in ("guide", "organiser", "paper", "prepare", "preview", "public", "remote", "rubric")
    }
)
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
    found["judge.css"] = compose(root, without=NOT_FOR_JUDGES)
    found["judge.js"] = join_modules(root)
    for spoken in language.LANGUAGES:
        with language.speaking(spoken):
            found[judge_script()] = translated(found["judge.js"])
    assets = {name: _asset(name, content) for name, content in found.items()}
    app.extensions["juara_assets"] = assets
    app.register_blueprint(blueprint)

    @app.template_global("asset")
    def asset(name: str) -> str:
        return url_for("assets.file", name=name, v=assets[name].tag)

    app.add_template_global(judge_script)


def judge_script() -> str:
    """The name of the tablet's script in the language of this request."""
    spoken = language.chosen()
    return "judge.js" if spoken == language.OWN else f"judge.{spoken}.js"


def translated(script: bytes) -> bytes:
    """A script that says its sentences in the chosen language, so that no page carries them; as it is in its own."""
    words = language.script_words()

    def said(found: re.Match[str]) -> str:
        return f"say({json.dumps(words.get(json.loads(found[1]), json.loads(found[1])), ensure_ascii=False)}"

    return _SAID.sub(said, script.decode()).encode()


def compose(root: Path, without: frozenset[str] = frozenset()) -> bytes:
    """The parts in their declared order, without comments and spare space; a licence (/*!) stays."""
    order = (root / "css" / "order.txt").read_text(encoding="utf-8").split()
    parts = [(root / name).read_text(encoding="utf-8") for name in order if name not in without]
    return _CSS_SPACE.sub(r"\1", _CSS_COMMENT.sub("", "\n".join(parts))).encode()


def join_modules(root: Path) -> bytes:
    """The tablet's modules in their declared order as one module, so that a sheet needs one request for all of them.

    Only what the parts use is understood: one-line imports, exported declarations, one list of exports. All names at
    the top of the parts share one scope; a clash is a syntax error in the browser, which the tests would see at once.
    """
    order = (root / "js" / "order.txt").read_text(encoding="utf-8").split()
    parts = [(root / name).read_text(encoding="utf-8") for name in order]
    return "\n".join(_SPACE.sub("", _JS_COMMENT.sub("", _MODULE_WORDS.sub("", part))) for part in parts).encode()


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
