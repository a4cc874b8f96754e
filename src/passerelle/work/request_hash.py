"""A digest by which two sendings of the same request are recognised."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest

NOT_CONTENT = frozenset({"csrfmiddlewaretoken", "_key", "_person"})
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


def request_hash(request: HttpRequest) -> str:
    """Return the digest of method, address, fields and files, without the token and the key, which change with every page."""
    digest = hashlib.sha256()
    _add(digest, request.method, request.get_full_path())
    if request.content_type not in FORMS:
        _add(digest, request.body)
        return digest.hexdigest()
    for name, values in sorted(request.POST.lists()):
        if name not in NOT_CONTENT:
            _add(digest, name, *values)
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            _add(digest, name, file.name, file.size)
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


def _add(digest: Any, *parts: object) -> None:
    """Written as Python would write them, so that ("ab", "c") is not ("a", "bc")."""
    digest.update(repr(parts).encode("utf-8", "surrogatepass"))
