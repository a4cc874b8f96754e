"""A small site around the editor: one strict page, a list of names, a place for files."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

STATIC = Path(__file__).parents[2] / "src/passerelle/ui/static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
POLICY = (
    "default-src 'self'; script-src 'nonce-test' 'strict-dynamic'; style-src 'self'; "
    "img-src 'self'; object-src 'none'; base-uri 'none'"
)
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PEOPLE = [
    {"type": "person", "id": "k3v9ab", "label": "Ada Lovelace", "detail": "Lyon, Retail"},
    {"type": "person", "id": "c4x7cd", "label": "Adèle Roux", "detail": "Milano, Buying"},
    {"type": "unit", "id": "u8n1ef", "label": "Adhesives", "detail": "Unit"},
]
NAMES = {"person:k3v9ab": "Ada Lovelace", "contribution:zz12zz": "How we pack glass"}


@dataclass
class EditorSite:
    """What the tests say to the server and read from it."""

    url: str = ""
    text: str = ""
    attributes: str = ""
    textarea: str = "required"
    uploads: list[dict[str, str]] = field(default_factory=list)
    upload_status: int = 201
    answer_uploads: threading.Event = field(default_factory=threading.Event)

    def html(self) -> str:
        """The page: a form with one editor, below the product's own style sheet."""
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Editor</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="csrf-token" content="token-of-the-page">
<link rel="icon" href="/icon.png"><link rel="stylesheet" href="/static/ui/css/ui.css">
<link rel="stylesheet" href="/static/ui/vendor/editor/editor.css">
<script type="module" nonce="test" src="/static/ui/vendor/editor/editor-loader.js"></script></head>
<body><main><h1>How do you pack glass?</h1><h2>Answer</h2><form method="post" action="/sent" class="form"><div class="field">
<label for="text" class="field__label">Your answer</label><div class="field__control">
<pas-editor mentions="/mentions/" uploads="/attachments/" draft="d1" {self.attributes}>
<textarea id="text" name="text" rows="4" placeholder="What do you know?" aria-describedby="help" {self.textarea}>
{escape(self.text)}</textarea>
<script type="application/json" data-mentions>{json.dumps(NAMES)}</script></pas-editor></div>
<p id="help" class="field__help">Everybody in the community reads it.</p></div>
<div class="form__actions"><button class="button" name="do" value="publish">Publish</button></div></form></main></body></html>"""


def escape(text: str) -> str:
    """Text as it stands between the tags of a textarea."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


@contextmanager
def serve_editor() -> Iterator[EditorSite]:
    """Serve the site on a free port of this machine."""
    site = EditorSite()
    site.answer_uploads.set()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _handler(site: EditorSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            if address.path == "/":
                self._send(site.html().encode(), "text/html; charset=utf-8")
            elif address.path == "/mentions/":
                query = parse_qs(address.query, keep_blank_values=True)["q"][0].lower()
                found = [person for person in PEOPLE if person["label"].lower().startswith(query)]
                self._send(json.dumps({"results": found}).encode(), "application/json")
            elif address.path.startswith("/static/"):
                file = STATIC / address.path.removeprefix("/static/")
                self._send(file.read_bytes(), TYPES[file.suffix])
            else:
                self._send(PICTURE, "image/png")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/sent":
                self._send(body, "text/plain; charset=utf-8")
                return
            name = body.split(b'filename="', 1)[1].split(b'"', 1)[0].decode()
            site.uploads.append(
                {"name": name, "token": self.headers["X-CSRFToken"], "key": self.headers["Idempotency-Key"]}
            )
            site.answer_uploads.wait(60)
            kind = "image" if name.endswith(".png") else "file"
            markdown = f"{'!' if kind == 'image' else ''}[{name}](attachment:p1c2t3)"
            answer = {
                "id": "p1c2t3",
                "url": "/files/p1c2t3.png",
                "name": name,
                "width": 1,
                "height": 1,
                "kind": kind,
                "markdown": markdown,
            }
            refused = {"error": "The file is too large."}
            self._send(
                json.dumps(answer if site.upload_status < 300 else refused).encode(),
                "application/json",
                site.upload_status,
            )

        def _send(self, body: bytes, content_type: str, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Tests are quiet."""

    return Handler
