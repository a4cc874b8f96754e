"""What a first visit brings over the wire: the page, its style sheet, its scripts and what they import, its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from posixpath import dirname, join, normpath

import brotli

# What a browser loads by itself; fonts have a budget of their own, and the editor comes when somebody begins to write.
LINKED = re.compile(rb'<(?:link|script|img)[^>]*?(?:href|src)="(/static/[^"]+)"|<use href="(/static/[^"#]+)')
IMPORTED = re.compile(rb'^(?:im|ex)port\b[^;"\'()]*"(\.{1,2}/[^"]+\.js)"', re.MULTILINE)
LEFT_OUT = ("/fonts/", "/vendor/editor/")


def first_visit_kb(port: int, session: str) -> float:
    """Kilobytes of the home page and all it needs, compressed as they are sent, headers not counted."""
    connection = HTTPConnection("127.0.0.1", port)
    sizes: dict[str, int] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in sizes or any(part in path for part in LEFT_OUT):
            continue
        connection.request("GET", path, headers={"Accept-Encoding": "br", "Cookie": f"sessionid={session}"})
        answer = connection.getresponse()
        sent = answer.read()
        sizes[path] = len(sent)
        whole = brotli.decompress(sent) if answer.getheader("Content-Encoding") == "br" else sent
        waiting += _needs(path, whole)
    connection.close()
    return round(sum(sizes.values()) / 1000, 1)


def _needs(path: str, content: bytes) -> Iterator[str]:
    if path.endswith(".js"):
        for found in IMPORTED.findall(content):
            yield normpath(join(dirname(path), found.decode()))
    elif not path.startswith("/static/"):
        for link, drawing in LINKED.findall(content):
            yield (link or drawing).decode()
