"""A small consultation written by hand, as the platform wrote its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def somebody(key: str, name: str = "") -> dict[str, Any]:
    return {"uniqueId": key, "displayName": name or key.title(), "username": name}


def argument(
    number: int, *, author: str = "ben", speaks_for: bool = True, body: str = "Because.", votes: int = 0
) -> Any:
    return {
        "id": number,
        "author": somebody(author),
        "body": body,
        "created_at": f"2015-10-{number % 27 + 1:02}T09:00:00+0200",
        "type": int(speaks_for),
        "votes_count": votes,
    }


def proposal(number: int, **others: Any) -> dict[str, Any]:
    """An idea of Ada's with two listed voters out of seven."""
    found = {
        "id": number,
        "title": f"Proposal {number}",
        "type": {"title": "Section 1", "subtitle": "Open data"},
        "author": somebody("ada"),
        "created_at": "2015-09-26T16:25:41+0200",
        "body": "<p>Let us &eacute;crire.</p>",
        "appendices": [{"body": "<p>Why.</p>", "type": {"title": "Explanation"}}],
        "arguments": [],
        "sources": [],
        "votes": [{"user": somebody("ben")}, {"user": somebody("cam")}],
        "votes_ok": 4,
        "votes_mitige": 1,
        "votes_nok": 2,
        "versions_count": 3,
        "is_trashed": False,
    }
    return {"opinion": {**found, **others}}


def write_folder(root: Path, *files: Any) -> Path:
    """Proposals, or the text of a file as it stands, in ``1.json``, ``2.json`` and so on."""
    root.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(files, start=1):
        text = content if isinstance(content, str) else json.dumps(content)
        (root / f"{number}.json").write_text(text, encoding="utf-8")
    return root
