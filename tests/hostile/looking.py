"""Looks at a page that shows what people typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import document_fromstring

from hostile.sending import bare
from hostile.values import MARK

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def unsound(page: bytes) -> Iterator[str]:
    """What no page may hold."""
    text = page.decode()
    if found := CONTROL.search(text):
        yield f"a control character: {found[0]!r}"
    if document_fromstring(page).xpath(
        f"//{MARK} | //body//@onclick | //body//@onerror | //body//@onload | //body//@onfocus"
    ):
        yield "markup that was typed"


def seen(page: bytes) -> str:
    """Everything a reader can see on a page, and what stands in its fields."""
    document = document_fromstring(page)
    return bare(" ".join([document.text_content(), *document.xpath("//input/@value")]))
