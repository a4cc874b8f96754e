"""Static files as an installation serves them: hashed, compressed, the style sheet in one piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "ui/css/ui.css"
IMPORT = re.compile(r'@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>[a-z.]+)\);')
REFERENCE = re.compile(r'url\("(?:\.\./)+(?P<target>[^"]+)"\)')

# Django's own patterns for modules also match examples in comments of other people's scripts; these read what ours write.
STATIC_IMPORT = (
    r'(?m)(?P<matched>^(?P<what>(?:im|ex)port\b[^;"\'()]*)"(?P<url>\.{1,2}/[^"]+\.js)")',
    '%(what)s"%(url)s"',
)
DYNAMIC_IMPORT = (r'(?P<matched>\bimport\("(?P<url>\.{1,2}/[^"]+\.js)"\))', 'import("%(url)s")')


class BundledStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise has no types
    """Puts the parts of the style sheet into it, so that a first visit asks for one file and not for thirty."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*.js", (STATIC_IMPORT, DYNAMIC_IMPORT)))

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Bundle, then hash and compress as usual."""
        if not dry_run and SHEET in paths:
            self.delete(SHEET)
            storage, path = paths[SHEET]
            with storage.open(path) as file:
                whole = bundle(file.read().decode(), lambda part: self._read(f"ui/css/{part}"))
            self._save(SHEET, ContentFile(whole.encode()))
            paths[SHEET] = (self, SHEET)
        yield from super().post_process(paths, dry_run, **options)

    def _read(self, name: str) -> str:
        with self.open(name) as file:
            return str(file.read().decode())


def bundle(sheet: str, read: Callable[[str], str]) -> str:
    """Replace each layered import by its file, references rewritten to stand one folder higher."""

    def inline(found: re.Match[str]) -> str:
        body = REFERENCE.sub(r'url("../\g<target>")', read(found["file"]))
        return f"@layer {found['layer']} {{\n{body}\n}}"

    return IMPORT.sub(inline, sheet)
