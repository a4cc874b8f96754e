"""MJML templates: what is written in MJML is made HTML once, when Jinja compiles it; what it is filled with comes later.

A file ``x.mjml`` holds what stands in the one column of a mail; ``ui/letters/frame.mjml`` goes around it. Its placeholders are
Jinja's, so a name in a mail is escaped as in a page. ``mj-raw`` holds statements that stand between elements. The frame is put
around it as text and not by ``mj-include``, behind which widths are lost.
"""

from __future__ import annotations

import mrml
from jinja2 import Environment
from jinja2.ext import Extension

FRAME = "ui/letters/frame.mjml"
MIDDLE = "<!-- the letter -->"
_NO_FONTS = mrml.RenderOptions(fonts={})  # nothing is fetched from anywhere by whoever opens a mail


class Mjml(Extension):
    """Makes HTML of every template whose name says that it is MJML. Kept by Jinja's own cache, once in each process."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template as HTML, placeholders untouched."""
        if not (name or "").endswith(".mjml"):
            return source
        written = mrml.to_html(_framed(self.environment, source), None, _NO_FONTS)
        if written.warnings:
            raise ValueError(f"{name}: {[warning.kind for warning in written.warnings]}")
        return str(written.content)


def _framed(environment: Environment, source: str) -> str:
    if "<mjml" in source or environment.loader is None:
        return source
    frame, _path, _is_fresh = environment.loader.get_source(environment, FRAME)
    return frame.replace(MIDDLE, source)
