"""What the answer with our worker says: it may serve the whole site, and runs nothing but itself."""

from __future__ import annotations

from collections.abc import MutableMapping

WORKER = "web/device/worker."


def worker_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Called by WhiteNoise for each static file."""
    if WORKER in url:
        headers["Service-Worker-Allowed"] = "/"
        headers["Content-Security-Policy"] = "default-src 'none'; connect-src 'self'"
